using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Vouchers.Storage;

/// <summary>
/// A prepared statement with its parameters in the order of a table's columns. It goes past the provider's
/// commands, which look each parameter up by its name at every execution and cost as much again as SQLite.
/// </summary>
internal sealed class SqliteRowCommand : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly sqlite3_stmt statement;
    private readonly int[] places;
    private byte[] utf8 = new byte[1_024];

    public SqliteRowCommand(SqliteConnection connection, string sql, IEnumerable<string> parameters)
    {
        this.connection = connection;
        Check(raw.sqlite3_prepare_v2(connection.Handle, sql, out statement));
        places = [.. parameters.Select(name => raw.sqlite3_bind_parameter_index(statement, $"@{name}"))];
    }

    /// <summary>Sets a parameter; a column that the statement does not name is passed over.</summary>
    public void Set(int index, object? value)
    {
        var place = places[index];
        if (place == 0)
            return;
        Check(value switch
        {
            null => raw.sqlite3_bind_null(statement, place),
            "" => raw.sqlite3_bind_text(statement, place, ""),
            string text => BindText(place, text),
            long number => raw.sqlite3_bind_int64(statement, place, number),
            int number => raw.sqlite3_bind_int64(statement, place, number),
            // An empty span would be bound as nothing at all.
            byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(statement, place, 0),
            byte[] bytes => raw.sqlite3_bind_blob(statement, place, bytes),
            _ => throw new ArgumentException($"SQLite is given no {value.GetType().Name}.", nameof(value)),
        });
    }

    /// <summary>Runs the statement, which gives no rows; returns how many it changed.</summary>
    public int Execute()
    {
        var code = raw.sqlite3_step(statement);
        raw.sqlite3_reset(statement);
        if (code != raw.SQLITE_DONE)
            Check(code);
        return raw.sqlite3_changes(connection.Handle);
    }

    public void Dispose() => statement.Dispose();

    private int BindText(int place, string text)
    {
        var length = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (length > utf8.Length)
            utf8 = new byte[length];
        return raw.sqlite3_bind_text(statement, place, utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, utf8)));
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code & 0xFF, connection.Handle);
}
