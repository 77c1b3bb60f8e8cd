using Vouchers.Credentials;

namespace Vouchers.Counter;

/// <summary>What a scanned, pasted or typed text is.</summary>
internal abstract record ScannedText
{
    // The signature alone.
    private const int LeastBytes = 64;

    private ScannedText()
    {
    }

    /// <summary>A voucher's QR code, on a phone or on paper.</summary>
    public sealed record Voucher(string Text) : ScannedText;

    /// <summary>A typed voucher code, whose check character fits.</summary>
    public sealed record Code(string Text) : ScannedText;

    /// <summary>The link that makes a browser a counter.</summary>
    public sealed record DeviceLink(string DeviceId, string OneTimeCode) : ScannedText;

    /// <summary>Something else, and what it looks like.</summary>
    public sealed record Unusable(ScanFault Fault) : ScannedText
    {
        /// <summary>A voucher's code but for a slip, which whoever typed it can correct.</summary>
        public bool IsMistyped => Fault is ScanFault.CodeMistyped or ScanFault.CodeLength;
    }

    /// <summary>Reads a text as a scanner or a person gives it. It never throws.</summary>
    public static ScannedText Read(string? raw)
    {
        var text = Plain(raw ?? "").Trim();
        if (text.Length == 0)
            return new Unusable(ScanFault.Nothing);
        if (text.StartsWith(CredentialText.Prefix, StringComparison.OrdinalIgnoreCase))
            return ReadVoucher(text);
        if (text.StartsWith("TV", StringComparison.OrdinalIgnoreCase) && text.IndexOf(':') is 3 or 4)
            return new Unusable(ScanFault.OtherVersion);
        if (text.Contains("://", StringComparison.Ordinal))
            return (ScannedText?)ReadLink(text) ?? new Unusable(ScanFault.WebAddress);
        return VoucherCode.TryParse(text, out var code, out var fault)
            ? new Code(code.ToString())
            : new Unusable(NumberFault.Of(text) ?? CodeFault(text, fault));
    }

    // A scanner with Caps Lock types small letters; no letter of a voucher's text is one.
    private static ScannedText ReadVoucher(string text) =>
        CredentialText.TryDecode(text.ToUpperInvariant(), out var bytes) && bytes.Length > LeastBytes
            ? new Voucher(text.ToUpperInvariant())
            : new Unusable(ScanFault.CutShort);

    private static DeviceLink? ReadLink(string text)
    {
        const string place = "/counter/enrol#device=";
        const string then = "&code=";
        var at = text.IndexOf(place, StringComparison.Ordinal);
        var middle = text.IndexOf(then, StringComparison.Ordinal);
        return at > 0 && middle > at + place.Length
            ? new(Uri.UnescapeDataString(text[(at + place.Length)..middle]),
                Uri.UnescapeDataString(text[(middle + then.Length)..]))
            : null;
    }

    private static ScanFault CodeFault(string text, VoucherCodeFault fault) => fault switch
    {
        VoucherCodeFault.WrongCheck => ScanFault.CodeMistyped,
        VoucherCodeFault.WrongLength when text.Count(char.IsAsciiLetterOrDigit) is >= 10 and <= 16 =>
            ScanFault.CodeLength,
        _ => ScanFault.Unknown,
    };

    /// <summary>The text where a Chinese input method typed the full-width forms of ' ' to '~'.</summary>
    public static string Plain(string text) => string.Create(text.Length, text, static (plain, raw) =>
    {
        for (var i = 0; i < plain.Length; i++)
            plain[i] = raw[i] switch
            {
                >= '\uFF01' and <= '\uFF5E' => (char)(raw[i] - '\uFF01' + '!'),
                '\u3000' => ' ',
                var other => other,
            };
    });
}
