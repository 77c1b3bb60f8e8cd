using Vouchers.Cli.Demo.Data;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Demo.Story.Chapters;

/// <summary>The first courses begin: thousands of vouchers are shown, redeemed and some undone.</summary>
internal static class FirstWave
{
    /// <summary>One in so many redemptions is a slip that the counter undoes.</summary>
    private const int SlipEvery = 100;

    public static async Task TellAsync(Stage stage)
    {
        var demo = stage.Demo;
        stage.Tell.Chapter("The first courses begin: QR codes are shown and redeemed", "首批课程开班：出示二维码并核销");
        await stage.LaterOnAsync(demo.Timeline.At(Timeline.FirstWaveDay, 11), "Two days later.");
        var colluding = demo.Journeys.Where(journey => journey.Session == demo.Cast.Collusion).ToArray();
        var honest = demo.Journeys.Where(journey => journey.IsUsedIn(Term.Past)
            && journey.Session != demo.Cast.Collusion).ToArray();
        var slips = new Redemption?[(honest.Length / SlipEvery) + 1];
        var ofSlip = honest.Select((journey, i) => (journey, i)).ToArray();
        await stage.Tell.EachAsync("Shown and redeemed", ofSlip, 96, async item =>
        {
            var redemption = await Counter.RedeemAsync(stage, item.journey);
            if (item.i % SlipEvery == 0)
                slips[item.i / SlipEvery] = redemption;
        }, stage.Cancellation);
        await ColludeAsync(stage, colluding);
        await LookAsync(stage);
        await UndoAsync(stage, honest, slips);
    }

    /// <summary>How many first-wave redemptions are undone for good.</summary>
    public static int UndoneForGood(DemoProgramme demo)
    {
        var honest = demo.Journeys.Count(journey => journey.IsUsedIn(Term.Past)
            && journey.Session != demo.Cast.Collusion);
        var slips = ((honest - 1) / SlipEvery) + 1;
        return (slips + 1) / 2;
    }

    // One after the other, so that the same people are above the limit in each run.
    private static async Task ColludeAsync(Stage stage, Journey[] colluding)
    {
        foreach (var journey in colluding[..^Cast.CollusionExcess])
            await Counter.RedeemAsync(stage, journey);
        var beyond = colluding[^Cast.CollusionExcess..];
        var texts = new List<string>();
        foreach (var journey in beyond)
            texts.Add(await Counter.PresentAsync(stage, journey.CitizenId, stage.VoucherOf(journey)));
        var plan = stage.Demo.Cast.Collusion;
        await stage.Fraud(PlantedCase.Collusion, stage.CounterOf(plan), Counter.Scan(stage, plan, texts[0]));
        foreach (var text in texts[1..])
        {
            var outcome = await stage.Ask(stage.CounterOf(plan), Counter.Scan(stage, plan, text));
            if (outcome is not Outcome<Redemption>.Refused { Refusal.Reason: RefusalReason.ExposureLimit })
                stage.Tally.Surprise($"The colluding institution redeemed beyond its limit: {outcome}");
        }
    }

    private static async Task LookAsync(Stage stage)
    {
        var lookers = stage.Demo.Journeys.Where(j => j.Fate == Fate.Viewed && stage.Knows(j)).ToArray();
        await stage.Tell.EachAsync("Only looked at", lookers, 96, journey => Counter.PresentAsync(stage,
            journey.CitizenId, stage.VoucherOf(journey)), stage.Cancellation);
        stage.Tell.Say($"{lookers.Length:N0} citizens open their voucher and leave it at that.");
    }

    private static async Task UndoAsync(Stage stage, Journey[] honest, Redemption?[] slips)
    {
        await stage.LaterOnAsync(TimeSpan.FromMinutes(10), "Ten minutes later.");
        var (undone, again) = (0, 0);
        for (var i = 0; i < slips.Length; i++)
        {
            if (slips[i] is not { } slip)
                continue;
            var journey = honest[i * SlipEvery];
            await stage.Must(stage.OperatorOf(journey.Planned), $"void of {slip.Receipt}", client =>
                client.VoidAsync(slip.Id, "scanned for the wrong person", cancellation: stage.Cancellation));
            undone++;
            if (i % 2 == 0)
                continue;
            await Counter.RedeemAsync(stage, journey);
            again++;
        }

        stage.Tell.Say($"Slips undone within the window: {undone}; vouchers of them then used rightly: {again}.");
    }
}
