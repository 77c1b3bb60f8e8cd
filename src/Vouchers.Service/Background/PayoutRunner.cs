using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>
/// Collects what is payable into batches, and frees what cancelled batches held, step by step. What a step did and
/// where it stands are one transaction, so that a restart goes on where the last step ended.
/// </summary>
internal sealed class PayoutRunner(
    ILedgerStore store, LedgerPipeline pipeline, ServiceOptions options, TimeProvider time, ILogger<PayoutRunner> log)
    : BackgroundLoop(TimeSpan.FromSeconds(options.PayoutIntervalSeconds), time, log)
{
    /// <summary>Redemptions of one step: large enough to be quick, small enough to let callers in between.</summary>
    private const int StepSize = 500;

    /// <summary>Batches of one round; the rest waits for the next one.</summary>
    private const int FreedAtOnce = 100;

    /// <inheritdoc/>
    protected override async Task RoundAsync(CancellationToken stopping)
    {
        (string, object)[] collecting = [("state", (int)PayoutState.Collecting)];
        foreach (var batch in await store.AllAsync<PayoutBatch>(collecting, stopping))
            await CollectAsync(batch, stopping);
        foreach (var batch in await store.ListUnfreedBatchesAsync(FreedAtOnce, stopping))
            await FreeAsync(batch, stopping);
    }

    private async Task CollectAsync(PayoutBatch batch, CancellationToken stopping)
    {
        while (batch.State == PayoutState.Collecting)
        {
            var payable = await store.ListPayableAsync(batch.Cursor, StepSize, stopping);
            var isLast = payable.Count < StepSize;
            var step = new CollectPayout(Actor.Clock, batch.Id, batch.Cursor, payable, isLast)
            {
                Owed = isLast ? await OwedAsync(stopping) : [],
            };
            batch = await StepAsync<PayoutBatch>(step, stopping);
        }
    }

    /// <summary>What institutions are owed beside their redemptions: few, since the bank must have sent it back.</summary>
    private async Task<IReadOnlyList<Id<ClawBack>>> OwedAsync(CancellationToken stopping)
    {
        (string, object)[] open = [("state", (int)ClawBackState.Open)];
        return
        [
            .. (await store.AllAsync<ClawBack>(open, stopping)).Where(c => c.FreeMinorUnits < 0).Select(c => c.Id),
        ];
    }

    private async Task FreeAsync(PayoutBatch batch, CancellationToken stopping)
    {
        (string, object)[] pending =
            [("batch_id", batch.Id.Value), ("state", (int)PayoutItemState.Pending)];
        foreach (var item in await store.AllAsync<PayoutItem>(pending, stopping))
            await StepAsync<PayoutItem>(new ReleasePayoutItem(Actor.Clock, item.Id), stopping);
    }

    private async Task<T> StepAsync<T>(Command<T> step, CancellationToken stopping)
        where T : Entity => await pipeline.StepAsync(step, stopping) is Decision.Accepted { Answer: T after }
        ? after
        : throw new InvalidOperationException($"{step.GetType().Name} was refused.");
}
