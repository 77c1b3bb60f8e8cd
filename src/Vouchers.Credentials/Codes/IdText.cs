using System.Buffers.Binary;

namespace Vouchers.Credentials;

/// <summary>
/// The 16 bytes of an id as the API writes them: 26 characters of lower-case Crockford base 32, which people compare
/// with a receipt or a list. The ledger, which knows nothing of credentials, writes them alike.
/// </summary>
internal static class IdText
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Length = 26;

    public static string Of(ReadOnlySpan<byte> id)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(id.Length, CredentialClaims.VoucherIdBytes);
        var rest = BinaryPrimitives.ReadUInt128BigEndian(id);
        Span<char> text = stackalloc char[Length];
        for (var i = Length - 1; i >= 0; i--, rest >>= 5)
            text[i] = Alphabet[(int)(rest & 31)];
        return new(text);
    }
}
