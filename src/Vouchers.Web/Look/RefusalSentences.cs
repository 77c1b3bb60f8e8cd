using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web;

/// <summary>The rule that stopped a citizen, in a sentence with its facts.</summary>
internal static class RefusalSentences
{
    public static string Why(VoucherRefusal refusal, Tongue t)
    {
        var facts = new Facts(refusal.Facts, t);
        var sentence = Claim(refusal, facts, t) ?? Use(refusal, facts, t)
            ?? (t.IsChinese ? FieldWords.Chinese(refusal) : null);
        return sentence is null || facts.IsMissing
            ? t[$"操作被拒绝（{ReasonWords.Of(refusal.Reason)}）：{refusal.Message}", refusal.Message]
            : sentence;
    }

    private static string? Claim(VoucherRefusal refusal, Facts facts, Tongue t) => refusal.Reason switch
    {
        RefusalReason.NotEligible => t[
            $"该项目面向{Groups(facts, t)}，您不在其中，或资格已过有效期。如有疑问请联系人社部门。",
            $"This programme is for: {Groups(facts, t)}. You are not registered as such, or no longer. If that is "
            + "wrong, ask the bureau."],
        RefusalReason.ClaimNotAllowed => t["该项目的培训券由人社部门发放，不能自行领取。",
            "The bureau issues these vouchers itself; they cannot be claimed."],
        RefusalReason.LiveVoucherExists => t[
            $"您已持有一张这样的有效培训券（至 {facts.Day("valid_until")}），用完或过期后才能再领。",
            $"You hold such a voucher already, until {facts.Day("valid_until")}; claim again once it is used or "
            + "has lapsed."],
        RefusalReason.TooManyTrainings => t[
            $"您今年享受补贴培训的次数已达上限：{facts["trainings"]}/{facts["limit"]}。",
            $"You have used {facts["trainings"]} of {facts["limit"]} subsidised trainings this year."],
        RefusalReason.LowerLevel => t["您已取得更高等级的培训，不能再申领较低等级的补贴。",
            "You were trained at a higher level already; a lower one is not subsidised afterwards."],
        RefusalReason.TrainingAlreadyPaid => t["该培训的补贴已经支付过，不能重复享受。",
            "This training was subsidised already."],
        RefusalReason.BudgetExhausted => t["该项目的预算已用完，请等待追加预算后再领取。",
            "The programme's budget is used up; try again once the bureau has added to it."],
        RefusalReason.ProgrammeClosed => t["该项目尚未开始或已经结束。", "The programme has not begun yet, or is over."],
        _ => null,
    };

    private static string? Use(VoucherRefusal refusal, Facts facts, Tongue t) => refusal.Reason switch
    {
        RefusalReason.VoucherRedeemed when facts.Has("receipt") => t[
            $"这张培训券已于 {facts.Moment("redeemed_at")} 在{facts["institution"]}使用，"
            + $"回执号 {facts["receipt"]}。",
            $"The voucher was used on {facts.Moment("redeemed_at")} at {facts["institution"]}; receipt "
            + $"{facts["receipt"]}."],
        RefusalReason.VoucherExpired => t["这张培训券已过有效期。", "The voucher has lapsed."],
        RefusalReason.VoucherRevoked => t["这张培训券已被撤销。", "The bureau has withdrawn the voucher."],
        RefusalReason.VoucherSuspended => t["这张培训券已被暂停使用，请联系人社部门。",
            "The voucher is on hold; ask the bureau."],
        RefusalReason.VoucherNotReserved => t["这张培训券没有预留。", "The voucher is not reserved."],
        RefusalReason.TooManyAttempts => t["尝试次数过多，请稍后再试。", refusal.Message],
        RefusalReason.NotFound => t["没有找到该内容。", refusal.Message],
        RefusalReason.NotPermitted or RefusalReason.OtherCitizen => t["您没有权限查看该内容。", refusal.Message],
        _ => null,
    };

    private static string Groups(Facts facts, Tongue t) => string.Join(
        t["、", ", "], facts["target_groups"].Split(',').Select(group => VoucherWords.Group(group, t)));
}
