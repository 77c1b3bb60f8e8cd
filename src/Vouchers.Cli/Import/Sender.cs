using Google.Protobuf;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Import;

/// <summary>Sends records in batches, several at once, and splits a refused batch to find the row at fault.</summary>
internal sealed class Sender<T>(
    ImportKind<T> kind, ImportSettings settings, RejectsFile rejects, CancellationToken cancellation)
    where T : class, IMessage<T>
{
    /// <summary>
    /// Calls under way at once: many where each is one row, as the service commits them together; few where each is
    /// a thousand.
    /// </summary>
    private readonly int lanes = kind.BatchSize == 1 ? 64 : 2;

    private readonly Lock gate = new();
    private readonly List<Reject> refused = [];
    private CliFault? stopped;
    private int stoppedAt;
    private long done;

    /// <summary>What the service wrote so far.</summary>
    public Written Written { get; private set; }

    public async Task<bool> SendAsync(VoucherClient client, IEnumerable<Numbered<T>> records, Action<long> progress)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            await Parallel.ForEachAsync(
                records.Chunk(kind.BatchSize),
                new ParallelOptions { MaxDegreeOfParallelism = lanes, CancellationToken = stop.Token },
                async (batch, token) =>
                {
                    await SendAsync(client, batch, token);
                    progress(Interlocked.Add(ref done, batch.Length));
                    if (stopped is not null)
                        await stop.CancelAsync();
                });
        }
        catch (OperationCanceledException) when (stopped is not null)
        {
            // The fault tells more than the cancellation that it caused.
        }
        finally
        {
            foreach (var reject in refused.OrderBy(reject => reject.Line))
                rejects.Add(reject);
        }
        return stopped is null;
    }

    /// <exception cref="CliFault">The service refused, or was lost on the way.</exception>
    public void DemandComplete()
    {
        if (stopped is not null)
            throw stopped;
    }

    private async Task SendAsync(VoucherClient client, Numbered<T>[] batch, CancellationToken token)
    {
        var records = batch.Select(numbered => numbered.Record).ToArray();
        var outcome = await kind.SendAsync(client, records, DerivedId.Of(settings.Id, records), token);
        switch (outcome)
        {
            case Outcome<Written>.Ok { Value: var written }:
                lock (gate)
                    Written = new(Written.Created + written.Created, Written.Updated + written.Updated);
                return;
            case Outcome<Written>.Refused when settings.SkipBad && batch.Length > 1:
                await SendAsync(client, batch[..(batch.Length / 2)], token);
                await SendAsync(client, batch[(batch.Length / 2)..], token);
                return;
            case Outcome<Written>.Refused { Refusal: var refusal }:
                Refuse(batch, refusal);
                return;
            case Outcome<Written>.Unavailable trouble:
                Stop(batch[0].Line, Lost(trouble));
                return;
        }
    }

    private void Refuse(Numbered<T>[] batch, VoucherRefusal refusal)
    {
        // Whoever may not import at all is told so; no row is to blame.
        var isAboutCaller = refusal.Reason == RefusalReason.NotPermitted;
        if (!isAboutCaller)
        {
            lock (gate)
                refused.Add(new(batch[0].Line, "", "", refusal.ToString()));
            if (settings.SkipBad)
                return;
        }
        var lines = batch.Length == 1 ? $"Line {batch[0].Line}" : $"Lines {batch[0].Line} to {batch[^1].Line}";
        var message = refusal.Message.TrimEnd('.');
        Stop(batch[0].Line, new(
            ExitCode.Refused,
            (isAboutCaller ? message : $"{lines}: {message}") + $". Imported so far: {Count:N0}.",
            isAboutCaller
                ? RefusalAdvice.For(refusal.Reason)
                : $"correct the file and import it again with --request-id {settings.Id}, which imports nothing twice; "
                    + "or leave refused rows out with --skip-bad.")
        {
            Reason = ReasonWords.Of(refusal.Reason),
            Facts = refusal.Facts,
        });
    }

    private int Count => Written.Created + Written.Updated;

    private CliFault Lost(Outcome<Written>.Unavailable trouble) => new(
        ExitCode.Unreachable,
        $"{trouble.What} Imported so far: {Count:N0}.",
        $"when the service is back, repeat the import with --request-id {settings.Id}; nothing is imported twice.")
    {
        RetryAfter = trouble.RetryAfter,
        RequestId = settings.Id,
    };

    /// <summary>Of several faults the one nearest to the head of the file is told.</summary>
    private void Stop(int line, CliFault fault)
    {
        lock (gate)
        {
            if (stopped is null || line < stoppedAt)
                (stopped, stoppedAt) = (fault, line);
        }
    }
}
