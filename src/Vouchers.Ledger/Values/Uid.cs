using System.Diagnostics.CodeAnalysis;

namespace Vouchers.Ledger;

/// <summary>
/// The canonical text of a 128-bit identifier: 26 characters of lower-case Crockford base 32 that sort as the
/// bytes do (the text form of a ULID). A UUIDv7 written so is ordered by time on every engine.
/// </summary>
public static class Uid
{
    /// <summary>The length of the text, in characters.</summary>
    public const int Length = 26;

    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>Writes the UUID's bytes, most significant first.</summary>
    public static string Format(Guid uuid)
    {
        Span<byte> bytes = stackalloc byte[16];
        uuid.TryWriteBytes(bytes, bigEndian: true, out _);
        return Format(bytes);
    }

    /// <summary>Writes 16 bytes, most significant first.</summary>
    public static string Format(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, 16);
        var rest = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
        Span<char> text = stackalloc char[Length];
        for (var i = Length - 1; i >= 0; i--)
        {
            text[i] = Alphabet[(int)(rest & 31)];
            rest >>= 5;
        }

        return new string(text);
    }

    /// <summary>Reads the text back into its 16 bytes; false where it is not canonical.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out byte[] bytes)
    {
        bytes = [];
        if (text is not { Length: Length } || text[0] > '7')
            return false;
        UInt128 value = 0;
        foreach (var c in text)
        {
            var digit = Alphabet.IndexOf(c, StringComparison.Ordinal);
            if (digit < 0)
                return false;
            value = (value << 5) | (UInt128)digit;
        }

        bytes = new byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, value);
        return true;
    }

    /// <summary>Reads text that this system wrote.</summary>
    /// <exception cref="FormatException">The text is not canonical.</exception>
    public static byte[] ToBytes(string text) =>
        TryParse(text, out var bytes) ? bytes : throw new FormatException($"'{text}' is not a 26-character id.");
}
