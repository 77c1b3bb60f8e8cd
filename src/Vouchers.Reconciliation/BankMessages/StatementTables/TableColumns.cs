namespace Vouchers.Reconciliation.BankMessages;

/// <summary>Where a mapping's columns stand in a file.</summary>
internal sealed class TableColumns
{
    private const int MostRowsBeforeHeader = 50;
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);

    private TableColumns(string[] header, IEnumerable<string> wanted)
    {
        Count = header.Length;
        foreach (var column in wanted)
            places[column] = Array.IndexOf(header, column.Trim());
    }

    /// <summary>How many columns the header has.</summary>
    public int Count { get; }

    /// <summary>The first row that holds all columns, which preliminaries may precede.</summary>
    public static async ValueTask<TableColumns> FindAsync(StatementTable table, StatementTableMapping mapping)
    {
        var wanted = Wanted(mapping).ToList();
        string[] best = [];
        for (var i = 0; i < MostRowsBeforeHeader && await table.NextAsync().ConfigureAwait(false) is { } row; i++)
        {
            var missing = wanted.Where(w => !row.Cells.Contains(w.Trim())).ToArray();
            if (missing.Length == 0)
            {
                RefuseTwice(row, wanted);
                return new(row.Cells, wanted);
            }

            if (best.Length == 0 || missing.Length < best.Length)
                best = missing;
        }

        throw new BankFileException(BankFileFaultCode.MissingColumn,
            $"No header was found with the column{(best.Length == 1 ? "" : "s")} '{string.Join("', '", best)}'; "
            + "check the mapping, the separator and the encoding.", 1, 1);
    }

    /// <summary>The cell of a column; empty where the mapping has none or the row ends before it.</summary>
    public string Cell(TableRow row, string? column) =>
        column is not null && places[column] < row.Cells.Length ? row.Cells[places[column]] : "";

    private static IEnumerable<string> Wanted(StatementTableMapping mapping) => ((string?[])
    [
        mapping.DateColumn, .. mapping.Amounts.Columns, mapping.EndToEndIdColumn, mapping.ReferenceColumn,
        mapping.CounterpartyColumn, mapping.CounterpartyAccountColumn, mapping.TextColumn, mapping.BalanceColumn,
    ]).OfType<string>().Distinct();

    private static void RefuseTwice(TableRow row, List<string> wanted)
    {
        if (wanted.Find(w => row.Cells.Count(c => c == w.Trim()) > 1) is { } twice)
        {
            throw new BankFileException(BankFileFaultCode.MissingColumn,
                $"The column '{twice}' is there twice, so that it cannot be told which is meant.", row.Line, 1);
        }
    }
}
