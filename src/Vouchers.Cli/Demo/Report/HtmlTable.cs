using System.Xml.Linq;

namespace Vouchers.Cli.Demo.Report;

/// <summary>Builds tables: columns that begin with a # hold numbers.</summary>
internal static class HtmlTable
{
    public static XElement Of(string[] columns, IEnumerable<object[]> rows, object[]? sum = null, string style = "")
    {
        bool IsNumber(int column) => columns[column].StartsWith('#');
        XElement Row(object[] cells, bool isSum) => new("tr",
            isSum ? new XAttribute("class", "sum") : null,
            cells.Select((cell, i) => new XElement("td", IsNumber(i) ? new XAttribute("class", "n") : null, cell)));
        return new XElement("div", new XAttribute("class", "scroll"),
            new XElement("table", style.Length > 0 ? new XAttribute("class", style) : null,
                new XElement("thead", new XElement("tr", columns.Select((column, i) => new XElement("th",
                    new XAttribute("scope", "col"),
                    IsNumber(i) ? new XAttribute("class", "n") : null,
                    column.TrimStart('#'))))),
                new XElement("tbody", rows.Select(row => Row(row, isSum: false)),
                    sum is null ? null : Row(sum, isSum: true))));
    }

    /// <summary>A table that is shown when asked for: the numbers behind a chart.</summary>
    public static XElement Behind(XElement table) => new("details", new XElement("summary", "The numbers 数据"), table);
}
