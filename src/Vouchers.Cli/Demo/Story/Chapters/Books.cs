using Vouchers.Cli.Commands;
using Vouchers.Cli.Demo.Data;
using Vouchers.Cli.Demo.Report;
using Vouchers.Client;
using Vouchers.V1;
using Vouchers.Web;

namespace Vouchers.Cli.Demo.Story.Chapters;

/// <summary>The auditor closes the story: funnel, balances, every invariant.</summary>
internal static class Books
{
    private static readonly (string Kind, string Title)[] Accounts =
    [
        ("appropriation", "appropriation 拨款"), ("available", "available 可用"), ("outstanding", "outstanding 未使用"),
        ("reserved", "reserved 已预约"), ("unearned", "unearned 待核验"), ("payable", "payable 应付"),
        ("clearing", "clearing 在途"), ("paid", "paid 已付"), ("receivable", "receivable 应收"),
        ("bank", "bank 银行"), ("suspense", "suspense 暂记"), ("adjustment", "adjustment 调整"),
    ];

    public static async Task<DemoReport> CloseAsync(Stage stage, int seed)
    {
        var (demo, auditor) = (stage.Demo, stage.Tokens.Auditor);
        stage.Tell.Chapter("The books", "账簿");
        var reports = new List<GetProgrammeReportResponse>();
        foreach (var (programme, _, _) in demo.Programmes)
        {
            if (await stage.Must(auditor, $"report of {programme.Id}", client => client.Programmes
                .GetProgrammeReportAsync(new() { ProgrammeId = programme.Id }).AsOutcome()) is { } report)
                reports.Add(report);
        }

        var balances = await stage.Must(auditor, "balances", client => client.Journal
            .ListBalancesAsync(new()).AsOutcome());
        var proof = await stage.Must(auditor, "verify", client => client.Journal
            .VerifyJournalAsync(new()).AsOutcome());
        var checks = proof?.Checks ?? [];
        stage.Tell.Say($"The auditor replays the whole journal, {proof?.Rows:N0} rows: "
            + $"{checks.Count(check => check.Violations == 0)} of {checks.Count} invariants hold, "
            + $"{Printed.Count(proof?.SignedHeads ?? 0, "signed head")} found in their lanes.");
        var kinds = await KindsAsync(stage);
        var funnel = FunnelOf(reports);
        Expect(stage, reports, kinds);
        stage.Tell.EndChapter();
        return new DemoReport(seed, demo.Citizens.Count, demo.Timeline.At(0, 9),
            stage.Clock.GetUtcNow().ToOffset(Timeline.Beijing), funnel, [.. reports.Select(BudgetOf)], kinds,
            stage.Tally.Refusals, [.. reports.Select(PlanOf)], TrialOf(balances?.Balances ?? []),
            [.. checks.Select(c => new InvariantRow(
                c.Name, c.Rule, AuditWords.Of(c, Tongue.Chinese), c.Violations, c.FirstViolation))],
            stage.Tally.Frauds, stage.Tell.Timings, proof?.Rows ?? 0);
    }

    private static void Expect(Stage stage, List<GetProgrammeReportResponse> reports, List<KindRow> kinds)
    {
        var demo = stage.Demo;
        // Of the cast: double redeem, race, lost reply, ghost, late refund and paper, the batch, and the evening.
        var byCast = 6 + demo.Cast.Batch.Count + demo.Cast.Evening.Count;
        var expected = demo.Journeys.Count(journey => journey.Fate == Fate.Redeemed) + byCast
            - Cast.CollusionExcess - FirstWave.UndoneForGood(demo);
        stage.Tally.Expect("redemptions that stand", expected, kinds.Sum(kind => kind.Redemptions));
        stage.Tally.Expect("redeemed in the funnel", expected, reports.Sum(r => r.Funnel.Sum(step => step.Redeemed)));
        stage.Tally.Expect("issued in the funnel", demo.Journeys.Count,
            reports.Sum(r => r.Funnel.Sum(step => step.Issued)));
    }

    private static List<FunnelRow> FunnelOf(List<GetProgrammeReportResponse> reports) =>
    [
        .. TargetGroups.All.Select(group =>
        {
            var steps = reports.SelectMany(r => r.Funnel).Where(step => step.TargetGroup == group.Code).ToArray();
            // A group is as large as any one programme sees it; what was issued adds up over all of them.
            return new FunnelRow(group.Title, group.TitleZh, steps.Max(s => s.Eligible), steps.Sum(s => s.Issued),
                steps.Sum(s => s.Viewed), steps.Sum(s => s.Redeemed), steps.Sum(s => s.Completed),
                steps.Sum(s => s.Certified));
        }),
    ];

    private static BudgetRow BudgetOf(GetProgrammeReportResponse report)
    {
        long Of(string kind) => report.Balances.GetValueOrDefault(kind);
        return new BudgetRow(report.Programme.Title, Of("available"), Of("outstanding"), Of("reserved"),
            Of("unearned"), Of("payable"), Of("clearing") + Of("paid"));
    }

    private static PlanRow PlanOf(GetProgrammeReportResponse report) => new(report.Programme.Title,
        report.Programme.Rules.PlannedParticipants, report.Funnel.Sum(step => step.Redeemed),
        report.Programme.Rules.PlannedCertificates, report.Funnel.Sum(step => step.Certified));

    private static List<TrialRow> TrialOf(IReadOnlyCollection<Balance> balances)
    {
        var rows = new List<TrialRow>();
        foreach (var (kind, title) in Accounts)
        {
            var sum = balances.Where(balance => balance.Kind == kind).Sum(balance => balance.Balance_.MinorUnits);
            rows.Add(new TrialRow(title, Math.Max(-sum, 0), Math.Max(sum, 0)));
        }

        return rows;
    }

    // The auditor reads each redemption; an institution would see its own ones only.
    private static async Task<List<KindRow>> KindsAsync(Stage stage)
    {
        var kindOf = stage.Demo.Houses.ToDictionary(h => h.Institution.Id, h => h.Institution.Kind);
        var sums = new SortedDictionary<InstitutionKind, (long Count, long Sum)>();
        var token = "";
        do
        {
            var page = await stage.Must(stage.Tokens.Auditor, "redemptions", client => client.Redemptions
                .ListRedemptionsAsync(new() { PageSize = 1_000, PageToken = token }).AsOutcome());
            foreach (var redemption in page?.Redemptions ?? [])
            {
                if (redemption.State == Redemption.Types.State.Voided)
                    continue;
                var kind = kindOf[redemption.InstitutionId];
                var (count, sum) = sums.GetValueOrDefault(kind);
                sums[kind] = (count + 1, sum + redemption.Amount.MinorUnits);
            }

            token = page?.NextPageToken ?? "";
        }
        while (token.Length > 0);
        return [.. sums.Select(entry => new KindRow(Title(entry.Key), entry.Value.Count, entry.Value.Sum))];
    }

    private static string Title(InstitutionKind kind) => kind switch
    {
        InstitutionKind.University => "高校 Universities",
        InstitutionKind.College => "职业院校 Colleges",
        InstitutionKind.Enterprise => "企业 Enterprises",
        InstitutionKind.PrivateSchool => "民办学校 Private schools",
        InstitutionKind.PublicTrainingBase => "公共实训基地 Public training bases",
        _ => kind.ToString(),
    };
}
