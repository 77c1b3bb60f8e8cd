using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web;

/// <summary>What the bureau reads of a rule that refused something, of itself or of anybody.</summary>
public static class RefusalWords
{
    /// <summary>The ledger's own words, which hold the facts, in local time; in Chinese below what the rule is.</summary>
    public static string Why(RefusalReason reason, string message, Tongue t) =>
        t[$"{Chinese(reason)}（{ReasonWords.Of(reason)}：{t.Told(message)}）", t.Told(message)];

    /// <summary>The same, in Chinese with the facts themselves where its facts came along.</summary>
    public static string Why(VoucherRefusal refusal, Tongue t) =>
        t.IsChinese
            && (FieldWords.Chinese(refusal) ?? CounterRefusals.Why(refusal, Chinese(refusal.Reason))) is { } sentence
            ? sentence
            : Why(refusal.Reason, refusal.Message, t);

    /// <summary>The rule in Chinese, without the facts; that something was refused where the rule is new.</summary>
    public static string Chinese(RefusalReason reason) => OfPeople(reason) ?? OfFinance(reason) ?? "操作被拒绝。";

    private static string? OfPeople(RefusalReason reason) => reason switch
    {
        RefusalReason.RequestIdReused => "该表单已提交过，内容不同。请重新打开页面。",
        RefusalReason.InvalidField => "填写的内容不符合要求。",
        RefusalReason.NotPermitted => "您的岗位没有此项权限。",
        RefusalReason.OtherInstitution => "该内容属于另一家机构。",
        RefusalReason.OtherCitizen => "该内容属于另一位市民。",
        RefusalReason.CredentialForged => "二维码签名不符，疑似伪造。",
        RefusalReason.CredentialKeyRevoked => "签发该二维码的密钥已作废。",
        RefusalReason.CredentialKeyUnknown => "签发该二维码的密钥不在信任名单中。",
        RefusalReason.CredentialUnreadable or RefusalReason.CredentialWrongType => "二维码不是本系统的培训券。",
        RefusalReason.PresentationExpired => "出示的二维码已过时效。",
        RefusalReason.PresentationNotYetValid => "出示的二维码尚未生效，设备时钟可能不准。",
        RefusalReason.PresentationReplayed => "出示的二维码早于该券上次作废，须重新出示。",
        RefusalReason.VoucherCodeUnknown => "没有这个券码。",
        RefusalReason.PinRequired => "须输入密码。",
        RefusalReason.PinWrong => "密码不正确。",
        RefusalReason.PinLocked => "密码错误次数过多，已锁定。",
        RefusalReason.TooManyAttempts => "尝试次数过多，请稍后再试。",
        RefusalReason.DeviceCodeWrong => "设备登记码不正确或已过期。",
        RefusalReason.OfflineChainBroken => "设备的离线记录链不连续。",
        RefusalReason.LeaseLapsed => "设备的离线授权已过期。",
        RefusalReason.LeaseExceeded => "超出设备离线授权的次数或金额。",
        RefusalReason.NotFound => "没有找到该内容。",
        RefusalReason.AlreadyExists => "该编号已被使用。",
        RefusalReason.DuplicateCitizen => "同一身份证件已登记为另一位市民。",
        RefusalReason.VoucherRedeemed => "该券已核销。",
        RefusalReason.VoucherRevoked => "该券已撤销。",
        RefusalReason.VoucherExpired => "该券已过期。",
        RefusalReason.VoucherSuspended => "该券已暂停。",
        RefusalReason.VoucherReserved => "该券已为其他班次预留。",
        RefusalReason.VoucherNotReserved => "该券没有预留。",
        RefusalReason.VoucherNotSuspended => "该券没有暂停。",
        RefusalReason.InstitutionSuspended => "该机构已被暂停。",
        RefusalReason.AccreditationLapsed => "该机构的资质已到期。",
        RefusalReason.BranchMismatch => "校区不属于该机构或该班次。",
        RefusalReason.DeviceRevoked => "该设备已注销。",
        RefusalReason.DeviceNotEnrolled => "该设备尚未完成登记。",
        RefusalReason.SessionCancelled => "该班次已取消。",
        RefusalReason.SessionClosed => "不在该班次的核销时间内。",
        RefusalReason.SessionFull => "该班次名额已满。",
        RefusalReason.NominationRequired => "该班次须由单位推荐。",
        RefusalReason.NotEnrolled => "该市民没有报名这个班次。",
        RefusalReason.EnrolmentEnded => "该报名已结束。",
        RefusalReason.EnrolmentStep => "该报名当前状态不能执行该操作。",
        RefusalReason.AttendanceTooLow => "出勤课时不足。",
        RefusalReason.AttendanceAboveHours => "出勤课时超过课程总课时。",
        RefusalReason.ProgrammeClosed => "该项目尚未开始或已停止发券。",
        RefusalReason.ClaimNotAllowed => "该项目不能自行领取。",
        RefusalReason.NotEligible => "不在该项目的补贴对象内，或资格已过有效期。",
        RefusalReason.LiveVoucherExists => "已持有一张有效的培训券。",
        RefusalReason.TooManyTrainings => "本年度补贴培训次数已达上限。",
        RefusalReason.LowerLevel => "已取得更高等级，不再补贴较低等级。",
        RefusalReason.CourseNotCovered => "该课程不在项目目录内。",
        RefusalReason.TrainingAlreadyPaid => "该培训的补贴已支付过。",
        RefusalReason.OfflineNotAllowed => "该项目不允许离线核销。",
        RefusalReason.OfflineCapExceeded => "超出该项目的离线金额上限。",
        RefusalReason.AmountAboveValue => "金额超过该券可用的价值。",
        RefusalReason.BudgetExhausted => "项目预算不足。",
        RefusalReason.ExposureLimit => "超出对该机构的未付上限。",
        _ => null,
    };

