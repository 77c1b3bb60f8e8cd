using CsvHelper;

namespace Vouchers.Cli.Pages;

/// <summary>Writes a table as CSV: UTF-8 with a byte order mark, so that spreadsheet programs read Chinese.</summary>
internal static class CsvPage
{
    // The full-width signs are formulas to some spreadsheet programs too.
    private const string FormulaSigns = "=+-@\t\r\n＝＋－＠";

    /// <summary>The rows that are no sums, below the columns' keys.</summary>
    public static byte[] Render(PageTable table)
    {
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, new() { WriteByteOrderMark = true }, leaveOpen: true))
        {
            csv.WriteRecord([.. table.Columns.Select(column => column.Key)]);
            foreach (var row in table.Rows.Where(row => !row.IsSum))
                csv.WriteRecord([.. row.Cells.Select((cell, i) => Guarded(cell.Raw, table.Columns[i].Kind))]);
        }

        return bytes.ToArray();
    }

    /// <summary>
    /// What a spreadsheet program would take for a formula gets an apostrophe before it. Numbers are made here and may
    /// begin with a minus.
    /// </summary>
    private static string Guarded(string cell, ColumnKind kind) =>
        kind != ColumnKind.Number && cell.Length > 0 && FormulaSigns.Contains(cell[0]) ? "'" + cell : cell;
}
