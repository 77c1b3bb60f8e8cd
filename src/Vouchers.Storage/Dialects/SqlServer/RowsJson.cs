using System.Buffers;
using System.Text;
using System.Text.Json;
using Vouchers.Ledger;

namespace Vouchers.Storage;

/// <summary>
/// Writes rows as the JSON that one parameter carries: an array of objects whose names are the columns'. Bytes
/// are hexadecimal digits, JSON stays JSON, and what is nothing is left out.
/// </summary>
internal static class RowsJson
{
    public static string Keys(IEnumerable<string> keys) =>
        Array(keys.Order(StringComparer.Ordinal), (json, key) => json.WriteString("k", key));

    public static string Keys(IEnumerable<long> keys) => Array(keys.Order(), (json, key) => json.WriteNumber("k", key));

    public static string Rows(Table table, IReadOnlyList<object> rows) => Array(rows, (json, row) =>
    {
        foreach (var column in table.Columns)
            Property(json, column, column.ValueOf(row));
    });

    /// <summary>Rows to replace; the version is the one that must still stand.</summary>
    public static string Rows(EntityTable table, IReadOnlyList<RowWrite> rows) => Array(rows, (json, write) =>
    {
        foreach (var column in table.Columns.SkipLast(1))
            Property(json, column, column.ValueOf(write.Row));
        json.WriteNumber(table.Columns[^1].Name, write.ExpectedVersion!.Value);
    });

    public static string Changes(IReadOnlyList<BalanceChange> changes) => Array(changes, (json, change) =>
    {
        json.WriteNumber("id", change.Account.Packed);
        json.WriteNumber("delta", change.DeltaMinorUnits);
        if (change.ExpectedVersion is { } expected)
            json.WriteNumber("expected", expected);
    });

    private static string Array<T>(IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4_096);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var item in items)
            {
                json.WriteStartObject();
                write(json, item);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Property(Utf8JsonWriter json, Column column, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case string text when column.Type == ColumnType.Json:
                json.WritePropertyName(column.Name);
                json.WriteRawValue(text);
                break;
            case string text:
                json.WriteString(column.Name, text);
                break;
            case long number:
                json.WriteNumber(column.Name, number);
                break;
            case int number:
                json.WriteNumber(column.Name, number);
                break;
            case byte[] bytes:
                json.WriteString(column.Name, Convert.ToHexString(bytes));
                break;
            default:
                throw new InvalidOperationException($"Column {column.Name} was given a {value.GetType().Name}.");
        }
    }
}
