using System.Data.Common;
using Vouchers.Ledger;

namespace Vouchers.Storage;

/// <summary>
/// A store's one connection for writing, with what the engine keeps prepared on it. Used by one transaction at a
/// time. Errors of the engine surface as they are; the dialect tells what they mean.
/// </summary>
internal abstract class SqlSession : IAsyncDisposable
{
    public abstract DbConnection Connection { get; }

    /// <summary>The open transaction where the provider has to be told of it, else null.</summary>
    public abstract DbTransaction? Transaction { get; }

    public abstract Task BeginAsync(CancellationToken cancellation);

    public abstract Task<IReadOnlyList<Loaded>> LoadAsync(
        IReadOnlyCollection<Need> needs, CancellationToken cancellation);

    public abstract Task<IReadOnlyList<StoredAnswer>> LoadAnswersAsync(
        IReadOnlyCollection<Guid> requestIds, CancellationToken cancellation);

    /// <summary>Writes in order. Returns null, or in words the row whose version was lost.</summary>
    public abstract Task<string?> WriteAsync(IReadOnlyList<Write> writes, CancellationToken cancellation);

    public abstract Task CommitAsync(CancellationToken cancellation);

    /// <summary>Takes everything back. Does nothing where the engine did so already.</summary>
    public abstract Task RollbackAsync();

    public abstract ValueTask DisposeAsync();

    /// <summary>The column by which a need is found.</summary>
    protected static Column ColumnOf(EntityTable table, NeedBy by) => by switch
    {
        NeedBy.Key => table.Key,
        NeedBy.Citizen => table["citizen_id"],
        NeedBy.NationalIdHash => table["national_id_hash"],
        NeedBy.PayoutItem => table["payout_item_id"],
        NeedBy.PayoutBatch => table["batch_id"],
        NeedBy.Institution => table["institution_id"],
        NeedBy.Match => table["match_id"],
        NeedBy.Period => table["period_id"],
        NeedBy.FundingAccount => table["funding_account_id"],
        _ => throw new ArgumentOutOfRangeException(nameof(by), by, "No column is known for this need."),
    };

    /// <summary>The bug of a rule that changed what never changes.</summary>
    protected static InvalidOperationException FixedColumnChanged(EntityTable table, string key) =>
        new($"A replacement of {table.Name} '{key}' changes a column that never changes: "
            + $"{string.Join(", ", table.FixedColumns.Select(c => c.Name))}.");
}
