using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Testing;

internal abstract partial class DelegatingStore
{
    public Task<IReadOnlyList<RemittanceLine>> ListRemittanceAsync(
        Id<PayoutItem> item, CancellationToken cancellation) =>
        Inner.ListRemittanceAsync(item, cancellation);

    public Task<IReadOnlyList<RemittanceDeduction>> ListDeductionsAsync(
        Id<PayoutItem> item, CancellationToken cancellation) =>
        Inner.ListDeductionsAsync(item, cancellation);

    public Task<IReadOnlyList<AgeingRow>> ListAgeingAsync(Timestamp now, CancellationToken cancellation) =>
        Inner.ListAgeingAsync(now, cancellation);

    public Task<IReadOnlyList<ProgrammeBalance>> ListProgrammeBalancesAsync(CancellationToken cancellation) =>
        Inner.ListProgrammeBalancesAsync(cancellation);

    public Task<IReadOnlyList<TrialBalanceRow>> ListTrialBalanceAsync(
        Timestamp until, CancellationToken cancellation) =>
        Inner.ListTrialBalanceAsync(until, cancellation);
}
