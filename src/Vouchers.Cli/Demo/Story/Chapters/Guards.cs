using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Demo.Story.Chapters;

/// <summary>Races, lost replies, paper, suspension: where other systems pay twice or say something wrong.</summary>
internal static class Guards
{
    private const int Racers = 64;

    public static async Task TellAsync(Stage stage)
    {
        stage.Tell.Chapter("Races, lost replies, paper and who may do what", "并发、丢失的回复、纸质券和权限");
        await RaceAsync(stage);
        await LostReplyAsync(stage);
        await HeldAsync(stage);
        await PaperAsync(stage);
        await RolesAsync(stage);
    }

    private static async Task RaceAsync(Stage stage)
    {
        var cast = stage.Demo.Cast;
        var text = await Counter.PresentAsync(stage, cast.Racer);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, Racers).Select(_ =>
            stage.Ask(stage.CounterOf(cast.Stage), Counter.Scan(stage, cast.Stage, text))));
        var won = outcomes.OfType<Outcome<Redemption>.Ok>().ToArray();
        var told = outcomes.OfType<Outcome<Redemption>.Refused>()
            .Count(lost => lost.Refusal.Reason == RefusalReason.VoucherRedeemed && won.Length == 1
                && lost.Refusal.Facts.GetValueOrDefault("receipt") == won[0].Value.Receipt);
        stage.Tally.Expect("winners of the race", 1, won.Length);
        stage.Tally.Expect("losers who were told the receipt", Racers - 1, told);
        stage.Tell.Say($"{Racers} counters redeem one voucher at once.");
        stage.Tell.Verdict(won.Length == 1 && told == Racers - 1, $"{won.Length} succeeds",
            $"and {told} are told when, where and by which receipt.");
    }

    private static async Task LostReplyAsync(Stage stage)
    {
        var cast = stage.Demo.Cast;
        var request = new RedeemVoucherRequest
        {
            RequestId = Guid.CreateVersion7(stage.Clock.GetUtcNow()).ToString(),
            Evidence = Shown.OnPhone(await Counter.PresentAsync(stage, cast.LostReply)),
            SessionId = cast.Stage.Session.Id,
        };
        var counter = stage.CounterOf(cast.Stage);
        Func<VoucherClient, Task<Outcome<RedeemVoucherResponse>>> redeem = client =>
            client.Redemptions.RedeemVoucherAsync(request).AsOutcome();
        var lost = await stage.Must(counter, "first try", redeem);
        var retried = await stage.Must(counter, "retry", redeem);
        var isSame = lost is not null && lost.Equals(retried);
        stage.Tell.Say($"A reply is lost on the way; the counter asks again with the same request id.");
        stage.Tell.Verdict(isSame, "the same receipt", $"{retried?.Redemption.Receipt}, word for word.");
        stage.Tally.Expect("retries with the same answer", 1, isSame ? 1 : 0);
        request.Amount = new Money { MinorUnits = 100, Currency = "CNY" };
        await stage.Refused(counter, "The same request id with another amount.", RefusalReason.RequestIdReused, redeem);
    }

    private static async Task HeldAsync(Stage stage)
    {
        var (cast, officer) = (stage.Demo.Cast, stage.Tokens.Officer);
        var counter = stage.CounterOf(cast.Stage);
        var held = await Counter.PresentAsync(stage, cast.Suspended);
        var id = stage.VoucherOf(cast.Suspended);
        await stage.Must(officer, "suspend", client => client.Vouchers.SuspendVoucherAsync(
            new() { VoucherId = id, Reason = "a neighbour reported a stolen telephone" }).AsOutcome());
        await stage.Refused(counter, "A voucher that the bureau holds is shown.", RefusalReason.VoucherSuspended,
            Counter.Scan(stage, cast.Stage, held));
        await stage.Must(officer, "resume", client => client.Vouchers.ResumeVoucherAsync(
            new() { VoucherId = id, Reason = "the telephone was found" }).AsOutcome());
        var gone = await Counter.PresentAsync(stage, cast.Revoked);
        await stage.Must(officer, "revoke", client => client.Vouchers.RevokeVoucherAsync(
            new() { VoucherId = stage.VoucherOf(cast.Revoked), Reason = "moved to another city" }).AsOutcome());
        await stage.Refused(counter, "A voucher that the bureau took back is shown.", RefusalReason.VoucherRevoked,
            Counter.Scan(stage, cast.Stage, gone));
    }

    private static async Task PaperAsync(Stage stage)
    {
        var cast = stage.Demo.Cast;
        var (id, counter) = (stage.VoucherOf(cast.Paper), stage.CounterOf(cast.Stage));
        var holder = stage.Tokens.Citizen(cast.Paper);
        var paper = await stage.Must(stage.Tokens.Officer, "print", client => client.Vouchers
            .GetVoucherCredentialAsync(new() { VoucherId = id }).AsOutcome());
        var pin = (await PinAsync(stage, holder, id)) ?? "";
        var text = paper?.Text ?? "";
        await stage.Refused(counter, "A printed voucher is found and shown without its PIN.",
            RefusalReason.PinRequired, Counter.Scan(stage, cast.Stage, text));
        for (var guess = 1; guess <= 5; guess++)
        {
            var wrong = pin == "111111" ? "222222" : "111111";
            await stage.Ask(counter, OnPaper(stage, text, wrong));
        }

        await stage.Refused(counter, "After five wrong PINs even the right one is refused.", RefusalReason.PinLocked,
            OnPaper(stage, text, pin));
        await stage.Must(holder, "new PIN", client => client.Vouchers.ResetVoucherPinAsync(
            new() { VoucherId = id }).AsOutcome());
        pin = (await PinAsync(stage, holder, id)) ?? "";
        await stage.Must(counter, "redemption on paper", OnPaper(stage, text, pin));
        stage.Tell.Say($"The holder asks for a new PIN, comes in person, and the paper is redeemed.");
    }

    private static async Task RolesAsync(Stage stage)
    {
        var cast = stage.Demo.Cast;
        var text = await Counter.PresentAsync(stage, cast.Suspended);
        await stage.Refused(stage.OperatorOf(cast.OtherStage), "An institution redeems for another one's session.",
            RefusalReason.OtherInstitution, Counter.Scan(stage, cast.Stage, text));
        await stage.Refused(stage.Tokens.Citizen(cast.Suspended), "A citizen redeems the own voucher.",
            RefusalReason.NotPermitted, Counter.Scan(stage, cast.Stage, text));
        await stage.Refused(stage.Tokens.Citizen(cast.Visitor), "A citizen opens somebody else's voucher.",
            RefusalReason.NotFound, client => client.Vouchers.PresentVoucherAsync(
                new() { VoucherId = stage.VoucherOf(cast.Suspended) }).AsOutcome());
        await stage.Refused(stage.CounterOf(cast.Stage), "A counter asks for more than the voucher pays.",
            RefusalReason.AmountAboveValue, client => client.RedeemAsync(Shown.OnPhone(text), cast.Stage.Session.Id,
                new Money { MinorUnits = 90_000_000, Currency = "CNY" }, cancellation: stage.Cancellation));
    }

    private static async Task<string?> PinAsync(Stage stage, string holder, string voucherId) =>
        (await stage.Must(holder, "PIN", client => client.Vouchers.GetVoucherPinAsync(
            new() { VoucherId = voucherId }).AsOutcome()))?.Pin;

    private static Func<VoucherClient, Task<Outcome<Redemption>>> OnPaper(Stage stage, string text, string pin) =>
        client => client.RedeemAsync(Shown.OnPaper(text, pin), stage.Demo.Cast.Stage.Session.Id,
            cancellation: stage.Cancellation);
}
