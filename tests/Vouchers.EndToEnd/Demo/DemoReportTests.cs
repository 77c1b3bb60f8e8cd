using System.Xml.Linq;
using NUnit.Framework;
using Vouchers.Cli.Demo.Report;
using Vouchers.Cli.Pages;

namespace Vouchers.EndToEnd.Demo;

public sealed class DemoReportTests
{
    [Test]
    public void Render_IsWellFormedAndNeedsNothingElse()
    {
        var html = ReportPage.Render(Report());
        var page = XDocument.Parse(html).Root!;
        Assert.Multiple(() =>
        {
            Assert.That(html, Does.StartWith("<!DOCTYPE html>"));
            Assert.That(html, Does.Not.Contain("http").And.Not.Contain("<script").And.Not.Contain("url("));
            Assert.That(page.Descendants("section").Count(), Is.EqualTo(9));
            Assert.That(page.Descendants("svg").Where(svg => svg.Attribute("role") is not null)
                .All(svg => svg.Element("title")?.Value.Length > 0), "Each chart has a title.");
            Assert.That(page.Descendants("details").Count(), Is.EqualTo(5), "Each chart has its table.");
        });
    }

    [Test]
    public void Render_WithTextThatLooksLikeMarkup_ShowsItAsText()
    {
        var page = XDocument.Parse(ReportPage.Render(Report("<b>&\"bold\"</b>")));
        Assert.That(page.Descendants("td").Any(cell => cell.Value == "<b>&\"bold\"</b>"));
    }

    [Test]
    public void Render_EachSentence_IsInBothLanguages()
    {
        var page = XDocument.Parse(ReportPage.Render(Report())).Root!;
        var sentences = page.Descendants("p").ToArray();
        Assert.That(sentences, Has.Length.EqualTo(2 * (1 + page.Descendants("section").Count())));
        Assert.That(sentences.Select(p => (string?)p.Attribute("lang")),
            Is.EqualTo(sentences.Select((_, i) => i % 2 == 0 ? null : "zh-CN")));
        foreach (var title in page.Descendants().Where(e => e.Name.LocalName is "h1" or "h2" or "th" or "summary"))
            Assert.That(title.Value, Does.Match(@"[A-Za-z].*\p{IsCJKUnifiedIdeographs}"));
        Assert.That(page.Value, Does.Contain("二维码被改动。").And.Contain("二维码签名不符，疑似伪造。")
            .And.Contain("相加为零。").And.Contain("班次名额已满。").And.Contain("开始"));
    }

    [Test]
    public void Render_WithABrokenInvariantOrAFraudThatCameThrough_SaysSo()
    {
        var report = Report() with
        {
            Invariants = [new InvariantRow("balances", "They add up.", "相加为零。", 2, "p1/available")],
            Frauds =
        [
            new FraudRow("Forged code", "伪造二维码", "a code is altered.", "二维码被改动。", "ACCEPTED", "",
                CaseVerdict.Unexpected),
        ],
        };
        var text = XDocument.Parse(ReportPage.Render(report)).Root!.Value;
        Assert.That(text, Does.Contain("BROKEN").And.Contain("2 violations: p1/available").And.Contain("NOT STOPPED"));
    }

    [TestCase(0, "CNY 0.00")]
    [TestCase(5, "CNY 0.05")]
    [TestCase(123_456_789, "CNY 1,234,567.89")]
    [TestCase(-150_000, "CNY −1,500.00")]
    public void Yuan_WritesFenWithSeparators(long minorUnits, string expected) =>
        Assert.That(Yuan.Of(minorUnits), Is.EqualTo(expected));

    private static DemoReport Report(string text = "plain") => new(1, 500, DateTimeOffset.UnixEpoch,
        DateTimeOffset.UnixEpoch.AddDays(42),
        [new FunnelRow("Veterans", "退役军人", 40, 40, 30, 20, 10, 0)],
        [new BudgetRow("Entrepreneurship", 10_000, 20_000, 0, 30_000, 40_000, 50_000),
            new BudgetRow("Empty", 0, 0, 0, 0, 0, 0)],
        [new KindRow("企业 Enterprises", 20, 3_000_000)],
        [new RefusalRow("SESSION_FULL", 1, text)],
        [new PlanRow("Entrepreneurship", 26, 20, 0, 0)],
        [new TrialRow("appropriation", 100_000, 0), new TrialRow("available", 0, 100_000)],
        [new InvariantRow("balances", text, "相加为零。", 0, "")],
        [
            new FraudRow("Forged code", "伪造二维码", "a code is altered.", "二维码被改动。", "CREDENTIAL_FORGED", text,
                CaseVerdict.Stopped),
        ],
        [new TimingRow("Opening", "开始", 21, TimeSpan.FromSeconds(1))],
        1_234);
}
