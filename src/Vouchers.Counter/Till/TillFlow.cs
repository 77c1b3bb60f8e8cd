using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Counter;

/// <summary>One citizen after the other, from the scan to the receipt.</summary>
public sealed class TillFlow
{
    private readonly Desk desk;

    internal TillFlow(Desk desk) => this.desk = desk;

    /// <summary>What stands on the screen.</summary>
    public Step Step { get; private set; } = new Step.Waiting();

    /// <summary>The step is another one; true or false where it is to be heard as good or bad.</summary>
    public event Func<bool?, Task>? Changed;

    private string SessionId => desk.Session!.Id;

    private bool IsUncertain => Step is Step.Unanswered { IsUncertain: true };

    /// <summary>Asks again for the answer that an earlier run of the app did not get.</summary>
    public async Task ResumeAsync()
    {
        if (await desk.Shelf.ReadAsync<KeptRedemption>() is { } kept)
            await SendAsync(kept);
    }

    /// <summary>
    /// Takes up what camera, scanner, picture or person gave; while the service is asked, nothing. Where a redemption's
    /// answer was lost, that is asked for first: the next one would take its place, and its receipt would be nowhere.
    /// </summary>
    public Task ScannedAsync(string raw) => Step is Step.Asking ? Task.CompletedTask
        : IsUncertain ? ResumeAsync()
        : ScannedText.Read(raw) switch
        {
            ScannedText.Voucher { Text: var text } => VerifyAsync(Shown.OnPhone(text)),
            ScannedText.Code { Text: var code } => ShowAsync(new Step.PinWanted(Shown.Typed(code, ""), "", null)),
            ScannedText.Unusable { Fault: var fault } => ShowAsync(new Step.NoVoucher(fault), false),
            _ => ShowAsync(new Step.NoVoucher(ScanFault.DeviceLink), false),
        };

    public Task FailedAsync(ScanFault fault) =>
        IsUncertain ? ResumeAsync() : ShowAsync(new Step.NoVoucher(fault), false);

    /// <summary>The PIN of what was shown.</summary>
    public Task PinAsync(Step.PinWanted wanted, string pin)
    {
        var shown = wanted.Shown.Clone();
        shown.Pin = pin;
        return VerifyAsync(shown);
    }

    public async Task RedeemAsync(Step.Ready ready)
    {
        var shown = ready.Shown;
        var kept = new KeptRedemption(
            desk.Client.NewRequestId(), SessionId, shown.QrText, shown.Code, shown.Pin, ready.Voucher.MaskedName);
        await ShowAsync(new Step.Asking());
        await desk.Shelf.WriteAsync(kept);
        await SendAsync(kept);
    }

    /// <summary>Gives the holder a seat and goes on.</summary>
    public async Task EnrolAsync(Step.EnrolFirst first)
    {
        await ShowAsync(new Step.Asking());
        var outcome = await desk.Client.EnrolAsync(SessionId, first.Voucher.CitizenId);
        await outcome.Match(
            _ => VerifyAsync(first.Shown),
            refusal => ShowAsync(new Step.Refused(refusal, first.Voucher.MaskedName), false),
            trouble => ShowAsync(new Step.Unanswered(trouble.What, IsUncertain: false), false));
    }

    public Task NextAsync() => ShowAsync(new Step.Waiting());

    private async Task VerifyAsync(Evidence shown)
    {
        await ShowAsync(new Step.Asking());
        var outcome = await desk.Client.VerifyAsync(shown, SessionId);
        await outcome.Match(
            voucher => JudgedAsync(shown, voucher),
            refusal => ShowAsync(new Step.Refused(refusal, ""), false),
            trouble => ShowAsync(new Step.Unanswered(trouble.What, IsUncertain: false), false));
    }

    private Task JudgedAsync(Evidence shown, Verification voucher) => voucher.Refusal switch
    {
        null => ShowAsync(new Step.Ready(shown, voucher), true),
        { Reason: RefusalReason.PinRequired } => ShowAsync(new Step.PinWanted(shown, voucher.MaskedName, null)),
        { Reason: RefusalReason.NotEnrolled } when voucher.CitizenId.Length > 0 =>
            ShowAsync(new Step.EnrolFirst(shown, voucher), false),
        var refusal => ShowAsync(new Step.Refused(refusal, voucher.MaskedName), false),
    };

    // The answer is the first call's where that arrived, however late it is asked for.
    private async Task SendAsync(KeptRedemption kept)
    {
        await ShowAsync(new Step.Asking());
        var shown = kept.Code.Length > 0 ? Shown.Typed(kept.Code, kept.Pin) : Shown.OnPaper(kept.QrText, kept.Pin);
        var outcome = await desk.Client.RedeemAsync(shown, kept.SessionId, requestId: kept.RequestId);
        if (outcome is Outcome<Redemption>.Unavailable lost)
        {
            await ShowAsync(new Step.Unanswered(lost.What, IsUncertain: true), false);
            return;
        }
        if (outcome is Outcome<Redemption>.Ok { Value: var redemption })
            await desk.RememberNameAsync(redemption.Id, kept.MaskedName);
        await desk.Shelf.RemoveAsync<KeptRedemption>();
        await outcome.Match(
            done => ShowAsync(new Step.Done(done, kept.MaskedName), true),
            refusal => ShowAsync(refusal.Reason == RefusalReason.PinWrong
                ? new Step.PinWanted(shown, kept.MaskedName, refusal)
                : new Step.Refused(refusal, kept.MaskedName), false),
            _ => throw new InvalidOperationException("It was answered."));
    }

    private async Task ShowAsync(Step step, bool? isGood = null)
    {
        Step = step;
        if (Changed is { } changed)
            await changed(isGood);
    }
}
