namespace Vouchers.Web;

/// <summary>Who of the bureau can sign in to the demo: two of each who need a second person.</summary>
/// <param name="Role">As in the role claim.</param>
/// <param name="Subject">As entries in the books bear it.</param>
/// <param name="Chinese">What the person does.</param>
/// <param name="English">The same.</param>
internal sealed record DemoStaff(string Role, string Subject, string Chinese, string English)
{
    public static readonly IReadOnlyList<DemoStaff> All =
    [
        new(Reader.Officer, "officer:lin", "项目专员 林", "Programme officer Lin"),
        new(Reader.Officer, "officer:chen", "项目专员 陈", "Programme officer Chen"),
        new(Reader.Finance, "finance:zhou", "财务 周", "Finance officer Zhou"),
        new(Reader.Finance, "finance:wu", "财务 吴", "Finance officer Wu"),
        new(Reader.Auditor, "auditor:ye", "审计 叶", "Auditor Ye"),
    ];

    public string Title(Tongue t) => t[Chinese, English];
}
