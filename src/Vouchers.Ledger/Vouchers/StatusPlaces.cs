using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Vouchers.Ledger;

/// <summary>
/// The places of vouchers in the status lists. A list takes 2^20 vouchers; the next one begins when it is full. Within
/// a list the place is secret and random to whoever lacks the key, so that neither the order of issue nor another's
/// place can be told from one's own; and it is a permutation, so that a place is never taken twice and nothing has to
/// be tried. Safe for any number of threads.
/// </summary>
/// <param name="key">A secret, the same on every node and for good: with another one, places would be given out that
/// are taken.</param>
public sealed class StatusPlaces(ReadOnlyMemory<byte> key)
{
    /// <summary>Vouchers in one status list.</summary>
    public const int ListSize = HalfSize * HalfSize;

    private const int HalfBits = 10;
    private const int HalfSize = 1 << HalfBits;

    // As many as FF1 of NIST SP 800-38G has, whose least size of a domain, a million, this one just exceeds.
    private const int Rounds = 10;

    // Of the list that is filled now; threads that meet at its end each make the next one, to the same effect.
    private volatile Order? order;

    /// <summary>The place of the voucher with this number.</summary>
    /// <param name="number">Counts all vouchers from 0; never given out twice.</param>
    /// <returns>The number of the list, and the index in it.</returns>
    public (int List, int Index) At(long number)
    {
        var list = checked((int)(number / ListSize));
        if (order is not { } known || known.List != list)
            order = known = new(list, RoundsOf(list));
        return (list, Scatter((int)(number % ListSize), known.Functions));
    }

    // A balanced Feistel network: a permutation whatever its round functions are.
    private static int Scatter(int index, short[] functions)
    {
        var (left, right) = (index >> HalfBits, index & (HalfSize - 1));
        for (var round = 0; round < Rounds; round++)
            (left, right) = (right, left ^ functions[round * HalfSize + right]);
        return (left << HalfBits) | right;
    }

    // Half a number has 1,024 values, so each round function is a table, filled from HMAC-SHA-256 in counter mode.
    private short[] RoundsOf(int list)
    {
        var functions = new short[Rounds * HalfSize];
        Span<byte> input = stackalloc byte[8];
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        BinaryPrimitives.WriteInt32BigEndian(input, list);
        for (var i = 0; i < functions.Length; i++)
        {
            var at = i * sizeof(short) % digest.Length;
            if (at == 0)
            {
                BinaryPrimitives.WriteInt32BigEndian(input[4..], i);
                HMACSHA256.HashData(key.Span, input, digest);
            }

            functions[i] = (short)(BinaryPrimitives.ReadInt16BigEndian(digest[at..]) & (HalfSize - 1));
        }

        return functions;
    }

    private sealed record Order(int List, short[] Functions);
}
