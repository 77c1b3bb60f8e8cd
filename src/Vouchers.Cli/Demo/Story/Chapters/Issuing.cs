using Vouchers.Cli.Demo.Data;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Demo.Story.Chapters;

/// <summary>Citizens are imported; vouchers reach them in bulk, by claim and by nomination.</summary>
internal static class Issuing
{
    private const int CitizensACall = 1_000;

    public static async Task ImportAsync(Stage stage)
    {
        var (demo, officer) = (stage.Demo, stage.Tokens.Officer);
        stage.Tell.Chapter("Citizens are imported with their target groups");
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
        stage.Tell.Say($"{created:N0} citizens in five groups; their national IDs are hashed and their names masked on arrival.");
        await stage.Fraud(PlantedCase.DuplicateCitizen, officer, client => client.Citizens.ImportCitizensAsync(
            new() { Citizens = { demo.Cast.Duplicate } }).AsOutcome());
    }

    public static async Task BulkAsync(Stage stage)
    {
        var (demo, officer) = (stage.Demo, stage.Tokens.Officer);
        stage.Tell.Chapter("Vouchers for whole target groups");
        foreach (var plan in demo.Programmes.Select(p => p.Plan).Where(plan => plan.BulkGroup.Length > 0))
        {
            var started = await stage.Must(officer, $"bulk issue of {plan.Id}", client => client.Vouchers
                .StartBulkIssueAsync(new() { ProgrammeId = plan.Id, TargetGroup = plan.BulkGroup }).AsOutcome());
            if (started?.BulkIssue is not { } bulk)
                continue;
            bulk = await FinishAsync(stage, plan, bulk);
            await CountRejectsAsync(stage, bulk.Id);
            stage.Tell.Say($"{plan.Title}: {bulk.Issued:N0} vouchers for {TargetGroups.Find(plan.BulkGroup).TitleZh}; {bulk.Refused:N0} passed over, as their membership lapsed.");
            stage.Tally.Expect($"bulk vouchers of {plan.Id}",
                demo.Journeys.Count(j => j.ByBulk && j.ProgrammeId == plan.Id), bulk.Issued);
            stage.Tally.Expect($"lapsed members of {plan.BulkGroup}",
                demo.Citizens.Count(c => c.Lapsed && c.Group == plan.BulkGroup), bulk.Refused);
        }

        await RememberAsync(stage);
    }

    public static async Task ClaimsAsync(Stage stage)
    {
        var demo = stage.Demo;
        stage.Tell.Chapter("Claims, nominations, and who gets none");
        await stage.LaterOnAsync(demo.Timeline.At(Timeline.ClaimsDay, 9), "The next morning.");
        var claims = demo.Journeys.Where(journey => !journey.ByBulk).ToArray();
        await stage.Tell.EachAsync("Claims", claims, 32, journey => ClaimAsync(stage, journey), stage.Cancellation);
        var nominated = claims.Count(journey => journey.ProgrammeId == ProgrammeTable.Apprenticeship);
        stage.Tell.Say($"{claims.Length - nominated:N0} citizens claim a voucher for an occupation; {nominated} talents are nominated for a university.");
        await RefusedClaimsAsync(stage, claims);
    }

    private static async Task RefusedClaimsAsync(Stage stage, Journey[] claims)
    {
        var (demo, claimed) = (stage.Demo, claims.First(j => j.ProgrammeId == ProgrammeTable.Qualification));
        var lapsed = demo.Cast.NeverApplied.Id;
        await stage.Fraud(PlantedCase.NeverApplied, stage.Tokens.Citizen(lapsed), client => client.Vouchers
            .ClaimVoucherAsync(new() { ProgrammeId = ProgrammeTable.Entrepreneurship }).AsOutcome());
        await stage.Fraud(PlantedCase.IssuedByIntermediary, stage.OperatorOf(demo.Cast.Stage), client =>
            client.Vouchers.StartBulkIssueAsync(new()
            {
                ProgrammeId = ProgrammeTable.Qualification,
                TargetGroup = TargetGroups.Disabled,
            }).AsOutcome());
        await stage.Refused(stage.Tokens.Citizen(claimed.CitizenId), "A citizen claims the same occupation and level again.",
            RefusalReason.LiveVoucherExists, client => client.Vouchers.ClaimVoucherAsync(new()
            {
                ProgrammeId = claimed.ProgrammeId,
                Occupation = claimed.Occupation,
                Level = claimed.Level,
            }).AsOutcome());
        var employee = demo.Journeys.First(j => j is
            { Group: TargetGroups.CorporateEmployee, ByBulk: true, Fate: Fate.Unused });
        await stage.Refused(stage.Tokens.Officer, "The teachers' budget is promised to the last yuan; one more is asked for.",
            RefusalReason.BudgetExhausted, client => client.Vouchers.IssueVoucherAsync(new()
            {
                ProgrammeId = ProgrammeTable.Teacher,
                CitizenId = employee.CitizenId,
            }).AsOutcome());
        await stage.Refused(stage.Tokens.Citizen(employee.CitizenId), "A citizen claims a place at a university without a nomination.",
            RefusalReason.ClaimNotAllowed, client => client.Vouchers.ClaimVoucherAsync(
                new() { ProgrammeId = ProgrammeTable.Apprenticeship }).AsOutcome());
    }

    private static async Task ClaimAsync(Stage stage, Journey journey)
    {
        // Only the bureau issues for further study; everybody else claims alone.
        var voucher = journey.ProgrammeId == ProgrammeTable.Apprenticeship
            ? (await stage.Must(stage.Tokens.Officer, $"issue to {journey.CitizenId}", client => client.Vouchers
                .IssueVoucherAsync(new()
                {
                    ProgrammeId = journey.ProgrammeId,
                    CitizenId = journey.CitizenId,
                    Occupation = journey.Occupation,
                    Level = journey.Level,
                }).AsOutcome()))?.Voucher
            : (await stage.Must(stage.Tokens.Citizen(journey.CitizenId), $"claim of {journey.CitizenId}", client =>
                client.Vouchers.ClaimVoucherAsync(new()
                {
                    ProgrammeId = journey.ProgrammeId,
                    Occupation = journey.Occupation,
                    Level = journey.Level,
                }).AsOutcome()))?.Voucher;
        if (voucher is not null)
            stage.Remember(voucher);
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
