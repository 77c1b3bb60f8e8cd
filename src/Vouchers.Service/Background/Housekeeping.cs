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

    private readonly TimeProvider time = time;

    /// <inheritdoc/>
    protected override async Task RoundAsync(CancellationToken stopping)
    {
        foreach (var successor in keys.RotateDue())
            log.LogInformation("Key {KeyId} is published and takes over when its predecessor retires", successor);
        trust.Forget();
        if (options.AnswerRetentionDays == 0)
            return;
        var oldest = Timestamp.From(time.GetUtcNow()) - TimeSpan.FromDays(options.AnswerRetentionDays);
        while (await store.ForgetAnswersAsync(oldest, StepSize, stopping) == StepSize)
            stopping.ThrowIfCancellationRequested();
    }
}
