using System.Data;
using System.Data.Common;
using Dapper;
using DbUp;
using Microsoft.Data.SqlClient;

namespace Vouchers.Storage;

/// <summary>
/// A SQL Server database. Rows travel as one JSON parameter for all rows of a table, so that a batch costs a
/// round trip to load and one to write, whatever its size.
/// </summary>
public sealed class SqlServerDialect : SqlDialect
{
    /// <summary>
    /// Of every text from JSON. It comes with the database's collation, which would not compare with ours; and
    /// said here rather than of the table's column, it leaves the column's index usable.
    /// </summary>
    private const string Collation = "COLLATE Latin1_General_BIN2";

    private const string SchemaLock = "vouchers-schema";

    private readonly string connectionString;
    private readonly string place;

    /// <summary>A database on a server. It must exist; the schema is made in it.</summary>
    /// <param name="connectionString">The connection string.</param>
    /// <param name="connectTimeout">
    /// How long to wait for a server that does not answer, where the connection string says nothing of it; 5
    /// seconds where it is not given.
    /// </param>
    /// <exception cref="StoreUnavailableException">The text is no connection string.</exception>
    public SqlServerDialect(string connectionString, TimeSpan? connectTimeout = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        try
        {
            var builder = new SqlConnectionStringBuilder(connectionString);
            if (!builder.ShouldSerialize("Connect Timeout"))
                builder.ConnectTimeout = (int)Math.Ceiling((connectTimeout ?? TimeSpan.FromSeconds(5)).TotalSeconds);
            if (!builder.ShouldSerialize("Application Name"))
                builder.ApplicationName = "vouchers";
            this.connectionString = builder.ConnectionString;
            place = $"database '{builder.InitialCatalog}' on SQL Server '{builder.DataSource}'";
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            // Without the cause: it may repeat a part of the text, and a password with it.
            throw new StoreUnavailableException(
                "The connection string is not one of SQL Server; write it as "
                + "Server=…;Database=…;User Id=…;Password=….");
        }
    }

    internal override string Name => "SqlServer";

    internal override string Page => "OFFSET 0 ROWS FETCH NEXT @limit ROWS ONLY";

    /// <summary>Without a lock hint: the budget's row is held by the commit alone.</summary>
    internal override string LoadBalances => """
        SELECT a.id, a.balance, a.version
        FROM OPENJSON(@rows) WITH (k bigint '$.k') b
        JOIN account a ON a.id = b.k
        """;

    internal override string LoadAnswers => """
        SELECT r.request_id, r.content_hash, a.refused, a.bytes, a.at
        FROM OPENJSON(@rows) WITH (k varchar(32) '$.k') b
        JOIN request r ON r.request_id = CONVERT(binary(16), b.k, 2)
        JOIN answer a ON a.lane = r.lane AND a.sequence = r.sequence
        """;

    internal override IReadOnlyList<string> ApplyBalances { get; } =
    [
        """
        UPDATE a SET balance = a.balance + b.delta, version = a.version + 1
        FROM account a
        JOIN OPENJSON(@rows) WITH (id bigint '$.id', delta bigint '$.delta', expected bigint '$.expected') b
            ON b.id = a.id
        WHERE b.expected IS NULL OR b.expected = a.version
        """,
        """
        INSERT INTO account (id, balance, version)
        SELECT b.id, b.delta, 1
        FROM OPENJSON(@rows) WITH (id bigint '$.id', delta bigint '$.delta', expected bigint '$.expected') b
        WHERE (b.expected IS NULL OR b.expected = 0) AND NOT EXISTS (SELECT 1 FROM account a WHERE a.id = b.id)
        """,
    ];

    internal override string ForgetAnswers => """
        DELETE r FROM request r
        JOIN (SELECT request_id FROM answer WHERE at < @at ORDER BY at, lane, sequence
            OFFSET 0 ROWS FETCH NEXT @limit ROWS ONLY) old ON old.request_id = r.request_id;
        DELETE a FROM answer a
        JOIN (SELECT lane, sequence FROM answer WHERE at < @at ORDER BY at, lane, sequence
            OFFSET 0 ROWS FETCH NEXT @limit ROWS ONLY) old ON old.lane = a.lane AND old.sequence = a.sequence;
        SELECT @@ROWCOUNT;
        """;

