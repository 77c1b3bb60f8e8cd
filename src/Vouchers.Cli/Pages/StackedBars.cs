using System.Xml.Linq;

namespace Vouchers.Cli.Pages;

/// <summary>One bar of parts.</summary>
/// <param name="Label">Above it, at its left.</param>
/// <param name="Value">Above it, at its right.</param>
/// <param name="Whole">What the full width stands for.</param>
/// <param name="Parts">From the left; their style, what they are, and how much of the whole.</param>
internal sealed record StackedBar(
    string Label, string Value, long Whole, IReadOnlyList<(string Style, string Name, long Amount)> Parts);

/// <summary>Draws bars of parts, one below the other.</summary>
internal static class StackedBars
{
    public static XElement Draw(string title, IReadOnlyList<StackedBar> bars)
    {
        var shapes = new List<XElement>();
        var y = 15;
        foreach (var bar in bars)
        {
            shapes.Add(Svg.Text(0, y, "label", Svg.Fitted(bar.Label, Svg.Width - Svg.WidthOf(bar.Value))));
            shapes.Add(Svg.Text(Svg.Width, y, "value", bar.Value, endsHere: true));
            y += 5;
            var x = 0m;
            foreach (var (style, name, amount) in bar.Parts.Where(part => part.Amount > 0))
            {
                var width = bar.Whole == 0 ? 0 : (decimal)Svg.Width * amount / bar.Whole;
                shapes.Add(Svg.Bar(x, y, width, 16, style,
                    $"{bar.Label}, {name}: {Cell.Amount(amount).Shown} ({Yuan.Percent(amount, bar.Whole)})"));
                x += width;
            }

            y += 37;
        }

        return Svg.Chart(title, y - 14, shapes);
    }
}
