using Microsoft.Data.Sqlite;

namespace Vouchers.Storage;

/// <summary>A prepared query.</summary>
internal sealed class SqliteQuery : IDisposable
{
    private readonly SqliteCommand command;
    private readonly SqliteParameter[] parameters;

    public SqliteQuery(SqliteConnection connection, string sql, IEnumerable<string> parameters)
    {
        command = connection.CreateCommand();
        command.CommandText = sql;
        this.parameters = [.. parameters.Select(name => new SqliteParameter($"@{name}", DBNull.Value))];
        command.Parameters.AddRange(this.parameters);
        command.Prepare();
    }

    public void Set(int index, object? value) => parameters[index].Value = value ?? DBNull.Value;

    public SqliteDataReader Run() => command.ExecuteReader();

    public void Dispose() => command.Dispose();
}
