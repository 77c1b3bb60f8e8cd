using Vouchers.Cli.Pages;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Finance;

/// <summary>Each programme's budget against what became of it.</summary>
internal static class BudgetPage
{
    private static readonly (string Key, Func<Budget, Money> Of)[] Accounts =
    [
        ("available", b => b.Available), ("outstanding", b => b.Outstanding), ("reserved", b => b.Reserved),
        ("unearned", b => b.Unearned), ("payable", b => b.Payable), ("clearing", b => b.Clearing),
        ("paid", b => b.Paid), ("receivable", b => b.Receivable),
    ];

    private static readonly (string Style, string Kind, Func<Budget, long> Of)[] Bars =
    [
        ("b-sent", "paid", b => b.Paid.MinorUnits - b.Receivable.MinorUnits),
        ("b-clearing", "clearing", b => b.Clearing.MinorUnits), ("b-payable", "payable", b => b.Payable.MinorUnits),
        ("b-unearned", "unearned", b => b.Unearned.MinorUnits), ("b-reserved", "reserved", b => b.Reserved.MinorUnits),
        ("b-outstanding", "outstanding", b => b.Outstanding.MinorUnits),
        ("b-available", "available", b => b.Available.MinorUnits),
    ];

    public static Page Make(BudgetReport report, Language language)
    {
        var sections = report.Programmes.GroupBy(b => b.Appropriated.Currency, StringComparer.Ordinal)
            .Select(group => Section(group.Key, [.. group], language)).ToList();
        if (sections.Count == 0)
            sections.Add(new(new Label("没有项目", "There is no programme").In(language), []));
        return new(language, new Label("项目预算执行表", "Budget against actual").In(language),
            [FinanceWords.AsOfFact(language, report.AsOf)], sections) { IsLandscape = true };
    }

    /// <summary>One row for each programme.</summary>
    public static PageTable File(IReadOnlyList<Budget> budgets) => new(
        [
            Column.InFile("programme_id"), Column.InFile("title"), Column.InFile("currency"),
            Column.InFile("appropriated", ColumnKind.Number),
            .. Accounts.Select(account => Column.InFile(account.Key, ColumnKind.Number)),
            Column.InFile("used", ColumnKind.Number), Column.InFile("used_percent", ColumnKind.Number),
            Column.InFile("unexplained", ColumnKind.Number),
        ],
        [
            .. budgets.Select(b => new PageRow(
            [
                Cell.Of(b.ProgrammeId), Cell.Of(b.Title), Cell.Of(b.Appropriated.Currency),
                Cell.Amount(b.Appropriated), .. Accounts.Select(account => Cell.Amount(account.Of(b))),
                Cell.Amount(b.Used), Cell.Percent(b.UsedBasisPoints), Cell.Amount(b.Unexplained),
            ])),
        ]);

    /// <summary>The programmes whose accounts miss what was appropriated.</summary>
    public static IReadOnlyList<string> Unexplained(IReadOnlyList<Budget> budgets) =>
        [.. budgets.Where(b => b.Unexplained.MinorUnits != 0).Select(b => b.ProgrammeId)];

    private static PageSection Section(string currency, List<Budget> budgets, Language language) => new(
        new Label($"各项目 ({currency})", $"By programme ({currency})").In(language),
        [
            new PagePart.Chart(
                new Label("预算去向与已用比例", "Where each budget stands, and how much is used").In(language),
                StackedBars.Draw(new Label("预算去向", "Where each budget stands").In(language),
                [
                    .. budgets.Select(b => new StackedBar(b.Title,
                        Cell.Percent(b.UsedBasisPoints).Shown,
                        b.Appropriated.MinorUnits,
                        [.. Bars.Select(bar => (bar.Style, FinanceWords.Account(bar.Kind).In(language), bar.Of(b)))])),
                ]),
                [.. Bars.Select(bar => new LegendEntry(bar.Style, FinanceWords.Account(bar.Kind).In(language)))]),
            new PagePart.Grid(Table(budgets, language)),
            new PagePart.Words(new Label(
                "已用 = 待核验 + 应付 + 在途 + 已付 − 应收追回；其余为可用、已发放未使用和已预约，合计等于拨款。",
                "Used is unearned, payable, clearing and paid, less receivable. With what is available, outstanding "
                + "and reserved it adds up to what was appropriated.").In(language)),
            new PagePart.Facts(
            [
                .. Accounts.Select(account => new Fact(
                    FinanceWords.Account(account.Key).In(language), FinanceWords.Meaning(account.Key).In(language))),
            ]),
            .. Warning(budgets, language),
        ]);

    private static PageTable Table(List<Budget> budgets, Language language) => new(
        [
            new("programme", FinanceWords.Programme),
            new("appropriated", new("拨款", "appropriated"), ColumnKind.Number),
            .. Accounts.Select(account => new Column(account.Key, FinanceWords.Account(account.Key),
                ColumnKind.Number, OnScreen: account.Key is "available" or "paid")),
            new("used", new("已用", "used"), ColumnKind.Number),
            new("used_percent", new("已用 %", "used %"), ColumnKind.Number),
        ],
        [.. budgets.Select(b => Row(b.Title, b, false)), Row(FinanceWords.Total.In(language), Sum(budgets), true)])
    {
        IsStacked = true,
    };

    private static PageRow Row(string title, Budget b, bool isSum) => new(
    [
        Cell.Of(title), Cell.Amount(b.Appropriated), .. Accounts.Select(account => Cell.Sparse(account.Of(b))),
        Cell.Amount(b.Used), Cell.Percent(b.UsedBasisPoints),
    ], isSum);

    private static Budget Sum(List<Budget> budgets)
    {
        Money Of(Func<Budget, Money> account) => new() { MinorUnits = budgets.Sum(b => account(b).MinorUnits) };
        var (appropriated, used) = (Of(b => b.Appropriated), Of(b => b.Used));
        return new()
        {
            Appropriated = appropriated, Available = Of(b => b.Available), Outstanding = Of(b => b.Outstanding),
            Reserved = Of(b => b.Reserved), Unearned = Of(b => b.Unearned), Payable = Of(b => b.Payable),
            Clearing = Of(b => b.Clearing), Paid = Of(b => b.Paid), Receivable = Of(b => b.Receivable), Used = used,
            UsedBasisPoints = appropriated.MinorUnits == 0
                ? 0
                : (int)((Int128)used.MinorUnits * 10_000 / appropriated.MinorUnits),
        };
    }

    private static IEnumerable<PagePart> Warning(List<Budget> budgets, Language language)
    {
        var off = Unexplained(budgets);
        if (off.Count > 0)
            yield return new PagePart.Words(new Label(
                $"账户合计与拨款不符：{string.Join("、", off)}。请运行 vouchers journal verify。",
                $"The accounts of {string.Join(", ", off)} do not add up to what was appropriated. "
                + "Next: vouchers journal verify").In(language), IsWarning: true);
    }
}
