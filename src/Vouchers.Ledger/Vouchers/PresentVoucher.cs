namespace Vouchers.Ledger;

/// <summary>
/// The holder opens a voucher to show it: refused where a counter would refuse the voucher itself, so that nobody
/// walks to the counter with a dead code. Notes the first view and writes nothing afterwards.
/// </summary>
public sealed record PresentVoucher(Actor Actor, Id<Voucher> VoucherId) : VoucherStep(Actor, VoucherId)
{
    /// <inheritdoc/>
    protected override Role[] Allowed => [Role.Citizen];

    /// <inheritdoc/>
    protected override Decision Step(ILedgerState state, Voucher voucher, Programme programme, Timestamp now)
    {
        if (VoucherRules.NotUsable(state, voucher, now) is { } notUsable)
            return notUsable;
        if (voucher.ViewedAt is not null)
            return Accept(voucher, [], []);
        voucher = voucher with { ViewedAt = now };
        return Accept(voucher, [voucher], [new(JournalEvent.VoucherViewed, voucher.Key)]);
    }
}
