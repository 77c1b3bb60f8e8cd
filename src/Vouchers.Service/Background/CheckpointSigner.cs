using Vouchers.Credentials;
using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>
/// Signs the head of this process's lane at intervals, and at a stop when nothing follows any more. Its first round
/// signs the ends of all lanes, because a process that was killed could not sign its own.
/// </summary>
internal sealed class CheckpointSigner(
    ILedgerStore store, KeyStore keys, SignedHeads heads, ServiceOptions options, TimeProvider time,
    ILogger<CheckpointSigner> log)
    : BackgroundLoop(TimeSpan.FromSeconds(options.CheckpointIntervalSeconds), time, log)
{
    private readonly TimeProvider time = time;
    private bool signedOthers;

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (options.CheckpointIntervalSeconds == 0)
            return;
        try
        {
            await RoundAsync(cancellationToken);
        }
        catch (Exception e)
        {
            log.LogError(e, "The journal's head was not signed at the stop; the next process signs it");
        }
    }

    /// <inheritdoc/>
    protected override async Task RoundAsync(CancellationToken stopping)
    {
        foreach (var head in await store.ListUnsignedHeadsAsync(stopping))
        {
            if (head.Lane == store.Lane || !signedOthers)
                await SignAsync(head, stopping);
        }

        signedOthers = true;
    }

    private async Task SignAsync(UnsignedHead head, CancellationToken cancellation)
    {
        // A signature under a rewritten lane would make good what the last one tells of.
        if (head.Last is { } last && heads.Read(last) is { } signed
            && !(head.HashAtLast is { } now && now.Span.SequenceEqual(signed.Hash.Span)))
        {
            log.LogCritical("Lane {Lane} of the journal no longer contains the head of batch {Batch} that was signed "
                + "at {SignedAt}: it was rewritten, and is not signed any more. Run `vouchers journal verify`",
                head.Lane, signed.Batch, signed.SignedAt);
            return;
        }

        var at = Timestamp.From(DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds()));
        var cose = new JournalHead(head.Lane, head.Number, head.Hash, at.ToDateTimeOffset())
            .SignedBy(keys.Current(KeyUse.Journal));
        if (await store.AddCheckpointAsync(new Checkpoint(head.Lane, head.Number, at, cose), cancellation))
            // Logs go elsewhere, where whoever can rewrite the database may not reach them.
            log.LogInformation("Lane {Lane} of the journal is signed up to batch {Batch}, whose hash is {Hash}",
                head.Lane, head.Number, Convert.ToHexStringLower(head.Hash.Span));
    }
}
