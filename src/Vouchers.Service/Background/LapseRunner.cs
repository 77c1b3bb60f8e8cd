using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>Expires vouchers and times out reservations. A voucher is refused from its time on even before.</summary>
internal sealed class LapseRunner(
    ILedgerStore store, LedgerPipeline pipeline, ServiceOptions options, TimeProvider time, ILogger<LapseRunner> log)
    : BackgroundLoop(TimeSpan.FromSeconds(options.ExpiryIntervalSeconds), time, log)
{
    private const int StepSize = 500;

    private readonly TimeProvider time = time;

    /// <inheritdoc/>
    protected override async Task RoundAsync(CancellationToken stopping)
    {
        while (true)
        {
            var now = Timestamp.From(time.GetUtcNow());
            var lapsed = await store.ListLapsedAsync(now, StepSize, stopping);
            var steps = lapsed.Select(id => new Submission(new LapseVoucher(Actor.Clock, id), null, false, stopping));
            var answers = await pipeline.SubmitAllAsync([.. steps], stopping);
            // A round that changed nothing would find the same vouchers for ever.
            if (lapsed.Count < StepSize || !answers.Any(a => a.Decision!.Puts.Count > 0))
                return;
        }
    }
}
