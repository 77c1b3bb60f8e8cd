using System.Collections;
using Vouchers.Ledger;

namespace Vouchers.Storage;

/// <summary>
/// Lists the columns of a table of <typeparamref name="T"/>. The type of what is taken from the row chooses the
/// column's type, and a type that may be null makes a nullable column.
/// </summary>
internal sealed class ColumnList<T> : IEnumerable<Column>
{
    /// <summary>The longest text of a target group, an occupation or another code that the city chose.</summary>
    public const int CodeLength = 80;

    private readonly List<Column> columns = [];

    public ColumnList<T> Id<TOwner>(string name, Func<T, Id<TOwner>> value, bool isFixed = false)
        where TOwner : Entity =>
        Add(name, ColumnType.Ascii, Ledger.Id<TOwner>.MaxLength, false, isFixed, row => value(row).Value);

    public ColumnList<T> Id<TOwner>(string name, Func<T, Id<TOwner>?> value)
        where TOwner : Entity =>
        Add(name, ColumnType.Ascii, Ledger.Id<TOwner>.MaxLength, true, false, row => value(row)?.Value);

    public ColumnList<T> Ascii(string name, int length, Func<T, string> value, bool isFixed = false) =>
        Add(name, ColumnType.Ascii, length, false, isFixed, value);

    public ColumnList<T> Text(string name, int length, Func<T, string> value, bool isFixed = false) =>
        Add(name, ColumnType.Text, length, false, isFixed, value);

    public ColumnList<T> OptionalText(string name, int length, Func<T, string?> value) =>
        Add(name, ColumnType.Text, length, true, false, value);

    public ColumnList<T> Code(string name, Func<T, string> value, bool isFixed = false) =>
        Text(name, CodeLength, value, isFixed);

    public ColumnList<T> Json(string name, Func<T, string> value) =>
        Add(name, ColumnType.Json, 0, false, false, value);

    public ColumnList<T> Long(string name, Func<T, long> value, bool isFixed = false) =>
        Add(name, ColumnType.Long, 0, false, isFixed, row => value(row));

    public ColumnList<T> OptionalLong(string name, Func<T, long?> value) =>
        Add(name, ColumnType.Long, 0, true, false, row => value(row));

    public ColumnList<T> Int(string name, Func<T, int> value, bool isFixed = false) =>
        Add(name, ColumnType.Int, 0, false, isFixed, row => value(row));

    public ColumnList<T> Bool(string name, Func<T, bool> value) => Int(name, row => value(row) ? 1 : 0);

    public ColumnList<T> Time(string name, Func<T, Timestamp> value) => Long(name, row => value(row).Microseconds);

    public ColumnList<T> Time(string name, Func<T, Timestamp?> value) =>
        OptionalLong(name, row => value(row)?.Microseconds);

    public ColumnList<T> Currency(Func<T, Currency> value) => Ascii("currency", 3, row => value(row).ToString());

    public ColumnList<T> Bytes(string name, int length, Func<T, ReadOnlyMemory<byte>> value) =>
        Add(name, ColumnType.Bytes, length, false, false, row => value(row).ToArray());

    public ColumnList<T> OptionalBytes(string name, int length, Func<T, byte[]?> value) =>
        Add(name, ColumnType.Bytes, length, true, false, value);

    public IEnumerator<Column> GetEnumerator() => columns.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private ColumnList<T> Add(
        string name, ColumnType type, int length, bool nullable, bool isFixed, Func<T, object?> value)
    {
        columns.Add(new Column(name, type, length, nullable, isFixed, row => value((T)row)));
        return this;
    }
}
