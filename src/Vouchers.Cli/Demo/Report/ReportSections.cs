using System.Globalization;
using System.Xml.Linq;
using Vouchers.Cli.Pages;

namespace Vouchers.Cli.Demo.Report;

/// <summary>The report's parts below its head.</summary>
internal static class ReportSections
{
    public static IEnumerable<XElement> Charts(DemoReport report)
    {
        yield return Section("Take-up by target group 各群体使用情况",
            "Of the vouchers issued, how many were opened, used, finished and certified. A citizen may hold one of "
            + "each programme, so that there are more vouchers than citizens who are eligible.",
            Report.Charts.Funnel(report.Funnel),
            HtmlTable.Behind(HtmlTable.Of(
                ["Group", "#Eligible citizens", "#Issued vouchers", "#Viewed", "#Redeemed", "#Completed",
                    "#Certified"],
                report.Funnel.Select(row => (object[])[$"{row.GroupZh} {row.Group}", Yuan.Count(row.Eligible),
                    Yuan.Count(row.Issued), Yuan.Count(row.Viewed), Yuan.Count(row.Redeemed),
                    Yuan.Count(row.Completed), Yuan.Count(row.Certified)]), style: HtmlTable.Stacked)));
        yield return Section("Use of the budget 预算使用", "What each programme was granted, by where it stands.",
            Report.Charts.Budgets(report.Budgets),
            Legend(("b-sent", "sent to the bank 已发银行"), ("b-payable", "payable 应付"),
                 ("b-unearned", "unearned 待核验"), ("b-reserved", "reserved 已预约"),
                ("b-outstanding", "outstanding 未使用"), ("b-available", "available 可用")),
            HtmlTable.Behind(HtmlTable.Of(
                ["Programme", "#Sent", "#Payable", "#Unearned", "#Reserved", "#Outstanding", "#Available", "#Budget"],
                report.Budgets.Select(row => (object[])[row.Programme, Yuan.Of(row.Sent), Yuan.Of(row.Payable),
                    Yuan.Of(row.Unearned), Yuan.Of(row.Reserved), Yuan.Of(row.Outstanding), Yuan.Of(row.Available),
                    Yuan.Of(row.Total)]), style: HtmlTable.Stacked)));
        yield return Section("Plan against actual 计划与完成",
            "The bar is what came, the red mark is what was planned; courses that run now will add to it.",
            Report.Charts.Plans(report.Plans),
            Legend(("bar", "participants 参训人数"), ("f-certified", "certificates 证书"), ("mark", "planned 计划")),
            HtmlTable.Behind(HtmlTable.Of(
                ["Programme", "#Planned participants", "#Participants", "#Planned certificates", "#Certificates"],
                report.Plans.Select(row => (object[])[row.Programme, Yuan.Count(row.PlannedParticipants),
                    Yuan.Count(row.Participants), Yuan.Count(row.PlannedCertificates),
                    Yuan.Count(row.Certificates)]), style: HtmlTable.Stacked)));
        yield return Section("Redemptions by kind of institution 各类机构核销",
            "Redemptions that stand, without voided ones.",
            Report.Charts.Bars("Redemptions by kind of institution",
                [.. report.Kinds.Select(row => (row.Kind, row.Redemptions,
                    $"{Yuan.Count(row.Redemptions)} · {Yuan.Short(row.MinorUnits)}"))]),
            HtmlTable.Behind(HtmlTable.Of(["Kind", "#Redemptions", "#Amount"], report.Kinds.Select(row =>
                (object[])[row.Kind, Yuan.Count(row.Redemptions), Yuan.Of(row.MinorUnits)]))));
        yield return Section("Refusals by reason 拒绝原因", "Every attempt that a rule stopped during the story.",
            Report.Charts.Lines("Refusals by reason", [.. report.Refusals.Select(row => (row.Reason, row.Count))]),
            HtmlTable.Behind(HtmlTable.Of(["Reason", "#Count", "For example"], report.Refusals.Select(row =>
                (object[])[new XElement("code", row.Reason), Yuan.Count(row.Count), row.Example]), style: "cards")));
        yield return Section("Trial balance 试算平衡表", "All programmes together; both sides must agree.",
            HtmlTable.Of(["Account", "#Debit", "#Credit"],
                report.Trial.Select(row => (object[])[row.Account, Amount(row.DebitMinorUnits),
                    Amount(row.CreditMinorUnits)]),
                ["Total", Yuan.Of(report.Trial.Sum(row => row.DebitMinorUnits)),
                    Yuan.Of(report.Trial.Sum(row => row.CreditMinorUnits))], "money"));
    }

    public static IEnumerable<XElement> Tables(DemoReport report)
    {
        yield return Section("Planted frauds 预设欺诈", "Each was tried through the API as a fraudster would try it.",
            HtmlTable.Of(["Fraud", "What was tried", "What the service answered", "Verdict"],
                report.Frauds.Select(row => (object[])[
                    new XElement("b", $"{row.Title} {row.TitleZh}"), Sentence(row.Attempt),
                    (object[])[new XElement("code", row.Reason), " ", row.Answer], Verdict(row.Verdict)]),
                style: "cards"));
        yield return Section("Invariants 不变量", string.Create(CultureInfo.InvariantCulture,
                $"The whole journal of {report.JournalRows:N0} rows was replayed."),
            HtmlTable.Of(["Invariant", "Rule", "Verdict"], report.Invariants.Select(row => (object[])[
                new XElement("b", row.Name), row.Rule, row.Violations == 0
                    ? Badge("good", "holds")
                    : Badge("bad", $"{Yuan.Count(row.Violations)} violations: {row.FirstViolation}")]),
                style: "cards"));
        yield return Section("Timings 用时", "On the machine that ran the demo; service, database and clients shared it.",
            HtmlTable.Of(["Chapter", "#Calls", "#Seconds", "#Calls a second"], report.Timings.Select(row =>
                (object[])[row.Chapter, Yuan.Count(row.Calls),
                    row.Took.TotalSeconds.ToString("N1", CultureInfo.InvariantCulture),
                    row.Took.TotalSeconds < 0.05 ? "–" : Yuan.Count((long)(row.Calls / row.Took.TotalSeconds))])));
    }

    private static XElement Section(string title, string words, params object[] content) => new("section",
        new XElement("h2", title), new XElement("p", new XAttribute("class", "soft"), words), content);

    private static XElement Legend(params (string Style, string Words)[] entries) =>
        LegendEntry.List(entries.Select(entry => new LegendEntry(entry.Style, entry.Words)));

    private static XElement Verdict(CaseVerdict verdict) => verdict switch
    {
        CaseVerdict.Stopped => Badge("good", "stopped"),
        _ => Badge("bad", "NOT STOPPED"),
    };

    private static XElement Badge(string style, string words) => new("span",
        new XAttribute("class", $"verdict {style}"), words);

    private static string Sentence(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    private static string Amount(long minorUnits) => minorUnits == 0 ? "" : Yuan.Of(minorUnits);
}