    private static string? OfFinance(RefusalReason reason) => reason switch
    {
        RefusalReason.RedemptionVoided => "该核销已作废。",
        RefusalReason.VoidWindowClosed => "已过撤销时限。",
        RefusalReason.RedemptionInPayout => "该核销已在付款批次中或已付款。",
        RefusalReason.RedemptionEarned => "该核销已列为应付。",
        RefusalReason.ForceMajeureOutOfOrder => "该不可抗力申请当前状态不能执行该操作。",
        RefusalReason.ConflictOutOfOrder => "该离线记录不是待决定的冲突。",
        RefusalReason.ClawBackOutOfOrder => "该追回当前状态不能执行该操作。",
        RefusalReason.SamePerson => "经办人不能批准自己的事项，请由另一人操作。",
        RefusalReason.PayoutOutOfOrder => "批次当前状态不能执行该操作。",
        RefusalReason.PayeeAccountDiffers => "账号与机构填报的不一致。",
        RefusalReason.PayeeAccountUnverified => "机构的银行账户尚未由第二人核实。",
        RefusalReason.PayeeAccountCoolingOff => "机构的银行账户变更后尚在冷静期内。",
        RefusalReason.PayeeAccountChanged => "机构的银行账户在归集后有变更，请取消后重新归集。",
        RefusalReason.PaymentsHeld => "对该机构的付款已被暂停。",
        RefusalReason.BankContradiction => "银行的回执与其对账单或自身相矛盾，未予采信，请向银行核实。",
        RefusalReason.StatementOutOfOrder => "对账单当前状态不能执行该操作。",
        RefusalReason.LineOutOfOrder => "该流水当前状态不能执行该操作。",
        RefusalReason.MatchOutOfOrder => "该匹配当前状态不能执行该操作。",
        RefusalReason.OtherFundingAccount => "该内容属于另一个付款账户。",
        RefusalReason.CurrencyMismatch => "币种不一致。",
        RefusalReason.PeriodClosed => "该月已结账，须由两人重开后才能入账。",
        RefusalReason.PeriodUnexplained => "该月还有未说明的差异，全部处理后才能结账。",
        RefusalReason.PeriodOutOfOrder => "月份须按顺序结账和重开。",
        RefusalReason.StatementGap => "对账单余额不连续，缺少一份对账单。",
        RefusalReason.DiscrepancyOutOfOrder => "该差异当前状态不能执行该操作。",
        RefusalReason.ResolutionUnfit => "该处理方式不适用于这类差异。",
        RefusalReason.MatchDiffers => "双方金额不相等。",
        _ => null,
    };
}
