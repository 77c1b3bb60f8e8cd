using Vouchers.Cli.Demo.Data;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Demo.Story.Chapters;

/// <summary>Vouchers by claim and by nomination, and the claims that rules refuse.</summary>
internal static class Claiming
{
    public static async Task ClaimsAsync(Stage stage)
    {
        var demo = stage.Demo;
        stage.Tell.Chapter("Claims, nominations, and who gets none", "自行领取、推荐，以及谁领不到");
        await stage.LaterOnAsync(demo.Timeline.At(Timeline.ClaimsDay, 9), "The next morning.");
        var claims = demo.Journeys.Where(journey => !journey.ByBulk).ToArray();
        await stage.Tell.EachAsync("Claims", claims, 32, journey => ClaimAsync(stage, journey), stage.Cancellation);
        var nominated = claims.Count(journey => journey.ProgrammeId == ProgrammeTable.Apprenticeship);
        stage.Tell.Say($"{claims.Length - nominated:N0} citizens claim a voucher for an occupation; {nominated} "
            + $"talents are nominated for a university.");
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
        await stage.Refused(stage.Tokens.Citizen(claimed.CitizenId),
            "A citizen claims the same occupation and level again.", RefusalReason.LiveVoucherExists,
            client => client.Vouchers.ClaimVoucherAsync(new()
            {
                ProgrammeId = claimed.ProgrammeId,
                Occupation = claimed.Occupation,
                Level = claimed.Level,
            }).AsOutcome());
        var employee = demo.Journeys.First(j => j is
            { Group: TargetGroups.CorporateEmployee, ByBulk: true, Fate: Fate.Unused });
        await stage.Refused(stage.Tokens.Officer,
            "The teachers' budget is promised to the last yuan; one more is asked for.", RefusalReason.BudgetExhausted,
            client => client.Vouchers.IssueVoucherAsync(new()
            {
                ProgrammeId = ProgrammeTable.Teacher,
                CitizenId = employee.CitizenId,
            }).AsOutcome());
        await stage.Refused(stage.Tokens.Citizen(employee.CitizenId),
            "A citizen claims a place at a university without a nomination.", RefusalReason.ClaimNotAllowed,
            client => client.Vouchers.ClaimVoucherAsync(
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
}
