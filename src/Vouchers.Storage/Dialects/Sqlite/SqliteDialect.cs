using System.Data.Common;
using System.Diagnostics;
using DbUp;
using DbUp.Sqlite.Helpers;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Vouchers.Storage;

/// <summary>
/// A SQLite file. Several stores and processes of one machine may share it; one of them writes at a time.
/// </summary>
public sealed class SqliteDialect : SqlDialect
{
    private const int PolitePauseMilliseconds = 5;
    private readonly string path;
    private readonly string connectionString;
    private readonly TimeSpan patience;

    /// <summary>A database in a file, which is made where there is none.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="patience">How long to wait for other writers; 30 seconds where it is not given.</param>
    public SqliteDialect(string path, TimeSpan? patience = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        this.path = Path.GetFullPath(path);
        this.patience = patience ?? TimeSpan.FromSeconds(30);
        connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = this.path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Cache = SqliteCacheMode.Private,
            ForeignKeys = true,
            DefaultTimeout = (int)Math.Ceiling(this.patience.TotalSeconds),
        }.ConnectionString;
    }

    internal override string Name => "Sqlite";

    internal override string Page => "LIMIT @limit";

    internal override string LoadBalances => "SELECT balance, version FROM account WHERE id = @k";

    internal override string LoadAnswers => """
        SELECT r.request_id, r.content_hash, a.refused, a.bytes, a.at
        FROM request r JOIN answer a ON a.lane = r.lane AND a.sequence = r.sequence
        WHERE r.request_id = @k
        """;

    internal override IReadOnlyList<string> ApplyBalances { get; } =
    [
        "UPDATE account SET balance = balance + @delta, version = version + 1 WHERE id = @id",
        "UPDATE account SET balance = balance + @delta, version = version + 1 WHERE id = @id AND version = @expected",
        "INSERT INTO account (id, balance, version) VALUES (@id, @delta, 1)",
    ];

    internal override string ForgetAnswers => """
        DELETE FROM request WHERE request_id IN (
            SELECT request_id FROM answer WHERE at < @at ORDER BY at, lane, sequence LIMIT @limit);
        DELETE FROM answer WHERE (lane, sequence) IN (
            SELECT lane, sequence FROM answer WHERE at < @at ORDER BY at, lane, sequence LIMIT @limit);
        SELECT changes();
        """;

    internal override string Load(EntityTable table, Column by) =>
        $"SELECT {Names(table.Columns)} FROM {table.Name} WHERE {by.Name} = @k ORDER BY id";

    internal override string Insert(Table table) =>
        $"INSERT INTO {table.Name} ({Names(table.Columns)}) VALUES ({Names(table.Columns, "@")})";

    internal override string Update(EntityTable table)
    {
        var set = string.Join(", ", table.Settable.Select(c => $"{c.Name} = @{c.Name}"));
        var unchanged = string.Concat(table.FixedColumns.Select(c => $" AND {c.Name} = @{c.Name}"));
        return $"UPDATE {table.Name} SET {(set.Length == 0 ? "" : $"{set}, ")}version = version + 1 "
            + $"WHERE id = @id AND version = @version{unchanged}";
    }

    internal override async Task MigrateAsync(CancellationToken cancellation)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancellation).ConfigureAwait(false);
        // The first store to open a new file turns it to WAL for good. Two at a time meet a lock, however long
        // they wait for each other inside SQLite, so the wait is out here.
        await WaitAsync(connection, "PRAGMA journal_mode = WAL", cancellation).ConfigureAwait(false);
        await WaitAsync(connection, "BEGIN IMMEDIATE", cancellation).ConfigureAwait(false);
        using var shared = new SharedConnection(connection);
        SchemaUpgrade.Run(
            this,
            connection,
            // The transaction is the one around all this.
            DeployChanges.To.SqliteDatabase(shared).JournalToSqliteTable(SchemaUpgrade.JournalTable)
                .WithoutTransaction(),
            "SELECT COUNT(*) FROM sqlite_master WHERE name = 'schema_checksum'");
        Execute(connection, "COMMIT");
    }

    internal override async Task<DbConnection> OpenReadAsync(CancellationToken cancellation)
    {
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancellation).ConfigureAwait(false);
        Execute(connection, "PRAGMA query_only = ON; PRAGMA cache_size = -16384; PRAGMA mmap_size = 268435456");
        return connection;
    }

    internal override Task<DbTransaction> BeginSnapshotAsync(
        DbConnection connection, CancellationToken cancellation) =>
        // In WAL mode a deferred transaction is a snapshot from its first read on, and keeps no writer waiting.
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: true));

    internal override async Task<SqlSession> OpenWriterAsync(CancellationToken cancellation)
    {
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancellation).ConfigureAwait(false);
        Execute(connection, "PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA mmap_size = 268435456; "
            + "PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = 16777216");
        return new SqliteSession(this, connection);
    }

    internal override string? LostRaceIn(Exception error) => error is SqliteException
    {
        SqliteExtendedErrorCode: raw.SQLITE_CONSTRAINT_UNIQUE or raw.SQLITE_CONSTRAINT_PRIMARYKEY
            or raw.SQLITE_CONSTRAINT_ROWID or raw.SQLITE_CONSTRAINT_CHECK,
    }
        ? error.Message
        : null;

    internal override StoreUnavailableException? UnavailableIn(Exception error)
    {
        if (error is not SqliteException sqlite)
            return null;
        var words = sqlite.SqliteErrorCode switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
                $"The database file {path} is locked by another program; close that program, or wait and try again.",
            raw.SQLITE_CANTOPEN when !Directory.Exists(Path.GetDirectoryName(path)) =>
                $"The folder of the database file {path} does not exist; create it, or choose another file.",
            raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_READONLY or raw.SQLITE_AUTH =>
                $"The database file {path} cannot be opened for writing; give this account write access to the file "
                + "and its folder.",
            raw.SQLITE_NOTADB =>
                $"The file {path} is not a SQLite database; choose another file.",
            raw.SQLITE_CORRUPT =>
                $"The database file {path} is damaged; restore it from a backup.",
            raw.SQLITE_FULL =>
                $"There is no room left on the disk of {path}; free some.",
            raw.SQLITE_IOERR =>
                $"The disk of {path} reports an error ({sqlite.SqliteExtendedErrorCode}); check it and try again.",
            _ => null,
        };
        return words is null ? null : new StoreUnavailableException(words, error);
    }

    /// <summary>Opens a connection of its own for a checkpoint.</summary>
    internal SqliteConnection OpenCheckpointer()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        return connection;
    }

    /// <summary>Gives back the file's idle connections, so that it can be moved or deleted.</summary>
    internal void Release()
    {
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>
    /// Executes a statement that may have to wait for other writers, without holding a thread meanwhile.
    /// </summary>
    /// <exception cref="SqliteException">The file stayed locked for longer than the dialect's patience.</exception>
    internal async Task WaitAsync(SqliteConnection connection, string sql, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            // Not through a command: a command would sleep and try again by itself.
            var code = raw.sqlite3_exec(connection.Handle, sql);
            if (code == raw.SQLITE_OK)
                return;
            if ((code & 0xFF) is not (raw.SQLITE_BUSY or raw.SQLITE_LOCKED)
                || Stopwatch.GetElapsedTime(began) > patience)
                SqliteException.ThrowExceptionForRC(code, connection.Handle);
            await Task.Delay(TimeSpan.FromMilliseconds(PolitePauseMilliseconds), TimeProvider.System, cancellation)
                .ConfigureAwait(false);
        }
    }

    internal static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
