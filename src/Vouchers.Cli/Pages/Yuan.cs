using System.Globalization;

namespace Vouchers.Cli.Pages;

/// <summary>Writes amounts of yuan and counts in English, for the story and its report.</summary>
internal static class Yuan
{
    /// <summary>E.g. <c>CNY 1,234.50</c> of a count of fen.</summary>
    public static string Of(long minorUnits) => Amounts.Of(minorUnits, "CNY", Language.En);

    /// <summary>E.g. <c>CNY 13.1 m</c>, for labels inside charts.</summary>
    public static string Short(long minorUnits) => (minorUnits / 100m) switch
    {
        >= 1_000_000 and var yuan => string.Create(CultureInfo.InvariantCulture, $"CNY {yuan / 1_000_000:N1} m"),
        >= 10_000 and var yuan => string.Create(CultureInfo.InvariantCulture, $"CNY {yuan / 1_000:N0} k"),
        var yuan => string.Create(CultureInfo.InvariantCulture, $"CNY {yuan:N0}"),
    };

    /// <summary>E.g. <c>12,106</c>.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>E.g. <c>53.4 %</c>; a dash where there is nothing to compare with.</summary>
    public static string Percent(long part, long whole) => whole == 0
        ? "–"
        : string.Create(CultureInfo.InvariantCulture, $"{100m * part / whole:N1} %");
}
