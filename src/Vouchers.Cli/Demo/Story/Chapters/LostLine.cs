using Vouchers.Cli.Demo.Data;
using Vouchers.Cli.Pages;
using Vouchers.Client;
using Vouchers.Client.Offline;
using Vouchers.V1;

namespace Vouchers.Cli.Demo.Story.Chapters;

/// <summary>A counter goes on without its line; what it accepted comes in later, and one voucher is used already.
/// </summary>
internal static class LostLine
{
    private static readonly TimeSpan BetweenHolders = TimeSpan.FromMinutes(4);

    public static async Task TellAsync(Stage stage)
    {
        var plan = stage.Demo.Cast.RunningStage;
        stage.Tell.Chapter("A counter loses its line and goes on", "柜台断线后照常办理");
        await stage.LaterOnAsync(
            stage.Demo.Timeline.At(Timeline.LostLineDay, 18), "Four days later, at an evening class.");
        if (await MobileCounter.OpenAsync(stage, plan) is not var (counter, lease))
            return;
        using (counter)
        {
            stage.Tell.Say($"A mobile counter of {plan.Session.BranchId} may accept {lease.CountLeft} vouchers up to "
                + $"{Yuan.Of(lease.SumLeft.MinorUnits)} without a line, until "
                + $"{lease.Until.ToOffset(Timeline.Beijing):ddd d MMM, HH:mm}. Then its line breaks.");
            var (slips, used) = await QueueAsync(stage, counter);
            await stage.LaterOnAsync(TimeSpan.FromMinutes(90), "The line is back.");
            if (await counter.SyncAsync() is { } report)
                Tell(stage, slips, report, used);
        }
    }

    private static async Task<(List<CapturedSlip> Slips, Redemption? Used)> QueueAsync(
        Stage stage, MobileCounter counter)
    {
        var cast = stage.Demo.Cast;
        var slips = new List<CapturedSlip>();
        Redemption? used = null;
        foreach (var holder in cast.Evening)
        {
            stage.Pass(BetweenHolders);
            if (await counter.AcceptAsync(await Counter.PresentAsync(stage, holder)) is { } slip)
                slips.Add(slip);
            if (holder != cast.Doubter)
                continue;
            stage.Pass(BetweenHolders);
            used = await Counter.RedeemAsync(
                stage, cast.RunningStage, holder, await Counter.PresentAsync(stage, holder));
        }

        stage.Tell.Say($"{slips.Count} holders show their vouchers; each gets a provisional slip that the counter "
            + $"signed, {Yuan.Of(slips.Sum(slip => slip.Amount.MinorUnits))} in all.");
        stage.Tell.Say(
            $"One of them trusts no slip and shows the voucher at the desk, which has a line: {used?.Receipt}.");
        return (slips, used);
    }

    private static void Tell(Stage stage, List<CapturedSlip> slips, SyncReport report, Redemption? used)
    {
        var kept = report.Changed.Count(slip => slip.State == SlipState.Confirmed
            && slips.Any(given => given.Receipt == slip.Receipt && given.Receipt == slip.Redemption?.Receipt));
        var lost = report.Changed.Where(slip => slip.State == SlipState.Conflict).ToList();
        var told = lost.Count(slip => slip.Why is { Reason: RefusalReason.VoucherRedeemed } why
            && why.Facts.GetValueOrDefault("receipt") == used?.Receipt);
        stage.Tally.Expect("slips that came in", stage.Demo.Cast.Evening.Count, report.Changed.Count);
        stage.Tally.Expect("slips that are redemptions", stage.Demo.Cast.Evening.Count - 1, kept);
        stage.Tally.Expect("slips in conflict that tell the first use", 1, told);
        stage.Tell.Verdict(kept == slips.Count - 1, $"{kept} slips are redemptions",
            "under the receipts that their holders were given.");
        foreach (var slip in lost)
            stage.Tell.Verdict(told == 1, ReasonWords.Of(slip.Why?.Reason ?? default), slip.Why?.Message ?? "");
        stage.Tell.Say("Nothing is paid twice; what became of the other slip, the bureau has yet to decide.");
    }
}
