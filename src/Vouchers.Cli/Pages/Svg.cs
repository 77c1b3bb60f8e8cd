using System.Globalization;
using System.Xml.Linq;

namespace Vouchers.Cli.Pages;

/// <summary>
/// The few shapes that the charts need. A chart is 400 units wide and is drawn about as wide on a phone, so its
/// letters stay readable there without a second layout.
/// </summary>
internal static class Svg
{
    public const int Width = 400;

    /// <summary>A chart with its title, which screen readers speak.</summary>
    public static XElement Chart(string title, int height, IEnumerable<XElement> shapes) => new("svg",
        new XAttribute("role", "img"),
        new XAttribute("viewBox", FormattableString.Invariant($"0 0 {Width} {height}")),
        new XElement("title", title),
        shapes);

    /// <summary>A bar with a text that shows when it is pointed at.</summary>
    public static XElement Bar(decimal x, int y, decimal width, int height, string style, string hint) => new("rect",
        new XAttribute("class", style),
        new XAttribute("x", Number(x)),
        new XAttribute("y", y),
        new XAttribute("width", Number(Math.Max(width, 0))),
        new XAttribute("height", height),
        new XElement("title", hint));

    /// <summary>A text that begins at x, or ends there.</summary>
    public static XElement Text(decimal x, int y, string style, string text, bool endsHere = false) => new("text",
        new XAttribute("class", style),
        new XAttribute("x", Number(x)),
        new XAttribute("y", y),
        endsHere ? new XAttribute("text-anchor", "end") : null,
        text);

    /// <summary>A thin upright mark.</summary>
    public static XElement Mark(decimal x, int y, int height, string hint) => new("rect",
        new XAttribute("class", "mark"),
        new XAttribute("x", Number(x - 1)),
        new XAttribute("y", y),
        new XAttribute("width", 2),
        new XAttribute("height", height),
        new XElement("title", hint));

    /// <summary>About how wide a text is on a phone, where letters are largest.</summary>
    public static int WidthOf(string text) => text.Sum(WidthOf);

    /// <summary>The text, or as much of it as there is room for.</summary>
    public static string Fitted(string text, int room)
    {
        if (WidthOf(text) <= room)
            return text;
        var left = room - WidthOf('…');
        return string.Concat(text.TakeWhile(c => (left -= WidthOf(c)) >= 0)).TrimEnd() + "…";
    }

    // A Chinese letter is as wide as the line is high.
    private static int WidthOf(char letter) => letter > '\u2E80' ? 14 : 8;

    private static string Number(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
