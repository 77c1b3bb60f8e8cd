using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.StoreTests;

/// <summary>
/// The store without a database: what the contract says, in the fewest words. It keeps it all, races included,
/// and forgets everything with the process.
/// </summary>
internal sealed partial class InMemoryLedgerStore : ILedgerStore
{
    private readonly InMemoryDatabase database;
    private readonly SemaphoreSlim writer = new(1, 1);

    /// <summary>Opens a store over a database that others may share.</summary>
    public InMemoryLedgerStore(InMemoryDatabase database)
    {
        ArgumentNullException.ThrowIfNull(database);
        this.database = database;
        Lane = database.OpenLane();
    }

    /// <inheritdoc/>
    public int Lane { get; }

    /// <inheritdoc/>
    public async Task<ILedgerTransaction> BeginAsync(CancellationToken cancellation)
    {
        await writer.WaitAsync(cancellation).ConfigureAwait(false);
        return new Transaction(this);
    }

    /// <inheritdoc/>
    public Task<T?> FindAsync<T>(Id<T> id, CancellationToken cancellation)
        where T : Entity =>
        Task.FromResult(database.Read(d =>
            (T?)d.Table(EntityTables.Of(typeof(T))).Find(NeedBy.Key, id.Value).Select(r => r.Row).FirstOrDefault()));

