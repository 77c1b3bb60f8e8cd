using System.Xml.Linq;

namespace Vouchers.Cli.Pages;

/// <summary>Builds tables: columns that begin with a # hold numbers.</summary>
internal static class HtmlTable
{
    /// <summary>The style of a table whose rows a phone shows as lists of names and values.</summary>
    public const string Stacked = "stack";

    public static XElement Of(string[] columns, IEnumerable<object[]> rows, object[]? sum = null, string style = "")
    {
        bool IsNumber(int column) => columns[column].StartsWith('#');
        XElement Row(object[] cells, bool isSum) => new("tr",
            isSum ? new XAttribute("class", "sum") : null,
            cells.Select((cell, i) => new XElement("td",
                IsNumber(i) ? new XAttribute("class", "n") : null,
                style == Stacked ? new XAttribute("data-label", columns[i].TrimStart('#')) : null,
                cell)));
        return new XElement("div", new XAttribute("class", "scroll"),
            new XElement("table", style.Length > 0 ? new XAttribute("class", style) : null,
                new XElement("thead", new XElement("tr", columns.Select((column, i) => new XElement("th",
                    new XAttribute("scope", "col"),
                    IsNumber(i) ? new XAttribute("class", "n") : null,
                    column.TrimStart('#'))))),
                new XElement("tbody", rows.Select(row => Row(row, isSum: false)),
                    sum is null ? null : Row(sum, isSum: true))));
    }

    /// <summary>A table of a page.</summary>
    public static XElement Of(Language language, PageTable table)
    {
        // A phone leaves out what is zero.
        XAttribute? Class(ColumnKind kind, string shown) => kind switch
        {
            ColumnKind.Number => new XAttribute("class", shown == Cell.Dash ? "n z" : "n"),
            ColumnKind.Time => new XAttribute("class", "t"),
            ColumnKind.Code => new XAttribute("class", "c"),
            ColumnKind.Word => new XAttribute("class", "w"),
            ColumnKind.Prose => new XAttribute("class", "p"),
            _ => null,
        };
        object Content(PageRow row, ColumnKind kind, string shown) =>
            kind == ColumnKind.Code && !row.IsSum && shown.Length > 0 ? new XElement("code", shown) : shown;
        return new XElement("div", new XAttribute("class", "scroll"),
            new XElement("table",
                table.IsStacked ? new XAttribute("class", Stacked) : null,
                new XElement("thead", new XElement("tr", table.Columns.Select(column => new XElement("th",
                    new XAttribute("scope", "col"), Class(column.Kind, ""), column.Title.In(language))))),
                new XElement("tbody", table.Rows.Select(row => new XElement("tr",
                    row.IsSum ? new XAttribute("class", "sum") : null,
                    row.Cells.Select((cell, i) => new XElement("td",
                        Class(table.Columns[i].Kind, cell.Shown),
                        table.IsStacked ? new XAttribute("data-label", table.Columns[i].Title.In(language)) : null,
                        Content(row, table.Columns[i].Kind, cell.Shown))))))));
    }

    /// <summary>A table that is shown when asked for: the numbers behind a chart.</summary>
    public static XElement Behind(XElement table) => new("details", new XElement("summary", "The numbers 数据"), table);
}
