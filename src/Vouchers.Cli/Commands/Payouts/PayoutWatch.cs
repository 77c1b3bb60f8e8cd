using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Commands.Payouts;

/// <summary>Watches a batch until the service collected it.</summary>
internal static class PayoutWatch
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    public static async Task<PayoutBatch> FollowAsync(Run run, VoucherClient client, PayoutBatch batch)
    {
        try
        {
            // How many are payable is not known before they were walked.
            return await ProgressBar.ShowAsync(
                run, $"Collecting into {batch.Id}", total: null, done => WatchAsync(run, client, batch.Id, done));
        }
        catch (OperationCanceledException)
        {
            run.Warn($"The batch is collected in the service. To see it again: vouchers payout show {batch.Id}");
            throw;
        }
    }

    public static async Task<PayoutBatch> GetAsync(Run run, VoucherClient client, string id) =>
        Run.Require(await client.Payouts.GetPayoutBatchAsync(
            new() { BatchId = id }, cancellationToken: run.Cancellation).AsOutcome()).Batch;

    private static async Task<PayoutBatch> WatchAsync(Run run, VoucherClient client, string id, Action<long> done)
    {
        while (true)
        {
            var batch = await GetAsync(run, client, id);
            done(batch.Redemptions + batch.HeldBack);
            if (batch.State != PayoutBatch.Types.State.Collecting)
                return batch;
            await Task.Delay(Interval, run.Terminal.Time, run.Cancellation);
        }
    }
}
