using Vouchers.Ledger;

namespace Vouchers.Storage;

/// <summary>
/// The state of the ledger in one database. It loads and appends; it decides nothing. Thread safe, except that
/// one store has at most one write transaction at a time: its single writer owns the lane of its hash chain.
/// </summary>
public interface ILedgerStore : IFinanceReports, IAsyncDisposable
{
    /// <summary>The number of this store's lane, under which its journal batches are chained.</summary>
    int Lane { get; }

    /// <summary>Opens the one write transaction; waits while this store has another one open.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached or stays locked.</exception>
    Task<ILedgerTransaction> BeginAsync(CancellationToken cancellation);

    /// <summary>The row with this id as last committed, or null.</summary>
    Task<T?> FindAsync<T>(Id<T> id, CancellationToken cancellation)
        where T : Entity;

    /// <summary>The rows that fit, in the order of their keys.</summary>
    /// <exception cref="ArgumentException">There is no such column, or it does not hold such values.</exception>
    Task<IReadOnlyList<T>> ListAsync<T>(RowQuery query, CancellationToken cancellation)
        where T : Entity;

    /// <summary>How many rows fit; the query's page is ignored.</summary>
    Task<long> CountAsync<T>(RowQuery query, CancellationToken cancellation)
        where T : Entity;

    /// <summary>Ids of vouchers to expire and of reservations to time out by this time, at most so many.</summary>
    Task<IReadOnlyList<Id<Voucher>>> ListLapsedAsync(Timestamp now, int limit, CancellationToken cancellation);

    /// <summary>Ids of redemptions that are owed and in no payment, after a key, at most so many.</summary>
    Task<IReadOnlyList<Id<Redemption>>> ListPayableAsync(
        string afterKey, int limit, CancellationToken cancellation);

    /// <summary>Cancelled batches that still hold payments, at most so many.</summary>
    Task<IReadOnlyList<PayoutBatch>> ListUnfreedBatchesAsync(int limit, CancellationToken cancellation);

    /// <summary>Lines of a funding account that nothing explains, of statements that may be matched.</summary>
    Task<IReadOnlyList<StatementLine>> ListOpenLinesAsync(
        Id<FundingAccount> funding, string afterKey, int limit, CancellationToken cancellation);

    /// <summary>
    /// Payments of a funding account that are on their way, or that were paid, rejected or returned since a time.
    /// </summary>
    Task<IReadOnlyList<PayoutItem>> ListExpectedPaymentsAsync(
        Id<FundingAccount> funding, Timestamp endedSince, string afterKey, int limit, CancellationToken cancellation);

    /// <summary>Discrepancies of a funding account that are neither resolved nor explained.</summary>
    Task<IReadOnlyList<Discrepancy>> ListOpenDiscrepanciesAsync(
        Id<FundingAccount> funding, string afterKey, int limit, CancellationToken cancellation);

    /// <summary>
    /// For one status list: the places whose state is not "valid", with what they are. Suspended comes before
    /// redeemed, because a device must refuse it.
    /// </summary>
    Task<IReadOnlyList<StatusPlace>> ListStatusAsync(int statusList, CancellationToken cancellation);

    /// <summary>The funnel of a programme by target group; eligible is whose membership holds at this time.</summary>
    Task<IReadOnlyList<FunnelRow>> FunnelAsync(
        Id<Programme> programme, Timestamp now, CancellationToken cancellation);

    /// <summary>The vouchers that the funnel counts in a step, in the order of their ids.</summary>
    Task<IReadOnlyList<Voucher>> ListTakeUpAsync(TakeUpQuery query, CancellationToken cancellation);

    /// <summary>The citizens whom the funnel counts as eligible, in the order of their memberships' keys.</summary>
    /// <param name="targetGroup">Of which group.</param>
    /// <param name="now">When their membership holds.</param>
    /// <param name="after">The last one of the page before; null from the start.</param>
    /// <param name="limit">At most so many, one or more.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<IReadOnlyList<Citizen>> ListEligibleAsync(
        string targetGroup, Timestamp now, Id<Citizen>? after, int limit, CancellationToken cancellation);

    /// <summary>Every account that was ever used, in the order of the packed ids.</summary>
    Task<IReadOnlyList<AccountBalance>> ListBalancesAsync(CancellationToken cancellation);

    /// <summary>Journal rows after a position, of one subject where it is given.</summary>
    Task<IReadOnlyList<JournalEntry>> ListJournalAsync(JournalQuery query, CancellationToken cancellation);

    /// <summary>The ends of lanes that moved since their newest checkpoint, in the order of the lanes.</summary>
    Task<IReadOnlyList<UnsignedHead>> ListUnsignedHeadsAsync(CancellationToken cancellation);

    /// <summary>Keeps a signed head.</summary>
    /// <returns>False where another node signed the same head first.</returns>
    /// <exception cref="StoreUnavailableException">The database failed meanwhile.</exception>
    Task<bool> AddCheckpointAsync(Checkpoint checkpoint, CancellationToken cancellation);

    /// <summary>A page of checkpoints.</summary>
    Task<IReadOnlyList<Checkpoint>> ListCheckpointsAsync(CheckpointQuery query, CancellationToken cancellation);

    /// <summary>Replays the whole journal: chain, balances, states, uniqueness. Streams; reads one snapshot.</summary>
    /// <param name="heads">Signed heads that the lanes must still contain.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<JournalReport> VerifyAsync(IReadOnlyCollection<SignedHead> heads, CancellationToken cancellation);

    /// <summary>Forgets answers older than a time; repeats of their requests are then decided anew.</summary>
    Task<int> ForgetAnswersAsync(Timestamp olderThan, int limit, CancellationToken cancellation);
}