    /// <summary>
    /// Rows that one command in many changes are locked as they are read, in the order of their keys: it saves
    /// races that would be lost, and nothing relies on it. Rows that most commands only read are not, or all
    /// nodes would wait for each other at a programme.
    /// </summary>
    internal override string Load(EntityTable table, Column by) => $"""
        SELECT {Names(table.Columns, "t.")}
        FROM OPENJSON(@rows) WITH (k {JsonType(by)} '$.k') b
        JOIN {table.Name} t{(table.ChangesOftenAlone ? " WITH (UPDLOCK)" : "")} ON t.{by.Name} = b.k {Collation}
        ORDER BY t.id
        """;

    internal override string Insert(Table table) => $"""
        INSERT INTO {table.Name} ({Names(table.Columns)})
        SELECT {string.Join(", ", table.Columns.Select(FromJson))}
        FROM {Json(table.Columns)}
        """;

    internal override string Update(EntityTable table)
    {
        var set = string.Concat(table.Settable.Select(c => $"{c.Name} = {FromJson(c)}, "));
        var unchanged = string.Concat(table.FixedColumns.Select(c => $" AND t.{c.Name} = {Compared(c)}"));
        return $"""
            UPDATE t SET {set}version = t.version + 1
            FROM {table.Name} t
            JOIN {Json(table.Columns)} ON t.id = b.id {Collation}
            WHERE t.version = b.version{unchanged}
            """;
    }

    /// <summary>
    /// After an update that counted too few: of its rows one that still has its version, so that it was not
    /// the race that kept the row from being replaced.
    /// </summary>
    internal static string StillThere(EntityTable table) => $"""
        SELECT t.id
        FROM {table.Name} t
        JOIN {Json([table.Key, table.Columns[^1]])} ON t.id = b.id {Collation}
        WHERE t.version = b.version
        """;

