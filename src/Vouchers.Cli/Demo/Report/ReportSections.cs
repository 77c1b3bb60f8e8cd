using System.Globalization;
using System.Xml.Linq;
using Vouchers.Cli.Pages;
using Vouchers.Client;
using Vouchers.Web;

namespace Vouchers.Cli.Demo.Report;

/// <summary>The report's parts below its head.</summary>
internal static class ReportSections
{
    public static IEnumerable<XElement> Charts(DemoReport report)
    {
        yield return Section("Take-up by target group 各群体使用情况",
            new("发放的券中，有多少被查看、使用、结业和取证。一名市民在每个项目可各持一张，所以券数多于符合条件的人数。",
                "Of the vouchers issued, how many were opened, used, finished and certified. A citizen may hold one of "
                + "each programme, so that there are more vouchers than citizens who are eligible."),
            Report.Charts.Funnel(report.Funnel),
            Legend(("f-issued", "issued 发放"), ("f-viewed", "viewed 查看"), ("f-redeemed", "redeemed 核销"),
                ("f-completed", "completed 结业"), ("f-certified", "certified 取证")),
            HtmlTable.Behind(HtmlTable.Of(
                ["Group 群体", "#Eligible citizens 符合条件", "#Issued vouchers 发放", "#Viewed 查看", "#Redeemed 核销",
                    "#Completed 结业", "#Certified 取证"],
                report.Funnel.Select(row => (object[])[$"{row.GroupZh} {row.Group}", Yuan.Count(row.Eligible),
                    Yuan.Count(row.Issued), Yuan.Count(row.Viewed), Yuan.Count(row.Redeemed),
                    Yuan.Count(row.Completed), Yuan.Count(row.Certified)]), style: HtmlTable.Stacked)));
        yield return Section("Use of the budget 预算使用",
            new("各项目的拨款目前处于哪个环节。", "What each programme was granted, by where it stands."),
            Report.Charts.Budgets(report.Budgets),
            Legend(("b-sent", "sent to the bank 已发银行"), ("b-payable", "payable 应付"),
                 ("b-unearned", "unearned 待核验"), ("b-reserved", "reserved 已预约"),
                ("b-outstanding", "outstanding 未使用"), ("b-available", "available 可用")),
            HtmlTable.Behind(HtmlTable.Of(
                ["Programme 项目", "#Sent 已发银行", "#Payable 应付", "#Unearned 待核验", "#Reserved 已预约",
                    "#Outstanding 未使用", "#Available 可用", "#Budget 预算"],
                report.Budgets.Select(row => (object[])[row.Programme, Yuan.Of(row.Sent), Yuan.Of(row.Payable),
                    Yuan.Of(row.Unearned), Yuan.Of(row.Reserved), Yuan.Of(row.Outstanding), Yuan.Of(row.Available),
                    Yuan.Of(row.Total)]), style: HtmlTable.Stacked)));
        yield return Section("Plan against actual 计划与完成",
            new("横条是实际，红线是计划，百分比是参训人数占计划的比例；正在进行的课程还会增加。",
                "The bar is what came, the red mark is what was planned, and the share is of the participants; courses "
                + "that run now will add to it."),
            Report.Charts.Plans(report.Plans),
            Legend(("bar", "participants 参训人数"), ("f-certified", "certificates 证书"), ("mark", "planned 计划")),
            HtmlTable.Behind(HtmlTable.Of(
                ["Programme 项目", "#Planned participants 计划人数", "#Participants 参训人数",
                    "#Planned certificates 计划证书", "#Certificates 证书"],
                report.Plans.Select(row => (object[])[row.Programme, Yuan.Count(row.PlannedParticipants),
                    Yuan.Count(row.Participants), Yuan.Count(row.PlannedCertificates),
                    Yuan.Count(row.Certificates)]), style: HtmlTable.Stacked)));
        yield return Section("Redemptions by kind of institution 各类机构核销",
            new("有效的核销，不含已撤销的。", "Redemptions that stand, without voided ones."),
            Report.Charts.Bars("Redemptions by kind of institution 各类机构核销",
                [.. report.Kinds.Select(row => (row.Kind, row.Redemptions,
                    $"{Yuan.Count(row.Redemptions)} · {Yuan.Short(row.MinorUnits)}"))]),
            HtmlTable.Behind(HtmlTable.Of(["Kind 类别", "#Redemptions 核销", "#Amount 金额"], report.Kinds.Select(row =>
                (object[])[row.Kind, Yuan.Count(row.Redemptions), Yuan.Of(row.MinorUnits)]))));
        yield return Section("Refusals by reason 拒绝原因",
            new("演示中每一次被规则拒绝的操作。", "Every attempt that a rule stopped during the story."),
            Report.Charts.Lines("Refusals by reason 拒绝原因", [.. report.Refusals.Select(row => (row.Reason, row.Count))]),
            HtmlTable.Behind(HtmlTable.Of(["Reason 原因", "#Count 次数", "For example 例如"], report.Refusals.Select(row =>
                (object[])[InBoth(new XElement("code", row.Reason), RuleOf(row.Reason)), Yuan.Count(row.Count),
                    row.Example]), style: "cards")));
        yield return Section("Trial balance 试算平衡表",
            new("所有项目合计；借贷必须相等。", "All programmes together; both sides must agree."),
            HtmlTable.Of(["Account 科目", "#Debit 借方", "#Credit 贷方"],
                report.Trial.Select(row => (object[])[row.Account, Amount(row.DebitMinorUnits),
                    Amount(row.CreditMinorUnits)]),
                ["Total 合计", Yuan.Of(report.Trial.Sum(row => row.DebitMinorUnits)),
                    Yuan.Of(report.Trial.Sum(row => row.CreditMinorUnits))], "money"));
    }

