using Vouchers.Credentials;
using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>Renews keys in good time, and forgets answers that nobody will ask for again.</summary>
internal sealed class Housekeeping(
    ILedgerStore store, KeyStore keys, TrustDesk trust, ServiceOptions options, TimeProvider time,
    ILogger<Housekeeping> log)
    : BackgroundLoop(TimeSpan.FromHours(options.KeyRotationIntervalHours), time, log)
{
    private const int StepSize = 1_000;

    /// <summary>How long before the keys run out the log says so, each hour: the root must be fetched.</summary>
    private static readonly TimeSpan NoticeOfKeys = TimeSpan.FromDays(30);

    private readonly TimeProvider time = time;

    /// <inheritdoc/>
    protected override async Task RoundAsync(CancellationToken stopping)
    {
        if (options.IsDevelopment && keys.HasRoot)
            RotateKeys();
        else
            LookAfterKeys();
        trust.Forget();
        if (options.AnswerRetentionDays == 0)
            return;
        var oldest = Timestamp.From(time.GetUtcNow()) - TimeSpan.FromDays(options.AnswerRetentionDays);
        while (await store.ForgetAnswersAsync(oldest, StepSize, stopping) == StepSize)
            stopping.ThrowIfCancellationRequested();
    }

    // In Development alone the root is here to sign the list that tells of the new keys.
    private void RotateKeys()
    {
        foreach (var successor in keys.RotateDue())
            log.LogInformation("Key {KeyId} is published and takes over when its predecessor retires", successor);
    }

    private void LookAfterKeys()
    {
        keys.DestroySpent();
        if (keys.PreparedUntil - time.GetUtcNow() < NoticeOfKeys)
            log.LogWarning("Signing keys are prepared until {Until} only, and then the last of them sign on; run "
                + "`vouchers keys rotate` with the root key", keys.PreparedUntil);
    }
}
