using System.Collections.Concurrent;
using Vouchers.Cli.Demo.Data;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Demo.Story.Chapters;

/// <summary>The second courses begin: whole classes are scanned at the door and redeemed in one call.</summary>
internal static class SecondWave
{
    /// <summary>A door scanner sends what it has before the first code grows old.</summary>
    private const int Door = 25;

    public static async Task TellAsync(Stage stage)
    {
        var demo = stage.Demo;
        stage.Tell.Chapter("The second courses begin: whole classes at the door", "第二批课程开班：整班入场");
        await stage.LaterOnAsync(demo.Timeline.At(Timeline.SecondWaveDay, 11), "Six days later.");
        var classes = demo.Journeys.Where(journey => journey.IsUsedIn(Term.Running) && stage.Knows(journey))
            .GroupBy(journey => journey.Planned.Session.Id, StringComparer.Ordinal)
            .SelectMany(group => group.Chunk(Door)).ToArray();
        var refused = new ConcurrentBag<VoucherRefusal>();
        await stage.Tell.EachAsync("Classes", classes, 8, room => RedeemAsync(stage, room, refused),
            stage.Cancellation);
        stage.Tell.Say($"{classes.Sum(room => room.Length):N0} vouchers are redeemed in {classes.Length:N0} calls.");
        foreach (var refusal in refused)
            stage.Tally.Surprise($"A class redemption was refused: {refusal}");
        await stage.LaterOnAsync(
            demo.Timeline.At(Timeline.FirstLessonsDay, 17), "The next afternoon, when the last of them have begun.");
        var present = classes.SelectMany(room => room).Where(journey => journey.AttendedHours > 0).ToArray();
        await stage.Tell.EachAsync("First lessons", present, 64, journey => Finishing.AttendAsync(stage,
            journey.Planned, journey.CitizenId, journey.AttendedHours), stage.Cancellation);
        await Finishing.AwardsAsync(stage);
    }

    public static async Task BookAsync(Stage stage)
    {
        var demo = stage.Demo;
        stage.Tell.Chapter("Unused vouchers lapse; some book ahead", "未用的券过期；有人提前预约");
        var face = ProgrammeTable.Find(ProgrammeTable.PreEmployment).FaceMinorUnits;
        var live = await LiveAsync(stage) / face;
        await stage.LaterOnAsync(demo.Timeline.At(Timeline.ReservationDay, 10), "Two days later.");
        var lapsed = demo.Journeys.First(j => j is { ProgrammeId: ProgrammeTable.PreEmployment, Fate: Fate.Unused });
        await stage.Refused(stage.Tokens.Citizen(lapsed.CitizenId), "A student opens a voucher that lapsed yesterday.",
            RefusalReason.VoucherExpired, client => client.Vouchers.PresentVoucherAsync(
                new() { VoucherId = stage.VoucherOf(lapsed) }).AsOutcome());
        var booked = demo.Journeys.Where(journey => journey.Fate == Fate.Booked).ToArray();
        await stage.Tell.EachAsync("Bookings", booked, 64, async journey =>
        {
            await Enrolling.EnrolAsync(stage, journey.Planned, journey.CitizenId);
            await Enrolling.ReserveAsync(stage, journey);
        }, stage.Cancellation);
        stage.Tell.Say($"{booked.Length:N0} citizens take a seat in a course to come, and their voucher is "
            + $"reserved for it.");
        stage.CatchUp();
        // The sweep runs by itself; the story only waits until it has caught up with the jump.
        var left = await LiveAsync(stage);
        for (var i = 0; left > 0 && i < 400; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, stage.Cancellation);
            left = await LiveAsync(stage);
        }

        stage.Tally.Expect("vouchers that should have lapsed", 0, left / face);
        stage.Tell.Say($"{live - (left / face):N0} vouchers of the short programme lapsed; their money is "
            + $"available again.");
    }

    /// <summary>The face of live vouchers of the short programme, in minor units.</summary>
    private static async Task<long> LiveAsync(Stage stage)
    {
        var balances = await stage.Must(stage.Tokens.Auditor, "balances", client => client.Journal
            .ListBalancesAsync(new() { ProgrammeId = ProgrammeTable.PreEmployment }).AsOutcome());
        return balances?.Balances.Where(b => b.Kind is "outstanding" or "reserved")
            .Sum(b => b.Balance_.MinorUnits) ?? 0;
    }

    private static async Task RedeemAsync(Stage stage, Journey[] room, ConcurrentBag<VoucherRefusal> refused)
    {
        var requests = await Task.WhenAll(room.Select(async journey => new RedeemVoucherRequest
        {
            Evidence = Shown.OnPhone(await Counter.PresentAsync(stage, journey.CitizenId, stage.VoucherOf(journey))),
            SessionId = journey.Planned.Session.Id,
        }));
        var results = await stage.Must(stage.CounterOf(room[0].Planned), $"class in {room[0].Planned.Session.Id}",
            client => client.BatchRedeemAsync(requests, stage.Cancellation));
        foreach (var refusal in (results ?? []).OfType<Outcome<Redemption>.Refused>())
            refused.Add(refusal.Refusal);
    }
}
