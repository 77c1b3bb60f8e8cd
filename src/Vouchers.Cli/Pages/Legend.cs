using System.Xml.Linq;

namespace Vouchers.Cli.Pages;

/// <summary>What a colour of a chart means.</summary>
internal readonly record struct LegendEntry(string Style, string Words)
{
    public static XElement List(IEnumerable<LegendEntry> entries) => new("ul",
        new XAttribute("class", "legend"),
        entries.Select(entry => new XElement("li",
            new XElement("svg", new XAttribute("viewBox", "0 0 12 12"), new XAttribute("aria-hidden", "true"),
                Swatch(entry.Style)),
            entry.Words)));

    private static XElement Swatch(string style) => new("rect", new XAttribute("class", style),
        new XAttribute("width", style == "mark" ? 3 : 12), new XAttribute("height", 12));
}
