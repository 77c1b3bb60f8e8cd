using Vouchers.V1;

namespace Vouchers.Cli.Demo.Story;

/// <summary>A fraud that is planted in the data and tried through the API.</summary>
/// <param name="Title">In English.</param>
/// <param name="TitleZh">In Chinese.</param>
/// <param name="Attempt">What the fraudster does, in a sentence.</param>
/// <param name="AttemptZh">The same in Chinese.</param>
/// <param name="StoppedBy">The rules that may stop it.</param>
internal sealed record PlantedCase(
    string Title, string TitleZh, string Attempt, string AttemptZh, params IReadOnlyList<RefusalReason> StoppedBy)
{
    public static readonly PlantedCase Screenshot = new("Screenshot resale", "截图转卖",
        "a screenshot of a QR code is sold and shown at the counter ten minutes later.",
        "二维码截图被转卖，十分钟后在柜台出示。",
        RefusalReason.PresentationExpired);

    public static readonly PlantedCase Forged = new("Forged code", "伪造二维码",
        "a code is altered so that its signature no longer fits.",
        "二维码被改动，签名不再相符。",
        RefusalReason.CredentialForged);

    public static readonly PlantedCase Guessed = new("Guessed code", "猜测兑换码",
        "somebody types a code that nobody was given.",
        "有人输入从未发给任何人的券码。",
        RefusalReason.VoucherCodeUnknown);

    public static readonly PlantedCase DoubleRedeem = new("Double redeem across branches", "跨网点重复核销",
        "a holder shows a fresh code at another institution's branch after the voucher was used.",
        "券已使用，持券人又在另一家机构的网点出示新的二维码。",
        RefusalReason.VoucherRedeemed);

    public static readonly PlantedCase ReplayedBatch = new("Replayed batch", "重放批量请求",
        "an institution sends a whole batch again with new request ids, to be paid twice.",
        "机构换用新的请求号，把整个批次再发一遍，想得到两次付款。",
        RefusalReason.VoucherRedeemed);

    public static readonly PlantedCase DuplicateCitizen = new("Duplicate citizen", "重复登记",
        "a person is registered a second time under another name, with the same national ID.",
        "同一身份证号以另一个姓名再次登记。",
        RefusalReason.DuplicateCitizen);

    public static readonly PlantedCase GhostRedeemed = new("Ghost enrolment", "虚假报名",
        "a school redeems the voucher of somebody who never enrolled.",
        "学校核销一张券，持券人从未报名。",
        RefusalReason.NotEnrolled);

    public static readonly PlantedCase GhostCompleted = new("Ghost attendance", "虚假出勤",
        "a school reports a course as completed by somebody who came for two hours.",
        "学员只来了两个课时，学校却报其结业。",
        RefusalReason.AttendanceTooLow);

    public static readonly PlantedCase Collusion = new("Colluding institution", "机构串通",
        "an enterprise signs up people in bulk and redeems beyond what it may be owed.",
        "企业批量拉人报名，核销超过对其的未付上限。",
        RefusalReason.ExposureLimit);

    public static readonly PlantedCase OutsideDates = new("Scan outside the session's dates", "课程期外核销",
        "a voucher is scanned weeks before the course begins.",
        "开班前几周就扫码核销。",
        RefusalReason.SessionClosed);

    public static readonly PlantedCase LateRefund = new("Refund after the window", "逾期撤销",
        "a school voids a redemption two days later, to let the voucher be used again.",
        "两天后学校撤销核销，想让券再用一次。",
        RefusalReason.VoidWindowClosed);

    public static readonly PlantedCase NeverApplied = new("Target group that never applied", "冒用目标群体",
        "an intermediary claims with the account of somebody whose membership lapsed and who never applied.",
        "中介用他人账号领券，此人资格已过期，也从未申请。",
        RefusalReason.NotEligible);

    public static readonly PlantedCase IssuedByIntermediary = new("Vouchers for people who never applied", "代领",
        "a school asks the service for vouchers of people who never applied.",
        "学校要求系统给从未申请的人发券。",
        RefusalReason.NotPermitted);

    public static readonly PlantedCase BankAccount = new("Bank account changed before payout", "付款前更改账户",
        "somebody with a school's password enters another bank account after the batch was drafted.",
        "批次拟好后，有人用学校的密码改填另一个银行账户。",
        RefusalReason.PayeeAccountUnverified, RefusalReason.PayeeAccountChanged);

    public static readonly PlantedCase RefundAfterPayout = new("Refund after payout", "付款后撤销",
        "a school voids a redemption that is on its way to the bank, to be paid and use the voucher again.",
        "款项已送往银行，学校却撤销核销，想既收款又让券再用一次。",
        RefusalReason.RedemptionInPayout);
}
