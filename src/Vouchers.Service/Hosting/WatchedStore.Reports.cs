using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <content>The finance reports.</content>
internal sealed partial class WatchedStore
{
    public Task<IReadOnlyList<RemittanceLine>> ListRemittanceAsync(
        Id<PayoutItem> item, CancellationToken cancellation) =>
        WatchAsync(store.ListRemittanceAsync(item, cancellation));

    public Task<IReadOnlyList<RemittanceDeduction>> ListDeductionsAsync(
        Id<PayoutItem> item, CancellationToken cancellation) =>
        WatchAsync(store.ListDeductionsAsync(item, cancellation));

    public Task<IReadOnlyList<AgeingRow>> ListAgeingAsync(Timestamp now, CancellationToken cancellation) =>
        WatchAsync(store.ListAgeingAsync(now, cancellation));

    public Task<IReadOnlyList<ProgrammeBalance>> ListProgrammeBalancesAsync(CancellationToken cancellation) =>
        WatchAsync(store.ListProgrammeBalancesAsync(cancellation));

    public Task<IReadOnlyList<TrialBalanceRow>> ListTrialBalanceAsync(
        Timestamp until, CancellationToken cancellation) =>
        WatchAsync(store.ListTrialBalanceAsync(until, cancellation));
}
