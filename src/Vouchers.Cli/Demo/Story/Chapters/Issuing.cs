using Vouchers.Cli.Demo.Data;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Demo.Story.Chapters;

/// <summary>Citizens are imported; vouchers reach whole target groups.</summary>
internal static class Issuing
{
    private const int CitizensACall = 1_000;

    public static async Task ImportAsync(Stage stage)
    {
        var (demo, officer) = (stage.Demo, stage.Tokens.Officer);
        stage.Tell.Chapter("Citizens are imported with their target groups", "导入市民及其补贴对象");
        long created = 0;
        await stage.Tell.TrackAsync("Citizens", demo.Citizens.Count, async done =>
        {
            foreach (var chunk in demo.Citizens.Chunk(CitizensACall))
            {
                var answer = await stage.Must(officer, "import", client => client.Citizens.ImportCitizensAsync(
                    new() { Citizens = { chunk.Select(citizen => citizen.Import) } }).AsOutcome());
                created += answer?.Created ?? 0;
                done(chunk.Length);
            }
        });
        stage.Tally.Expect("citizens imported", demo.Citizens.Count, created);
        stage.Tell.Say($"{created:N0} citizens in five groups; their national IDs are hashed and their names "
            + $"masked on arrival.");
        await stage.Fraud(PlantedCase.DuplicateCitizen, officer, client => client.Citizens.ImportCitizensAsync(
            new() { Citizens = { demo.Cast.Duplicate } }).AsOutcome());
    }

    public static async Task BulkAsync(Stage stage)
    {
        var (demo, officer) = (stage.Demo, stage.Tokens.Officer);
        stage.Tell.Chapter("Vouchers for whole target groups", "向整个对象群体发券");
        foreach (var plan in demo.Programmes.Select(p => p.Plan).Where(plan => plan.BulkGroup.Length > 0))
        {
            var started = await stage.Must(officer, $"bulk issue of {plan.Id}", client => client.Vouchers
                .StartBulkIssueAsync(new() { ProgrammeId = plan.Id, TargetGroup = plan.BulkGroup }).AsOutcome());
            if (started?.BulkIssue is not { } bulk)
                continue;
            bulk = await FinishAsync(stage, plan, bulk);
            await CountRejectsAsync(stage, bulk.Id);
            stage.Tell.Say($"{plan.Title}: {bulk.Issued:N0} vouchers for "
                + $"{TargetGroups.Find(plan.BulkGroup).TitleZh}; {bulk.Refused:N0} passed over, as their "
                + $"membership lapsed.");
            stage.Tally.Expect($"bulk vouchers of {plan.Id}",
                demo.Journeys.Count(j => j.ByBulk && j.ProgrammeId == plan.Id), bulk.Issued);
            stage.Tally.Expect($"lapsed members of {plan.BulkGroup}",
                demo.Citizens.Count(c => c.Lapsed && c.Group == plan.BulkGroup), bulk.Refused);
        }

        await RememberAsync(stage);
    }

    private static async Task<BulkIssue> FinishAsync(Stage stage, ProgrammePlan plan, BulkIssue bulk)
    {
        await stage.Tell.TrackAsync(plan.Title, bulk.Total, async done =>
        {
            while (bulk.State == BulkIssue.Types.State.Running)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, stage.Cancellation);
                var before = bulk.Considered;
                var now = await stage.Must(stage.Tokens.Officer, "progress", client => client.Vouchers
                    .GetBulkIssueAsync(new() { BulkIssueId = bulk.Id }).AsOutcome());
                bulk = now?.BulkIssue ?? throw new InvalidOperationException("The bulk issue cannot be followed.");
                done(bulk.Considered - before);
            }
        });
        return bulk;
    }

    private static async Task CountRejectsAsync(Stage stage, string bulkIssueId)
    {
        var token = "";
        do
        {
            var page = await stage.Must(stage.Tokens.Officer, "rejects", client => client.Vouchers
                .ListBulkIssueRejectsAsync(new() { BulkIssueId = bulkIssueId, PageSize = 1_000, PageToken = token })
                .AsOutcome());
            foreach (var reject in page?.Rejects ?? [])
                stage.Tally.CountRefusal(ReasonWords.Of(reject.Reason), reject.Message);
            token = page?.NextPageToken ?? "";
        }
        while (token.Length > 0);
    }

    // The officer's list tells which voucher is whose; a citizen's own app would ask for its own ones.
    private static async Task RememberAsync(Stage stage)
    {
        var token = "";
        do
        {
            var page = await stage.Must(stage.Tokens.Officer, "list of vouchers", client => client.Vouchers
                .ListVouchersAsync(new() { PageSize = 1_000, PageToken = token }).AsOutcome());
            foreach (var voucher in page?.Vouchers ?? [])
                stage.Remember(voucher);
            token = page?.NextPageToken ?? "";
        }
        while (token.Length > 0);
    }
}
