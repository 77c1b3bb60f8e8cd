using System.Data.Common;
using Dapper;
using Vouchers.Ledger;

namespace Vouchers.Storage;

/// <summary>
/// The ledger's state in a SQL database. The statements and the writing of rows are the dialect's; everything
/// else is here, once for all engines.
/// </summary>
public sealed partial class SqlLedgerStore : ILedgerStore
{
    private const int LongestName = 200;

    private readonly SqlDialect dialect;
    private readonly SqlSession session;
    private readonly Statements statements;
    private readonly SemaphoreSlim writer = new(1, 1);
    private LaneHead head;
    private bool headIsUncertain;
    private bool disposed;

    private SqlLedgerStore(SqlDialect dialect, SqlSession session, int lane)
    {
        this.dialect = dialect;
        this.session = session;
        statements = new Statements(dialect);
        Lane = lane;
        head = LaneHead.Genesis(lane);
    }

    /// <inheritdoc/>
    public int Lane { get; }

    /// <summary>
    /// Opens the database: brings its schema up to date and takes a new lane. Any number of stores, in any number
    /// of processes, may do so at the same time.
    /// </summary>
    /// <param name="dialect">Which database.</param>
    /// <param name="name">Who opens it, for the auditor who reads the list of lanes; at most 200 characters.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Gives up the opening.</param>
    /// <exception cref="StoreUnavailableException">
    /// The database cannot be used; the message says what to do.
    /// </exception>
    public static async Task<SqlLedgerStore> OpenAsync(
        SqlDialect dialect, string name, TimeProvider time, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, LongestName, nameof(name));
        ArgumentNullException.ThrowIfNull(time);
        SqlSession? session = null;
        try
        {
            await dialect.MigrateAsync(cancellation).ConfigureAwait(false);
            session = await dialect.OpenWriterAsync(cancellation).ConfigureAwait(false);
            var lane = await TakeLaneAsync(dialect, session, name, Timestamp.From(time.GetUtcNow()), cancellation)
                .ConfigureAwait(false);
            return new SqlLedgerStore(dialect, session, lane);
        }
        catch (Exception error)
        {
            if (session is not null)
                await session.DisposeAsync().ConfigureAwait(false);
            if (dialect.UnavailableIn(error) is { } unavailable)
                throw unavailable;
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<ILedgerTransaction> BeginAsync(CancellationToken cancellation)
    {
        await EnterAsync(cancellation).ConfigureAwait(false);
        return new SqlLedgerTransaction(this);
    }

    /// <inheritdoc/>
    public async Task<int> ForgetAnswersAsync(Timestamp olderThan, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        await EnterAsync(cancellation).ConfigureAwait(false);
        try
        {
            var forgotten = await session.Connection.ExecuteScalarAsync<int>(new CommandDefinition(
                dialect.ForgetAnswers, new { at = olderThan.Microseconds, limit }, session.Transaction,
                cancellationToken: cancellation)).ConfigureAwait(false);
            await session.CommitAsync(cancellation).ConfigureAwait(false);
            return forgotten;
        }
        catch (DbException error) when (dialect.UnavailableIn(error) is { } unavailable)
        {
            throw unavailable;
        }
        finally
        {
            await LeaveAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await writer.WaitAsync().ConfigureAwait(false);
        if (!disposed)
            await session.DisposeAsync().ConfigureAwait(false);
        disposed = true;
        writer.Release();
    }

    /// <summary>Waits for this store's turn to write and begins the engine's transaction.</summary>
    private async Task EnterAsync(CancellationToken cancellation)
    {
        await writer.WaitAsync(cancellation).ConfigureAwait(false);
        if (disposed)
        {
            writer.Release();
            throw new ObjectDisposedException(nameof(SqlLedgerStore));
        }

        try
        {
            await session.BeginAsync(cancellation).ConfigureAwait(false);
            if (headIsUncertain)
                await RereadHeadAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            await LeaveAsync().ConfigureAwait(false);
            if (dialect.UnavailableIn(error) is { } unavailable)
                throw unavailable;
            throw;
        }
    }

    /// <summary>Takes back what was not committed and lets the next one write.</summary>
    private async Task LeaveAsync()
    {
        try
        {
            await session.RollbackAsync().ConfigureAwait(false);
        }
        finally
        {
            writer.Release();
        }
    }

    /// <summary>After a commit of which nobody knows whether it stands, the lane's end is what is stored.</summary>
    private async Task RereadHeadAsync(CancellationToken cancellation)
    {
        await using var reader = await session.Connection.ExecuteReaderAsync(new CommandDefinition(
            statements.LaneHead, new { lane = Lane, limit = 1 }, session.Transaction,
            cancellationToken: cancellation)).ConfigureAwait(false);
        var row = new RowReader(reader);
        head = await row.NextAsync(cancellation).ConfigureAwait(false)
            ? new LaneHead(row.Long(), row.Bytes(), row.Long())
            : LaneHead.Genesis(Lane);
        headIsUncertain = false;
    }

    /// <summary>Takes the next number; where another store took it first, the one after.</summary>
    private static async Task<int> TakeLaneAsync(
        SqlDialect dialect, SqlSession session, string name, Timestamp now, CancellationToken cancellation)
    {
        while (true)
        {
            await session.BeginAsync(cancellation).ConfigureAwait(false);
            try
            {
                var number = await session.Connection.ExecuteScalarAsync<int>(new CommandDefinition(
                    Statements.NextLane, null, session.Transaction, cancellationToken: cancellation))
                    .ConfigureAwait(false);
                await session.Connection.ExecuteAsync(new CommandDefinition(
                    Statements.OpenLane, new { number, openedAt = now.Microseconds, name }, session.Transaction,
                    cancellationToken: cancellation)).ConfigureAwait(false);
                await session.CommitAsync(cancellation).ConfigureAwait(false);
                return number;
            }
            catch (DbException error) when (dialect.LostRaceIn(error) is not null)
            {
                await session.RollbackAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Where the lane's chain ends, and the sequence of its next row.</summary>
    private sealed record LaneHead(long Number, byte[] Hash, long NextSequence)
    {
        public static LaneHead Genesis(int lane) => new(0, JournalChain.Genesis(lane), 1);
    }
}
