using Vouchers.Client;
using Vouchers.V1;
using Vouchers.Web;

namespace Vouchers.Counter;

/// <summary>
/// The rule that said no, in a sentence that a clerk can read out, with the facts behind it in local time. What has no
/// sentence here, or came without its facts, is told in the service's own.
/// </summary>
internal static class RefusalWords
{
    public static string Of(VoucherRefusal refusal, Tongue t)
    {
        var facts = new Facts(refusal.Facts, t);
        var sentence = Credential(refusal.Reason, t) ?? Voucher(refusal.Reason, facts, t)
            ?? Place(refusal.Reason, facts, t) ?? Undo(refusal.Reason, facts, t) ?? Offline(refusal.Reason, facts, t)
            ?? Typed(refusal.Reason, facts, t);
        return sentence is null || facts.IsMissing ? Told(refusal, t) : sentence;
    }

    private static string Told(VoucherRefusal refusal, Tongue t)
    {
        var told = t.Told(refusal.Message);
        return refusal.Reason == RefusalReason.VoucherRedeemed
            ? t[$"这张券已经用过：{told}", told]
            : t[$"操作被拒绝（{ReasonWords.Of(refusal.Reason)}）：{told}", told];
    }

    private static string? Credential(RefusalReason reason, Tongue t) => reason switch
    {
        RefusalReason.CredentialUnreadable => t[
            "二维码不完整或已损坏，请重新扫描。", "The code is incomplete or damaged; scan it again."],
        RefusalReason.CredentialKeyUnknown or RefusalReason.CredentialKeyRevoked or RefusalReason.CredentialForged =>
            t["二维码的签名无效，不是本系统发出的培训券。请勿核销。",
                "The code's signature does not hold: this is no voucher of the city's. Do not accept it."],
        RefusalReason.CredentialWrongType => t["这不是可核销的培训券二维码。", "This code is no voucher."],
        RefusalReason.PresentationExpired => t[
            "二维码已过期（有效 60 秒）。请学员重新打开培训券，不接受截屏。",
            "The code lapsed; it lives for 60 seconds. Ask the holder to open the voucher again; no screenshots."],
        RefusalReason.PresentationNotYetValid => t[
            "二维码的时间在未来，请稍候再扫一次。", "The code was made in the future; wait a moment and scan again."],
        RefusalReason.PresentationReplayed => t[
            "这个二维码已经用过一次。请学员重新打开培训券。",
            "This code was used before. Ask the holder to open the voucher again."],
        RefusalReason.VoucherCodeUnknown => t["没有这个代码的培训券，请再核对一遍。", "No voucher has this code; compare it once more."],
        RefusalReason.TooManyAttempts => t["尝试次数过多，请等几分钟再试。", "Too many attempts; wait some minutes."],
        _ => null,
    };

