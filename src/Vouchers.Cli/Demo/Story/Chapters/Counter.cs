using Vouchers.Cli.Demo.Data;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Demo.Story.Chapters;

/// <summary>What holders and counters do, again and again.</summary>
internal static class Counter
{
    /// <summary>The holder opens the voucher.</summary>
    /// <returns>The text of the QR code; empty where the service refused.</returns>
    public static async Task<string> PresentAsync(Stage stage, string citizenId, string voucherId)
    {
        var answer = await stage.Must(stage.Tokens.Citizen(citizenId), $"presentation of {citizenId}", client =>
            client.Vouchers.PresentVoucherAsync(new() { VoucherId = voucherId }).AsOutcome());
        return answer?.Text ?? "";
    }

    /// <summary>A member of the cast opens the voucher of the project programme.</summary>
    public static Task<string> PresentAsync(Stage stage, string citizenId) =>
        PresentAsync(stage, citizenId, stage.VoucherOf(citizenId));

    /// <summary>The holder shows the voucher, the counter redeems it.</summary>
    /// <returns>The redemption; null where it was refused.</returns>
    public static async Task<Redemption?> RedeemAsync(Stage stage, Journey journey)
    {
        var text = await PresentAsync(stage, journey.CitizenId, stage.VoucherOf(journey));
        return await RedeemAsync(stage, journey.Planned, journey.CitizenId, text);
    }

    public static Task<Redemption?> RedeemAsync(Stage stage, SessionPlan plan, string citizenId, string text) =>
        stage.Must(stage.CounterOf(plan), $"redemption of {citizenId} in {plan.Session.Id}",
            client => client.RedeemAsync(Shown.OnPhone(text), plan.Session.Id, cancellation: stage.Cancellation));

    /// <summary>A presentation at a counter, as a call whose outcome the story looks at.</summary>
    public static Func<VoucherClient, Task<Outcome<Redemption>>> Scan(Stage stage, SessionPlan plan, string text) =>
        client => client.RedeemAsync(Shown.OnPhone(text), plan.Session.Id, cancellation: stage.Cancellation);
}
