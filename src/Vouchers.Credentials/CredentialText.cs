namespace Vouchers.Credentials;

/// <summary>
/// The text inside the QR code: <c>TV1:</c> and base45 (RFC 9285) of the COSE bytes. One credential has one text; any
/// other spelling is refused, so that a text can be compared and logged as it is.
/// </summary>
public static class CredentialText
{
    /// <summary>What every text begins with.</summary>
    public const string Prefix = "TV1:";

    /// <summary>A longer text is refused before anything reads it.</summary>
    public const int MaximumCharacters = 1024;

    /// <summary>The most bytes that <see cref="MaximumCharacters"/> can carry.</summary>
    public const int MaximumBytes = 680;

    /// <summary>The text of these bytes; about 240 characters for a voucher.</summary>
    /// <exception cref="ArgumentException">There are more than <see cref="MaximumBytes"/>.</exception>
    public static string Encode(ReadOnlySpan<byte> cose)
    {
        if (cose.Length > MaximumBytes)
            throw new ArgumentException($"A credential has at most {MaximumBytes} bytes.", nameof(cose));
        return string.Create(Prefix.Length + Base45.EncodedLength(cose.Length), cose, static (text, bytes) =>
        {
            Prefix.CopyTo(text);
            Base45.Encode(bytes, text[Prefix.Length..]);
        });
    }

    /// <summary>The bytes of a text, or false and no bytes. It never throws.</summary>
    public static bool TryDecode(string? text, out byte[] cose) => Read(text, out cose) == CredentialFault.None;

    internal static CredentialFault Read(string? text, out byte[] cose)
    {
        cose = [];
        if (text is null)
            return CredentialFault.WrongPrefix;
        if (text.Length > MaximumCharacters)
            return CredentialFault.TooLong;
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
            return CredentialFault.WrongPrefix;
        return Base45.TryDecode(text.AsSpan(Prefix.Length), out cose)
            ? CredentialFault.None
            : CredentialFault.BadEncoding;
    }
}
