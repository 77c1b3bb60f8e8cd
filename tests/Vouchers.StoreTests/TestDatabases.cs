using System.Globalization;
using Dapper;
using Microsoft.Data.SqlClient;
using Vouchers.Storage;

namespace Vouchers.StoreTests;

/// <summary>An empty database that any number of stores open.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    /// <summary>Makes the database.</summary>
    public abstract Task CreateAsync();

    /// <summary>Opens one more store on it, as a further node does.</summary>
    public abstract Task<ILedgerStore> OpenAsync();

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}

public sealed class InMemoryTestDatabase : TestDatabase
{
    private readonly InMemoryDatabase database = new();

    public override Task CreateAsync() => Task.CompletedTask;

    public override Task<ILedgerStore> OpenAsync() =>
        Task.FromResult<ILedgerStore>(new InMemoryLedgerStore(database));

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class SqliteTestDatabase : TestDatabase
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("vouchers-store-").FullName;

    public string File => Path.Combine(Folder, "ledger.db");

    public override Task CreateAsync() => Task.CompletedTask;

    public override async Task<ILedgerStore> OpenAsync() =>
        await SqlLedgerStore.OpenAsync(new SqliteDialect(File), "test", TimeProvider.System);

    public override ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}

/// <summary>A database of its own on the server that VOUCHERS_SQLSERVER names.</summary>
public sealed class SqlServerTestDatabase : TestDatabase
{
    public const string Variable = "VOUCHERS_SQLSERVER";

    private readonly string name = string.Create(CultureInfo.InvariantCulture, $"vouchers_{Guid.NewGuid():n}");
    private string server = "";

    private string ConnectionString =>
        new SqlConnectionStringBuilder(server) { InitialCatalog = name }.ConnectionString;

    public override async Task CreateAsync()
    {
        server = Environment.GetEnvironmentVariable(Variable) ?? "";
        if (server.Length == 0)
            Assert.Ignore($"SQL Server is not tested: set {Variable} to a connection string whose login may create "
                + "databases, e.g. 'Server=localhost;User Id=sa;Password=…;TrustServerCertificate=true'.");
        await using var connection = new SqlConnection(server);
        await connection.ExecuteAsync($"CREATE DATABASE {name}");
        foreach (var option in new[] { "READ_COMMITTED_SNAPSHOT", "ALLOW_SNAPSHOT_ISOLATION" })
        {
            try
            {
                await connection.ExecuteAsync($"ALTER DATABASE {name} SET {option} ON");
            }
            catch (SqlException error)
            {
                // A server that speaks the protocol and has no such option is as it is.
                await TestContext.Out.WriteLineAsync($"{option}: {error.Message}");
            }
        }
    }

    public override async Task<ILedgerStore> OpenAsync() =>
        await SqlLedgerStore.OpenAsync(new SqlServerDialect(ConnectionString), "test", TimeProvider.System);

    public override async ValueTask DisposeAsync()
    {
        if (server.Length == 0)
            return;
        SqlConnection.ClearAllPools();
        await using var connection = new SqlConnection(server);
        await connection.ExecuteAsync($"DROP DATABASE {name}");
    }
}
