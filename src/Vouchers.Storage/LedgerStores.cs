namespace Vouchers.Storage;

/// <summary>Which database a program keeps its ledger in, as a configuration names it.</summary>
public sealed record StoreOptions
{
    /// <summary><c>sqlite</c> or <c>sqlserver</c>.</summary>
    public string Provider { get; init; } = "sqlite";

    /// <summary>For SQLite the path of the file, for SQL Server a connection string.</summary>
    public string Connection { get; init; } = "";

    /// <summary>Who opens the store, for the auditor who reads the list of lanes.</summary>
    public string Name { get; init; } = Environment.MachineName;

    /// <summary>
    /// How long to wait for a locked file, or for a server that does not answer; null for the default.
    /// </summary>
    public TimeSpan? Patience { get; init; }
}

/// <summary>Opens the store that a configuration names.</summary>
public static class LedgerStores
{
    /// <summary>Opens the store. <inheritdoc cref="SqlLedgerStore.OpenAsync"/></summary>
    /// <exception cref="StoreUnavailableException">
    /// The database cannot be used; the message says what to do.
    /// </exception>
    public static async Task<ILedgerStore> OpenAsync(
        StoreOptions options, TimeProvider time, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return await SqlLedgerStore.OpenAsync(DialectOf(options), options.Name, time, cancellation)
            .ConfigureAwait(false);
    }

    /// <summary>
    /// Brings the schema up to date and does nothing else: no lane is taken. Any number of programs may do so at the
    /// same time, with others that open the store.
    /// </summary>
    /// <exception cref="StoreUnavailableException">
    /// The database cannot be used; the message says what to do.
    /// </exception>
    public static async Task MigrateAsync(StoreOptions options, CancellationToken cancellation = default)
    {
        var dialect = DialectOf(options);
        try
        {
            await dialect.MigrateAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (dialect.UnavailableIn(error) is { } unavailable)
        {
            throw unavailable;
        }
    }

    /// <summary>The database that the options name, without opening it.</summary>
    /// <exception cref="StoreUnavailableException">The options name no database.</exception>
    public static SqlDialect DialectOf(StoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (string.IsNullOrWhiteSpace(options.Connection))
            throw new StoreUnavailableException(
                "No database is configured; set the store's connection to a file (sqlite) or to a connection string "
                + "(sqlserver).");
        return options.Provider.ToUpperInvariant() switch
        {
            "SQLITE" => new SqliteDialect(options.Connection, options.Patience),
            "SQLSERVER" => new SqlServerDialect(options.Connection, options.Patience),
            _ => throw new StoreUnavailableException(
                $"The store's provider '{options.Provider}' is not known; set it to sqlite or sqlserver."),
        };
    }
}
