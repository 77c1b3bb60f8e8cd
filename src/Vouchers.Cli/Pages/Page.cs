using System.Xml.Linq;

namespace Vouchers.Cli.Pages;

/// <summary>
/// A document of tables and charts, before it is set: as HTML (<see cref="HtmlPage"/>) or on a terminal
/// (<see cref="ScreenPage"/>).
/// </summary>
/// <param name="Language">Of all words in it.</param>
/// <param name="Title">What it is.</param>
/// <param name="Facts">What holds for all of it: of when, of whom, by which rule.</param>
/// <param name="Sections">Its parts.</param>
internal sealed record Page(
    Language Language, string Title, IReadOnlyList<Fact> Facts, IReadOnlyList<PageSection> Sections)
{
    /// <summary>True for tables that are wider than a sheet is high.</summary>
    public bool IsLandscape { get; init; }
}

/// <summary>A name with its value.</summary>
internal readonly record struct Fact(string Name, string Value);

/// <summary>A part of a page.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Parts">What it holds, in order.</param>
internal sealed record PageSection(string Title, IReadOnlyList<PagePart> Parts)
{
    /// <summary>True where it begins on a sheet of its own, e.g. the advice of another institution.</summary>
    public bool BeginsSheet { get; init; }
}

/// <summary>Something in a section.</summary>
internal abstract record PagePart
{
    private PagePart()
    {
    }

    /// <summary>Names with values.</summary>
    public sealed record Facts(IReadOnlyList<Fact> Values) : PagePart;

    /// <summary>A sentence; a warning stands out.</summary>
    public sealed record Words(string Text, bool IsWarning = false) : PagePart;

    /// <summary>A table below its heading, if it has one.</summary>
    public sealed record Grid(PageTable Table, string Heading = "") : PagePart;

    /// <summary>A drawing below its heading, with the words for its colours; terminals leave it out.</summary>
    public sealed record Chart(string Heading, XElement Svg, IReadOnlyList<LegendEntry> Legend) : PagePart;
}

/// <summary>Rows below columns.</summary>
internal sealed record PageTable(IReadOnlyList<Column> Columns, IReadOnlyList<PageRow> Rows)
{
    /// <summary>True where a phone shows each row as a list of names and values.</summary>
    public bool IsStacked { get; init; }
}

/// <summary>A row. Sums are set off, and no rows of a CSV file.</summary>
internal sealed record PageRow(IReadOnlyList<Cell> Cells, bool IsSum = false);
