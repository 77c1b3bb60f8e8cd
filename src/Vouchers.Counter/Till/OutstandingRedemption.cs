using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Counter;

/// <summary>
/// The redemption whose answer is not there: one at most, since none is asked for before. It outlives the app and is
/// asked for again, by its request id, until the service answers; then it was redeemed once or not at all.
/// </summary>
internal sealed class OutstandingRedemption(Desk desk)
{
    private Task<Outcome<Redemption>>? asking;

    /// <summary>Null where no answer is outstanding.</summary>
    public KeptRedemption? Kept => desk.Shelf.Read<KeptRedemption>();

    /// <summary>The service is being asked.</summary>
    public bool IsAsked => asking is not null;

    /// <summary>Keeps it, before the service is asked.</summary>
    /// <exception cref="BrowserException">It is not kept, and must not be asked for.</exception>
    public Task BeginAsync(KeptRedemption kept) => desk.Shelf.WriteAsync(kept);

    /// <summary>Asks the service; who asks at the same time gets the same answer.</summary>
    public async Task<Outcome<Redemption>> AskAsync(KeptRedemption kept)
    {
        asking ??= SendAsync(kept);
        try
        {
            return await asking;
        }
        finally
        {
            asking = null;
        }
    }

    /// <summary>
    /// Whether the answer tells what became of it. One who refuses this counter any word tells nothing: the first call
    /// may have arrived before.
    /// </summary>
    public static bool IsFinal(Outcome<Redemption> outcome) => outcome.Match(
        _ => true,
        refusal => refusal.Reason is not (RefusalReason.NotPermitted or RefusalReason.DeviceRevoked),
        _ => false);

    /// <summary>What was shown of a voucher.</summary>
    public static Evidence ShownOf(KeptRedemption kept) =>
        kept.Code.Length > 0 ? Shown.Typed(kept.Code, kept.Pin) : Shown.OnPaper(kept.QrText, kept.Pin);

    // The answer is the first call's where that arrived, however late it is asked for.
    private async Task<Outcome<Redemption>> SendAsync(KeptRedemption kept)
    {
        var outcome = await desk.Client.RedeemAsync(ShownOf(kept), kept.SessionId, requestId: kept.RequestId)
            .OrNoneAsync();
        if (!IsFinal(outcome))
            return outcome;
        if (outcome is Outcome<Redemption>.Ok { Value: var redemption })
            await desk.RememberHolderAsync(redemption.VoucherId, kept.MaskedName);
        await desk.Shelf.RemoveAsync<KeptRedemption>();
        return outcome;
    }
}
