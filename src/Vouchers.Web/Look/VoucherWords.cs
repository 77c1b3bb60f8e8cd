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
        Redemption.Types.State.Voided => t["已作废，券已退回", "Undone; the voucher came back"],
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

    /// <summary>What the vouchers of such a programme pay for.</summary>
    public static string Purpose(SubsidyCategory category, Tongue t) => category switch
    {
        SubsidyCategory.ProfessionalCourse => t["专业技能课程培训", "Professional courses"],
        SubsidyCategory.VocationalQualification => t["职业资格（技能等级）培训", "Vocational qualification"],
        SubsidyCategory.PreEmploymentSkills => t["岗前技能培训", "Pre-employment skills"],
        SubsidyCategory.Entrepreneurship => t["创业培训", "Entrepreneurship"],
        SubsidyCategory.ProjectBasedTraining => t["项目制培训", "Project-based training"],
        SubsidyCategory.FurtherApprenticeship => t["新型学徒制培训", "Further apprenticeship"],
        SubsidyCategory.TeacherTraining => t["师资培训", "Training of teachers"],
        _ => category.ToString(),
    };

    /// <summary>A target group in words, where its code is one of those that every city has.</summary>
    public static string Group(string code, Tongue t) => code switch
    {
        "undergraduate" or "undergraduates" => t["高校学生", "Undergraduate"],
        "rural-youth" => t["农村青年", "Rural youth"],
        "employee" or "corporate-employee" => t["企业职工", "Corporate employee"],
        "veteran" => t["退役军人", "Veteran"],
        "disabled" or "disabled-person" => t["残疾人", "Disabled person"],
        _ => code,
    };
}
