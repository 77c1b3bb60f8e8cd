using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web;

/// <summary>What a citizen reads of states and refusals.</summary>
internal static class VoucherWords
{
    /// <summary>True where it can still be used.</summary>
    public static bool IsLive(Voucher voucher) =>
        voucher.State is Voucher.Types.State.Active or Voucher.Types.State.Reserved;

    public static string Of(Voucher.Types.State state, Tongue t) => state switch
    {
        Voucher.Types.State.Active => t["可使用", "Ready to use"],
        Voucher.Types.State.Reserved => t["已预留", "Reserved"],
        Voucher.Types.State.Redeemed => t["已使用", "Used"],
        Voucher.Types.State.Expired => t["已过期", "Lapsed"],
        Voucher.Types.State.Revoked => t["已撤销", "Withdrawn"],
        Voucher.Types.State.Suspended => t["已暂停", "On hold"],
        _ => state.ToString(),
    };

    public static string Of(Redemption.Types.State state, Tongue t) => state switch
    {
        Redemption.Types.State.Voided => t["已作废,券已退回", "Undone; the voucher came back"],
        Redemption.Types.State.ClawedBack => t["补贴已追回", "Subsidy taken back"],
        Redemption.Types.State.Paid => t["补贴已付给机构", "Subsidy paid to the institution"],
        Redemption.Types.State.Earned or Redemption.Types.State.InPayout =>
            t["补贴付款处理中", "Subsidy on its way to the institution"],
        _ => t["已核销", "Used"],
    };

    public static string Of(Enrolment.Types.State state, Tongue t) => state switch
    {
        Enrolment.Types.State.Enrolled => t["已报名", "Enrolled"],
        Enrolment.Types.State.Attending => t["上课中", "Attending"],
        Enrolment.Types.State.Completed => t["已结业", "Completed"],
        Enrolment.Types.State.Certified => t["已取得证书", "Certified"],
        Enrolment.Types.State.Withdrawn => t["已退课", "Withdrawn"],
        Enrolment.Types.State.NoShow => t["未到课", "Did not attend"],
        _ => state.ToString(),
    };

    /// <summary>The rule that stopped a citizen, in a sentence.</summary>
    public static string Why(VoucherRefusal refusal, Tongue t) => t[Chinese(refusal), refusal.Message];

    private static string Chinese(VoucherRefusal refusal) => refusal.Reason switch
    {
        RefusalReason.NotEligible => "您不在该项目的补贴对象名单内,或资格已过有效期。如有疑问请联系人社部门。",
        RefusalReason.ClaimNotAllowed => "该项目的培训券由人社部门发放,不能自行领取。",
        RefusalReason.LiveVoucherExists => "您已持有该项目的一张有效培训券,用完或过期后才能再领。",
        RefusalReason.TooManyTrainings => "您今年享受补贴培训的次数已达上限。",
        RefusalReason.LowerLevel => "您已取得更高等级的证书,不能再申领较低等级的培训补贴。",
        RefusalReason.TrainingAlreadyPaid => "该培训的补贴已经支付过,不能重复享受。",
        RefusalReason.BudgetExhausted => "该项目的预算已用完,请等待追加预算后再领取。",
        RefusalReason.ProgrammeClosed => "该项目尚未开始或已经结束。",
        RefusalReason.VoucherRedeemed => "这张培训券已经使用。",
        RefusalReason.VoucherExpired => "这张培训券已过有效期。",
        RefusalReason.VoucherRevoked => "这张培训券已被撤销。",
        RefusalReason.VoucherSuspended => "这张培训券已被暂停使用,请联系人社部门。",
        RefusalReason.TooManyAttempts => "尝试次数过多,请稍后再试。",
        RefusalReason.NotFound => "没有找到该内容。",
        RefusalReason.NotPermitted or RefusalReason.OtherCitizen => "您没有权限查看该内容。",
        _ => $"操作被拒绝({ReasonWords.Of(refusal.Reason)}):{refusal.Message}",
    };
}