    internal override async Task MigrateAsync(CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation).ConfigureAwait(false);
        await LockSchemaAsync(connection, cancellation).ConfigureAwait(false);
        SchemaUpgrade.Run(
            this,
            connection,
            DeployChanges.To.SqlDatabase(connectionString).JournalToSqlTable("dbo", SchemaUpgrade.JournalTable)
                .WithTransactionPerScript(),
            "SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME = 'schema_checksum'");
        await connection.ExecuteAsync(new CommandDefinition(
            "sp_releaseapplock", new { Resource = SchemaLock, LockOwner = "Session" },
            commandType: CommandType.StoredProcedure, cancellationToken: cancellation)).ConfigureAwait(false);
    }

    internal override async Task<DbConnection> OpenReadAsync(CancellationToken cancellation) =>
        await OpenAsync(cancellation).ConfigureAwait(false);

    internal override async Task<DbTransaction> BeginSnapshotAsync(
        DbConnection connection, CancellationToken cancellation) =>
        await connection.BeginTransactionAsync(IsolationLevel.Snapshot, cancellation).ConfigureAwait(false);

    internal override async Task<SqlSession> OpenWriterAsync(CancellationToken cancellation) =>
        new SqlServerSession(this, await OpenForWritingAsync(cancellation).ConfigureAwait(false));

    internal override string? LostRaceIn(Exception error)
    {
        const int uniqueIndex = 2601;
        const int uniqueKey = 2627;
        const int check = 547;
        const int deadlock = 1205;
        return error is SqlException { Number: uniqueIndex or uniqueKey or check or deadlock } ? error.Message : null;
    }

    internal override StoreUnavailableException? UnavailableIn(Exception error)
    {
        if (error is not SqlException sql)
            return null;
        var words = sql.Number switch
        {
            18456 or 18452 or 18470 or 18486 or 18487 or 18488 =>
                $"The login to the {place} failed; check the user and the password in the connection string.",
            4060 or 911 =>
                $"There is no {place}, or this login may not open it; create it and give the login access.",
            3952 =>
                $"The {place} does not allow snapshots; run ALTER DATABASE … SET ALLOW_SNAPSHOT_ISOLATION ON.",
            1105 or 9002 =>
                $"There is no room left for the {place}; free some or let its files grow.",
            -2 =>
                $"The {place} did not answer in time; see what it is busy with and try again.",
            _ when IsConnectionLost(sql) =>
                $"The {place} cannot be reached; see that the server runs, and check its name and the network.",
            _ => null,
        };
        return words is null ? null : new StoreUnavailableException(words, error);
    }

    /// <summary>True where the connection is of no use any more and a new one may be.</summary>
    internal static bool IsConnectionLost(SqlException error)
    {
        const byte fatal = 20;
        return error.Class >= fatal
            || error.Number is -1 or 2 or 53 or 64 or 121 or 233 or 258 or 10053 or 10054 or 10060 or 10061 or 11001;
    }

    /// <summary>Under XACT_ABORT an error takes the whole transaction back at once, on the server.</summary>
    internal async Task<SqlConnection> OpenForWritingAsync(CancellationToken cancellation)
    {
        var connection = await OpenAsync(cancellation).ConfigureAwait(false);
        await connection.ExecuteAsync(new CommandDefinition("SET XACT_ABORT ON", cancellationToken: cancellation))
            .ConfigureAwait(false);
        return connection;
    }

    private async Task<SqlConnection> OpenAsync(CancellationToken cancellation)
    {
        var connection = new SqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellation).ConfigureAwait(false);
            return connection;
        }
        catch (NotSupportedException error)
        {
            throw new StoreUnavailableException(
                "SQL Server's client does not work in globalization-invariant mode; set InvariantGlobalization to "
                + "false, and DOTNET_SYSTEM_GLOBALIZATION_INVARIANT too, and install ICU.", error);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Keeps other nodes out. The lock is the connection's and goes with it, even where this process dies.
    /// </summary>
    private async Task LockSchemaAsync(SqlConnection connection, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new
        {
            Resource = SchemaLock, LockMode = "Exclusive", LockOwner = "Session", LockTimeout = 60_000,
        });
        parameters.Add("Outcome", dbType: DbType.Int32, direction: ParameterDirection.ReturnValue);
        await connection.ExecuteAsync(new CommandDefinition(
            "sp_getapplock", parameters, commandType: CommandType.StoredProcedure, commandTimeout: 90,
            cancellationToken: cancellation)).ConfigureAwait(false);
        if (parameters.Get<int>("Outcome") < 0)
            throw new StoreUnavailableException(
                $"Another node has been changing the schema of the {place} for a minute; see that it goes on, and "
                + "start this one again.");
    }

    /// <summary>The rows of the parameter, as a table named b.</summary>
    private static string Json(IEnumerable<Column> columns) =>
        $"OPENJSON(@rows) WITH ({string.Join(", ", columns.Select(c => $"{c.Name} {JsonType(c)} {JsonPath(c)}"))}) b";

    private static string JsonPath(Column column) =>
        column.Type == ColumnType.Json ? $"'$.{column.Name}' AS JSON" : $"'$.{column.Name}'";

    private static string JsonType(Column column) => column.Type switch
    {
        ColumnType.Ascii => $"varchar({column.Length})",
        ColumnType.Text => $"nvarchar({column.Length})",
        ColumnType.Json => "nvarchar(max)",
        ColumnType.Long => "bigint",
        ColumnType.Int => "int",
        // Two hexadecimal digits for a byte.
        ColumnType.Bytes => column.Length is 0 or > 4_000 ? "varchar(max)" : $"varchar({column.Length * 2})",
        _ => throw new ArgumentOutOfRangeException(nameof(column), column.Type, "No such type."),
    };

    private static string FromJson(Column column) => column.Type == ColumnType.Bytes
        ? $"CONVERT(varbinary({(column.Length == 0 ? "max" : $"{column.Length}")}), b.{column.Name}, 2)"
        : $"b.{column.Name}";

    private static string Compared(Column column) => column.Type is ColumnType.Ascii or ColumnType.Text
        ? $"b.{column.Name} {Collation}"
        : $"b.{column.Name}";
}
