using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web;

/// <summary>
/// What stands against a redemption, for the bureau, in Chinese: the rule with its facts, so that nobody reads the
/// ledger's own English below it.
/// </summary>
internal static class CounterRefusals
{
    /// <summary>Null where the rule has no sentence here or came without its facts.</summary>
    /// <param name="refusal">The rule and its facts.</param>
    /// <param name="rule">What the rule is, without facts.</param>
    public static string? Why(VoucherRefusal refusal, string rule)
    {
        var facts = new Facts(refusal.Facts, Tongue.Chinese);
        var sentence = Code(refusal.Reason, facts) ?? Voucher(refusal.Reason, facts) ?? Place(refusal.Reason, facts)
            ?? Device(refusal.Reason, facts) ?? (IsSaidByItsRule(refusal.Reason) ? rule : null);
        return facts.IsMissing ? null : sentence;
    }

    private static string? Code(RefusalReason reason, Facts facts) => reason switch
    {
        RefusalReason.PresentationExpired =>
            $"出示的二维码已于 {facts.Moment("expires_at")} 过时效，核销时间为 {facts.Moment("now")}。",
        RefusalReason.PresentationNotYetValid =>
            $"出示的二维码生成于 {facts.Moment("issued_at")}，核销时间却是 {facts.Moment("now")}，设备时钟可能不准。",
        RefusalReason.PresentationReplayed =>
            $"出示的二维码生成于 {facts.Moment("issued_at")}，早于该券上次作废，须重新出示。",
        _ => null,
    };

    private static string? Voucher(RefusalReason reason, Facts facts) => reason switch
    {
        RefusalReason.VoucherRedeemed when facts.Has("shown_at") =>
            $"{Place(facts)}的柜台在 {facts.Moment("shown_at")} 更早离线接受了该券，回执号 {facts["receipt"]}，以更早的为准；"
            + $"本记录的回执 {facts["voided_receipt"]} 已作废。",
        RefusalReason.VoucherRedeemed =>
            $"该券已于 {facts.Moment("redeemed_at")} 在{Place(facts)}核销，回执号 {facts["receipt"]}。",
        RefusalReason.VoucherExpired => $"该券已于 {facts.Moment("valid_until")} 过期。",
        RefusalReason.VoucherReserved =>
            $"该券已为班次 {facts["session"]} 预留至 {facts.Moment("reserved_until")}，须先在那里取消预留。",
        RefusalReason.NotEnrolled => $"该市民没有报名班次 {facts["session"]}。",
        RefusalReason.TrainingAlreadyPaid => $"该市民已用另一张券（{facts["voucher"]}）支付过班次 {facts["session"]}。",
        RefusalReason.TooManyTrainings =>
            $"本年度补贴培训次数已达上限：已用 {facts["trainings"]} 次，上限 {facts["limit"]} 次。",
        RefusalReason.LowerLevel when facts.Has("highest") =>
            $"该市民已取得该职业 {facts["highest"]} 级，本课程为 {facts["level"]} 级，不再补贴。",
        RefusalReason.CourseNotCovered when facts.Has("batch") => $"该课程属批次 {facts["batch"]}，不在项目目录内。",
        RefusalReason.CourseNotCovered =>
            $"该券适用于{Skill(facts, "voucher")}，该课程属于{Skill(facts, "course")}。",
        RefusalReason.NotFound when facts["resource"] is "voucher" => $"台账中没有培训券 {facts["id"]}。",
        RefusalReason.NotFound when facts["resource"] is "session" => $"台账中没有班次 {facts["id"]}。",
        RefusalReason.AmountAboveValue when facts.Has("currency") =>
            $"金额 {facts.Amount("amount")} 超过该券对这门课程的价值 {facts.Amount("value")}。",
        _ => null,
    };

    private static string? Place(RefusalReason reason, Facts facts) => reason switch
    {
        RefusalReason.AccreditationLapsed => $"该机构的资质已于 {facts.Moment("accredited_until")} 到期。",
        RefusalReason.BranchMismatch when facts.Has("session_branch") =>
            $"该班次在校区 {facts["session_branch"]}，柜台却在 {facts["branch"]}。",
        RefusalReason.SessionClosed when facts.Has("opens_at") && facts.Has("closes_at") =>
            $"该班次的核销时间为 {facts.Moment("opens_at")} 至 {facts.Moment("closes_at")}，核销却在 {facts.Moment("now")}。",
        RefusalReason.ExposureLimit when facts.Has("currency") =>
            $"对该机构的未付金额已达 {facts.Amount("owed")}，上限为 {facts.Amount("limit")}；请先付款或提高上限。",
        _ => null,
    };

    private static string? Device(RefusalReason reason, Facts facts) => reason switch
    {
        RefusalReason.AlreadyExists when facts.Has("device") =>
            $"设备 {facts["device"]} 已在一台浏览器上登记，终身只用这一台。换浏览器时，登记一台新设备，并注销这一台。",
        RefusalReason.OfflineChainBroken =>
            $"第 {facts["sequence"]} 笔没有接在第 {facts["last_sequence"]} 笔之后：有记录缺失，或设备数据被复制过。"
            + "请与纸面暂存单核对。",
        RefusalReason.LeaseLapsed when facts.Has("until") =>
            $"设备的离线授权为 {facts.Moment("from")} 至 {facts.Moment("until")}，核销却在 {facts.Moment("captured_at")}，"
            + "或授权属于另一台设备。",
        RefusalReason.LeaseLapsed => $"人社部门没有发放过离线授权 {facts["lease"]}。",
        RefusalReason.LeaseExceeded when facts.Has("count") =>
            $"离线授权为 {facts["count"]} 笔、合计 {facts.Amount("sum")}；此前已有 {facts["used_count"]} 笔、"
            + $"{facts.Amount("used_sum")}，本笔 {facts.Amount("amount")} 超出授权。",
        RefusalReason.LeaseExceeded => $"离线授权的币种为 {facts["lease_currency"]}，本笔却是 {facts["currency"]}。",
        RefusalReason.OfflineCapExceeded when facts.Has("currency") =>
            $"离线核销 {facts.Amount("amount")}，超过该项目单张上限 {facts.Amount("cap")}。",
        _ => null,
    };

    // A voucher for any occupation names none, and one for any level has level 0.
    private static string Skill(Facts facts, string of)
    {
        var (occupation, level) = (facts[$"{of}_occupation"], facts[$"{of}_level"]);
        return (occupation.Length > 0 ? $"职业 {occupation}" : "任何职业")
            + (level != "0" ? $"、等级 {level}" : "");
    }

    private static string Place(Facts facts) => $"{facts["institution"]}（{facts["branch"]}）";

    // The rule says it all: what the ledger's sentence adds stands on the page anyway.
    private static bool IsSaidByItsRule(RefusalReason reason) => reason is RefusalReason.CredentialForged
        or RefusalReason.CredentialKeyRevoked or RefusalReason.CredentialKeyUnknown
        or RefusalReason.CredentialUnreadable or RefusalReason.CredentialWrongType or RefusalReason.VoucherRevoked
        or RefusalReason.VoucherSuspended or RefusalReason.InstitutionSuspended or RefusalReason.DeviceRevoked
        or RefusalReason.SessionCancelled or RefusalReason.OtherInstitution or RefusalReason.EnrolmentEnded
        or RefusalReason.OfflineNotAllowed;
}
