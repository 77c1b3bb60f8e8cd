using System.Globalization;
using Vouchers.V1;

namespace Vouchers.Web;

/// <summary>A part of a bar.</summary>
/// <param name="Kind">Names its colour in the style sheet.</param>
/// <param name="Title">What it is.</param>
/// <param name="Amount">How much; parts of nothing are left out.</param>
internal sealed record BarPart(string Kind, string Title, Money Amount);

/// <summary>Amounts of one currency side by side.</summary>
internal sealed record Bar(IReadOnlyList<BarPart> Parts)
{
    /// <summary>The width of the whole, in the drawing's units.</summary>
    public const int Width = 1_000;

    /// <summary>Each part that is not nothing, with its place.</summary>
    public IEnumerable<(BarPart Part, string X, string Wide)> Placed()
    {
        var sum = Parts.Sum(p => Math.Max(0, p.Amount.MinorUnits));
        var at = 0m;
        foreach (var part in Parts.Where(p => p.Amount.MinorUnits > 0))
        {
            var wide = (decimal)part.Amount.MinorUnits * Width / sum;
            yield return (part, Number(at), Number(wide));
            at += wide;
        }
    }

    private static string Number(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
