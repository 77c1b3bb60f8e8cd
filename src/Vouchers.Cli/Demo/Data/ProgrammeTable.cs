using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Vouchers.V1;

namespace Vouchers.Cli.Demo.Data;

/// <summary>
/// What one of the seven programmes is: its kind of subsidy, which group gets vouchers in bulk, and rules that
/// differ from the defaults.
/// </summary>
internal sealed record ProgrammePlan(
    string Id,
    char Letter,
    string Title,
    SubsidyCategory Category,
    int BatchNumber,
    string BulkGroup,
    IReadOnlyList<string> Groups,
    ProgrammeRules Rules)
{
    /// <summary>What one of its vouchers holds back from the budget.</summary>
    public long FaceMinorUnits => Rules.HasFixedFaceMinorUnits ? Rules.FixedFaceMinorUnits : Rules.CapMinorUnits;

    private bool LeadsToLevels => Category is not (SubsidyCategory.Entrepreneurship or SubsidyCategory.TeacherTraining);

    /// <summary>The attendance that completion asks for; the service's default where the rules say nothing.</summary>
    public int AttendancePercent => Rules.HasAttendancePercent ? Rules.AttendancePercent : 80;

    /// <summary>The programme as created: with its plan, its batch of the catalogue and, where set, a limit.</summary>
    public Programme ToProgramme(Timeline timeline, int vouchers, long exposureLimitMinorUnits)
    {
        var rules = Rules.Clone();
        rules.TargetGroups.AddRange(Groups);
        rules.CatalogueBatches.Add(BatchOf(timeline.FirstDay.Year));
        rules.PlannedParticipants = vouchers * 2 / 3;
        rules.PlannedCertificates = LeadsToLevels ? vouchers / (Rules.Vesting == Vesting.OnCertificate ? 3 : 5) : 0;
        if (exposureLimitMinorUnits > 0)
            rules.ExposureLimitMinorUnits = exposureLimitMinorUnits;
        return new Programme
        {
            Id = Id,
            Title = Title,
            Category = Category,
            Currency = "CNY",
            ValidFrom = Timestamp.FromDateTimeOffset(timeline.At(-30, 0)),
            ValidUntil = Timestamp.FromDateTimeOffset(timeline.At(335, 0)),
            Rules = rules,
        };
    }

    public string BatchOf(int year) => string.Create(CultureInfo.InvariantCulture, $"{year}-{BatchNumber}");
}

/// <summary>Seven programmes, one for each kind of subsidy; each rule differs somewhere.</summary>
internal static class ProgrammeTable
{
    public const string Professional = "professional";
    public const string Qualification = "qualification";
    public const string PreEmployment = "pre-employment";
    public const string Entrepreneurship = "entrepreneurship";
    public const string Project = "project";
    public const string Apprenticeship = "apprenticeship";
    public const string Teacher = "teacher";

    /// <summary>Days after which an unused pre-employment voucher lapses: within the story.</summary>
    public const int ShortValidityDays = 40;

    private static readonly string[] Everybody = [.. TargetGroups.All.Select(group => group.Code)];

    public static readonly IReadOnlyList<ProgrammePlan> All =
    [
        new(Professional, 'C', "专业课程补贴 Professional courses", SubsidyCategory.ProfessionalCourse, 1,
            TargetGroups.CorporateEmployee, [TargetGroups.CorporateEmployee],
            new() { HourlyRateMinorUnits = 2_500, CapMinorUnits = 200_000, CoPaymentBasisPoints = 2_000,
                Vesting = Vesting.OnCompletion }),
        new(Qualification, 'Q', "职业资格补贴 Vocational qualifications", SubsidyCategory.VocationalQualification, 1,
            TargetGroups.Disabled, Everybody,
            new() { HourlyRateMinorUnits = 3_000, CapMinorUnits = 240_000, CoPaymentBasisPoints = 1_000,
                Vesting = Vesting.OnCertificate, ValidityDays = 180 }),
        new(PreEmployment, 'S', "就业前技能补贴 Pre-employment skills", SubsidyCategory.PreEmploymentSkills, 2,
            TargetGroups.Undergraduate, [TargetGroups.Undergraduate],
            new() { FixedFaceMinorUnits = 80_000, Vesting = Vesting.OnRedemption,
                ValidityDays = ShortValidityDays, VoidWindowHours = 30 * 24 }),
        new(Entrepreneurship, 'E', "创业培训补贴 Entrepreneurship", SubsidyCategory.Entrepreneurship, 3,
            TargetGroups.Veteran, [TargetGroups.Veteran, TargetGroups.RuralYouth],
            new() { FixedFaceMinorUnits = 150_000, Vesting = Vesting.OnCompletion, AttendancePercent = 90 }),
        new(Project, 'P', "项目制培训补贴 Project-based training", SubsidyCategory.ProjectBasedTraining, 2,
            TargetGroups.RuralYouth, [TargetGroups.RuralYouth, TargetGroups.CorporateEmployee],
            new() { HourlyRateMinorUnits = 2_500, CapMinorUnits = 200_000, Vesting = Vesting.OnCertificate,
                OfflineAllowed = true, OfflineCapMinorUnits = 200_000 }),
        new(Apprenticeship, 'A', "深造学徒补贴 Further apprenticeship", SubsidyCategory.FurtherApprenticeship, 3,
            "", [TargetGroups.CorporateEmployee, TargetGroups.Undergraduate],
            new() { FixedFaceMinorUnits = 500_000, CoPaymentBasisPoints = 3_000, Vesting = Vesting.OnCompletion,
                CitizensMayClaim = false, MaxTrainingsPerYear = 4 }),
        new(Teacher, 'T', "师资培训补贴 Teacher-oriented training", SubsidyCategory.TeacherTraining, 3,
            "", [TargetGroups.CorporateEmployee],
            new() { FixedFaceMinorUnits = 120_000, Vesting = Vesting.OnCompletion, AttendancePercent = 100,
                VoidWindowHours = 48 }),
    ];

    public static ProgrammePlan ByLetter(char letter) => All.First(plan => plan.Letter == letter);

    public static ProgrammePlan Find(string id) => All.First(plan => plan.Id == id);
}
