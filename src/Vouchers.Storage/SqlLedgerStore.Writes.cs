using Vouchers.Ledger;

namespace Vouchers.Storage;

/// <content>The write transaction.</content>
public sealed partial class SqlLedgerStore
{
    private sealed class SqlLedgerTransaction(SqlLedgerStore store) : ILedgerTransaction
    {
        private const int MostDeadlocks = 5;
        private bool ended;

        public Task<IReadOnlyList<Loaded>> LoadAsync(IReadOnlyCollection<Need> needs, CancellationToken cancellation) =>
            ReadAsync(session => session.LoadAsync(needs, cancellation), cancellation);

        public Task<IReadOnlyList<StoredAnswer>> LoadAnswersAsync(
            IReadOnlyCollection<Guid> requestIds, CancellationToken cancellation) =>
            ReadAsync(session => session.LoadAnswersAsync(requestIds, cancellation), cancellation);

        public async Task<CommitResult> CommitAsync(LedgerBatch batch, CancellationToken cancellation)
        {
            ObjectDisposedException.ThrowIf(ended, this);
            try
            {
                return await store.CommitAsync(batch, cancellation).ConfigureAwait(false);
            }
            finally
            {
                await DisposeAsync().ConfigureAwait(false);
            }
        }

        public async ValueTask DisposeAsync()
        {
            if (ended)
                return;
            ended = true;
            await store.LeaveAsync().ConfigureAwait(false);
        }

        /// <summary>
        /// Reads. A deadlock while rows are locked for reading loses the locks and nothing else: what was read before
        /// is still checked by its versions, so the reading goes on in a new transaction of the engine.
        /// </summary>
        private async Task<T> ReadAsync<T>(Func<SqlSession, Task<T>> read, CancellationToken cancellation)
        {
            ObjectDisposedException.ThrowIf(ended, this);
            for (var deadlocks = 0; ; deadlocks++)
            {
                try
                {
                    return await read(store.session).ConfigureAwait(false);
                }
                catch (Exception error) when (
                    store.dialect.LostRaceIn(error) is not null && deadlocks < MostDeadlocks)
                {
                    await store.session.RollbackAsync().ConfigureAwait(false);
                    await store.session.BeginAsync(cancellation).ConfigureAwait(false);
                }
                catch (Exception error) when (store.dialect.UnavailableIn(error) is { } unavailable)
                {
                    throw unavailable;
                }
            }
        }
    }

    private async Task<CommitResult> CommitAsync(LedgerBatch batch, CancellationToken cancellation)
    {
        var (link, writes) = BatchWriter.Plan(batch, Lane, head.Number + 1, head.Hash, head.NextSequence);
        headIsUncertain = true;
        try
        {
            if (await session.WriteAsync(writes, cancellation).ConfigureAwait(false) is { } lost)
            {
                headIsUncertain = false;
                return new CommitResult.LostRace(lost);
            }

            // From here on the batch is written; a caller who gives up must not make it half known.
            await session.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception error) when (dialect.LostRaceIn(error) is { } lost)
        {
            headIsUncertain = false;
            return new CommitResult.LostRace(lost);
        }
        catch (Exception error) when (dialect.UnavailableIn(error) is { } unavailable)
        {
            throw unavailable;
        }

        head = new LaneHead(link.Number, link.Hash, link.FirstSequence + link.RowCount);
        headIsUncertain = false;
        return new CommitResult.Committed(link.Number);
    }
}
