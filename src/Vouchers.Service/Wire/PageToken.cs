using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Vouchers.Service;

/// <summary>
/// The opaque token of a next page: a version, a check over the query and the last key, and that key. It opens
/// nothing, because each page is filtered anew by who asks; the check catches a token that was cut, edited or
/// taken from another query.
/// </summary>
internal static class PageToken
{
    private const byte Version = 1;
    private const int CheckLength = 8;
    private const int MaxLength = 400;

    /// <summary>The token for the rows after a key.</summary>
    /// <param name="query">The method and its filters.</param>
    /// <param name="afterKey">The last key of this page.</param>
    public static string Write(string query, string afterKey)
    {
        var key = Encoding.UTF8.GetBytes(afterKey);
        return Base64Url.EncodeToString([Version, .. Check(query, key), .. key]);
    }

    /// <summary>The key in a token of this query; false where the token is not one.</summary>
    public static bool TryRead(string query, string token, out string afterKey)
    {
        afterKey = "";
        var bytes = new byte[MaxLength];
        if (token.Length > MaxLength || !Base64Url.IsValid(token)
            || !Base64Url.TryDecodeFromChars(token, bytes, out var length))
            return false;
        if (length <= 1 + CheckLength || bytes[0] != Version)
            return false;
        var key = bytes.AsSpan(1 + CheckLength, length - 1 - CheckLength);
        if (!bytes.AsSpan(1, CheckLength).SequenceEqual(Check(query, key)))
            return false;
        afterKey = Encoding.UTF8.GetString(key);
        return true;
    }

    private static byte[] Check(string query, ReadOnlySpan<byte> key)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(query));
        hash.AppendData([0]);
        hash.AppendData(key);
        return hash.GetHashAndReset()[..CheckLength];
    }
}