    /// <inheritdoc/>
    public Task<IReadOnlyList<T>> ListAsync<T>(RowQuery query, CancellationToken cancellation)
        where T : Entity
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(query.Limit);
        return Task.FromResult<IReadOnlyList<T>>(database.Read(d => Matching<T>(d, query)
            .Where(row => query.AfterKey is null || string.CompareOrdinal(row.Key, query.AfterKey) > 0)
            .Take(query.Limit).ToList()));
    }

    /// <inheritdoc/>
    public Task<long> CountAsync<T>(RowQuery query, CancellationToken cancellation)
        where T : Entity => Task.FromResult(database.Read(d => Matching<T>(d, query).LongCount()));

    /// <inheritdoc/>
    public Task<IReadOnlyList<Id<Voucher>>> ListLapsedAsync(
        Timestamp now, int limit, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<Id<Voucher>>>(database.Read(d => All<Voucher>(d)
            .Where(v => (v.IsLive && v.ValidUntil <= now)
                || (v.State == VoucherState.Reserved && v.ReservedUntil <= now))
            .Take(limit).Select(v => v.Id).ToList()));

    /// <inheritdoc/>
    public Task<IReadOnlyList<Id<Redemption>>> ListPayableAsync(
        string afterKey, int limit, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<Id<Redemption>>>(database.Read(d => All<Redemption>(d)
            .Where(r => r.State == RedemptionState.Earned && string.CompareOrdinal(r.Key, afterKey) > 0)
            .OrderBy(r => r.Key, StringComparer.Ordinal).Take(limit).Select(r => r.Id).ToList()));

    /// <inheritdoc/>
    public Task<IReadOnlyList<PayoutBatch>> ListUnfreedBatchesAsync(int limit, CancellationToken cancellation) =>
        Page<PayoutBatch>("", limit, (_, batch) => batch is { State: PayoutState.Cancelled, Open: > 0 });

    /// <inheritdoc/>
    public Task<IReadOnlyList<StatementLine>> ListOpenLinesAsync(
        Id<FundingAccount> funding, string afterKey, int limit, CancellationToken cancellation) =>
        Page<StatementLine>(afterKey, limit, (d, line) => line.FundingAccountId == funding && line.IsOpen
            && All<Statement>(d).Any(s => s.Id == line.StatementId && s.State == StatementState.Open));

    /// <inheritdoc/>
    public Task<IReadOnlyList<PayoutItem>> ListExpectedPaymentsAsync(
        Id<FundingAccount> funding, Timestamp endedSince, string afterKey, int limit, CancellationToken cancellation) =>
        Page<PayoutItem>(afterKey, limit, (d, item) =>
            All<PayoutBatch>(d).Any(b => b.Id == item.BatchId && b.FundingAccountId == funding)
            && (item.State is PayoutItemState.Sent or PayoutItemState.Accepted
                || ((item.State == PayoutItemState.Paid || item.HasFailed)
                    && item.EndedAt >= endedSince)));

    /// <inheritdoc/>
    public Task<IReadOnlyList<Discrepancy>> ListOpenDiscrepanciesAsync(
        Id<FundingAccount> funding, string afterKey, int limit, CancellationToken cancellation) =>
        Page<Discrepancy>(afterKey, limit, (_, row) => row.FundingAccountId == funding && row.IsOpen);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StatusPlace>> ListStatusAsync(int statusList, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<StatusPlace>>(database.Read(d => All<Voucher>(d)
            .Where(v => v.StatusList == statusList && (!v.IsLive || v.Suspended))
            .OrderBy(v => v.StatusIndex)
            .Select(v => new StatusPlace(v.StatusIndex, StatusOf(v))).ToList()));

    /// <inheritdoc/>
    public Task<IReadOnlyList<FunnelRow>> FunnelAsync(
        Id<Programme> programme, Timestamp now, CancellationToken cancellation) =>
        Task.FromResult(database.Read(d => FunnelOf(d, programme, now)));

    /// <inheritdoc/>
    public Task<IReadOnlyList<Voucher>> ListTakeUpAsync(TakeUpQuery query, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<Voucher>>(database.Read(d =>
        {
            var counted = CountedIn(d);
            return All<Voucher>(d)
                .Where(v => v.ProgrammeId == query.ProgrammeId && counted(v, query.Step)
                    && (query.TargetGroup is null || v.TargetGroup == query.TargetGroup)
                    && string.CompareOrdinal(v.Key, query.AfterKey ?? "") > 0)
                .OrderBy(v => v.Key, StringComparer.Ordinal).Take(query.Limit).ToList();
        }));

    /// <inheritdoc/>
    public Task<IReadOnlyList<Citizen>> ListEligibleAsync(
        string targetGroup, Timestamp now, Id<Citizen>? after, int limit, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<Citizen>>(database.Read(d => All<Membership>(d)
            .Where(m => m.TargetGroup == targetGroup && m.HoldsAt(now)
                && (after is null || string.CompareOrdinal(m.Key, Membership.KeyOf(after.Value, targetGroup)) > 0))
            .OrderBy(m => m.Key, StringComparer.Ordinal).Take(limit)
            .Select(m => All<Citizen>(d).Single(c => c.Id == m.CitizenId)).ToList()));

    /// <inheritdoc/>
    public Task<IReadOnlyList<AccountBalance>> ListBalancesAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<AccountBalance>>(database.Read(d => d.Accounts
            .Select(a => new AccountBalance(AccountId.FromPacked(a.Key), a.Value.Balance)).ToList()));

    /// <inheritdoc/>
    public Task<IReadOnlyList<JournalEntry>> ListJournalAsync(JournalQuery query, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<JournalEntry>>(database.Read(d => d.Lanes.SelectMany(lane => lane.Rows)
            .Where(r => r.Lane > query.AfterLane
                || (r.Lane == query.AfterLane && r.Sequence > query.AfterSequence))
            .Where(r => (query.Lane is null || r.Lane == query.Lane)
                && (query.Subject is null || r.Row.Line.Subject == query.Subject)
                && (query.Account is null || r.Row.Line.Debit == query.Account
                    || r.Row.Line.Credit == query.Account))
            .Take(query.Limit).ToList()));

    /// <inheritdoc/>
    public Task<IReadOnlyList<UnsignedHead>> ListUnsignedHeadsAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<UnsignedHead>>(database.Read(d =>
            d.Lanes.Select((lane, i) => UnsignedOf(d, i + 1, lane)).OfType<UnsignedHead>().ToList()));

    /// <inheritdoc/>
    public Task<bool> AddCheckpointAsync(Checkpoint checkpoint, CancellationToken cancellation) =>
        Task.FromResult(database.AddCheckpoint(checkpoint));

    /// <inheritdoc/>
    public Task<IReadOnlyList<Checkpoint>> ListCheckpointsAsync(
        CheckpointQuery query, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<Checkpoint>>(database.Read(d => d.Checkpoints
            .Where(c => c.Lane > query.AfterLane || (c.Lane == query.AfterLane && c.Number > query.AfterNumber))
            .Where(c => !query.NewestOnly || ReferenceEquals(c, NewestOf(d, c.Lane)))
            .Take(query.Limit).ToList()));

    /// <inheritdoc/>
    public Task<JournalReport> VerifyAsync(
        IReadOnlyCollection<SignedHead> heads, CancellationToken cancellation) =>
        new JournalAudit(database.Read(d => new InMemoryAuditSource(d)), heads).RunAsync(cancellation);

    /// <inheritdoc/>
    public Task<int> ForgetAnswersAsync(Timestamp olderThan, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return Task.FromResult(database.ForgetAnswers(olderThan, limit));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        writer.Dispose();
        return ValueTask.CompletedTask;
    }

    private static Checkpoint? NewestOf(InMemoryDatabase database, int lane) =>
        database.Checkpoints.LastOrDefault(c => c.Lane == lane);

    private static UnsignedHead? UnsignedOf(InMemoryDatabase database, int number, MemoryLane lane)
    {
        var last = NewestOf(database, number);
        if (lane.Links.Count == 0 || last?.Number == lane.Number)
            return null;
        return lane.Links.Find(link => link.Number == last?.Number) is { } link
            ? new UnsignedHead(number, lane.Number, lane.Hash, last, link.Hash)
            : new UnsignedHead(number, lane.Number, lane.Hash, last, null);
    }

    private Task<IReadOnlyList<T>> Page<T>(string afterKey, int limit, Func<InMemoryDatabase, T, bool> fits)
        where T : Entity => Task.FromResult<IReadOnlyList<T>>(database.Read(d => All<T>(d)
            .Where(r => string.CompareOrdinal(r.Key, afterKey) > 0 && fits(d, r)).Take(limit).ToList()));

    private static IEnumerable<T> All<T>(InMemoryDatabase database)
        where T : Entity => database.Table(EntityTables.Of(typeof(T))).Rows.Select(row => (T)row.Row);

    private static IEnumerable<T> Matching<T>(InMemoryDatabase database, RowQuery query)
        where T : Entity
    {
        var table = EntityTables.Of(typeof(T));
        var filters = query.Where.Select(w => (
                Column: table[w.Column], Value: FilterValue.Of(table[w.Column], w.Value)))
            .ToList();
        return All<T>(database).Where(row => filters.TrueForAll(f => f.Value.Equals(f.Column.Value(row))));
    }

    private static int StatusOf(Voucher voucher) => voucher switch
    {
        { State: VoucherState.Expired or VoucherState.Revoked } => 1,
        { Suspended: true } => 2,
        { State: VoucherState.Redeemed } => 3,
        _ => 1,
    };

    private static IReadOnlyList<FunnelRow> FunnelOf(
        InMemoryDatabase database, Id<Programme> programme, Timestamp now)
    {
        var found = All<Programme>(database).FirstOrDefault(p => p.Id == programme);
        if (found is null)
            return [];
        var counted = CountedIn(database);
        var eligible = All<Membership>(database).Where(m => m.HoldsAt(now))
            .GroupBy(m => m.TargetGroup, StringComparer.Ordinal)
            .Select(group => (group.Key, group.LongCount()));
        var steps = All<Voucher>(database).Where(v => v.ProgrammeId == programme)
            .GroupBy(v => v.TargetGroup, StringComparer.Ordinal)
            .Select(group => new FunnelRow(
                group.Key,
                0,
                group.LongCount(),
                group.LongCount(v => counted(v, TakeUp.Viewed)),
                group.LongCount(v => counted(v, TakeUp.Redeemed)),
                group.LongCount(v => counted(v, TakeUp.Completed)),
                group.LongCount(v => counted(v, TakeUp.Certified))));
        return Funnel.Join(found, eligible, steps);
    }

    private static Func<Voucher, TakeUp, bool> CountedIn(InMemoryDatabase database)
    {
        var enrolments = All<Enrolment>(database).ToDictionary(e => (e.SessionId, e.CitizenId), e => e.State);
        return (voucher, step) => step switch
        {
            TakeUp.Viewed => voucher.ViewedAt is not null,
            TakeUp.Redeemed => voucher.State == VoucherState.Redeemed,
            TakeUp.Completed => StateOf(voucher) is EnrolmentState.Completed or EnrolmentState.Certified,
            _ => StateOf(voucher) is EnrolmentState.Certified,
        };

        EnrolmentState StateOf(Voucher voucher) => voucher.SessionId is { } session
            ? enrolments.GetValueOrDefault((session, voucher.CitizenId))
            : EnrolmentState.None;
    }

    private sealed class Transaction(InMemoryLedgerStore store) : ILedgerTransaction
    {
        private bool ended;

        public Task<IReadOnlyList<Loaded>> LoadAsync(IReadOnlyCollection<Need> needs, CancellationToken cancellation)
        {
            ObjectDisposedException.ThrowIf(ended, this);
            return Task.FromResult<IReadOnlyList<Loaded>>(store.database.Read(d => needs.Select(d.Load).ToList()));
        }

        public Task<IReadOnlyList<StoredAnswer>> LoadAnswersAsync(
            IReadOnlyCollection<Guid> requestIds, CancellationToken cancellation)
        {
            ObjectDisposedException.ThrowIf(ended, this);
            return Task.FromResult<IReadOnlyList<StoredAnswer>>(
                store.database.Read(d => requestIds.Select(d.FindAnswer).OfType<StoredAnswer>().ToList()));
        }

        public async Task<CommitResult> CommitAsync(LedgerBatch batch, CancellationToken cancellation)
        {
            ObjectDisposedException.ThrowIf(ended, this);
            try
            {
                return store.database.Commit(batch, store.Lane);
            }
            finally
            {
                await DisposeAsync().ConfigureAwait(false);
            }
        }

        public ValueTask DisposeAsync()
        {
            if (!ended)
                store.writer.Release();
            ended = true;
            return ValueTask.CompletedTask;
        }
    }
}
