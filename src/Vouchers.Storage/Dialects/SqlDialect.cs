using System.Data;
using System.Data.Common;

namespace Vouchers.Storage;

/// <summary>
/// One database in one SQL engine: its statements, made from the descriptions of the tables, and how to reach
/// it. It holds no open connection and may be shared.
/// </summary>
public abstract class SqlDialect
{
    private protected SqlDialect()
    {
    }

    /// <summary>The folder of the migrations.</summary>
    internal abstract string Name { get; }

    /// <summary>What ends a statement that has an order, to give at most <c>@limit</c> rows.</summary>
    internal abstract string Page { get; }

    /// <summary>Balances of accounts.</summary>
    internal abstract string LoadBalances { get; }

    /// <summary>Answers by the ids of their requests.</summary>
    internal abstract string LoadAnswers { get; }

    /// <summary>Applies net changes of accounts; the first use of an account makes its row.</summary>
    internal abstract IReadOnlyList<string> ApplyBalances { get; }

    /// <summary>Forgets the answers of the oldest requests before <c>@at</c>.</summary>
    internal abstract string ForgetAnswers { get; }

    /// <summary>Rows of a table by the values of one column.</summary>
    internal abstract string Load(EntityTable table, Column by);

    /// <summary>Adds rows.</summary>
    internal abstract string Insert(Table table);

    /// <summary>Replaces rows that still have their expected version and counts them.</summary>
    internal abstract string Update(EntityTable table);

    /// <summary>Brings the schema up to date, alone among all nodes that start at the same time.</summary>
    internal abstract Task MigrateAsync(CancellationToken cancellation);

    /// <summary>Opens a connection for reading; disposing it gives it back to its pool.</summary>
    internal abstract Task<DbConnection> OpenReadAsync(CancellationToken cancellation);

    /// <summary>Begins to read one state of the database, however long the reading takes.</summary>
    internal abstract Task<DbTransaction> BeginSnapshotAsync(
        DbConnection connection, CancellationToken cancellation);

    /// <summary>Opens the connection for writing.</summary>
    internal abstract Task<SqlSession> OpenWriterAsync(CancellationToken cancellation);

    /// <summary>Why this error means that another node was first, or null where it does not.</summary>
    internal abstract string? LostRaceIn(Exception error);

    /// <summary>The error in an operator's words, or null where it is not about reaching the database.</summary>
    internal abstract StoreUnavailableException? UnavailableIn(Exception error);

    /// <summary>A parameter for a text of this column, typed so that the engine can use the column's index.</summary>
    internal static DbType TypeOf(Column column) => column.Type switch
    {
        ColumnType.Ascii => DbType.AnsiString,
        ColumnType.Text or ColumnType.Json => DbType.String,
        ColumnType.Long => DbType.Int64,
        ColumnType.Int => DbType.Int32,
        ColumnType.Bytes => DbType.Binary,
        _ => throw new ArgumentOutOfRangeException(nameof(column), column.Type, "No such type."),
    };

    /// <summary>Names in a list, each after a prefix.</summary>
    private protected static string Names(IEnumerable<Column> columns, string prefix = "") =>
        string.Join(", ", columns.Select(c => prefix + c.Name));
}
