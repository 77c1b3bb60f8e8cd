using Vouchers.Client.Offline;

namespace Vouchers.Counter;

public sealed partial class TillFlow
{
    /// <summary>
    /// What the clerk may do instead of waiting for an answer: accept the code without the service. Should the first
    /// call have arrived, the service keeps that redemption and tells that this one is too many.
    /// </summary>
    public Task InsteadAsync(Step.Uncertain uncertain)
    {
        taken = uncertain.Asked.QrText;
        return JudgeAsync(taken);
    }

    /// <summary>
    /// Accepts a voucher while the line is down; it is on the disk before anybody is told. Where the line is back by
    /// now, the service says more about it.
    /// </summary>
    public async Task AcceptAsync(Step.Acceptable acceptable)
    {
        if (!desk.Line.IsDown)
        {
            await ReadAsync(taken);
            return;
        }

        await ShowAsync(new Step.Asking());
        await (await desk.Line.CaptureAsync(acceptable.Check) switch
        {
            CaptureOutcome.Captured { Slip: var slip } => ShowAsync(new Step.Provisional(slip), true),
            CaptureOutcome.Refused { Check: var refused } => ShowAsync(new Step.NotAccepted(refused), false),
            CaptureOutcome.NotStored { What: var fault } => ShowAsync(new Step.NotKept(fault), false),
            var other => throw new InvalidOperationException($"No outcome: {other}."),
        });
    }

    private async Task JudgeAsync(string text)
    {
        await desk.Opened;
        if (desk.Line.Counter is not { } counter)
        {
            await ShowAsync(new Step.Unanswered(), false);
            return;
        }
        await (await counter.CheckAsync(text, SessionId) switch
        {
            OfflineCheck.Acceptable acceptable => ShowAsync(new Step.Acceptable(acceptable), true),
            OfflineCheck.Refused refused => ShowAsync(new Step.NotAccepted(refused), false),
            var other => throw new InvalidOperationException($"No verdict: {other}."),
        });
    }
}
