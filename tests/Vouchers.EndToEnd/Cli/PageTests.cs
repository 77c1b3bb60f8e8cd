using System.Text;
using System.Xml.Linq;
using CsCheck;
using NUnit.Framework;
using Vouchers.Cli.Pages;

namespace Vouchers.EndToEnd.Cli;

/// <summary>Pages and files that reports are set as.</summary>
public sealed class PageTests
{
    private static readonly Column[] Columns =
    [
        new("name", new("名称", "Name")), new("amount", new("金额", "Amount"), ColumnKind.Number),
    ];

    [Test]
    public void Csv_IsTheBytesThatSpreadsheetsRead() => Assert.That(
        Encoding.UTF8.GetString(CsvPage.Render(new(Columns,
        [
            new([Cell.Of("主校区, \"A\""), Cell.Amount(123_456)]), new([Cell.Of("b"), Cell.Amount(-5)]),
            new([Cell.Of("Total"), Cell.Amount(123_451)], IsSum: true),
        ]))),
        Is.EqualTo("\uFEFFname,amount\r\n\"主校区, \"\"A\"\"\",1234.56\r\nb,-0.05\r\n"));

    [TestCase("=HYPERLINK(1)")]
    [TestCase("+1")]
    [TestCase("-1")]
    [TestCase("@SUM(A1)")]
    [TestCase("\t=1")]
    [TestCase("＝1")]
    public void Csv_WhatWouldBeAFormula_GetsAnApostrophe(string text) => Assert.That(
        Encoding.UTF8.GetString(CsvPage.Render(new([Columns[0]], [new([Cell.Of(text)])]))),
        Does.Contain($"'{text}"));

    [Test]
    public void Csv_OfAnyText_ComesBackWithoutAFormula() => Gen.String[0, 20].Sample(text =>
    {
        var rows = Encoding.UTF8.GetString(CsvPage.Render(new([Columns[0]], [new([Cell.Of(text)])])));
        var cell = rows["\uFEFFname\r\n".Length..];
        // The quotation mark around a cell is CSV's, the next one the text's own.
        cell = cell.StartsWith('"') ? cell[1..] : cell;
        return cell.Length == 0 || !"=+-@\t＝＋－＠".Contains(cell[0]);
    });

    [Test]
    public void Html_OfAnyText_IsWellFormedAndNeedsNothingElse() => Gen.String[0, 20].Sample(text =>
    {
        var html = HtmlPage.Render(PageOf(text));
        var page = XDocument.Parse(html);
        return !html.Contains("<script", StringComparison.Ordinal) && page.Descendants("table").Count() == 1;
    });

    [Test]
    public void Html_WithTextThatLooksLikeMarkup_ShowsItAsText()
    {
        const string Text = "<img src=x onerror=alert(1)>&\"'";
        var page = XDocument.Parse(HtmlPage.Render(PageOf(Text)));

        Assert.That(page.Descendants("img"), Is.Empty);
        Assert.That(page.Descendants("td").First().Value, Is.EqualTo(Text));
        Assert.That(page.Descendants("title").First().Value, Is.EqualTo(Text));
        Assert.That(page.Descendants("h2").Single().Value, Is.EqualTo(Text));
    }

    [Test]
    public void Html_SaysItsLanguageAndPaper()
    {
        var html = HtmlPage.Render(PageOf("x") with { Language = Language.Zh, IsLandscape = true });

        Assert.That(html, Does.Contain("lang=\"zh-CN\"").And.Contain("A4 landscape").And.Contain("Noto Sans CJK SC"));
        Assert.That(XDocument.Parse(html).Descendants("th").Select(h => h.Value), Is.EqualTo(["名称", "金额"]));
        Assert.That(html, Does.Not.Contain("http").And.Not.Contain("url("));
    }

    [TestCase(0, "0.00", "0.00")]
    [TestCase(-5, "−0.05", "-0.05")]
    [TestCase(123_456_789, "1,234,567.89", "1234567.89")]
    [TestCase(long.MinValue, "−92,233,720,368,547,758.08", "-92233720368547758.08")]
    public void Amount_IsShownWithSeparatorsAndKeptWithout(long minorUnits, string shown, string raw) =>
        Assert.That(Cell.Amount(minorUnits), Is.EqualTo(new Cell(shown, raw)));

    [TestCase("inst-01", "inst-01")]
    [TestCase("../../etc/passwd", "_.._etc_passwd")]
    [TestCase("a/b\\c:d", "a_b_c_d")]
    [TestCase("..", "_")]
    [TestCase("学院", "__")]
    public void FileName_LeadsIntoNoOtherFolder(string name, string safe) =>
        Assert.That(FileNames.Safe(name), Is.EqualTo(safe));

    [Test]
    public void StackedBars_AreAsWideAsTheirParts()
    {
        var svg = StackedBars.Draw("Chart",
        [
            new("<b>", "x", 400, [("b-paid", "paid", 100), ("b-payable", "payable", 300), ("b-none", "none", 0)]),
            new("empty", "0", 0, [("b-paid", "paid", 0)]),
        ]);

        Assert.That(svg.Descendants("rect").Select(r => ((string?)r.Attribute("x"), (string?)r.Attribute("width"))),
            Is.EqualTo([("0", "100"), ("100", "300")]));
        Assert.That(svg.Element("title")!.Value, Is.EqualTo("Chart"));
    }

    [Test]
    public void Fitted_LongName_EndsWithAnEllipsis()
    {
        Assert.That(Svg.Fitted("短", 400), Is.EqualTo("短"));
        var fitted = Svg.Fitted(new string('长', 60), 300);
        Assert.That(fitted, Does.EndWith("…"));
        Assert.That(Svg.WidthOf(fitted), Is.LessThanOrEqualTo(300));
    }

    private static Page PageOf(string text) => new(
        Language.En, text, [new(text, text)],
        [
            new(text,
            [
                new PagePart.Words(text, IsWarning: true),
                new PagePart.Grid(new PageTable(Columns, [new([Cell.Of(text), Cell.Amount(1)])]), text),
            ]),
        ]);
}
