using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Vouchers.Credentials;

/// <summary>
/// The 6-digit PIN that is sent apart from a paper voucher. It is computed from the pepper and stored nowhere; nothing
/// in the credential helps to guess it. Check it online, with at most five attempts.
/// </summary>
public static class PinCode
{
    private const uint Values = 1_000_000;

    // The largest multiple of a million in 32 bits. Numbers from there on are drawn again, else low PINs were likelier.
    private const uint Limit = uint.MaxValue / Values * Values;

    /// <summary>The PIN of a voucher.</summary>
    /// <param name="pepper">The key store's secret.</param>
    /// <param name="voucherId">The claim cti.</param>
    /// <param name="generation">Raise it to send a new PIN and make the old one worthless.</param>
    public static string Derive(ReadOnlySpan<byte> pepper, ReadOnlySpan<byte> voucherId, int generation)
    {
        // "PIN", generation, round, id: fixed widths before the only part of free length, so no two inputs meet.
        var message = new byte[11 + voucherId.Length];
        Encoding.ASCII.GetBytes("PIN", message);
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(3), generation);
        voucherId.CopyTo(message.AsSpan(11));
        for (var round = 0; ; round++)
        {
            BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(7), round);
            ReadOnlySpan<byte> hash = HMACSHA256.HashData(pepper, message);
            for (; hash.Length > 0; hash = hash[sizeof(uint)..])
            {
                var drawn = BinaryPrimitives.ReadUInt32BigEndian(hash);
                if (drawn < Limit)
                    return (drawn % Values).ToString("D6", CultureInfo.InvariantCulture);
            }
        }
    }

    /// <summary>Whether two PINs are the same, in a time that does not tell how many digits were right.</summary>
    public static bool AreEqual(string? typed, string expected) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(typed ?? ""), Encoding.UTF8.GetBytes(expected));
}
