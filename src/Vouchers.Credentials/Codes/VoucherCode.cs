using System.Security.Cryptography;

namespace Vouchers.Credentials;

/// <summary>
/// The code to type when a QR cannot be read: 60 random bits as 12 digits of Crockford's base32 and a check character,
/// the value modulo 37, which finds every single mistyped character and every swap of two neighbours. Shown as
/// XXXX-XXXX-XXXX-C. It is redeemed online only and must be rate limited. The default value is the code of 0.
/// </summary>
public readonly record struct VoucherCode
{
    // Crockford's 32 digits, then the five that only a check character can be.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U";
    private const int Digits = 12;
    private const long Values = 1L << 60;

    /// <summary>The code of a stored value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or needs more than 60 bits.</exception>
    public VoucherCode(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, Values);
        Value = value;
    }

    /// <summary>The 60 bits, 0 to 2^60 − 1.</summary>
    public long Value { get; }

    /// <summary>A random code.</summary>
    public static VoucherCode New()
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        RandomNumberGenerator.Fill(bytes);
        return new(BitConverter.ToInt64(bytes) & (Values - 1));
    }

    /// <inheritdoc cref="TryParse(string?, out VoucherCode, out VoucherCodeFault)"/>
    public static bool TryParse(string? text, out VoucherCode code) => TryParse(text, out code, out _);

    /// <summary>
    /// Reads a code as people type it: lower case, O for 0, I or L for 1, any hyphens and spaces, and the full-width
    /// forms of Chinese input methods.
    /// </summary>
    public static bool TryParse(string? text, out VoucherCode code, out VoucherCodeFault fault)
    {
        code = default;
        long value = 0;
        var count = 0;
        var check = -1;
        foreach (var typed in text ?? "")
        {
            var character = Plain(typed);
            if (character is '-' or ' ')
                continue;
            var digit = Alphabet.IndexOf(character, StringComparison.Ordinal);
            if (digit < 0 || (count < Digits && digit >= 32))
                return Refuse(VoucherCodeFault.BadCharacter, out fault);
            if (++count <= Digits)
                value = value << 5 | (uint)digit;
            else
                check = digit;
        }
        if (count != Digits + 1)
            return Refuse(VoucherCodeFault.WrongLength, out fault);
        if (check != value % Alphabet.Length)
            return Refuse(VoucherCodeFault.WrongCheck, out fault);
        fault = VoucherCodeFault.None;
        code = new(value);
        return true;
    }

    /// <inheritdoc cref="TryParse(string?, out VoucherCode, out VoucherCodeFault)"/>
    /// <exception cref="FormatException">The text is no code.</exception>
    public static VoucherCode Parse(string text) =>
        TryParse(text, out var code, out var fault) ? code : throw new FormatException($"Not a voucher code: {fault}.");

    /// <summary>XXXX-XXXX-XXXX-C.</summary>
    public override string ToString()
    {
        Span<char> text = stackalloc char[16];
        text.Fill('-');
        for (var i = 0; i < Digits; i++)
            text[i + i / 4] = Alphabet[(int)(Value >> 5 * (Digits - 1 - i) & 31)];
        text[15] = Alphabet[(int)(Value % Alphabet.Length)];
        return new(text);
    }

    private static char Plain(char typed)
    {
        // U+FF01 to U+FF5E are the full-width forms of '!' to '~', and U+3000 is the full-width space.
        if (typed is >= '\uFF01' and <= '\uFF5E')
            typed = (char)(typed - '\uFF01' + '!');
        return char.ToUpperInvariant(typed) switch
        {
            'O' => '0',
            'I' or 'L' => '1',
            '\u3000' => ' ',
            var other => other,
        };
    }

    private static bool Refuse(VoucherCodeFault reason, out VoucherCodeFault fault)
    {
        fault = reason;
        return false;
    }
}
