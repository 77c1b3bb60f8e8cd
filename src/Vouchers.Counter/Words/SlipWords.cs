using Vouchers.Client.Offline;
using Vouchers.Web;

namespace Vouchers.Counter;

/// <summary>What became of a voucher that was accepted off line.</summary>
internal static class SlipWords
{
    public static string State(SlipState state, Tongue t) => state switch
    {
        SlipState.Confirmed => t["已核销", "Redeemed"],
        SlipState.Conflict => t["有冲突", "Conflict"],
        SlipState.Dismissed => t["不算核销", "Not redeemed"],
        SlipState.Refused => t["未被接收", "Not taken in"],
        _ => t["暂存，待补录", "Provisional"],
    };

    /// <summary>Why a slip is no redemption, and what the clerk does about it.</summary>
    public static string Of(CapturedSlip slip, Tongue t)
    {
        var why = slip.Why is { } refusal ? RefusalWords.Of(refusal, t) : "";
        return slip.State switch
        {
            SlipState.Conflict => why + t[
                "这一笔已记录在案，由人社部门裁定，请不要再次核销。",
                " It is on record, and the bureau decides about it; do not redeem the voucher again."],
            SlipState.Dismissed => why + t[
                "人社部门裁定这一笔不算核销。如有异议，请凭暂存号联系人社部门。",
                " The bureau decided that this is no redemption. Ask there with the number of the slip."],
            SlipState.Refused => why + t[
                "记录仍保存在本机，会自动重试。如一直如此，请联系人社部门。",
                " The slip stays on this counter and is sent again. If that does not help, call the bureau."],
            _ => "",
        };
    }
}
