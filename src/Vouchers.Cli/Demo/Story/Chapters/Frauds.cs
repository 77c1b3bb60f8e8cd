using Vouchers.Cli.Demo.Data;
using Vouchers.Client;
using Vouchers.Credentials;
using Vouchers.V1;

namespace Vouchers.Cli.Demo.Story.Chapters;

/// <summary>The frauds that are tried at the counters on the first day of courses.</summary>
internal static class Frauds
{
    public static async Task TellAsync(Stage stage)
    {
        stage.Tell.Chapter("Frauds at the counter", "柜台上的欺诈");
        await TwiceAsync(stage);
        await CodesAsync(stage);
        await BatchAsync(stage);
        var cast = stage.Demo.Cast;
        await stage.Fraud(PlantedCase.GhostRedeemed, stage.CounterOf(cast.Stage),
            Counter.Scan(stage, cast.Stage, await Counter.PresentAsync(stage, cast.NotEnrolled)));
        await stage.Fraud(PlantedCase.OutsideDates, stage.CounterOf(cast.LaterStage),
            Counter.Scan(stage, cast.LaterStage, await Counter.PresentAsync(stage, cast.EarlyBird)));
        await ScreenshotAsync(stage);
        await Counter.RedeemAsync(stage, cast.Stage, cast.Ghost, await Counter.PresentAsync(stage, cast.Ghost));
        var late = await Counter.RedeemAsync(stage, cast.Stage, cast.LateRefund,
            await Counter.PresentAsync(stage, cast.LateRefund));
        await stage.LaterOnAsync(stage.Demo.Timeline.At(Timeline.LateRefundDay, 15), "Two days later.");
        await stage.Fraud(PlantedCase.LateRefund, stage.OperatorOf(cast.Stage), client => client.VoidAsync(
            late?.Id ?? "", "the holder wants it back", cancellation: stage.Cancellation));
    }

    private static async Task TwiceAsync(Stage stage)
    {
        var cast = stage.Demo.Cast;
        // The holder has two telephones; both codes are fresh.
        var first = await Counter.PresentAsync(stage, cast.DoubleRedeemer);
        var second = await Counter.PresentAsync(stage, cast.DoubleRedeemer);
        await Counter.RedeemAsync(stage, cast.Stage, cast.DoubleRedeemer, first);
        await stage.Fraud(PlantedCase.DoubleRedeem, stage.CounterOf(cast.OtherStage),
            Counter.Scan(stage, cast.OtherStage, second));
    }

    private static async Task CodesAsync(Stage stage)
    {
        var cast = stage.Demo.Cast;
        var real = await Counter.PresentAsync(stage, cast.ForgedFrom);
        if (!CredentialText.TryDecode(real, out var cose))
            stage.Tally.Surprise("A presentation cannot be read.");
        else
            cose[^1] ^= 1;
        await stage.Fraud(PlantedCase.Forged, stage.CounterOf(cast.Stage),
            Counter.Scan(stage, cast.Stage, CredentialText.Encode(cose)));
        await stage.Fraud(PlantedCase.Guessed, stage.CounterOf(cast.Stage), client => client.RedeemAsync(
            Shown.Typed(GuessedCode, "123456"), cast.Stage.Session.Id, cancellation: stage.Cancellation));
    }

    private static async Task BatchAsync(Stage stage)
    {
        var cast = stage.Demo.Cast;
        var requests = new List<RedeemVoucherRequest>();
        foreach (var citizen in cast.Batch)
        {
            requests.Add(new RedeemVoucherRequest
            {
                Evidence = Shown.OnPhone(await Counter.PresentAsync(stage, citizen)),
                SessionId = cast.Stage.Session.Id,
            });
        }

        var first = await stage.Must(stage.CounterOf(cast.Stage), "batch", client =>
            client.BatchRedeemAsync(requests, stage.Cancellation));
        var repeated = await stage.Must(stage.CounterOf(cast.Stage), "batch again", client =>
            client.BatchRedeemAsync(requests, stage.Cancellation));
        stage.Tally.Expect("redemptions of the batch", requests.Count, first?.Count(IsDone) ?? 0);
        stage.Tally.Expect("the same receipts for the same request ids", requests.Count,
            first?.Zip(repeated ?? []).Count(pair => pair.First.Require().Equals(pair.Second.Require())) ?? 0);
        stage.Tell.Say($"A batch of {requests.Count} is redeemed; sent again with its request ids, it gets the "
            + $"same receipts.");
        foreach (var request in requests)
            request.RequestId = "";
        var answers = new List<Outcome<Redemption>>();
        await stage.Fraud(PlantedCase.ReplayedBatch, stage.CounterOf(cast.Stage), async client =>
        {
            var outcome = await client.BatchRedeemAsync(requests, stage.Cancellation);
            answers.AddRange(outcome.Require());
            return answers.Find(IsDone) ?? answers[0];
        });
        foreach (var refused in answers.Skip(1).OfType<Outcome<Redemption>.Refused>())
            stage.Tally.CountRefusal(refused.Refusal);
    }

    private static async Task ScreenshotAsync(Stage stage)
    {
        var cast = stage.Demo.Cast;
        var screenshot = await Counter.PresentAsync(stage, cast.ScreenshotVictim);
        await stage.LaterOnAsync(TimeSpan.FromMinutes(10), "Ten minutes later.");
        await stage.Fraud(PlantedCase.Screenshot, stage.CounterOf(cast.Stage),
            Counter.Scan(stage, cast.Stage, screenshot));
    }

    // Well formed, with its check character; nobody was given it.
    private const string GuessedCode = "0000-0000-0000-0";

    private static bool IsDone(Outcome<Redemption> outcome) => outcome is Outcome<Redemption>.Ok;
}
