using System.Globalization;
using CsvHelper;

namespace Vouchers.Cli.Import;

/// <summary>
/// Writes what was not imported next to the file: line, column, value, reason. It is made in each run, and taken away
/// again where all rows are good, so that nobody reads the rejects of an earlier run as those of this one.
/// </summary>
internal sealed class RejectsFile : IDisposable
{
    private const int LongestValue = 200;

    private readonly CsvWriter csv;
    private readonly HashSet<int> lines = [];
    private readonly List<Reject> first = [];

    public RejectsFile(string importedFile)
    {
        Path = importedFile + ".rejects.csv";
        csv = CsvWriter.ToFile(Path, new()
        {
            // Spreadsheets take a file without a mark for their own encoding.
            WriteByteOrderMark = true,
            // A value such as =HYPERLINK(…) must not run when the file is opened in one.
            Injection = CsvInjection.Escape,
        });
        csv.WriteRecord(["line", "column", "value", "reason"]);
    }

    public string Path { get; }

    /// <summary>How many rows were rejected; a row with two faults is one.</summary>
    public int Rows => lines.Count;

    /// <summary>The first few, to be shown.</summary>
    public IReadOnlyList<Reject> First => first;

    public void Add(Reject reject)
    {
        var value = reject.Value.Length > LongestValue ? reject.Value[..LongestValue] + "…" : reject.Value;
        csv.WriteRecord([reject.Line.ToString(CultureInfo.InvariantCulture), reject.Column, value, reject.Reason]);
        lines.Add(reject.Line);
        if (first.Count < 5)
            first.Add(reject);
    }

    public void Dispose()
    {
        csv.Dispose();
        if (Rows == 0)
            File.Delete(Path);
    }
}