    public static IEnumerable<XElement> Tables(DemoReport report)
    {
        yield return Section("Planted frauds 预设欺诈",
            new("每一种都像欺诈者那样通过接口试过。", "Each was tried through the API as a fraudster would try it."),
            HtmlTable.Of(["Fraud 欺诈", "What was tried 手法", "What the service answered 系统的回答", "Verdict 结果"],
                report.Frauds.Select(row => (object[])[
                    new XElement("b", $"{row.Title} {row.TitleZh}"), InBoth(Sentence(row.Attempt), row.AttemptZh),
                    InBoth((object[])[new XElement("code", row.Reason), " ", row.Answer], RuleOf(row.Reason)),
                    Verdict(row.Verdict)]),
                style: "cards"));
        yield return Section("Invariants 不变量",
            new(string.Create(CultureInfo.InvariantCulture, $"重放了台账的全部 {report.JournalRows:N0} 行分录。"),
                string.Create(CultureInfo.InvariantCulture,
                    $"The whole journal of {report.JournalRows:N0} rows was replayed.")),
            HtmlTable.Of(["Invariant 不变量", "Rule 规则", "Verdict 结果"], report.Invariants.Select(row => (object[])[
                new XElement("b", row.Name), InBoth(row.Rule, row.RuleZh), row.Violations == 0
                    ? Badge("good", "holds 成立")
                    : Badge("bad", $"不成立 {Yuan.Count(row.Violations)} violations: {row.FirstViolation}")]),
                style: "cards"));
        yield return Section("Timings 用时",
            new("在运行演示的机器上测得；服务、数据库和客户端共用一台机器。",
                "On the machine that ran the demo; service, database and clients shared it."),
            HtmlTable.Of(["Chapter 章节", "#Calls 调用", "#Seconds 秒", "#Calls a second 每秒"], report.Timings.Select(row =>
                (object[])[InBoth(row.Chapter, row.ChapterZh), Yuan.Count(row.Calls),
                    row.Took.TotalSeconds.ToString("N1", CultureInfo.InvariantCulture),
                    row.Took.TotalSeconds < 0.05 ? "–" : Yuan.Count((long)(row.Calls / row.Took.TotalSeconds))])));
    }

    /// <summary>A sentence in English and below it in Chinese.</summary>
    public static IEnumerable<XElement> Both(Label words) =>
    [
        new("p", new XAttribute("class", "soft"), words.En),
        new("p", new XAttribute("class", "soft"), Chinese, words.Zh),
    ];

    private static XAttribute Chinese => new("lang", "zh-CN");

    private static XElement Section(string title, Label words, params object[] content) =>
        new("section", new XElement("h2", title), Both(words), content);

    private static object[] InBoth(object english, string chinese) =>
        chinese.Length == 0 ? [english] : [english, new XElement("div", Chinese, chinese)];

    // What was accepted was refused by no rule.
    private static string RuleOf(string word) =>
        ReasonWords.TryParse(word, out var reason) ? RefusalWords.Chinese(reason) : "";

    private static XElement Legend(params (string Style, string Words)[] entries) =>
        LegendEntry.List(entries.Select(entry => new LegendEntry(entry.Style, entry.Words)));

    private static XElement Verdict(CaseVerdict verdict) => verdict switch
    {
        CaseVerdict.Stopped => Badge("good", "stopped 已拦截"),
        _ => Badge("bad", "NOT STOPPED 未拦截"),
    };

    private static XElement Badge(string style, string words) => new("span",
        new XAttribute("class", $"verdict {style}"), words);

    private static string Sentence(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    private static string Amount(long minorUnits) => minorUnits == 0 ? "" : Yuan.Of(minorUnits);
}
