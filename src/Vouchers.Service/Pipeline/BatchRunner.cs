using System.Diagnostics.Metrics;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>
/// Runs one batch: load the rows, decide each command in order, write everything in one transaction, answer.
/// A batch that loses a race to another node is decided again on fresh rows.
/// </summary>
internal sealed class BatchRunner(
    ILedgerStore store, VoucherSealer sealer, TimeProvider time, PipelineOptions options, ILogger<BatchRunner> log)
{
    private static readonly Meter Meter = new("Vouchers.Pipeline");
    private static readonly Histogram<int> BatchSize = Meter.CreateHistogram<int>("vouchers.pipeline.batch_size");
    private static readonly Counter<long> LostRaces = Meter.CreateCounter<long>("vouchers.pipeline.lost_races");

    /// <summary>Runs the batch and answers each of its submissions. Never throws.</summary>
    public async Task RunAsync(IReadOnlyList<Submission> batch)
    {
        BatchSize.Record(batch.Count);
        var rest = batch;
        try
        {
            for (var attempt = 0; rest.Count > 0; attempt++)
            {
                var (result, broken) = await TryAsync(rest);
                if (result is CommitResult.Committed)
                    return;
                if (broken is not null)
                {
                    rest = [.. rest.Where(s => s != broken)];
                    continue;
                }

                LostRaces.Add(1);
                if (attempt < options.RaceLimit)
                    continue;
                var what = ((CommitResult.LostRace)result!).What;
                if (rest.Count == 1)
                {
                    rest[0].Fail(new RaceLostException(what));
                    return;
                }

                log.LogWarning("A batch of {Count} lost {Attempts} races ({What}); its commands go one by one",
                    rest.Count, attempt + 1, what);
                foreach (var submission in rest)
                    await RunAsync([submission]);
                return;
            }
        }
        catch (Exception exception)
        {
            // Not known whether the commit arrived: a repeat with the same request id reads the stored answer.
            log.LogError(exception, "A batch of {Count} commands failed", rest.Count);
            foreach (var submission in rest)
                submission.Fail(exception);
        }
    }

    private async Task<(CommitResult? Result, Submission? Broken)> TryAsync(IReadOnlyList<Submission> batch)
    {
        await using var transaction = await store.BeginAsync(CancellationToken.None);
        var run = new BatchDecision(batch, time);
        await run.LoadAsync(transaction);
        foreach (var submission in batch)
        {
            try
            {
                await run.DecideAsync(submission, transaction);
            }
            catch (Exception bug) when (bug is not StoreUnavailableException)
            {
                // The working set may be half changed: the others are decided anew without this command.
                log.LogError(bug, "{Command} could not be decided", submission.Command.GetType().Name);
                submission.Fail(bug);
                return (null, submission);
            }
        }

        CommitResult result = new CommitResult.Committed(0);
        if (run.HasWrites)
            result = await transaction.CommitAsync(run.ToBatch(sealer), CancellationToken.None);
        if (result is CommitResult.Committed)
            run.Answer();
        return (result, null);
    }
}
