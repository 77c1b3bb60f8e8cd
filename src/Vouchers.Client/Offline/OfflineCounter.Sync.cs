using Google.Protobuf;
using Vouchers.Client.Calls;
using Vouchers.V1;

namespace Vouchers.Client.Offline;

public sealed partial class OfflineCounter
{
    // The service takes 100, one after the other; fewer are answered, and noted here, while a slow one is still at it.
    private const int SlipsACall = 25;

    // Longer than any slip of another device that could still win over one of ours is on its way.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>
    /// Brings in what was accepted, in its order, and learns what became of it: also of what was decided since, or lost
    /// to a counter that came in later with an earlier code. Repeat it as often as you like.
    /// </summary>
    /// <returns>What changed. Unavailable where the line went down again; what was answered until then is kept.</returns>
    /// <exception cref="DeviceStoreException">An answer could not be noted; the next synchronisation gets it again.
    /// </exception>
    public async Task<Outcome<SyncReport>> SyncAsync(CancellationToken cancellation = default)
    {
        await line.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var before = await StatesAsync(cancellation).ConfigureAwait(false);
            foreach (var chunk in memory.Slips.Where(slip => slip.IsOpen).Chunk(SlipsACall))
            {
                if (await SendAsync(chunk, cancellation).ConfigureAwait(false) is { } failed)
                    return failed;
            }
            if (await LearnConflictsAsync(cancellation).ConfigureAwait(false) is { } unheard)
                return unheard;
            await ForgetAsync(cancellation).ConfigureAwait(false);
            var changed = Slips.Where(slip => slip.State != SlipState.Provisional
                && before.GetValueOrDefault(slip.Sequence) != slip.State);
            return new Outcome<SyncReport>.Ok(new(
                [.. changed.OrderByDescending(slip => slip.NeedsAttention).ThenBy(slip => slip.Sequence)],
                Slips.Count(slip => slip.State == SlipState.Provisional)));
        }
        finally
        {
            line.Release();
        }
    }

    // Another tab may have captured or synchronised since.
    private async ValueTask<Dictionary<long, SlipState>> StatesAsync(CancellationToken cancellation)
    {
        using var held = await HoldAsync(cancellation).ConfigureAwait(false);
        await ReloadAsync(cancellation).ConfigureAwait(false);
        return memory.Slips.ToDictionary(slip => slip.Sequence, slip => slip.State);
    }

    private async ValueTask<Outcome<SyncReport>?> SendAsync(StoredSlip[] slips, CancellationToken cancellation)
    {
        var request = new SyncOfflineRecordsRequest
        {
            DeviceId = options.Device.Id,
            Slips = { slips.Select(slip => UnsafeByteOperations.UnsafeWrap(slip.Bytes)) },
        };
        var outcome = await options.Client.OfflineRecords
            .SyncOfflineRecordsAsync(request, cancellationToken: cancellation).AsOutcome().ConfigureAwait(false);
        if (outcome is not Outcome<SyncOfflineRecordsResponse>.Ok { Value: var answer })
            return outcome.Failure<SyncReport>();
        if (answer.Results.Count != slips.Length)
            throw new InvalidOperationException(
                $"{slips.Length} slips were sent and {answer.Results.Count} answered.");
        await NoteAsync(slips.Zip(answer.Results, (slip, result) => (slip.Sequence, result)), cancellation)
            .ConfigureAwait(false);
        return null;
    }

    private async ValueTask<Outcome<SyncReport>?> LearnConflictsAsync(CancellationToken cancellation)
    {
        List<(long, OfflineResult)> lost = [];
        var conflicts = Pages.WalkAsync(
            token => options.Client.OfflineRecords.ListOfflineRecordsAsync(
                new()
                {
                    DeviceId = options.Device.Id, State = OfflineRecord.Types.State.Conflict, PageSize = Pages.Size,
                    PageToken = token,
                },
                cancellationToken: cancellation),
            page => page.Records, page => page.NextPageToken, cancellation);
        await foreach (var outcome in conflicts.ConfigureAwait(false))
        {
            if (outcome is not Outcome<OfflineRecord>.Ok { Value: var record })
                return outcome.Failure<SyncReport>();
            if (memory.Find(record.Sequence) is { State: SlipState.Confirmed } slip
                && slip.Slip.Claims.RecordIdText() == record.Id)
                lost.Add((record.Sequence, new() { Record = record }));
        }
        if (lost.Count > 0)
            await NoteAsync(lost, cancellation).ConfigureAwait(false);
        return null;
    }

    private async ValueTask NoteAsync(
        IEnumerable<(long Sequence, OfflineResult Result)> results, CancellationToken cancellation)
    {
        using var held = await HoldAsync(cancellation).ConfigureAwait(false);
        var known = results.Where(result => memory.Find(result.Sequence) is not null).ToList();
        await WriteAsync([.. known.Select(result => new DeviceWrite.Set(
            DeviceKeys.Numbered(DeviceKeys.Results, result.Sequence), result.Result.ToByteArray()))])
            .ConfigureAwait(false);
        memory = known.Aggregate(memory, (m, r) => m.With(m.Find(r.Sequence)! with { Result = r.Result }));
    }

    // From the front only, and never the last one, which the next slip names.
    private async ValueTask ForgetAsync(CancellationToken cancellation)
    {
        using var held = await HoldAsync(cancellation).ConfigureAwait(false);
        var (last, before) = (memory.Last?.Sequence, options.Clock.GetUtcNow() - Kept);
        var old = memory.Slips.TakeWhile(slip => slip.Sequence != last && !slip.IsOpen && !slip.NeedsAttention
            && slip.Slip.Claims.CapturedAt < before).Select(slip => slip.Sequence).ToList();
        if (old.Count == 0)
            return;
        string[] kinds = [DeviceKeys.Slips, DeviceKeys.Results, DeviceKeys.Acknowledged];
        await WriteAsync([.. old.SelectMany(_ => kinds, (sequence, kind) =>
            new DeviceWrite.Remove(DeviceKeys.Numbered(kind, sequence)))]).ConfigureAwait(false);
        memory = memory.Without(old);
    }
}
