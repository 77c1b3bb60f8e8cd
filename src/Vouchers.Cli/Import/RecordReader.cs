using Google.Protobuf;

namespace Vouchers.Cli.Import;

/// <summary>A record and the rows that it was made of, one after another in the file.</summary>
internal sealed record Entry<T>(T Record, List<CsvRow> Rows)
{
    /// <summary>The line on which it begins.</summary>
    public int Line => Rows[0].Line;
}

/// <summary>
/// Makes records of rows: checks each, joins those that belong together, refuses keys that come twice. It holds one
/// record and the keys seen so far, never the file.
/// </summary>
internal sealed class RecordReader<T>(ImportKind<T> kind, Action<Reject> reject)
    where T : class, IMessage<T>
{
    private readonly Dictionary<(string Column, string Value), int> seen = [];

    public IEnumerable<Entry<T>> Read(IEnumerable<CsvRow> rows)
    {
        Entry<T>? pending = null;
        foreach (var row in rows)
        {
            var record = kind.Read(row);
            var merged = row.Faults.Count == 0 && pending is { } before && kind.TryMerge(before.Record, record, row);
            if (row.Faults.Count == 0 && !merged)
                DemandNewKeys(record, row);
            foreach (var fault in row.Faults)
                reject(fault);
            if (row.Faults.Count > 0)
                continue;
            if (merged)
            {
                pending!.Rows.Add(row);
                continue;
            }
            if (pending is not null)
                yield return pending;
            pending = new(record, [row]);
        }
        if (pending is not null)
            yield return pending;
    }

    private void DemandNewKeys(T record, CsvRow row)
    {
        foreach (var (column, value) in kind.KeysOf(record))
        {
            if (!seen.TryAdd((column.Name, value), row.Line))
                row.Refuse(column, value, $"is there already, in line {seen[(column.Name, value)]}");
        }
    }
}
