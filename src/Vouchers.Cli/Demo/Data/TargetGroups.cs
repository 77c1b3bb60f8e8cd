namespace Vouchers.Cli.Demo.Data;

/// <summary>A target group of the city, its share of the citizens and the register that proves membership.</summary>
internal sealed record TargetGroup(
    string Code, string Title, string TitleZh, int PerMille, int MinAge, int MaxAge, string Register);

/// <summary>The five groups.</summary>
internal static class TargetGroups
{
    public const string Undergraduate = "undergraduate";
    public const string RuralYouth = "rural-youth";
    public const string CorporateEmployee = "corporate-employee";
    public const string Veteran = "veteran";
    public const string Disabled = "disabled";

    public static readonly IReadOnlyList<TargetGroup> All =
    [
        new(Undergraduate, "Undergraduates", "在校大学生", 300, 18, 24, "student register"),
        new(RuralYouth, "Rural youths", "农村青年", 250, 18, 35, "household register"),
        new(CorporateEmployee, "Corporate employees", "企业职工", 300, 22, 55, "social insurance"),
        new(Veteran, "Veterans", "退役军人", 80, 22, 45, "veterans' register"),
        new(Disabled, "Disabled people", "残疾人", 70, 18, 55, "disability certificate"),
    ];

    public static TargetGroup Find(string code) => All.First(group => group.Code == code);
}
