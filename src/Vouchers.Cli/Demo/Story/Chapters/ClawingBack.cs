using Vouchers.Cli.Pages;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Demo.Story.Chapters;

/// <summary>What was paid and should not have been is asked back, by two people.</summary>
internal static class ClawingBack
{
    public static async Task TellAsync(Stage stage)
    {
        stage.Tell.Chapter("Paid, and asked back", "付款后追回");
        var (paid, earned) = (await OfAsync(stage, Redemption.Types.State.Paid),
            await OfAsync(stage, Redemption.Types.State.Earned));
        // Of a programme and a school with something payable, so that the next payment takes it off.
        var payable = earned.Select(r => (r.ProgrammeId, r.InstitutionId)).ToHashSet();
        var wrong = paid.Where(r => payable.Contains((r.ProgrammeId, r.InstitutionId))).Take(2).ToList();
        stage.Tally.Expect("paid receipts to ask back", 2, wrong.Count);
        if (wrong is not [var owed, var doubtful])
            return;
        var asked = await AskAsync(stage, owed, "an inspection found that the trainee was never there");
        if (asked is null)
            return;
        Func<VoucherClient, Task<Outcome<DecideClawBackResponse>>> decide = client => client.Payouts
            .DecideClawBackAsync(new() { ClawBackId = asked.Id, Approved = true }).AsOutcome();
        await stage.Refused(stage.Tokens.Finance, "Who asked decides it as well.", RefusalReason.SamePerson, decide);
        var decided = await stage.Must(stage.Tokens.Cashier, "claw-back", decide);
        stage.Tally.Expect("fen that the school owes", owed.Amount.MinorUnits, decided?.ClawBack.Open.MinorUnits ?? 0);
        await AskAsync(stage, doubtful, "the attendance sheet bears one handwriting");
        stage.Tell.Say($"Receipt {owed.Receipt} is asked back, {Yuan.Of(owed.Amount.MinorUnits)}, and a second person "
            + $"agrees: the next payment takes it off. Another receipt waits for the second person.");
    }

    private static async Task<ClawBack?> AskAsync(Stage stage, Redemption redemption, string reason) =>
        (await stage.Must(stage.Tokens.Finance, "request for a claw-back", client => client.Payouts
            .RequestClawBackAsync(new() { RedemptionId = redemption.Id, Reason = reason }).AsOutcome()))?.ClawBack;

    private static async Task<IReadOnlyList<Redemption>> OfAsync(Stage stage, Redemption.Types.State state) =>
        (await stage.Must(stage.Tokens.Auditor, "redemptions", client => client.Redemptions
            .ListRedemptionsAsync(new() { PageSize = 1_000, State = state }).AsOutcome()))?.Redemptions ?? [];
}
