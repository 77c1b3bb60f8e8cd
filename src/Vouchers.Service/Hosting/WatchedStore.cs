using System.Data.Common;
using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>The store, and with each use of it word to the service's health whether the database answered.</summary>
internal sealed partial class WatchedStore(ILedgerStore store, Readiness readiness, ILogger<WatchedStore> log)
    : ILedgerStore
{
    public int Lane => store.Lane;

    public async Task<ILedgerTransaction> BeginAsync(CancellationToken cancellation) =>
        new Transaction(await WatchAsync(store.BeginAsync(cancellation)), this);

    public Task<T?> FindAsync<T>(Id<T> id, CancellationToken cancellation)
        where T : Entity => WatchAsync(store.FindAsync(id, cancellation));

    public Task<IReadOnlyList<T>> ListAsync<T>(RowQuery query, CancellationToken cancellation)
        where T : Entity => WatchAsync(store.ListAsync<T>(query, cancellation));

    public Task<long> CountAsync<T>(RowQuery query, CancellationToken cancellation)
        where T : Entity => WatchAsync(store.CountAsync<T>(query, cancellation));

    public Task<IReadOnlyList<Id<Voucher>>> ListLapsedAsync(
        Timestamp now, int limit, CancellationToken cancellation) =>
        WatchAsync(store.ListLapsedAsync(now, limit, cancellation));

    public Task<IReadOnlyList<PayoutBatch>> ListUnfreedBatchesAsync(int limit, CancellationToken cancellation) =>
        WatchAsync(store.ListUnfreedBatchesAsync(limit, cancellation));

    public Task<IReadOnlyList<StatementLine>> ListOpenLinesAsync(
        Id<FundingAccount> funding, string afterKey, int limit, CancellationToken cancellation) =>
        WatchAsync(store.ListOpenLinesAsync(funding, afterKey, limit, cancellation));

    public Task<IReadOnlyList<PayoutItem>> ListExpectedPaymentsAsync(
        Id<FundingAccount> funding, Timestamp endedSince, string afterKey, int limit, CancellationToken cancellation) =>
        WatchAsync(store.ListExpectedPaymentsAsync(funding, endedSince, afterKey, limit, cancellation));

    public Task<IReadOnlyList<Discrepancy>> ListOpenDiscrepanciesAsync(
        Id<FundingAccount> funding, string afterKey, int limit, CancellationToken cancellation) =>
        WatchAsync(store.ListOpenDiscrepanciesAsync(funding, afterKey, limit, cancellation));

    public Task<IReadOnlyList<Id<Redemption>>> ListPayableAsync(
        string afterKey, int limit, CancellationToken cancellation) =>
        WatchAsync(store.ListPayableAsync(afterKey, limit, cancellation));

    public Task<IReadOnlyList<StatusPlace>> ListStatusAsync(int statusList, CancellationToken cancellation) =>
        WatchAsync(store.ListStatusAsync(statusList, cancellation));

    public Task<IReadOnlyList<FunnelRow>> FunnelAsync(
        Id<Programme> programme, Timestamp now, CancellationToken cancellation) =>
        WatchAsync(store.FunnelAsync(programme, now, cancellation));

    public Task<IReadOnlyList<Voucher>> ListTakeUpAsync(TakeUpQuery query, CancellationToken cancellation) =>
        WatchAsync(store.ListTakeUpAsync(query, cancellation));

    public Task<IReadOnlyList<Citizen>> ListEligibleAsync(
        string targetGroup, Timestamp now, Id<Citizen>? after, int limit, CancellationToken cancellation) =>
        WatchAsync(store.ListEligibleAsync(targetGroup, now, after, limit, cancellation));

    public Task<IReadOnlyList<AccountBalance>> ListBalancesAsync(CancellationToken cancellation) =>
        WatchAsync(store.ListBalancesAsync(cancellation));

    public Task<IReadOnlyList<JournalEntry>> ListJournalAsync(JournalQuery query, CancellationToken cancellation) =>
        WatchAsync(store.ListJournalAsync(query, cancellation));

    public Task<IReadOnlyList<UnsignedHead>> ListUnsignedHeadsAsync(CancellationToken cancellation) =>
        WatchAsync(store.ListUnsignedHeadsAsync(cancellation));

    public Task<bool> AddCheckpointAsync(Checkpoint checkpoint, CancellationToken cancellation) =>
        WatchAsync(store.AddCheckpointAsync(checkpoint, cancellation));

    public Task<IReadOnlyList<Checkpoint>> ListCheckpointsAsync(
        CheckpointQuery query, CancellationToken cancellation) =>
        WatchAsync(store.ListCheckpointsAsync(query, cancellation));

    public Task<JournalReport> VerifyAsync(
        IReadOnlyCollection<SignedHead> heads, CancellationToken cancellation) =>
        WatchAsync(store.VerifyAsync(heads, cancellation));

    public Task<int> ForgetAnswersAsync(Timestamp olderThan, int limit, CancellationToken cancellation) =>
        WatchAsync(store.ForgetAnswersAsync(olderThan, limit, cancellation));

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private async Task<T> WatchAsync<T>(Task<T> use)
    {
        try
        {
            var answer = await use;
            if (readiness.StoreAnswered(fails: false))
                log.LogInformation("The database answers again; the service is ready");
            return answer;
        }
        catch (Exception e) when (e is StoreUnavailableException or DbException { IsTransient: true })
        {
            if (readiness.StoreAnswered(fails: true))
                log.LogWarning("The database fails; the service is not ready until it answers: {Fault}", e.Message);
            throw;
        }
    }

    private sealed class Transaction(ILedgerTransaction transaction, WatchedStore owner) : ILedgerTransaction
    {
        public Task<IReadOnlyList<Loaded>> LoadAsync(
            IReadOnlyCollection<Need> needs, CancellationToken cancellation) =>
            owner.WatchAsync(transaction.LoadAsync(needs, cancellation));

        public Task<IReadOnlyList<StoredAnswer>> LoadAnswersAsync(
            IReadOnlyCollection<Guid> requestIds, CancellationToken cancellation) =>
            owner.WatchAsync(transaction.LoadAnswersAsync(requestIds, cancellation));

        public Task<CommitResult> CommitAsync(LedgerBatch batch, CancellationToken cancellation) =>
            owner.WatchAsync(transaction.CommitAsync(batch, cancellation));

        public ValueTask DisposeAsync() => transaction.DisposeAsync();
    }
}
