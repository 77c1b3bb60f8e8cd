using System.Globalization;
using Vouchers.Cli.Demo.Data;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Demo.Story.Chapters;

/// <summary>Courses end: attendance, completion, certificates, and what they earn.</summary>
internal static class Finishing
{
    public static async Task CompletionAsync(Stage stage)
    {
        var demo = stage.Demo;
        stage.Tell.Chapter("Courses end: attendance earns the subsidy", "课程结束：出勤达标即列为应付");
        await stage.LaterOnAsync(demo.Timeline.At(Timeline.CompletionDay, 9), "Eighteen days later.");
        var finished = demo.Journeys
            .Where(journey => journey.IsUsedIn(Term.Past) || journey.Fate == Fate.NoShow).ToArray();
        await stage.Tell.EachAsync("Attendance and completion", finished, 64, journey => FinishAsync(stage, journey),
            stage.Cancellation);
        stage.Tell.Say($"{finished.Count(j => j.Completes):N0} of {finished.Length:N0} participants complete; "
            + $"{finished.Count(j => j.AttendedHours == 0):N0} never came, and nothing is earned for them.");
        var (cast, ghost) = (demo.Cast, EnrolmentOf(demo.Cast.Stage, demo.Cast.Ghost));
        await stage.Must(stage.OperatorOf(cast.Stage), "ghost's attendance", client =>
            client.RecordAttendanceAsync(ghost, 2, cancellation: stage.Cancellation));
        await stage.Fraud(PlantedCase.GhostCompleted, stage.OperatorOf(cast.Stage), client =>
            client.CompleteAsync(ghost, cancellation: stage.Cancellation));
    }

    public static async Task CertificatesAsync(Stage stage)
    {
        var demo = stage.Demo;
        stage.Tell.Chapter("Evaluation agencies examine and certify", "评价机构考核发证");
        await stage.LaterOnAsync(demo.Timeline.At(Timeline.CertificationDay, 10), "The next day.");
        var passed = demo.Journeys.Where(journey => journey is { Completes: true, Certified: true })
            .Select((journey, i) => (journey, i)).ToArray();
        await stage.Tell.EachAsync("Certificates", passed, 64, item => CertifyAsync(stage,
            item.journey.Planned, item.journey.CitizenId, item.i), stage.Cancellation);
        stage.Tell.Say($"{demo.Agencies.Count} agencies confirm {passed.Length:N0} skill levels; that earns the "
            + $"subsidies which wait for a certificate.");
        await CompetitionAsync(stage);
    }

    /// <summary>The competition ends the chain: nominated, held, awarded.</summary>
    public static async Task AwardsAsync(Stage stage)
    {
        var (demo, plan) = (stage.Demo, stage.Demo.Competition);
        var ranked = demo.Competitors.Select((citizen, i) => (citizen, i)).ToArray();
        await stage.Tell.EachAsync("Competition", ranked, 16, async item =>
        {
            await AttendAsync(stage, plan, item.citizen, plan.Course.ClassHours);
            await CompleteAsync(stage, plan, item.citizen);
            if (item.i < 3)
                await CertifyAsync(stage, plan, item.citizen, 900_000 + item.i);
        }, stage.Cancellation);
        stage.Tell.Say($"The skills competition in {plan.Course.Title} was held: {demo.Competitors.Count} "
            + $"competitors, and an agency certifies the best three.");
    }

    public static Task AttendAsync(Stage stage, SessionPlan plan, string citizenId, int hours) => stage.Must(
        stage.OperatorOf(plan), $"attendance of {citizenId}", client => client.RecordAttendanceAsync(
            EnrolmentOf(plan, citizenId), hours, cancellation: stage.Cancellation));

    private static async Task CompetitionAsync(Stage stage)
    {
        var (demo, plan) = (stage.Demo, stage.Demo.Competition);
        await stage.Tell.EachAsync("Nominations", demo.Competitors, 16,
            citizen => Enrolling.EnrolAsync(stage, plan, citizen), stage.Cancellation);
        stage.Tell.Say($"The best {demo.Competitors.Count} are nominated for the skills competition.");
        await stage.Refused(stage.OperatorOf(plan), "One more is nominated than there are places.",
            RefusalReason.SessionFull, client => client.EnrolAsync(plan.Session.Id, demo.Cast.Visitor,
                "Wenzhou talent office, demo list", cancellation: stage.Cancellation));
    }

    private static async Task FinishAsync(Stage stage, Journey journey)
    {
        var plan = journey.Planned;
        if (journey.AttendedHours == 0)
        {
            await stage.Must(stage.OperatorOf(plan), $"no-show of {journey.CitizenId}", client =>
                client.MarkNoShowAsync(EnrolmentOf(plan, journey.CitizenId), cancellation: stage.Cancellation));
            return;
        }

        await AttendAsync(stage, plan, journey.CitizenId, journey.AttendedHours);
        if (journey.Completes)
            await CompleteAsync(stage, plan, journey.CitizenId);
    }

    private static async Task CompleteAsync(Stage stage, SessionPlan plan, string citizenId) => await stage.Must(
        stage.OperatorOf(plan), $"completion of {citizenId}", client => client.CompleteAsync(
            EnrolmentOf(plan, citizenId), cancellation: stage.Cancellation));

    public static async Task CertifyAsync(Stage stage, SessionPlan plan, string citizenId, int number)
    {
        var agency = stage.Demo.Agencies[number % stage.Demo.Agencies.Count];
        await stage.Must(stage.Tokens.Agency(agency.Id), $"certificate of {citizenId}", client =>
            client.Enrolments.CertifyEnrolmentAsync(new()
            {
                EnrolmentId = EnrolmentOf(plan, citizenId),
                Level = plan.Course.Level,
                CertificateNumber = string.Create(CultureInfo.InvariantCulture,
                    $"WZ{stage.Demo.Timeline.FirstDay.Year}-{number:000000}"),
            }).AsOutcome());
    }

    private static string EnrolmentOf(SessionPlan plan, string citizenId) => $"{plan.Session.Id}.{citizenId}";
}
