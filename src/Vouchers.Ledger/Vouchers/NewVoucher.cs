namespace Vouchers.Ledger;

/// <summary>
/// What nobody may guess of a voucher to be, drawn by the caller so that the decision stays pure.
/// </summary>
/// <param name="Id">A time-ordered id; its bytes are the credential's cti.</param>
/// <param name="Code">The typed fallback code: 60 random bits.</param>
/// <param name="Places">Tells its place in the status lists from the number that it is given.</param>
public readonly record struct NewVoucher(Id<Voucher> Id, long Code, StatusPlaces Places)
{
    /// <summary>Makes the voucher and the transfer that promises its face.</summary>
    /// <param name="programme">The programme that pays.</param>
    /// <param name="citizen">The holder.</param>
    /// <param name="targetGroup">The group that makes the holder eligible.</param>
    /// <param name="occupation">The occupation; may be empty.</param>
    /// <param name="level">The level; may be 0.</param>
    /// <param name="number">How many vouchers there were before; never given out twice.</param>
    /// <param name="now">The time of issue.</param>
    internal (Voucher Voucher, JournalLine Line) Issue(
        Programme programme, Id<Citizen> citizen, string targetGroup, string occupation, int level, long number,
        Timestamp now)
    {
        var (list, index) = Places.At(number);
        var face = new Money(programme.Rules.FaceMinorUnits, programme.Currency);
        var voucher = new Voucher(Id, programme.Id, citizen, targetGroup, occupation, level, face, now,
            now + TimeSpan.FromDays(programme.Rules.ValidityDays), VoucherState.Active, Suspended: false, list, index,
            Code, PinGeneration: 0, PinFailures: 0, null, null, null, null, null, null, null);
        var line = JournalLine.Transfer(JournalEvent.VoucherIssued, voucher.Key,
            AccountId.Of(programme, AccountKind.Available), AccountId.Of(programme, AccountKind.Outstanding), face);
        return (voucher, line);
    }
}
