using Google.Protobuf.WellKnownTypes;
using Vouchers.Client.Offline;
using Vouchers.Web;

namespace Vouchers.Counter;

/// <summary>Why a counter whose line is down does not accept a voucher, in a sentence that a clerk can read out.
/// </summary>
internal static class OfflineWords
{
    public static string Of(OfflineCheck.Refused refused, Tongue t)
    {
        var facts = new Facts(refused.Refusal.Facts, t);
        return Code(refused.Rule, facts, t) ?? Voucher(refused.Rule, facts, t) ?? Till(refused.Rule, facts, t)
            ?? Lease(refused.Rule, facts, t) ?? RefusalWords.Of(refused.Refusal, t);
    }

    /// <summary>What may still be accepted.</summary>
    /// <param name="left">Null where nothing may.</param>
    /// <param name="now">By the service's clock.</param>
    /// <param name="t">The reader's language.</param>
    public static string Of(OfflineAllowance? left, DateTimeOffset now, Tongue t)
    {
        if (left is null)
            return t["这台设备还没有离线额度，恢复联网前不能接受培训券。",
                "This counter has no allowance yet and accepts no voucher until the line is back."];
        var until = t.Moment(Timestamp.FromDateTimeOffset(left.Until));
        if (left.Until <= now || left.CountLeft == 0 || left.SumLeft.MinorUnits == 0)
            return t["离线额度已用完或已到期，恢复联网前不能再接受培训券。",
                "The allowance is used up or over; no voucher is accepted until the line is back."];
        return t[$"还可接受 {left.CountLeft} 张，合计不超过 {t.Money(left.SumLeft)}，至 {until}。",
            $"It may still accept {left.CountLeft} vouchers, up to {t.Money(left.SumLeft)} in all, until {until}."];
    }

    private static string? Code(OfflineRule rule, Facts facts, Tongue t) => rule switch
    {
        OfflineRule.NotAVoucher or OfflineRule.Unreadable => t[
            "二维码不完整或已损坏，请重新扫描。", "The code is incomplete or damaged; scan it again."],
        OfflineRule.KeyUnknown => t[
            "本机不认识这张券的签名：可能是伪造的，也可能比本机的数据新。恢复联网后再核对。",
            "This counter does not know the code's signer: it is forged, or newer than what it knows. Check it "
            + "when the line is back."],
        OfflineRule.WrongKind => t["这不是可核销的培训券二维码。", "This code is no voucher."],
        OfflineRule.Forged => t[
            "二维码的签名无效，不是本系统发出的培训券。请勿接受。",
            "The code's signature does not hold: this is no voucher of the city's. Do not accept it."],
        OfflineRule.KeyNotInForce => t[
            "签发这个二维码的密钥当时无效。请学员重新打开培训券。",
            "The code's key was not in force at the time. Ask the holder to open the voucher again."],
        OfflineRule.OnLineOnly => t[
            "打印的券和手输的代码要在线核对密码，离线时不能接受。请学员在手机上出示，或等线路恢复。",
            "A printed voucher or a typed code needs its PIN, which only the service can check. Let the holder show "
            + "the code on a phone, or wait for the line."],
        OfflineRule.CodeFromFuture => t[
            $"二维码的时间（{facts.Moment("issued_at")}）比本机（{facts.Moment("now")}）晚，请核对本机时间。",
            $"The code was made at {facts.Moment("issued_at")}, but here it is {facts.Moment("now")}; check this "
            + "counter's clock."],
        OfflineRule.CodeLapsed => t[
            $"二维码已于 {facts.Moment("expires_at")} 过期（有效 60 秒）。请学员重新打开培训券，不接受截屏。",
            $"The code lapsed at {facts.Moment("expires_at")}; it lives for 60 seconds. Ask the holder to open the "
            + "voucher again; no screenshots."],
        _ => null,
    };

