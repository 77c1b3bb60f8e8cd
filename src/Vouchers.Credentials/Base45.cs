namespace Vouchers.Credentials;

/// <summary>
/// Base45 (RFC 9285), which fits the alphanumeric mode of QR codes. Decoding is strict, and the encoding has no padding
/// or spare bits, so each byte string has exactly one text.
/// </summary>
/// <remarks>
/// A space is one of the 45 digits and may stand inside a text, but never at its end: the last digit of a group is at
/// most 32 ('W'), or 5 in a group of two. Trimming the end of a scan therefore does no harm.
/// </remarks>
internal static class Base45
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    private const byte None = 255;

    private static readonly byte[] Values = BuildValues();

    public static int EncodedLength(int bytes) => bytes / 2 * 3 + bytes % 2 * 2;

    public static void Encode(ReadOnlySpan<byte> bytes, Span<char> text)
    {
        for (; bytes.Length >= 2; bytes = bytes[2..], text = text[3..])
        {
            var value = bytes[0] << 8 | bytes[1];
            text[0] = Alphabet[value % 45];
            text[1] = Alphabet[value / 45 % 45];
            text[2] = Alphabet[value / 2025];
        }
        if (bytes.Length == 1)
        {
            text[0] = Alphabet[bytes[0] % 45];
            text[1] = Alphabet[bytes[0] / 45];
        }
    }

    public static bool TryDecode(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = [];
        // One digit cannot hold a byte.
        if (text.Length % 3 == 1)
            return false;
        var decoded = new byte[text.Length / 3 * 2 + text.Length % 3 / 2];
        var at = 0;
        for (; text.Length > 0; text = text[Math.Min(3, text.Length)..])
        {
            var group = text[..Math.Min(3, text.Length)];
            if (!TryReadGroup(group, out var value))
                return false;
            if (group.Length == 3)
                decoded[at++] = (byte)(value >> 8);
            decoded[at++] = (byte)(value & 0xFF);
        }
        bytes = decoded;
        return true;
    }

    private static bool TryReadGroup(ReadOnlySpan<char> group, out int value)
    {
        value = 0;
        for (var i = group.Length - 1; i >= 0; i--)
        {
            var digit = group[i] < Values.Length ? Values[group[i]] : None;
            if (digit == None)
                return false;
            value = value * 45 + digit;
        }
        return value <= (group.Length == 3 ? ushort.MaxValue : byte.MaxValue);
    }

    private static byte[] BuildValues()
    {
        var values = new byte[128];
        values.AsSpan().Fill(None);
        for (var i = 0; i < Alphabet.Length; i++)
            values[Alphabet[i]] = (byte)i;
        return values;
    }
}
