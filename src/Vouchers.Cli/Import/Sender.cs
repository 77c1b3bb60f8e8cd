using Google.Protobuf;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Import;

/// <summary>Sends records in batches, several at once, and splits a refused batch to find the row at fault.</summary>
internal sealed class Sender<T>(
    ImportKind<T> kind, SendMode mode, Guid importId, RejectsFile rejects, CancellationToken cancellation)
    where T : class, IMessage<T>
{
    /// <summary>
    /// Calls under way at once: many where each is one row, as the service commits them together; few where each is
    /// a thousand.
    /// </summary>
    private readonly int lanes = kind.BatchSize == 1 ? 64 : 2;

    private readonly Lock gate = new();
    private readonly List<Reject> refused = [];
    private volatile Stop? stopped;
    private long done;

    /// <summary>What the service wrote so far, or would write.</summary>
    public Written Written { get; private set; }

    /// <summary>Records that the service took, or would take.</summary>
    public int Good { get; private set; }

    /// <exception cref="CliFault">The service refused, or was lost on the way.</exception>
    public async Task SendAsync(VoucherClient client, IEnumerable<Entry<T>> entries, Action<long> progress)
    {
        try
        {
            await Parallel.ForEachAsync(
                entries.Chunk(kind.BatchSize),
                new ParallelOptions { MaxDegreeOfParallelism = lanes, CancellationToken = cancellation },
                async (batch, token) =>
                {
                    // What is under way when it stops is finished, so that it is known how far it came.
                    if (stopped is { } stop)
                        PassOver(batch, stop);
                    else
                        await SendAsync(client, batch, token);
                    progress(Interlocked.Add(ref done, batch.Length));
                });
        }
        finally
        {
            foreach (var reject in refused.OrderBy(reject => reject.Line))
                rejects.Add(reject);
        }
        if (stopped is not null)
            throw stopped.Trouble is { } trouble ? Lost(trouble) : Refused(stopped, stopped.Refusal!);
    }

    private async Task SendAsync(VoucherClient client, Entry<T>[] batch, CancellationToken token)
    {
        var records = batch.Select(entry => entry.Record).ToArray();
        var order = new Order(DerivedId.Of(importId, records), ValidateOnly: mode == SendMode.Check);
        switch (await kind.SendAsync(client, records, order, token))
        {
            case Outcome<Written>.Ok { Value: var written }:
                lock (gate)
                {
                    Written = new(Written.Created + written.Created, Written.Updated + written.Updated);
                    Good += batch.Length;
                }
                return;
            // Whoever may not import at all is told so; no row is to blame.
            case Outcome<Written>.Refused { Refusal: { Reason: RefusalReason.NotPermitted } refusal }:
                StopAt(new(batch[0].Line, "", refusal, null));
                return;
            case Outcome<Written>.Refused when mode != SendMode.All && batch.Length > 1:
                await SendAsync(client, batch[..(batch.Length / 2)], token);
                await SendAsync(client, batch[(batch.Length / 2)..], token);
                return;
            case Outcome<Written>.Refused { Refusal: var refusal }:
                Refuse(batch, refusal);
                return;
            case Outcome<Written>.Unavailable trouble:
                StopAt(new(batch[0].Line, "", null, trouble));
                return;
        }
    }

    private void Refuse(Entry<T>[] batch, VoucherRefusal refusal)
    {
        if (batch is [var entry])
            Reject([Blame.For(kind, entry, refusal)]);
        else
            Reject(batch.Select(entry => entry.Rows[0].RejectOf(
                null, "", $"was sent together with a row that was refused: {refusal}")));
        if (mode != SendMode.All)
            return;
        var lines = batch.Length == 1 ? $"Line {batch[0].Line}: " : $"Lines {batch[0].Line} to {batch[^1].Line}: ";
        StopAt(new(batch[0].Line, lines, refusal, null));
    }

    // Where no row is to blame there is nothing to correct: the import is repeated as it is.
    private void PassOver(Entry<T>[] batch, Stop stop)
    {
        if (stop.Lines.Length > 0)
            Reject(batch.Select(entry => entry.Rows[0].RejectOf(
                null, "", "was not sent, because another row was refused")));
    }

    private void Reject(IEnumerable<Reject> rows)
    {
        lock (gate)
            refused.AddRange(rows);
    }

    /// <summary>Of several faults the one nearest to the head of the file is told.</summary>
    private void StopAt(Stop stop)
    {
        lock (gate)
        {
            if (stopped is null || stop.Line < stopped.Line)
                stopped = stop;
        }
    }

    private string HowFar => mode == SendMode.Check ? "Nothing was imported." : $"Imported: {Good:N0} of {done:N0}.";

    private CliFault Refused(Stop stop, VoucherRefusal refusal) => new(
        ExitCode.Refused,
        $"{stop.Lines}{refusal.Message.TrimEnd('.')}. {HowFar}",
        stop.Lines.Length == 0
            ? RefusalAdvice.For(refusal.Reason)
            : $"correct what {rejects.Path} lists and import the file again with --request-id {importId}, which "
                + "imports nothing twice; or leave refused rows out with --skip-bad.")
    {
        Reason = ReasonWords.Of(refusal.Reason),
        Facts = refusal.Facts,
    };

    private CliFault Lost(Outcome<Written>.Unavailable trouble) => new(
        ExitCode.Unreachable,
        $"{trouble.What} {HowFar}",
        $"when the service is back, repeat the import with --request-id {importId}; nothing is imported twice.")
    {
        RetryAfter = trouble.RetryAfter,
        RequestId = importId,
    };

    /// <summary>Why nothing more is sent: certain lines or the caller were refused, or trouble on the way.</summary>
    private sealed record Stop(int Line, string Lines, VoucherRefusal? Refusal, Outcome<Written>.Unavailable? Trouble);
}