    private static string? Voucher(OfflineRule rule, Facts facts, Tongue t) => rule switch
    {
        OfflineRule.AcceptedHere => t[
            $"本机已于 {facts.Moment("captured_at")} 离线接受过这张券，暂存号 {facts["receipt"]}。",
            $"This counter accepted the voucher at {facts.Moment("captured_at")}; provisional receipt "
            + $"{facts["receipt"]}."],
        OfflineRule.Invalid => t["这张券已撤销或过期。", "This voucher was withdrawn or has lapsed."],
        OfflineRule.Suspended => t[
            "这张券正在核查，暂停使用。请学员联系人社部门。", "The bureau holds this voucher for a check; the holder asks there."],
        OfflineRule.Redeemed => t[
            $"这张券在 {facts.Moment("as_of")} 之前已经使用过。时间和地点要等线路恢复后才能查到。",
            $"This voucher was used before {facts.Moment("as_of")}. When and where can be told when the line is back."],
        OfflineRule.OtherInstitution => t[
            $"这张券已在另一家机构（{facts["institution"]}）预留，只能在那里使用。",
            $"This voucher is reserved at another institution ({facts["institution"]}) and redeems there only."],
        OfflineRule.AboveCap => t[
            $"这张券值 {facts.Amount("amount")}，超过离线每张的上限 {facts.Amount("cap")}。请等线路恢复。",
            $"This voucher pays {facts.Amount("amount")}; off line no more than {facts.Amount("cap")} is accepted for "
            + "one. Wait for the line."],
        _ => null,
    };

    private static string? Till(OfflineRule rule, Facts facts, Tongue t) => rule switch
    {
        OfflineRule.NotPrepared => t[
            "这台设备还没有联网准备过，不能离线判断培训券。请先联网一次。",
            "This counter was never prepared on line and cannot judge vouchers. Connect it once."],
        OfflineRule.ClockUnsure when facts.Has("was") => t[
            $"本机时间被调慢了：现在显示 {facts.Moment("now")}，而之前已是 {facts.Moment("was")}。请校准时间，或联网一次。",
            $"This counter's clock went back: it shows {facts.Moment("now")}, and {facts.Moment("was")} was before. "
            + "Put it right, or connect the counter once."],
        OfflineRule.ClockUnsure => t[
            "这台设备的时间从未与服务核对过。请联网一次。",
            "This counter never compared its clock with the service's. Connect it once."],
        OfflineRule.StatusUnknown => t[
            "本机没有这张券所在的状态名单，恢复联网后才能核销。",
            "This counter does not have the list of states that this voucher is in; it redeems when the line is back."],
        OfflineRule.TermsUnknown => t[
            "联网时没有为这个班次和项目做过离线准备，恢复联网后才能核销。",
            "This counter was not prepared for this session and programme; the voucher redeems when the line is back."],
        OfflineRule.SessionClosed => t[
            $"这个班次现在不能办理：开放时间 {facts.Moment("opens_at")} 至 {facts.Moment("closes_at")}。",
            $"This session is not open now, but from {facts.Moment("opens_at")} to {facts.Moment("closes_at")}."],
        _ => null,
    };

    private static string? Lease(OfflineRule rule, Facts facts, Tongue t) => rule switch
    {
        OfflineRule.NoLease => t[
            "人社部门没有给这台设备离线额度。请联网后再办。", "The bureau gave this counter no allowance. Connect it first."],
        OfflineRule.LeaseLapsed => t[
            $"离线额度已于 {facts.Moment("until")} 到期，请联网后再办。",
            $"The allowance ended on {facts.Moment("until")}. Connect the counter to go on."],
        OfflineRule.LeaseCountUsed => t[
            $"离线最多接受 {facts["count"]} 张，已经用完。请联网后再办。",
            $"Off line {facts["count"]} vouchers may be accepted, and all are. Connect the counter to go on."],
        OfflineRule.LeaseSumUsed => t[
            $"离线额度只剩 {facts.Amount("sum_left")}，这张券值 {facts.Amount("amount")}。请联网后再办。",
            $"The allowance has {facts.Amount("sum_left")} left, and this voucher pays {facts.Amount("amount")}. "
            + "Connect the counter to go on."],
        _ => null,
    };
}
