using Vouchers.Ledger;

namespace Vouchers.Storage;

/// <content>The write transaction.</content>
public sealed partial class SqlLedgerStore
{
    private sealed class SqlLedgerTransaction(SqlLedgerStore store) : ILedgerTransaction
    {
        private bool ended;

        public Task<IReadOnlyList<Loaded>> LoadAsync(IReadOnlyCollection<Need> needs, CancellationToken cancellation) =>
            OpenAsync(session => session.LoadAsync(needs, cancellation));

        public Task<IReadOnlyList<StoredAnswer>> LoadAnswersAsync(
            IReadOnlyCollection<Guid> requestIds, CancellationToken cancellation) =>
            OpenAsync(session => session.LoadAnswersAsync(requestIds, cancellation));

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

        private async Task<T> OpenAsync<T>(Func<SqlSession, Task<T>> load)
        {
            ObjectDisposedException.ThrowIf(ended, this);
            try
            {
                return await load(store.session).ConfigureAwait(false);
            }
            catch (Exception error) when (store.dialect.UnavailableIn(error) is { } unavailable)
            {
                throw unavailable;
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
