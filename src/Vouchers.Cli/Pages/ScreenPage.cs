using Spectre.Console;

namespace Vouchers.Cli.Pages;

/// <summary>Sets a page on a terminal, without its charts.</summary>
internal static class ScreenPage
{
    public static void Print(Run run, Page page)
    {
        run.Say($"[green]{page.Title}[/]");
        Print(run, page.Facts);
        foreach (var section in page.Sections)
        {
            run.Say($"");
            run.Say($"[bold]{section.Title}[/]");
            foreach (var part in section.Parts)
                Print(run, page.Language, part);
        }
    }

    private static void Print(Run run, Language language, PagePart part)
    {
        switch (part)
        {
            case PagePart.Facts facts:
                Print(run, facts.Values);
                break;
            case PagePart.Words { IsWarning: true } words:
                run.Say($"[red]{words.Text}[/]");
                break;
            case PagePart.Words words:
                run.Say($"{words.Text}");
                break;
            case PagePart.Grid grid:
                if (grid.Heading.Length > 0)
                    run.Say($"{grid.Heading}");
                run.Out.Write(Table(language, grid.Table));
                break;
            default:
                break;
        }
    }

    private static void Print(Run run, IReadOnlyList<Fact> facts)
    {
        foreach (var (name, value) in facts)
            run.Say($"  {name}: {value}");
    }

    private static Table Table(Language language, PageTable source)
    {
        var table = new Table().SimpleBorder();
        var places = Enumerable.Range(0, source.Columns.Count).Where(i => source.Columns[i].OnScreen).ToArray();
        foreach (var column in places.Select(i => source.Columns[i]))
        {
            var header = new TableColumn(Markup.Escape(column.Title.In(language)));
            if (column.Kind == ColumnKind.Number)
                header.RightAligned();
            if (column.Kind != ColumnKind.Text)
                header.NoWrap();
            table.AddColumn(header);
        }

        foreach (var row in source.Rows)
            table.AddRow(places.Select(i => new Text(
                row.Cells[i].Shown, row.IsSum ? new Style(decoration: Decoration.Bold) : Style.Plain)));
        return table;
    }
}
