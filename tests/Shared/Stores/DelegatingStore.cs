using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Testing;

/// <summary>A store that hands everything on, for one that watches a part of it.</summary>
internal abstract partial class DelegatingStore(ILedgerStore inner) : ILedgerStore
{
    public int Lane => Inner.Lane;

    protected ILedgerStore Inner { get; } = inner;

    public virtual Task<ILedgerTransaction> BeginAsync(CancellationToken cancellation) =>
        Inner.BeginAsync(cancellation);

    public Task<T?> FindAsync<T>(Id<T> id, CancellationToken cancellation)
        where T : Entity => Inner.FindAsync(id, cancellation);

    public Task<IReadOnlyList<T>> ListAsync<T>(RowQuery query, CancellationToken cancellation)
        where T : Entity => Inner.ListAsync<T>(query, cancellation);

    public Task<long> CountAsync<T>(RowQuery query, CancellationToken cancellation)
        where T : Entity => Inner.CountAsync<T>(query, cancellation);

    public Task<IReadOnlyList<Id<Voucher>>> ListLapsedAsync(
        Timestamp now, int limit, CancellationToken cancellation) => Inner.ListLapsedAsync(now, limit, cancellation);

    public Task<IReadOnlyList<PayoutBatch>> ListUnfreedBatchesAsync(int limit, CancellationToken cancellation) =>
        Inner.ListUnfreedBatchesAsync(limit, cancellation);

    public Task<IReadOnlyList<StatementLine>> ListOpenLinesAsync(
        Id<FundingAccount> funding, string afterKey, int limit, CancellationToken cancellation) =>
        Inner.ListOpenLinesAsync(funding, afterKey, limit, cancellation);

    public Task<IReadOnlyList<PayoutItem>> ListExpectedPaymentsAsync(
        Id<FundingAccount> funding, Timestamp endedSince, string afterKey, int limit, CancellationToken cancellation) =>
        Inner.ListExpectedPaymentsAsync(funding, endedSince, afterKey, limit, cancellation);

    public Task<IReadOnlyList<Discrepancy>> ListOpenDiscrepanciesAsync(
        Id<FundingAccount> funding, string afterKey, int limit, CancellationToken cancellation) =>
        Inner.ListOpenDiscrepanciesAsync(funding, afterKey, limit, cancellation);

    public Task<IReadOnlyList<Id<Redemption>>> ListPayableAsync(
        string afterKey, int limit, CancellationToken cancellation) =>
        Inner.ListPayableAsync(afterKey, limit, cancellation);

    public virtual Task<IReadOnlyList<StatusPlace>> ListStatusAsync(int statusList, CancellationToken cancellation) =>
        Inner.ListStatusAsync(statusList, cancellation);

    public Task<IReadOnlyList<FunnelRow>> FunnelAsync(
        Id<Programme> programme, Timestamp now, CancellationToken cancellation) =>
        Inner.FunnelAsync(programme, now, cancellation);

    public Task<IReadOnlyList<Voucher>> ListTakeUpAsync(TakeUpQuery query, CancellationToken cancellation) =>
        Inner.ListTakeUpAsync(query, cancellation);

    public Task<IReadOnlyList<Citizen>> ListEligibleAsync(
        string targetGroup, Timestamp now, Id<Citizen>? after, int limit, CancellationToken cancellation) =>
        Inner.ListEligibleAsync(targetGroup, now, after, limit, cancellation);

    public Task<IReadOnlyList<AccountBalance>> ListBalancesAsync(CancellationToken cancellation) =>
        Inner.ListBalancesAsync(cancellation);

    public Task<IReadOnlyList<JournalEntry>> ListJournalAsync(JournalQuery query, CancellationToken cancellation) =>
        Inner.ListJournalAsync(query, cancellation);

    public Task<IReadOnlyList<UnsignedHead>> ListUnsignedHeadsAsync(CancellationToken cancellation) =>
        Inner.ListUnsignedHeadsAsync(cancellation);

    public Task<bool> AddCheckpointAsync(Checkpoint checkpoint, CancellationToken cancellation) =>
        Inner.AddCheckpointAsync(checkpoint, cancellation);

    public Task<IReadOnlyList<Checkpoint>> ListCheckpointsAsync(
        CheckpointQuery query, CancellationToken cancellation) => Inner.ListCheckpointsAsync(query, cancellation);

    public virtual Task<JournalReport> VerifyAsync(
        IReadOnlyCollection<SignedHead> heads, CancellationToken cancellation) =>
        Inner.VerifyAsync(heads, cancellation);

    public Task<int> ForgetAnswersAsync(Timestamp olderThan, int limit, CancellationToken cancellation) =>
        Inner.ForgetAnswersAsync(olderThan, limit, cancellation);

    public ValueTask DisposeAsync() => Inner.DisposeAsync();
}
