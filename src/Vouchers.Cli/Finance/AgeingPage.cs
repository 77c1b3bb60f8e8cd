using Vouchers.Cli.Pages;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Finance;

/// <summary>What institutions are owed and owe, by age.</summary>
internal static class AgeingPage
{
    /// <summary>Bars of the chart: more than a sheet's worth tells nothing at a glance.</summary>
    private const int MaxBars = 12;

    private static readonly Label[] Buckets =
    [
        new("0–7 天", "0–7 days"), new("8–30 天", "8–30"), new("31–60 天", "31–60"), new("61–90 天", "61–90"),
        new("90 天以上", "over 90"),
    ];

    private static readonly string[] BucketKeys =
        ["days_0_to_7", "days_8_to_30", "days_31_to_60", "days_61_to_90", "over_90_days"];

    private static readonly (string Key, Label Title, Label Note, Func<Ageing, AgeBuckets> Of)[] Kinds =
    [
        ("payable", new("应付，未进批次", "Payable, in no batch"),
            new("自获得之日起的天数。", "By the days since it was earned."), row => row.Payable),
        ("in_batch", new("在批次中，未送银行", "In a batch that was not sent yet"),
            new("自获得之日起的天数。", "By the days since it was earned."), row => row.InBatch),
        ("clearing", new("在途：已送银行，未见到账", "In clearing: sent and not seen on a statement"),
            new("自送银行之日起的天数。", "By the days since the order went to the bank."), row => row.Clearing),
        ("receivable", new("应收追回", "Receivable: claw-backs that are still open"),
            new("自决定追回之日起的天数。", "By the days since the claw-back was decided."), row => row.Receivable),
    ];

    public static Page Make(AgeingReport report, Language language)
    {
        var sections = report.Rows.GroupBy(row => row.Currency, StringComparer.Ordinal)
            .SelectMany(group => Sections(group.Key, [.. group], language)).ToList();
        if (sections.Count == 0)
            sections.Add(new(new Label("无应付款", "Nothing is owed").In(language), []));
        return new(language, new Label("应付账龄表", "Payable ageing").In(language),
            [FinanceWords.AsOfFact(language, report.AsOf)], sections);
    }

    /// <summary>One row for each institution, currency and kind.</summary>
    public static PageTable File(AgeingReport report) => new(
        [
            Column.InFile("institution_id"), Column.InFile("institution_name"), Column.InFile("currency"),
            Column.InFile("kind"),
            .. BucketKeys.Append("total").Append("count").Select(key => Column.InFile(key, ColumnKind.Number)),
            Column.InFile("as_of"),
        ],
        [
            .. report.Rows.SelectMany(row => Kinds.Select(kind => new PageRow(
            [
                Cell.Of(row.InstitutionId), Cell.Of(row.InstitutionName), Cell.Of(row.Currency), Cell.Of(kind.Key),
                .. Amounts(kind.Of(row)).Select(Cell.Amount), Cell.Amount(kind.Of(row).Total),
                Cell.Count(kind.Of(row).Count), Cell.Time(
                    Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(report.AsOf)),
            ]))),
        ]);

    /// <summary>The institutions whose rows do not add up to their accounts.</summary>
    public static IReadOnlyList<string> Untied(AgeingReport report) =>
    [
        .. report.Rows.Where(row =>
                row.Payable.Total.MinorUnits + row.InBatch.Total.MinorUnits != row.PayableAccount.MinorUnits
                || row.Clearing.Total.MinorUnits != row.ClearingAccount.MinorUnits
                || row.Receivable.Total.MinorUnits != row.ReceivableAccount.MinorUnits)
            .Select(row => row.InstitutionId),
    ];

    private static IEnumerable<PageSection> Sections(string currency, List<Ageing> rows, Language language)
    {
        yield return new(new Label($"一览 ({currency})", $"At a glance ({currency})").In(language),
            [new PagePart.Grid(Overview(rows, language)), Ties(rows, language), .. Chart(rows, language)]);
        foreach (var kind in Kinds.Where(kind => rows.Any(row => kind.Of(row).Count > 0)))
            yield return new($"{kind.Title.In(language)} ({currency})",
                [new PagePart.Words(kind.Note.In(language)), new PagePart.Grid(Table(kind.Of, rows, language))]);
    }

