using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Vouchers.Ledger;

/// <summary>The random parts of a voucher to be, drawn by the caller so that the decision stays pure.</summary>
/// <param name="Id">A time-ordered id; its bytes are the credential's cti.</param>
/// <param name="Code">The typed fallback code: 60 random bits.</param>
public readonly record struct NewVoucher(Id<Voucher> Id, long Code)
{
    /// <summary>Vouchers in one status list.</summary>
    public const int StatusListSize = 1 << 20;

    private const int HalfBits = 10;
    private const int HalfMask = (1 << HalfBits) - 1;

    /// <summary>Makes the voucher and the transfer that promises its face.</summary>
    /// <param name="programme">The programme that pays.</param>
    /// <param name="citizen">The holder.</param>
    /// <param name="targetGroup">The group that makes the holder eligible.</param>
    /// <param name="occupation">The occupation; may be empty.</param>
    /// <param name="level">The level; may be 0.</param>
    /// <param name="place">The place over all status lists, from 0; never given out twice.</param>
    /// <param name="now">The time of issue.</param>
    internal (Voucher Voucher, JournalLine Line) Issue(
        Programme programme, Id<Citizen> citizen, string targetGroup, string occupation, int level, long place,
        Timestamp now)
    {
        var list = checked((int)(place / StatusListSize));
        var face = new Money(programme.Rules.FaceMinorUnits, programme.Currency);
        var voucher = new Voucher(Id, programme.Id, citizen, targetGroup, occupation, level, face, now,
            now + TimeSpan.FromDays(programme.Rules.ValidityDays), VoucherState.Active, Suspended: false, list,
            Scatter(list, (int)(place % StatusListSize)), Code, PinGeneration: 0, PinFailures: 0, null, null, null,
            null, null, null, null);
        var line = JournalLine.Transfer(JournalEvent.VoucherIssued, voucher.Key,
            AccountId.Of(programme, AccountKind.Available), AccountId.Of(programme, AccountKind.Outstanding), face);
        return (voucher, line);
    }

    // A four-round Feistel network: a permutation of the list's places, so that neighbours in the list were not
    // issued together and a place is never taken twice. It hides order; it is no secret.
    private static int Scatter(int list, int place)
    {
        Span<byte> input = stackalloc byte[12];
        Span<byte> digest = stackalloc byte[32];
        var (left, right) = (place >> HalfBits, place & HalfMask);
        for (var round = 0; round < 4; round++)
        {
            BinaryPrimitives.WriteInt32BigEndian(input, list);
            BinaryPrimitives.WriteInt32BigEndian(input[4..], round);
            BinaryPrimitives.WriteInt32BigEndian(input[8..], right);
            SHA256.HashData(input, digest);
            (left, right) = (right, left ^ (BinaryPrimitives.ReadInt32BigEndian(digest) & HalfMask));
        }

        return (left << HalfBits) | right;
    }
}