/// <summary>A write transaction. Disposing it without a commit rolls it back.</summary>
public interface ILedgerTransaction : IAsyncDisposable
{
    /// <summary>
    /// Finds the rows for these needs, in one round trip where the engine is across a network. Each need is answered
    /// at its place, also where nothing is found.
    /// </summary>
    Task<IReadOnlyList<Loaded>> LoadAsync(IReadOnlyCollection<Need> needs, CancellationToken cancellation);

    /// <summary>The stored answers among these request ids.</summary>
    Task<IReadOnlyList<StoredAnswer>> LoadAnswersAsync(
        IReadOnlyCollection<Guid> requestIds, CancellationToken cancellation);

    /// <summary>
    /// Writes the batch durably, chains it, and ends the transaction. Nothing is written where the race was lost to
    /// another node.
    /// </summary>
    /// <remarks>
    /// After an exception from a broken connection nobody knows whether the batch stands; a batch run again finds
    /// its answers where it does.
    /// </remarks>
    /// <exception cref="InvalidOperationException">A row does not fit its table: a bug in a rule.</exception>
    /// <exception cref="StoreUnavailableException">The database failed meanwhile.</exception>
    Task<CommitResult> CommitAsync(LedgerBatch batch, CancellationToken cancellation);
}

/// <summary>How a commit ended.</summary>
public abstract record CommitResult
{
    private CommitResult()
    {
    }

    /// <summary>Durable, as this batch of the lane.</summary>
    public sealed record Committed(long BatchNumber) : CommitResult;

    /// <summary>
    /// Another node changed a row, took a unique value or drained an account first; decide again on fresh rows.
    /// </summary>
    public sealed record LostRace(string What) : CommitResult;
}

/// <summary>A page of rows of one type: equality filters on columns, in key order.</summary>
/// <param name="Where">
/// Column names (as in the table) and the values that they must equal: an id, a text, a number, an enum, a
/// <see cref="Timestamp"/>, a <see cref="Currency"/> or a truth value, as the column keeps.
/// </param>
/// <param name="AfterKey">Only keys after this one; null from the start.</param>
/// <param name="Limit">At most so many rows, one or more.</param>
public sealed record RowQuery(IReadOnlyList<(string Column, object Value)> Where, string? AfterKey, int Limit)
{
    /// <summary>All rows, up to a limit.</summary>
    public static RowQuery All(int limit, string? afterKey = null) => new([], afterKey, limit);
}

/// <summary>A place in a status list: 1 invalid, 2 suspended, 3 redeemed.</summary>
public readonly record struct StatusPlace(int Index, int Status);

/// <summary>
/// One target group's way through a programme: citizens who are eligible now, and then vouchers. A citizen may have had
/// several, or none of the group any more, so that more can be issued than are eligible.
/// </summary>
public sealed record FunnelRow(
    string TargetGroup, long Eligible, long Issued, long Viewed, long Redeemed, long Completed, long Certified);

/// <summary>A step of the funnel that counts vouchers, and not all of them.</summary>
public enum TakeUp
{
    None = 0,
    Viewed = 1,
    Redeemed = 2,
    Completed = 3,
    Certified = 4,
}

/// <summary>Which vouchers of a programme to read.</summary>
/// <param name="ProgrammeId">The programme.</param>
/// <param name="Step">The step that counts them.</param>
/// <param name="TargetGroup">Only of this group; null for all.</param>
/// <param name="AfterKey">Only ids after this one; null from the start.</param>
/// <param name="Limit">At most so many rows, one or more.</param>
public sealed record TakeUpQuery(
    Id<Programme> ProgrammeId, TakeUp Step, string? TargetGroup, string? AfterKey, int Limit);

/// <summary>An account's balance.</summary>
public sealed record AccountBalance(AccountId Account, long BalanceMinorUnits);

/// <summary>Which journal rows to read.</summary>
/// <param name="Lane">Only this lane; null for all.</param>
/// <param name="Subject">Only this subject; null for all.</param>
/// <param name="AfterLane">The last row's lane of the page before; 0 from the start.</param>
/// <param name="AfterSequence">The last row's sequence of the page before; 0 from the start.</param>
/// <param name="Limit">At most so many rows.</param>
/// <param name="Account">Only rows that debit or credit this account; null for all.</param>
public sealed record JournalQuery(
    int? Lane, string? Subject, int AfterLane, long AfterSequence, int Limit, AccountId? Account = null);

/// <summary>A journal row where it stands in its lane.</summary>
public sealed record JournalEntry(int Lane, long Sequence, long BatchNumber, JournalRow Row);

/// <summary>What a replay of the journal found.</summary>
/// <param name="Checks">Each invariant with its verdict.</param>
/// <param name="Batches">Batches replayed.</param>
/// <param name="Rows">Rows replayed.</param>
public sealed record JournalReport(IReadOnlyList<InvariantCheck> Checks, long Batches, long Rows)
{
    /// <summary>True where every invariant holds.</summary>
    public bool Holds => Checks.All(c => c.Violations == 0);
}

/// <summary>One invariant: its words, how many rows break it, and the first of them.</summary>
public sealed record InvariantCheck(string Name, string Rule, long Violations, string FirstViolation);
