using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Commands;

/// <summary>Watches a bulk issue until it ends, then tells whom it passed over and why.</summary>
internal static class BulkIssueWatch
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    public static async Task FollowAsync(Run run, VoucherClient client, string id)
    {
        try
        {
            var issue = await GetAsync(run, client, id);
            if (issue.State == BulkIssue.Types.State.Running)
                issue = await ProgressBar.ShowAsync(
                    run, $"Issuing for {issue.ProgrammeId}", issue.Total, done => WatchAsync(run, client, id, done));
            await TellAsync(run, client, issue);
        }
        catch (OperationCanceledException)
        {
            run.Warn($"The issue goes on in the service. To watch it again: vouchers issue --follow {id}");
            throw;
        }
    }

    private static async Task<BulkIssue> WatchAsync(Run run, VoucherClient client, string id, Action<long> done)
    {
        while (true)
        {
            var issue = await GetAsync(run, client, id);
            done(issue.Considered);
            if (issue.State != BulkIssue.Types.State.Running)
                return issue;
            await Task.Delay(Interval, run.Terminal.Time, run.Cancellation);
        }
    }

    private static async Task<BulkIssue> GetAsync(Run run, VoucherClient client, string id) =>
        Run.Require(await client.Vouchers.GetBulkIssueAsync(
            new() { BulkIssueId = id }, cancellationToken: run.Cancellation).AsOutcome()).BulkIssue;

    private static async Task TellAsync(Run run, VoucherClient client, BulkIssue issue)
    {
        var reasons = await ReasonsAsync(run, client, issue);
        if (run.Json)
        {
            JsonOutput.Write(run.Terminal.Output, new
            {
                bulkIssue = JsonOutput.Element(issue),
                refusedByReason = reasons.ToDictionary(reason => ReasonWords.Of(reason.Key), reason => reason.Value),
            });
            return;
        }
        var verdict = issue.State == BulkIssue.Types.State.Cancelled ? "Cancelled" : "Done";
        run.Say($"[green]{verdict}[/]: {issue.Issued:N0} issued, {issue.Refused:N0} passed over.");
        run.Say($"{issue.Considered:N0} memberships were considered, {issue.Skipped:N0} of them skipped:");
        run.Say($"their group is not meant, or the citizen was served already.");
        foreach (var (reason, count) in reasons.OrderByDescending(reason => reason.Value))
            run.Say($"  {count,8:N0}  {ReasonWords.Of(reason)}");
    }

    private static async Task<Dictionary<RefusalReason, int>> ReasonsAsync(
        Run run, VoucherClient client, BulkIssue issue)
    {
        var reasons = new Dictionary<RefusalReason, int>();
        var token = "";
        while (issue.Refused > 0)
        {
            var page = Run.Require(await client.Vouchers.ListBulkIssueRejectsAsync(
                new() { BulkIssueId = issue.Id, PageSize = 1_000, PageToken = token },
                cancellationToken: run.Cancellation).AsOutcome());
            foreach (var reject in page.Rejects)
                reasons[reject.Reason] = reasons.GetValueOrDefault(reject.Reason) + 1;
            token = page.NextPageToken;
            if (token.Length == 0)
                break;
        }
        return reasons;
    }
}
