using CsvHelper;

namespace Vouchers.Cli.Import;

/// <summary>
/// The rows of a CSV file (RFC 4180: comma, quotes, a quoted field may hold line breaks), one at a time.
/// </summary>
internal static class CsvTable
{
    /// <summary>In bytes. An unclosed quote must not swallow a large file.</summary>
    private const int LargestRow = 1 << 20;

    /// <exception cref="CliFault">The header is not the expected one.</exception>
    public static IEnumerable<CsvRow> Read(Stream file, string name, IReadOnlyList<Column> columns, TimeSpan utcOffset)
    {
        CsvMalformedReason? malformed = null;
        using var csv = CsvReader.Create(file, new()
        {
            HasHeader = false,
            Separator = ',',
            DetectSeparatorHint = false,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            MaxRecordSize = LargestRow,
            OnMalformedRecord = record => malformed = record.Reason,
        }, leaveOpen: true);
        if (!Next(csv, name))
            throw Faults.BadInput($"{name} is empty.", $"its first line must be: {HeaderOf(columns)}");
        var header = FieldsOf(csv);
        var places = Places(header, name, columns);
        malformed = null;
        while (Next(csv, name))
        {
            var fields = FieldsOf(csv);
            yield return new((int)csv.LineNumber, fields, places, utcOffset, FaultOf(malformed, fields, header));
            malformed = null;
        }
    }

    public static string HeaderOf(IEnumerable<Column> columns) =>
        string.Join(',', columns.Select(column => column.Name));

    private static bool Next(CsvReader csv, string name)
    {
        try
        {
            return csv.Read();
        }
        catch (CsvFormatException e)
        {
            throw Faults.BadInput(
                $"{name}, line {e.LineNumber}: a row of more than {LargestRow:N0} bytes.",
                "close the quotation mark that is open there.");
        }
    }

    private static string[] FieldsOf(CsvReader csv)
    {
        var fields = new string[csv.FieldCount];
        for (var i = 0; i < fields.Length; i++)
            fields[i] = csv.GetString(i);
        return fields;
    }

    private static string? FaultOf(CsvMalformedReason? malformed, string[] fields, string[] header) => malformed switch
    {
        CsvMalformedReason.UnterminatedQuote => "a quotation mark is opened and never closed",
        CsvMalformedReason.StrayQuote or CsvMalformedReason.TextAfterClosingQuote =>
            "a quotation mark stands inside of a field; double it, and put the field into quotation marks",
        _ when fields.Length != header.Length => $"{fields.Length} fields where the header has {header.Length}",
        _ => null,
    };

    private static Dictionary<Column, int> Places(string[] header, string name, IReadOnlyList<Column> columns)
    {
        var names = header.Select(Plain).ToArray();
        var next = $"the first line must be: {HeaderOf(columns)}";
        if (names.Length == 1 && names[0].AsSpan().IndexOfAny(';', '\t') >= 0)
            throw Faults.BadInput($"{name}: the columns are not separated by commas.", next);
        if (columns.FirstOrDefault(column => column.IsRequired && !names.Contains(column.Name)) is { } missing)
            throw Faults.BadInput($"{name}: the column '{missing.Name}' is missing.", next);
        // An unknown column may be an optional one misspelt, whose values would silently not arrive.
        if (names.FirstOrDefault(found => columns.All(column => column.Name != found)) is { } unknown)
            throw Faults.BadInput($"{name}: the column '{unknown}' is not known.", next);
        if (names.GroupBy(found => found).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw Faults.BadInput($"{name}: the column '{twice.Key}' is there twice.", next);
        return columns.Where(column => names.Contains(column.Name))
            .ToDictionary(column => column, column => Array.IndexOf(names, column.Name));
    }

    private static string Plain(string header) =>
        header.Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
}
