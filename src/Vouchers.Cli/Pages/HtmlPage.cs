using System.Xml.Linq;

namespace Vouchers.Cli.Pages;

/// <summary>Sets a page as HTML, for a screen, a phone and A4 sheets.</summary>
internal static class HtmlPage
{
    private const string Landscape = """

        @page { size: A4 landscape; }
        main { max-width: 1400px; }
        table { font-size: .78rem; }

        """;

    public static string Render(Page page) => HtmlDocument.Render(
        page.Language == Language.Zh ? "zh-CN" : "en", page.Title, page.IsLandscape ? Landscape : "",
        new XElement("h1", page.Title), Facts(page.Facts), page.Sections.Select(section => Section(page, section)));

    private static XElement Section(Page page, PageSection section) => new("section",
        section.BeginsSheet ? new XAttribute("class", "sheet") : null,
        new XElement("h2", section.Title), section.Parts.SelectMany(part => Part(page.Language, part)));

    private static IEnumerable<XElement?> Part(Language language, PagePart part) => part switch
    {
        PagePart.Facts facts => [Facts(facts.Values)],
        PagePart.Words { IsWarning: true } words =>
            [new XElement("p", new XAttribute("class", "warning"), words.Text)],
        PagePart.Words words => [new XElement("p", new XAttribute("class", "soft"), words.Text)],
        PagePart.Grid grid =>
        [
            grid.Heading.Length > 0 ? new XElement("h3", grid.Heading) : null,
            HtmlTable.Of(language, grid.Table),
        ],
        PagePart.Chart chart =>
        [
            new XElement("figure", new XElement("figcaption", chart.Heading), chart.Svg,
                LegendEntry.List(chart.Legend)),
        ],
        _ => throw new InvalidOperationException($"A {part.GetType().Name} cannot be set."),
    };

    private static XElement? Facts(IReadOnlyList<Fact> facts) => facts.Count == 0
        ? null
        : new XElement("dl", facts.Select(fact => new XElement("div",
            new XElement("dt", fact.Name), new XElement("dd", fact.Value))));
}
