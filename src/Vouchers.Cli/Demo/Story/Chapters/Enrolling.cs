using Vouchers.Cli.Demo.Data;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Demo.Story.Chapters;

/// <summary>Seats and reservations, before and after they time out.</summary>
internal static class Enrolling
{
    public static async Task SeatsAsync(Stage stage)
    {
        var demo = stage.Demo;
        stage.Tell.Chapter("Seats in sessions", "班次报名");
        var seats = demo.Journeys
            .Where(journey => journey.Fate is Fate.Redeemed or Fate.NoShow && stage.Knows(journey))
            .Select(journey => (journey.CitizenId, Plan: journey.Planned))
            .Concat(demo.Cast.Ids.Except([demo.Cast.Visitor, demo.Cast.NotEnrolled, .. demo.Cast.Evening])
                .Select(id => (CitizenId: id, Plan: demo.Cast.Stage)))
            .Concat(demo.Cast.Evening.Select(id => (CitizenId: id, Plan: demo.Cast.RunningStage)))
            .Append((CitizenId: demo.Cast.DoubleRedeemer, Plan: demo.Cast.OtherStage))
            .Append((CitizenId: demo.Cast.EarlyBird, Plan: demo.Cast.LaterStage))
            .Append((CitizenId: demo.Cast.Visitor, Plan: demo.Cast.RunningStage))
            .ToArray();
        await stage.Tell.EachAsync("Enrolments", seats, 64, seat => EnrolAsync(stage, seat.Plan, seat.CitizenId),
            stage.Cancellation);
        var study = demo.Sessions.First(plan => plan.Session.Kind == SessionKind.FurtherStudy);
        await stage.Refused(stage.OperatorOf(study), "A university enrols somebody whom nobody nominated.",
            RefusalReason.NominationRequired, client =>
                client.EnrolAsync(study.Session.Id, demo.Cast.Visitor, cancellation: stage.Cancellation));
    }

    public static async Task ReservationsAsync(Stage stage)
    {
        var demo = stage.Demo;
        stage.Tell.Chapter("Reservations, and those that nobody keeps", "预留，以及无人履约的预留");
        var noShows = demo.Journeys.Where(journey => journey.Fate == Fate.NoShow).ToArray();
        await stage.Tell.EachAsync("Reservations", noShows, 64, journey => ReserveAsync(stage, journey),
            stage.Cancellation);
        stage.Tell.Say($"{noShows.Length:N0} citizens reserve a voucher for a session, for 72 hours.");
        await stage.LaterOnAsync(demo.Timeline.At(Timeline.ReservationsLapsedDay, 10), "Four days later.");
        var left = await UntilAsync(stage, reserved => reserved == 0);
        stage.Tally.Expect("money still reserved after 72 hours, in fen", 0, left);
        stage.Tell.Say($"All of them timed out; the vouchers are free again.");
        var kept = Soon(demo).ToArray();
        await stage.Tell.EachAsync("Reservations", kept, 64, journey => ReserveAsync(stage, journey),
            stage.Cancellation);
        await ReleaseAsync(stage, kept[0]);
        stage.Tell.Say($"{kept.Length:N0} others reserve two days before their course; one thinks better of it "
            + $"and releases.");
    }

    public static Task EnrolAsync(Stage stage, SessionPlan plan, string citizenId) => stage.Must(
        stage.OperatorOf(plan), $"enrol {citizenId} in {plan.Session.Id}", client => client.EnrolAsync(
            plan.Session.Id, citizenId,
            nominatedBy: plan.Session.Kind == SessionKind.Training ? "" : "Wenzhou talent office, demo list",
            cancellation: stage.Cancellation));

    public static Task ReserveAsync(Stage stage, Journey journey) => stage.Must(
        stage.OperatorOf(journey.Planned), $"reserve for {journey.CitizenId}", client => client.ReserveAsync(
            stage.VoucherOf(journey), journey.Planned.Session.Id, cancellation: stage.Cancellation));

    /// <summary>Waits for the service's own clockwork, which a jump of the clock has just woken.</summary>
    /// <returns>What was reserved when it was done or given up, in minor units.</returns>
    public static async Task<long> UntilAsync(Stage stage, Func<long, bool> isDone)
    {
        for (var i = 0; ; i++)
        {
            var balances = await stage.Must(stage.Tokens.Auditor, "balances", client => client.Journal
                .ListBalancesAsync(new()).AsOutcome());
            var reserved = balances?.Balances.Where(b => b.Kind == "reserved").Sum(b => b.Balance_.MinorUnits) ?? 0;
            if (isDone(reserved) || i == 200)
                return reserved;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, stage.Cancellation);
        }
    }

    // One in ten of those whose course is about to begin.
    private static IEnumerable<Journey> Soon(DemoProgramme demo) => demo.Journeys
        .Where(journey => journey.Fate == Fate.Redeemed && journey.Planned.Term == Term.Past
            && journey.Session != demo.Cast.Collusion)
        .Where((_, i) => i % 10 == 0);

    private static async Task ReleaseAsync(Stage stage, Journey journey) => await stage.Must(
        stage.Tokens.Citizen(journey.CitizenId), $"release of {journey.CitizenId}", client => client.ReleaseAsync(
            stage.VoucherOf(journey), cancellation: stage.Cancellation));
}
