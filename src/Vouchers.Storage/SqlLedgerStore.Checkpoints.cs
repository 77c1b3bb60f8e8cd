namespace Vouchers.Storage;

/// <content>Signed heads of the lanes.</content>
public sealed partial class SqlLedgerStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<UnsignedHead>> ListUnsignedHeadsAsync(CancellationToken cancellation) =>
        ReadAsync(Statements.UnsignedHeads, null, ReadUnsigned, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Checkpoint>> ListCheckpointsAsync(
        CheckpointQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        var parameters = new { afterLane = query.AfterLane, afterNumber = query.AfterNumber, limit = query.Limit };
        return ReadAsync(
            statements.CheckpointPage(query.NewestOnly), parameters, BookTables.ReadCheckpoint, cancellation);
    }

    /// <inheritdoc/>
    public async Task<bool> AddCheckpointAsync(Checkpoint checkpoint, CancellationToken cancellation)
    {
        await EnterAsync(cancellation).ConfigureAwait(false);
        try
        {
            await session.WriteAsync([new Write.Insert(BookTables.Checkpoints, [checkpoint])], cancellation)
                .ConfigureAwait(false);
            await session.CommitAsync(CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (Exception error) when (dialect.LostRaceIn(error) is not null)
        {
            return false;
        }
        catch (Exception error) when (dialect.UnavailableIn(error) is { } unavailable)
        {
            throw unavailable;
        }
        finally
        {
            await LeaveAsync().ConfigureAwait(false);
        }
    }

    private static UnsignedHead ReadUnsigned(RowReader r)
    {
        var (lane, number, hash) = (r.Int(), r.Long(), r.Bytes());
        if (r.OptionalLong() is not { } last)
            return new UnsignedHead(lane, number, hash, null, null);
        var checkpoint = new Checkpoint(lane, last, r.Time(), r.Bytes());
        // No bytes are nothing here, and not an empty memory.
        return r.OptionalBytes() is { } hashAtLast
            ? new UnsignedHead(lane, number, hash, checkpoint, hashAtLast)
            : new UnsignedHead(lane, number, hash, checkpoint, null);
    }
}
