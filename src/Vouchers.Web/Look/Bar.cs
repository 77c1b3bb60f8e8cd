using System.Globalization;
using Vouchers.V1;

namespace Vouchers.Web;

/// <summary>A part of a bar.</summary>
/// <param name="Kind">Names its colour in the style sheet.</param>
/// <param name="Title">What it is.</param>
/// <param name="Amount">How much; parts of nothing are left out.</param>
/// <param name="Path">Where its rows are.</param>
internal sealed record BarPart(string Kind, string Title, Money Amount, string Path);

/// <summary>Amounts of one currency side by side.</summary>
internal sealed record Bar(IReadOnlyList<BarPart> Parts)
{
    /// <summary>The width of the whole, in the drawing's units.</summary>
    public const int Width = 1_000;

    /// <summary>Where a programme's money is.</summary>
    public static Bar Of(Budget budget, Tongue t)
    {
        BarPart Part(string kind, Money amount) => new(
            kind, ConsoleWords.Account(kind, t), amount, $"/console/programmes/{budget.ProgrammeId}/accounts/{kind}");
        return new(
        [
            Part("paid", budget.Paid), Part("clearing", budget.Clearing), Part("payable", budget.Payable),
            Part("unearned", budget.Unearned), Part("reserved", budget.Reserved),
            Part("outstanding", budget.Outstanding), Part("available", budget.Available),
        ]);
    }

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
