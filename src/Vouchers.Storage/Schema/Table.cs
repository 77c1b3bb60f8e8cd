using Vouchers.Ledger;

namespace Vouchers.Storage;

/// <summary>
/// A rule of uniqueness that the table repeats as an independent assertion.
/// </summary>
/// <param name="Name">The name of the index in the migrations.</param>
/// <param name="KeyOf">The value that no two rows may share; null where the row is not under the rule.</param>
internal sealed record UniqueRule(string Name, Func<Entity, object?> KeyOf);

/// <summary>
/// A table, described once: the dialects make their statements from it and the in-memory store its filters, so
/// that no engine can forget a column that another one keeps.
/// </summary>
internal class Table(string name, IReadOnlyList<Column> columns)
{
    public string Name => name;

    /// <summary>Every column, in the order of the select list.</summary>
    public IReadOnlyList<Column> Columns => columns;

    /// <summary>The column of this name.</summary>
    /// <exception cref="ArgumentException">The table has none.</exception>
    public Column this[string column] => columns.FirstOrDefault(c => c.Name == column)
        ?? throw new ArgumentException($"The table {name} has no column '{column}'.", nameof(column));

    public bool Has(string column) => columns.Any(c => c.Name == column);
}

/// <summary>The table of an entity: its key in <c>id</c>, its columns, and last the version of the row.</summary>
internal abstract class EntityTable(
    string name, Type type, Column key, IEnumerable<Column> columns, IReadOnlyList<UniqueRule> uniques)
    : Table(name, [key, .. columns, Version])
{
    /// <summary>1 at the insert and one more at each write.</summary>
    private static readonly Column Version = new("version", ColumnType.Long, 0, false, false, _ => 1L);

    public Type Type => type;

    public IReadOnlyList<UniqueRule> Uniques => uniques;

    /// <summary>True where a row that is read is mostly changed, and by nobody else: see the dialects.</summary>
    public bool ChangesOftenAlone { get; init; }

    public Column Key => Columns[0];

    /// <summary>What an update sets: neither the key nor a fixed column, and the version by itself.</summary>
    public IEnumerable<Column> Settable => Columns.Skip(1).SkipLast(1).Where(c => !c.Fixed);

    /// <summary>What an update must find unchanged.</summary>
    public IEnumerable<Column> FixedColumns => Columns.Where(c => c.Fixed);

    /// <summary>Makes the record of the row that the reader stands on.</summary>
    public abstract VersionedRow Read(RowReader reader);
}

/// <inheritdoc/>
internal sealed class EntityTable<T>(
    string name, ColumnList<T> columns, Func<RowReader, T> read, Column? key = null, params UniqueRule[] uniques)
    : EntityTable(name, typeof(T), key ?? IdKey, columns, uniques)
    where T : Entity
{
    private static readonly Column IdKey =
        new("id", ColumnType.Ascii, Id<T>.MaxLength, false, false, row => ((T)row).Key);

    /// <inheritdoc/>
    public override VersionedRow Read(RowReader reader) => new(read(reader), reader.Long());
}
