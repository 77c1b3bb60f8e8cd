using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Vouchers.Cli.Commands;
using Vouchers.V1;

namespace Vouchers.Cli.Pages;

/// <summary>What a column holds, which decides how it is set.</summary>
internal enum ColumnKind
{
    Text,

    /// <summary>Ids and receipt numbers, in letters of one width.</summary>
    Code,

    /// <summary>Lines up at its right and is never folded.</summary>
    Number,

    /// <summary>Never folded.</summary>
    Time,

    /// <summary>A word or two, never folded.</summary>
    Word,

    /// <summary>Sentences, which a phone sets below their name.</summary>
    Prose,
}

/// <summary>A column of a table.</summary>
/// <param name="Key">Its name in a CSV file, the same in each language.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="OnScreen">False where a terminal of 80 columns has no room for it.</param>
internal sealed record Column(string Key, Label Title, ColumnKind Kind = ColumnKind.Text, bool OnScreen = true)
{
    /// <summary>A column of a file only.</summary>
    public static Column InFile(string key, ColumnKind kind = ColumnKind.Text) => new(key, new(key, key), kind);
}

/// <summary>A cell: as people read it, and as a program does.</summary>
internal readonly record struct Cell(string Shown, string Raw)
{
    /// <summary>Stands for zero where the other amounts are to be seen.</summary>
    public const string Dash = "–";

    public static readonly Cell Empty = new("", "");

    public static Cell Of(string text) => new(text, text);

    public static Cell Count(long count) =>
        new(count.ToString("N0", CultureInfo.InvariantCulture), count.ToString(CultureInfo.InvariantCulture));

    /// <summary>E.g. "1,234.50"; every currency of this system has two decimals.</summary>
    public static Cell Amount(long minorUnits)
    {
        var sign = minorUnits < 0 ? "-" : "";
        var whole = UInt128.CreateChecked(Int128.Abs(minorUnits));
        var (yuan, fen) = (whole / 100, whole % 100);
        return new(
            string.Create(CultureInfo.InvariantCulture, $"{(sign.Length > 0 ? "−" : "")}{yuan:N0}.{(int)fen:00}"),
            string.Create(CultureInfo.InvariantCulture, $"{sign}{yuan}.{(int)fen:00}"));
    }

    public static Cell Amount(Money? money) => money is null ? Empty : Amount(money.MinorUnits);

    /// <summary>An amount where nothing stands for zero, so that the others are seen.</summary>
    public static Cell Sparse(Money? money) =>
        Amount(money) is var cell && money is { MinorUnits: 0 } ? cell with { Shown = Dash } : cell;

    /// <summary>
    /// Beijing's time to the minute, so that a page that is sent around reads alike wherever it was made; in a file
    /// RFC 3339 in UTC.
    /// </summary>
    public static Cell Time(Timestamp? time) => time is null
        ? Empty
        : new(
            time.ToDateTimeOffset().ToOffset(TimeOptions.China)
                .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            time.ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));

    /// <summary>A calendar day, which the API carries as its begin in UTC.</summary>
    public static Cell Day(Timestamp? day) => day is null
        ? Empty
        : Of(day.ToDateTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>E.g. "53.4 %" of hundredths of a percent.</summary>
    public static Cell Percent(int basisPoints) => new(
        string.Create(CultureInfo.InvariantCulture, $"{basisPoints / 100m:N1} %"),
        (basisPoints / 100m).ToString("0.00", CultureInfo.InvariantCulture));
}
