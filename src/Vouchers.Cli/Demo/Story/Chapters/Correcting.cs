using Vouchers.Cli.Demo.Data;
using Vouchers.Cli.Pages;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Demo.Story.Chapters;

/// <summary>
/// Evidence that was wrong is taken back with its money; what nobody could finish earns by two officers.
/// </summary>
internal static class Correcting
{
    public static async Task TellAsync(Stage stage)
    {
        stage.Tell.Chapter("Evidence is taken back, and a typhoon ends a course");
        await TakeBackAsync(stage);
        await ForceMajeureAsync(stage);
    }

    private static async Task TakeBackAsync(Stage stage)
    {
        var completed = stage.Demo.Journeys.Where(journey => journey is
            { ProgrammeId: ProgrammeTable.Professional, Completes: true, Certified: false });
        if (await FirstAsync(stage, completed, Redemption.Types.State.Earned) is not var (journey, earned))
            return;
        var enrolment = Finishing.EnrolmentOf(journey.Planned, journey.CitizenId);
        const string Reason = "the hours are another participant's";
        await stage.Refused(stage.OperatorOf(journey.Planned),
            "A college recorded the wrong participant's completion, and takes it back itself.",
            RefusalReason.RedemptionEarned, client => client.TakeBackCompletionAsync(
                enrolment, Reason, cancellation: stage.Cancellation));
        await stage.Must(stage.Tokens.Officer, "completion taken back", client => client.TakeBackCompletionAsync(
            enrolment, Reason, cancellation: stage.Cancellation));
        await stage.Must(stage.OperatorOf(journey.Planned), "hours corrected", client => client.RecordAttendanceAsync(
            enrolment, -journey.AttendedHours, cancellation: stage.Cancellation));
        var after = await RedemptionOfAsync(stage, journey);
        stage.Tally.Expect("redemptions that wait for their course again", 1,
            after?.State == Redemption.Types.State.Confirmed ? 1 : 0);
        stage.Tell.Say($"An officer takes it back: {Yuan.Of(earned.Amount.MinorUnits)} are owed no longer, and the "
            + "college corrects the hours.");
    }

    private static async Task ForceMajeureAsync(Stage stage)
    {
        var course = stage.Demo.Journeys
            .Where(journey => journey.IsUsedIn(Term.Past) && journey is
                { ProgrammeId: ProgrammeTable.Professional, Completes: false, AttendedHours: > 0 })
            .GroupBy(journey => journey.Planned.Session.Id, StringComparer.Ordinal)
            .MaxBy(group => group.Count());
        if (course is null)
            return;
        var (paid, isTried, fen) = (0, false, 0L);
        foreach (var journey in course)
        {
            if (await RedemptionOfAsync(stage, journey) is not { State: Redemption.Types.State.Confirmed } redemption)
                continue;
            var asked = await stage.Must(stage.Tokens.Officer, $"force majeure of {redemption.Receipt}", client =>
                client.Enrolments.RequestForceMajeureAsync(new()
                {
                    RedemptionId = redemption.Id, Reason = "台风停课 the school was closed by a typhoon",
                }).AsOutcome());
            var decide = Approve(asked?.ForceMajeure.Id ?? "");
            if (!isTried)
                await stage.Refused(stage.Tokens.Officer, "The officer who asked for it decides it, too.",
                    RefusalReason.SamePerson, decide);
            isTried = true;
            var decided = await stage.Must(stage.Tokens.SecondOfficer, "force majeure", decide);
            paid += decided?.ForceMajeure.State == ForceMajeure.Types.State.Approved ? 1 : 0;
            fen += redemption.Amount.MinorUnits;
            var after = await RedemptionOfAsync(stage, journey);
            stage.Tally.Expect($"what {redemption.Receipt} earned by force majeure", 1,
                after?.State == Redemption.Types.State.Earned ? 1 : 0);
        }

        stage.Tell.Say($"A typhoon closed session {course.Key} before its end. Two officers let {paid} of its vouchers "
            + $"earn, {Yuan.Of(fen)}; the courses stay uncompleted, and the remittance advice says why they are paid.");
    }

    private static Func<VoucherClient, Task<Outcome<DecideForceMajeureResponse>>> Approve(string id) => client =>
        client.Enrolments.DecideForceMajeureAsync(new() { ForceMajeureId = id, Approved = true }).AsOutcome();

    // Some were undone at the counter on the first day.
    private static async Task<(Journey Journey, Redemption Redemption)?> FirstAsync(
        Stage stage, IEnumerable<Journey> journeys, Redemption.Types.State state)
    {
        foreach (var journey in journeys)
        {
            if (await RedemptionOfAsync(stage, journey) is { } redemption && redemption.State == state)
                return (journey, redemption);
        }

        return null;
    }

    private static async Task<Redemption?> RedemptionOfAsync(Stage stage, Journey journey)
    {
        var page = await stage.Must(stage.Tokens.Auditor, "redemptions", client => client.Redemptions
            .ListRedemptionsAsync(new()
            {
                SessionId = journey.Planned.Session.Id, CitizenId = journey.CitizenId,
            }).AsOutcome());
        return page?.Redemptions.FirstOrDefault(r => r.State != Redemption.Types.State.Voided);
    }
}
