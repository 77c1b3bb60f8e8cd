using Microsoft.Data.Sqlite;

namespace Vouchers.Storage;

/// <summary>A prepared command with its parameters in the order of a table's columns.</summary>
internal sealed class SqliteRowCommand : IDisposable
{
    private readonly SqliteCommand command;
    private readonly SqliteParameter[] parameters;

    public SqliteRowCommand(SqliteConnection connection, string sql, IEnumerable<string> parameters)
    {
        command = connection.CreateCommand();
        command.CommandText = sql;
        this.parameters = [.. parameters.Select(name => new SqliteParameter($"@{name}", DBNull.Value))];
        command.Parameters.AddRange(this.parameters);
        command.Prepare();
    }

    public void Set(int index, object? value) => parameters[index].Value = value ?? DBNull.Value;

    public int Execute() => command.ExecuteNonQuery();

    public SqliteDataReader Query() => command.ExecuteReader();

    public void Dispose() => command.Dispose();
}