    private static IEnumerable<PagePart> Chart(List<Ageing> rows, Language language)
    {
        var bars = rows.Where(row => row.Payable.Total.MinorUnits + row.InBatch.Total.MinorUnits > 0)
            .OrderByDescending(row => row.Payable.Total.MinorUnits + row.InBatch.Total.MinorUnits)
            .Take(MaxBars).ToList();
        if (bars.Count == 0)
            yield break;
        var longest = bars.Select(row => row.Payable.Total.MinorUnits + row.InBatch.Total.MinorUnits)
            .Max();
        var title = new Label($"应付最多的 {bars.Count} 家机构，按账龄", $"The {bars.Count} greatest payables, by age")
            .In(language);
        yield return new PagePart.Chart(
            title, StackedBars.Draw(title,
            [
                .. bars.Select(row => new StackedBar(row.InstitutionName,
                    Cell.Amount(row.Payable.Total.MinorUnits + row.InBatch.Total.MinorUnits).Shown, longest,
                    [
                        .. Amounts(row.Payable).Zip(Amounts(row.InBatch)).Select((pair, i) => (
                            $"a-{i}", Buckets[i].In(language), pair.First.MinorUnits + pair.Second.MinorUnits)),
                    ])),
            ]),
            [.. Buckets.Select((bucket, i) => new LegendEntry($"a-{i}", bucket.In(language)))]);
    }

    private static PageTable Overview(List<Ageing> rows, Language language) => new(
        [
            new("kind", new("类别", "What")), .. BucketColumns(),
            new("total", FinanceWords.Total, ColumnKind.Number),
        ],
        [
            .. Kinds.Select(kind => new PageRow(
            [
                Cell.Of(kind.Title.In(language)), .. Enumerable.Range(0, Buckets.Length).Select(i =>
                    SparseSum(rows.Select(row => Amounts(kind.Of(row))[i]))),
                Sum(rows.Select(row => kind.Of(row).Total)),
            ])),
        ]) { IsStacked = true };

    private static PageTable Table(Func<Ageing, AgeBuckets> of, List<Ageing> rows, Language language) => new(
        [
            new("institution", FinanceWords.Institution), .. BucketColumns(),
            new("total", FinanceWords.Total, ColumnKind.Number),
        ],
        [
            .. rows.Where(row => of(row).Count > 0).Select(row => new PageRow(
            [
                Cell.Of($"{row.InstitutionName} ({row.InstitutionId})"), .. Amounts(of(row)).Select(Cell.Sparse),
                Cell.Amount(of(row).Total),
            ])),
            new PageRow(
            [
                Cell.Of(FinanceWords.Total.In(language)), .. Enumerable.Range(0, Buckets.Length).Select(i =>
                    Sum(rows.Select(row => Amounts(of(row))[i]))), Sum(rows.Select(row => of(row).Total)),
            ], IsSum: true),
        ]) { IsStacked = true };

    private static PagePart.Words Ties(List<Ageing> rows, Language language)
    {
        var untied = Untied(new(default, rows));
        return untied.Count == 0
            ? new(new Label(
                "每家机构的合计均与其应付、在途、应收账户余额一致。",
                "For each institution this adds up to its accounts payable, clearing and receivable.").In(language))
            : new(new Label(
                $"与账户余额不一致：{string.Join("、", untied)}。请运行 vouchers journal verify。",
                $"Does not add up to the accounts of {string.Join(", ", untied)}. Next: vouchers journal verify")
                .In(language), IsWarning: true);
    }

    private static IEnumerable<Column> BucketColumns() =>
        Buckets.Select((bucket, i) => new Column(BucketKeys[i], bucket, ColumnKind.Number));

    private static Money[] Amounts(AgeBuckets buckets) =>
        [buckets.Days0To7, buckets.Days8To30, buckets.Days31To60, buckets.Days61To90, buckets.Over90Days];

    private static Cell SparseSum(IEnumerable<Money> amounts) =>
        Cell.Sparse(new Money { MinorUnits = amounts.Sum(amount => amount.MinorUnits) });

    private static Cell Sum(IEnumerable<Money> amounts) => Cell.Amount(amounts.Sum(amount => amount.MinorUnits));
}