    private static string? Voucher(RefusalReason reason, Facts facts, Tongue t) => reason switch
    {
        RefusalReason.PinRequired => t[
            "请输入学员收到的 6 位密码，并核对身份证件。", "Enter the holder's six-digit PIN and look at the ID document."],
        RefusalReason.PinWrong when facts.Left("limit", "attempts") == "0" => Locked(facts, t),
        RefusalReason.PinWrong => t[
            $"密码不对，还可以试 {facts.Left("limit", "attempts")} 次。",
            $"The PIN is wrong; {facts.Left("limit", "attempts")} attempts are left."],
        RefusalReason.PinLocked => Locked(facts, t),
        RefusalReason.VoucherRedeemed when facts.Has("shown_at") => t[
            $"{facts["institution"]}（{facts["branch"]}）的柜台在 {facts.Moment("shown_at")} 更早离线接受了这张券，回执号 "
            + $"{facts["receipt"]}，以更早的为准；本机的回执 {facts["voided_receipt"]} 已作废。",
            $"The counter at {facts["institution"]}, {facts["branch"]} accepted this voucher off line earlier, at "
            + $"{facts.Moment("shown_at")}, and the earlier one counts: receipt {facts["receipt"]}. This counter's "
            + $"receipt {facts["voided_receipt"]} is void."],
        RefusalReason.VoucherRedeemed => t[
            $"这张券已在 {facts.Moment("redeemed_at")} 于{facts["institution"]}（{facts["branch"]}）使用，"
            + $"回执号 {facts["receipt"]}。",
            $"This voucher was used on {facts.Moment("redeemed_at")} at {facts["institution"]}, {facts["branch"]}; "
            + $"receipt {facts["receipt"]}."],
        RefusalReason.VoucherExpired => t[
            $"这张券已于 {facts.Moment("valid_until")} 过期。", $"This voucher lapsed on {facts.Moment("valid_until")}."],
        RefusalReason.VoucherRevoked => t["这张券已被人社部门撤销。", "The bureau withdrew this voucher."],
        RefusalReason.VoucherSuspended => t[
            "这张券正在核查，暂停使用。请学员联系人社部门。", "The bureau holds this voucher for a check; the holder asks there."],
        RefusalReason.VoucherReserved => t[
            $"这张券已为另一班次（{facts["session"]}）预留至 {facts.Moment("reserved_until")}，请先在那里取消预留。",
            $"This voucher is reserved for session {facts["session"]} until {facts.Moment("reserved_until")}; it is "
            + "released there first."],
        RefusalReason.NotEnrolled => t[
            "学员还没有报名这个班次。", "The holder is not enrolled in this session."],
        RefusalReason.EnrolmentEnded => t[
            "学员在这个班次的报名已结束（退课或未到课）。如有误，请联系人社部门恢复。",
            "The holder's enrolment in this session ended; where that was an error, the bureau reinstates it."],
        RefusalReason.CourseNotCovered => t[
            "这张券不适用于这门课程（批次、职业或等级不符）。",
            "This voucher does not cover this course: its batch, occupation or level is another."],
        RefusalReason.TrainingAlreadyPaid => t[
            "学员在这个班次已用过另一张券。", "The holder used another voucher for this session already."],
        RefusalReason.TooManyTrainings => t[
            "学员今年享受补贴培训的次数已达上限。", "The holder had as many subsidised courses this year as allowed."],
        RefusalReason.LowerLevel => t[
            "学员已取得更高等级，不能再补贴较低等级。", "The holder has a higher level; a lower one is not subsidised."],
        _ => null,
    };

    private static string Locked(Facts facts, Tongue t) => t[
        $"密码已连续输错 {facts["limit"]} 次，纸质券和代码已锁定。请学员出示手机上的二维码，或在“我的培训券”中换一个新密码。",
        $"{facts["limit"]} wrong PINs locked the printed form and the code. The holder shows the code on the phone, or "
        + "makes a new PIN in the wallet."];

