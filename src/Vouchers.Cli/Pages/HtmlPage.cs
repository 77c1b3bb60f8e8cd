using System.Xml.Linq;

namespace Vouchers.Cli.Pages;

/// <summary>Sets a page as HTML, for a screen, a phone and A4 sheets.</summary>
internal static class HtmlPage
{
    // Between a phone and a screen as wide as the sheet each row is a block of names and values, so that none is cut.
    private const string Landscape = """

        @page { size: A4 landscape; }
        main { max-width: 1400px; }
        table { font-size: .78rem; }
        @media screen and (min-width: 641px) and (max-width: 1320px) {
          table.stack thead { display: none; }
          table.stack, table.stack tbody { display: block; }
          table.stack tr { display: grid; grid-template-columns: repeat(auto-fill, minmax(200px, 1fr)); gap: 0 28px;
            border-bottom: 1px solid var(--line); padding: 8px 0; }
          table.stack td { display: flex; justify-content: space-between; gap: 12px; border: 0; padding: 1px 0; }
          table.stack td:first-child { grid-column: 1 / -1; font-weight: 600; }
          table.stack td:not(:first-child)::before { content: attr(data-label); color: var(--soft); text-align: left; }
          table.stack td:empty { display: none; } }

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
