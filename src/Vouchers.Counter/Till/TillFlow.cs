using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Counter;

/// <summary>One citizen after the other, from the scan to the receipt.</summary>
public sealed partial class TillFlow : IDisposable
{
    private readonly Desk desk;
    private string taken = "";
    private bool isLeft;

    internal TillFlow(Desk desk)
    {
        this.desk = desk;
        desk.Line.Awaited = TakeAsync;
    }

    /// <summary>What stands on the screen.</summary>
    public Step Step { get; private set; } = new Step.Waiting();

    /// <summary>The step is another one; true or false where it is to be heard as good or bad.</summary>
    public event Func<bool?, Task>? Changed;

    private string SessionId => desk.Session!.Id;

    /// <summary>A citizen's voucher is in hand, or its receipt is on the screen.</summary>
    public bool IsServing => Step is Step.Asking or Step.Ready or Step.EnrolFirst or Step.PinWanted or Step.Done
        or Step.Acceptable or Step.Provisional or Step.Uncertain;

    /// <summary>Asks again for the answer that an earlier run of the app did not get.</summary>
    public Task ResumeAsync() => desk.Outstanding.Kept is { } kept ? SendAsync(kept) : Task.CompletedTask;

    /// <summary>
    /// Takes up what camera, scanner, picture or person gave; while the service is asked, nothing. Where a redemption's
    /// answer was lost, that is asked for first: the next one would take its place, and its receipt would be nowhere.
    /// While the line is down the queue goes on without both. A code that is still held up changes nothing of what came
    /// of it.
    /// </summary>
    public Task ScannedAsync(string raw)
    {
        if (Step is Step.Asking || (raw == taken && IsServing && Step is not Step.Uncertain))
            return Task.CompletedTask;
        taken = raw;
        return desk.Outstanding.Kept is { } kept && !desk.Line.IsDown ? SendAsync(kept) : ReadAsync(raw);
    }

    private Task ReadAsync(string raw) => ScannedText.Read(raw) switch
    {
        ScannedText.Voucher { Text: var text } => desk.Line.IsDown ? JudgeAsync(text) : VerifyAsync(Shown.OnPhone(text)),
        ScannedText.Code { Text: var code } => desk.Line.IsDown
            ? JudgeAsync(code)
            : ShowAsync(new Step.PinWanted(Shown.Typed(code, ""), "", null)),
        ScannedText.Unusable { Fault: var fault } => ShowAsync(new Step.NoVoucher(fault), false),
        _ => ShowAsync(new Step.NoVoucher(ScanFault.DeviceLink), false),
    };

    public Task FailedAsync(ScanFault fault) => ShowAsync(new Step.NoVoucher(fault), false);

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
        try
        {
            await desk.Outstanding.BeginAsync(kept);
        }
        catch (BrowserException e)
        {
            await ShowAsync(new Step.NotKept(e.Fault), false);
            return;
        }
        await SendAsync(kept);
    }

    /// <summary>Gives the holder a seat and goes on.</summary>
    public async Task EnrolAsync(Step.EnrolFirst first)
    {
        await ShowAsync(new Step.Asking());
        var outcome = await desk.Client.EnrolAsync(SessionId, first.Voucher.CitizenId).OrNoneAsync();
        desk.Line.Heard(outcome is not Outcome<Enrolment>.Unavailable);
        await outcome.Match(
            _ => VerifyAsync(first.Shown),
            refusal => ShowAsync(new Step.Refused(refusal, first.Voucher.MaskedName), false),
            _ => ShowAsync(new Step.Unanswered(), false));
    }

    public Task NextAsync() => ShowAsync(new Step.Waiting());

    /// <summary>Another screen stands there now; an answer that is still to come is told by <see cref="Line"/>.</summary>
    public void Dispose()
    {
        isLeft = true;
        desk.Line.Awaited = null;
    }

    private async Task VerifyAsync(Evidence shown)
    {
        await ShowAsync(new Step.Asking());
        var outcome = await desk.Client.VerifyAsync(shown, SessionId).OrNoneAsync();
        desk.Line.Heard(outcome is not Outcome<Verification>.Unavailable);
        await outcome.Match(
            voucher => JudgedAsync(shown, voucher),
            refusal => ShowAsync(new Step.Refused(refusal, ""), false),
            _ => JudgeAsync(shown.Code.Length > 0 ? shown.Code : shown.QrText));
        // Another counter may redeem it, and then this one's list tells whose it is all the same.
        if (outcome is Outcome<Verification>.Ok { Value: var seen })
            await desk.RememberHolderAsync(seen.VoucherId, seen.MaskedName);
    }

    private Task JudgedAsync(Evidence shown, Verification voucher) => voucher.Refusal switch
    {
        null => ShowAsync(new Step.Ready(shown, voucher), true),
        { Reason: RefusalReason.PinRequired } => ShowAsync(new Step.PinWanted(shown, voucher.MaskedName, null)),
        { Reason: RefusalReason.NotEnrolled } when voucher.CitizenId.Length > 0 =>
            ShowAsync(new Step.EnrolFirst(shown, voucher), false),
        var refusal => ShowAsync(new Step.Refused(refusal, voucher.MaskedName), false),
    };

    private async Task SendAsync(KeptRedemption kept)
    {
        await ShowAsync(new Step.Asking());
        var outcome = await desk.Outstanding.AskAsync(kept);
        desk.Line.Heard(outcome is not Outcome<Redemption>.Unavailable);
        var answer = new LateAnswer(kept, outcome);
        if (isLeft)
            desk.Line.Take(answer);
        else
            await AnsweredAsync(answer);
    }

    // The line came back by itself while the clerk waited for the answer, or went on with the queue.
    private async Task<bool> TakeAsync(LateAnswer answer)
    {
        if (Step is not Step.Uncertain waiting || waiting.Asked.RequestId != answer.Asked.RequestId)
            return false;
        await AnsweredAsync(answer);
        return true;
    }

    private Task AnsweredAsync(LateAnswer answer) => answer.Outcome.Match(
        done => ShowAsync(new Step.Done(done, answer.Asked.MaskedName), true),
        refusal => ShowAsync(
            refusal.Reason == RefusalReason.PinWrong
                ? new Step.PinWanted(OutstandingRedemption.ShownOf(answer.Asked), answer.Asked.MaskedName, refusal)
            : OutstandingRedemption.IsFinal(answer.Outcome) ? new Step.Refused(refusal, answer.Asked.MaskedName)
            : new Step.Uncertain(answer.Asked, refusal), false),
        _ => ShowAsync(new Step.Uncertain(answer.Asked, null), false));

    private async Task ShowAsync(Step step, bool? isGood = null)
    {
        Step = step;
        if (Changed is { } changed)
            await changed(isGood);
    }
}
