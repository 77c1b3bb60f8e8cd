using System.Globalization;
using System.Xml.Linq;
using Vouchers.Cli.Pages;

namespace Vouchers.Cli.Demo.Report;

/// <summary>Writes the report as one file that needs no script, font or picture from elsewhere.</summary>
internal static class ReportPage
{
    public static string Render(DemoReport report) => HtmlDocument.Render(
        "en", "Training vouchers: demo report 培训券演示报告", ReportStyle.Css,
        Head(report),
        new XElement("div", new XAttribute("class", "grid"), ReportSections.Charts(report)),
        ReportSections.Tables(report));

    private static IEnumerable<XElement> Head(DemoReport report)
    {
        var held = report.Invariants.Count(row => row.Violations == 0);
        var stopped = report.Frauds.Count(row => row.Verdict == CaseVerdict.Stopped);
        yield return new XElement("h1", "Training vouchers, from budget to certificate 电子培训券演示报告");
        foreach (var words in ReportSections.Both(new(
            string.Create(CultureInfo.InvariantCulture,
                $"按温州项目规模生成的模拟数据：{report.Citizens:N0} 名市民，种子 {report.Seed}，"
                + $"{report.From:yyyy-MM-dd} 至 {report.Until:yyyy-MM-dd}。其中没有真实的人。"),
            string.Create(CultureInfo.InvariantCulture,
                $"Synthetic data in the shape of Wenzhou's programme: {report.Citizens:N0} citizens, seed "
                + $"{report.Seed}, {report.From:yyyy-MM-dd} to {report.Until:yyyy-MM-dd}. Nobody in it is real."))))
            yield return words;
        yield return new XElement("div", new XAttribute("class", "tiles"),
            Tile(Yuan.Short(report.Budgets.Sum(row => row.Total)), "budget 预算"),
            Tile(Yuan.Count(report.Funnel.Sum(row => row.Issued)), "vouchers issued 发放"),
            Tile(Yuan.Count(report.Funnel.Sum(row => row.Redeemed)), "redeemed 核销"),
            Tile(Yuan.Count(report.Funnel.Sum(row => row.Certified)), "certificates 证书"),
            Tile(string.Create(CultureInfo.InvariantCulture, $"{held} / {report.Invariants.Count}"),
                held == report.Invariants.Count ? "invariants hold 账目不变量成立" : "invariants BROKEN 账目不变量不成立"),
            Tile(string.Create(CultureInfo.InvariantCulture, $"{stopped} / {report.Frauds.Count}"),
                "frauds tried and stopped 拦截"));
    }

    private static XElement Tile(string value, string label) => new("div", new XAttribute("class", "tile"),
        new XElement("b", value), new XElement("span", label));
}
