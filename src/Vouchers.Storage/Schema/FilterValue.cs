using System.Globalization;
using Vouchers.Ledger;

namespace Vouchers.Storage;

/// <summary>Turns what a caller filters by into what the column holds.</summary>
internal static class FilterValue
{
    /// <summary>Text, a long or an int, as the column's descriptor would take it from a row.</summary>
    /// <exception cref="ArgumentException">The column cannot hold such a value.</exception>
    public static object Of(Column column, object value)
    {
        object? kept = (column.Type, value) switch
        {
            (ColumnType.Int, bool truth) => truth ? 1 : 0,
            (ColumnType.Int, int or Enum) => Convert.ToInt32(value, CultureInfo.InvariantCulture),
            (ColumnType.Long, Timestamp time) => time.Microseconds,
            (ColumnType.Long, int or long) => Convert.ToInt64(value, CultureInfo.InvariantCulture),
            (ColumnType.Ascii or ColumnType.Text, string text) => text,
            (ColumnType.Ascii or ColumnType.Text, Currency or ValueType) when IsId(value) || value is Currency =>
                value.ToString(),
            _ => null,
        };
        return kept ?? throw new ArgumentException(
            $"Column {column.Name} is not compared with a {value?.GetType().Name ?? "null"}.", nameof(value));
    }

    private static bool IsId(object value) =>
        value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Id<>);
}