    private static string? Place(RefusalReason reason, Facts facts, Tongue t) => reason switch
    {
        RefusalReason.BranchMismatch => t[
            $"这个班次在另一个校区（{facts["session_branch"]}），请在那里核销。",
            $"This session is at another branch ({facts["session_branch"]}); redeem there."],
        RefusalReason.SessionClosed when !facts.Has("opens_at") => t[
            $"这个班次已于 {facts.Moment("closes_at")} 结束，不能再报名。",
            $"This session ended on {facts.Moment("closes_at")}; nobody is enrolled any more."],
        RefusalReason.SessionClosed => t[
            $"这个班次现在不能办理：开放时间 {facts.Moment("opens_at")} 至 {facts.Moment("closes_at")}。",
            $"This session is not open now, but from {facts.Moment("opens_at")} to {facts.Moment("closes_at")}."],
        RefusalReason.SessionCancelled => t["这个班次已取消。", "This session was cancelled."],
        RefusalReason.SessionFull => t[
            $"名额已满（{facts["enrolled"]}/{facts["capacity"]}）。",
            $"The session is full: {facts["enrolled"]} of {facts["capacity"]} seats are taken."],
        RefusalReason.NominationRequired => t[
            "这个班次只接受推荐人选，请在机构后台登记推荐人后报名。",
            "This session takes nominated people only; the institution's office enrols them with who nominated them."],
        RefusalReason.InstitutionSuspended => t[
            "本机构已被人社部门暂停，不能办理。", "The bureau suspended this institution."],
        RefusalReason.AccreditationLapsed => t[
            $"本机构的认定资格已于 {facts.Moment("accredited_until")} 到期。",
            $"The institution's accreditation ended on {facts.Moment("accredited_until")}."],
        RefusalReason.ExposureLimit => t[
            "本机构待结算金额已达上限，请人社部门先付款或提高上限。",
            "The institution is owed as much as its limit allows; the bureau pays first or raises it."],
        RefusalReason.ProgrammeClosed => t["该补贴项目尚未开始或已经结束。", "The programme has not begun or is over."],
        RefusalReason.DeviceRevoked or RefusalReason.DeviceNotEnrolled => t[
            "这台柜台设备未登记或已被停用。请机构管理员登记一台新设备，再在本浏览器中打开新的登记链接。",
            "This counter was revoked or is not registered. The institution's office registers a new device; open its "
            + "link in this browser."],
        RefusalReason.DeviceCodeWrong => t[
            "一次性代码不对、已用过或已过期，请索取新的代码。",
            "The one-time code is wrong, used or lapsed; ask for a new one."],
        RefusalReason.NotPermitted => t[
            "服务没有接受这台设备的签名。请核对设备的时间；如仍不行，请机构管理员登记一台新设备。",
            "The service did not accept this counter's signature. Check its clock; if that helps not, the institution's "
            + "office registers a new device."],
        RefusalReason.OtherInstitution => t["这个班次属于另一家机构。", "This session is another institution's."],
        _ => null,
    };

    private static string? Undo(RefusalReason reason, Facts facts, Tongue t) => reason switch
    {
        RefusalReason.RedemptionVoided => t[
            $"回执 {facts["receipt"]} 已经撤销过。", $"Receipt {facts["receipt"]} was undone already."],
        RefusalReason.VoidWindowClosed => t[
            $"撤销期限已于 {facts.Moment("closed_at")} 结束，请联系人社部门追回。",
            $"It could be undone until {facts.Moment("closed_at")}; now only the bureau takes it back."],
        RefusalReason.RedemptionInPayout => t[
            "这笔核销已进入付款，不能撤销，请联系人社部门追回。",
            "This redemption is in a payment already; only the bureau takes it back."],
        _ => null,
    };

    // A clerk types no more than this into fields that have a rule.
    private static string? Typed(RefusalReason reason, Facts facts, Tongue t) =>
        reason != RefusalReason.InvalidField ? null : facts["field"] switch
        {
            "reason" => t[
                "请写明原因，其中不能有身份证号，因为它会一直保存。",
                "Give a reason, and no ID number in it: it would be kept for good."],
            "device_id" => t[
                "设备编号不对：它只有小写字母、数字、连字符和点，请照机构管理员给您的编号填写。",
                "This is no device id: it has lower-case letters, digits, hyphens and dots, as the office gave it."],
            _ => null,
        };

    // Only a counter whose line was down is told these.
    private static string? Offline(RefusalReason reason, Facts facts, Tongue t) => reason switch
    {
        RefusalReason.OfflineNotAllowed => t[
            "这个补贴项目不允许离线核销。", "This programme takes no redemptions off line."],
        RefusalReason.OfflineCapExceeded => t[
            "金额超过该项目离线核销的单张上限。", "The amount is above what the programme allows off line for one voucher."],
        RefusalReason.LeaseLapsed => t[
            "接受这张券时，这台设备没有有效的离线额度。", "The counter had no allowance when it accepted the voucher."],
        RefusalReason.LeaseExceeded => t[
            "这台设备接受的总数或总额超过了离线额度。", "The counter accepted more than its allowance covers."],
        RefusalReason.OfflineChainBroken => t[
            "这台设备的离线记录不连续：有记录丢失，或设备的数据被复制过。请凭暂存单与人社部门核对。",
            "The counter's slips have a gap: some were lost, or its memory was copied. Compare them with the bureau."],
        _ => null,
    };
}
