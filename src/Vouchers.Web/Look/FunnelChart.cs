using System.Globalization;
using Vouchers.V1;

namespace Vouchers.Web;

/// <summary>A step of the way through a programme, its target groups side by side.</summary>
/// <param name="Title">What it counts.</param>
/// <param name="Total">All groups.</param>
/// <param name="Counts">One for each group.</param>
/// <param name="Step">Which vouchers it counts, unspecified for all; null where it counts citizens.</param>
internal sealed record FunnelBar(string Title, long Total, IReadOnlyList<long> Counts, TakeUp? Step);

/// <summary>How far vouchers came, by target group.</summary>
internal sealed record FunnelChart(IReadOnlyList<string> Groups, IReadOnlyList<FunnelBar> Steps)
{
    /// <summary>The height of a step, in pixels: its words, and the bar below them.</summary>
    public const int RowHeight = 52;

    public static FunnelChart Of(IReadOnlyList<FunnelStep> funnel, Tongue t)
    {
        FunnelBar Bar(TakeUp? step, Func<FunnelStep, long> count) => new(
            step is { } counted ? OfficerWords.Of(counted, t) : t["符合条件", "Eligible"],
            funnel.Sum(count), [.. funnel.Select(count)], step);
        return new([.. funnel.Select(f => f.TargetGroup)],
        [
            Bar(null, f => f.Eligible),
            Bar(TakeUp.Unspecified, f => f.Issued),
            Bar(TakeUp.Viewed, f => f.Viewed),
            Bar(TakeUp.Redeemed, f => f.Redeemed),
            Bar(TakeUp.Completed, f => f.Completed),
            Bar(TakeUp.Certified, f => f.Certified),
        ]);
    }

    /// <summary>The parts of a bar that are not nothing, in percent of the longest one.</summary>
    public IEnumerable<(int Group, string X, string Wide)> Placed(FunnelBar bar)
    {
        var longest = Math.Max(1, Steps.Max(s => s.Total));
        var at = 0L;
        for (var group = 0; group < bar.Counts.Count; group++)
        {
            if (bar.Counts[group] > 0)
                yield return (group, Percent(at, longest), Percent(bar.Counts[group], longest));
            at += bar.Counts[group];
        }
    }

    /// <summary>What became of those who were issued a voucher; empty before the issue.</summary>
    public string OfIssued(FunnelBar bar) => Steps[1].Total == 0 || bar == Steps[0] || bar == Steps[1]
        ? ""
        : $" · {Percent(bar.Total, Steps[1].Total)}";

    private static string Percent(long part, long whole) =>
        string.Create(CultureInfo.InvariantCulture, $"{100m * part / whole:0.##}%");
}
