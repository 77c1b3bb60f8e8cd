using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>
/// Carries bulk issues forward, step by step, until each is done. What a step did and where it stands are one
/// transaction, so a restart goes on where the last step ended, and a second node that takes the same step
/// changes nothing.
/// </summary>
internal sealed class BulkIssueRunner(
    ILedgerStore store, LedgerPipeline pipeline, NewVouchers draw, ServiceOptions options, TimeProvider time,
    ILogger<BulkIssueRunner> log)
    : BackgroundLoop(TimeSpan.FromSeconds(options.BulkIssueIntervalSeconds), time, log)
{
    /// <summary>Memberships of one step: large enough to be quick, small enough to let callers in between.</summary>
    private const int StepSize = 500;

    /// <summary>The memberships that a bulk issue considers, in its order.</summary>
    public static RowQuery Memberships(string targetGroup, string? afterKey) =>
        new(targetGroup.Length == 0 ? [] : [("target_group", targetGroup)], afterKey, StepSize);

    /// <inheritdoc/>
    protected override async Task RoundAsync(CancellationToken stopping)
    {
        foreach (var bulk in await store.AllAsync<BulkIssue>([("state", (int)BulkIssueState.Running)], stopping))
            await FinishAsync(bulk, stopping);
    }

    private async Task FinishAsync(BulkIssue bulk, CancellationToken stopping)
    {
        while (bulk.State == BulkIssueState.Running)
        {
            var after = bulk.Cursor.Length == 0 ? null : bulk.Cursor;
            var memberships = await store.ListAsync<Membership>(Memberships(bulk.TargetGroup, after), stopping);
            var candidates = memberships
                .Select(m => new BulkCandidate(m.Key, m.CitizenId, m.TargetGroup, draw.Draw())).ToList();
            var step = new AdvanceBulkIssue(
                Actor.Clock, bulk.Id, bulk.Cursor, candidates, IsLast: memberships.Count < StepSize);
            var decision = await pipeline.StepAsync(step, stopping);
            if (decision is not Decision.Accepted { Answer: BulkIssue advanced })
                throw new InvalidOperationException($"Bulk issue '{bulk.Id}' was refused a step: {decision}.");
            bulk = advanced;
        }
    }
}
