using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web;

/// <summary>What the bureau reads of kinds and states outside of finance.</summary>
internal static class OfficerWords
{
    public static string Of(SubsidyCategory category, Tongue t) => category switch
    {
        SubsidyCategory.ProfessionalCourse => t["专业课程", "Professional course"],
        SubsidyCategory.VocationalQualification => t["职业资格", "Vocational qualification"],
        SubsidyCategory.PreEmploymentSkills => t["就业前技能", "Pre-employment skills"],
        SubsidyCategory.Entrepreneurship => t["创业培训", "Entrepreneurship"],
        SubsidyCategory.ProjectBasedTraining => t["项目制培训", "Project-based training"],
        SubsidyCategory.FurtherApprenticeship => t["深化学徒制", "Further apprenticeship"],
        SubsidyCategory.TeacherTraining => t["师资培训", "Teacher training"],
        _ => category.ToString(),
    };

    public static string Of(Vesting vesting, Tongue t) => vesting switch
    {
        Vesting.OnRedemption => t["核销即应付", "On redemption"],
        Vesting.OnCompletion or Vesting.Unspecified => t["结业后应付", "On completion"],
        Vesting.OnCertificate => t["取得证书后应付", "On certificate"],
        _ => vesting.ToString(),
    };

    public static string Of(Programme.Types.State state, Tongue t) => state switch
    {
        Programme.Types.State.Active => t["发券中", "Issuing"],
        Programme.Types.State.Closed => t["已停止发券", "Closed to new vouchers"],
        _ => state.ToString(),
    };

    public static string Of(TakeUp step, Tongue t) => step switch
    {
        TakeUp.Viewed => t["已查看", "Viewed"],
        TakeUp.Redeemed => t["已核销", "Redeemed"],
        TakeUp.Completed => t["已结业", "Completed"],
        TakeUp.Certified => t["已取证", "Certified"],
        _ => t["已发放", "Issued"],
    };

    public static string Of(BulkIssue.Types.State state, Tongue t) => state switch
    {
        BulkIssue.Types.State.Running => t["进行中", "Running"],
        BulkIssue.Types.State.Succeeded => t["已完成", "Done"],
        BulkIssue.Types.State.Cancelled => t["已中止", "Stopped"],
        _ => state.ToString(),
    };

    public static string Of(Redemption.Types.State state, Tongue t) => state switch
    {
        Redemption.Types.State.Confirmed => t["已核销，待核验", "Redeemed, not earned yet"],
        Redemption.Types.State.Earned => t["应付", "Earned, payable"],
        Redemption.Types.State.InPayout => t["在付款批次中", "In a payout"],
        Redemption.Types.State.Paid => t["已付", "Paid"],
        Redemption.Types.State.Voided => t["已作废", "Voided"],
        Redemption.Types.State.ClawedBack => t["已追回", "Clawed back"],
        _ => state.ToString(),
    };

    public static string Of(InstitutionKind kind, Tongue t) => kind switch
    {
        InstitutionKind.University => t["高等院校", "University"],
        InstitutionKind.College => t["职业院校", "College"],
        InstitutionKind.Enterprise => t["企业", "Enterprise"],
        InstitutionKind.PrivateSchool => t["民办学校", "Private school"],
        InstitutionKind.PublicTrainingBase => t["公共实训基地", "Public training base"],
        _ => kind.ToString(),
    };

    public static string Of(Institution.Types.State state, Tongue t) =>
        state == Institution.Types.State.Suspended ? t["已暂停", "Suspended"] : t["正常", "Active"];

    public static string Of(SessionKind kind, Tongue t) => kind switch
    {
        SessionKind.Training => t["培训", "Training"],
        SessionKind.FurtherStudy => t["进修", "Further study"],
        SessionKind.Competition => t["竞赛", "Competition"],
        _ => kind.ToString(),
    };

    public static string Of(Session.Types.State state, Tongue t) =>
        state == Session.Types.State.Cancelled ? t["已取消", "Cancelled"] : t["已排定", "Scheduled"];

    public static string Of(Device.Types.State state, Tongue t) =>
        state == Device.Types.State.Revoked ? t["已注销", "Revoked"] : t["正常", "Active"];

    public static string Of(OfflineRecord.Types.State state, Tongue t) => state switch
    {
        OfflineRecord.Types.State.Confirmed => t["已确认", "Confirmed"],
        OfflineRecord.Types.State.Conflict => t["冲突，待决定", "Conflict, to be decided"],
        OfflineRecord.Types.State.Dismissed => t["不予认可", "Dismissed"],
        _ => state.ToString(),
    };

    /// <summary>Money that arrived for a payment without being due, and what became of it.</summary>
    public static string Arrived(ClawBack clawBack, Tongue t)
    {
        var (amount, open) = (t.Money(clawBack.Amount), t.Money(clawBack.Open.Absolute()));
        return clawBack.Open.MinorUnits switch
        {
            > 0 => t[$"银行流水显示另有 {amount} 到账，尚欠 {open}，由以后的付款扣回。",
                $"The bank shows {amount} that was not due; {open} is still owed, and later payments take it off."],
            < 0 => t[$"银行流水显示另有 {amount} 到账，扣回后又被银行退回，由下一笔付款补付 {open}。",
                $"The bank shows {amount} that was not due; it was taken off and came back, so that the next payment "
                + $"adds {open}."],
            _ => t[$"银行流水显示另有 {amount} 到账，已扣回或归还。",
                $"The bank shows {amount} that was not due; it was taken off or given back since."],
        };
    }

    public static string Of(ClawBack.Types.State state, Tongue t) => state switch
    {
        ClawBack.Types.State.Requested => t["待批准", "Waits for a second person"],
        ClawBack.Types.State.Declined => t["未批准", "Declined"],
        ClawBack.Types.State.Open => t["待收回", "To be given back"],
        ClawBack.Types.State.Closed => t["已收回", "Given back"],
        _ => state.ToString(),
    };

    public static string Of(ForceMajeure.Types.State state, Tongue t) => state switch
    {
        ForceMajeure.Types.State.Requested => t["待批准", "Waits for a second person"],
        ForceMajeure.Types.State.Declined => t["未批准", "Declined"],
        ForceMajeure.Types.State.Approved => t["已批准", "Approved"],
        _ => state.ToString(),
    };

    /// <summary>E.g. level 3; a dash where there is none.</summary>
    public static string Level(int level, Tongue t) => level == 0 ? "–" : t[$"{level} 级", $"level {level}"];
}
