using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Vouchers.Ledger;

namespace Vouchers.Storage;

/// <summary>
/// SQLite runs in this process, so a row costs least as one prepared statement: a batch is a loop. The statements
/// stay prepared for the life of the store. All work is done on the caller's thread.
/// </summary>
internal sealed class SqliteSession(SqliteDialect dialect, SqliteConnection connection) : SqlSession
{
    private readonly Dictionary<(Table Table, string Verb), SqliteRowCommand> commands = [];
    private readonly Dictionary<(Table Table, Column? By), SqliteQuery> queries = [];
    private readonly SqliteCheckpoints checkpoints = new(dialect);
    private readonly SqliteBalanceCommands balances = new(dialect, connection);

    public override DbConnection Connection => connection;

    /// <summary>Begin and commit are plain statements, so the provider has no transaction to be told of.</summary>
    public override DbTransaction? Transaction => null;

    public override async Task BeginAsync(CancellationToken cancellation)
    {
        checkpoints.FinishWhereOverdue(connection);
        await dialect.WaitAsync(connection, "BEGIN IMMEDIATE", cancellation).ConfigureAwait(false);
    }

    public override Task<IReadOnlyList<Loaded>> LoadAsync(
        IReadOnlyCollection<Need> needs, CancellationToken cancellation)
    {
        var found = new List<Loaded>(needs.Count);
        foreach (var need in needs)
        {
            cancellation.ThrowIfCancellationRequested();
            found.Add(need.By == NeedBy.Account ? balances.Load(need) : LoadRows(need));
        }

        return Task.FromResult<IReadOnlyList<Loaded>>(found);
    }

    public override Task<IReadOnlyList<StoredAnswer>> LoadAnswersAsync(
        IReadOnlyCollection<Guid> requestIds, CancellationToken cancellation)
    {
        var found = new List<StoredAnswer>();
        var query = Query(BookTables.Requests, null);
        foreach (var id in requestIds)
        {
            query.Set(0, id.ToByteArray(bigEndian: true));
            using var reader = query.Run();
            var row = new RowReader(reader);
            while (row.Next())
                found.Add(BookTables.ReadAnswer(row));
        }

        return Task.FromResult<IReadOnlyList<StoredAnswer>>(found);
    }

    public override Task<string?> WriteAsync(IReadOnlyList<Write> writes, CancellationToken cancellation)
    {
        foreach (var write in writes)
        {
            cancellation.ThrowIfCancellationRequested();
            var lost = write switch
            {
                Write.Insert insert => Insert(insert),
                Write.Update update => Update(update),
                Write.Balances changes => balances.Apply(changes.Changes),
                _ => throw new ArgumentException($"A {write.GetType().Name} is not known here.", nameof(writes)),
            };
            if (lost is not null)
                return Task.FromResult<string?>(lost);
        }

        return Task.FromResult<string?>(null);
    }

    public override Task CommitAsync(CancellationToken cancellation)
    {
        Check(raw.sqlite3_exec(connection.Handle, "COMMIT"));
        checkpoints.AfterCommit(connection);
        return Task.CompletedTask;
    }

    public override Task RollbackAsync()
    {
        // SQLite takes back by itself on some errors, a full disk among them.
        if (raw.sqlite3_get_autocommit(connection.Handle) == 0)
            Check(raw.sqlite3_exec(connection.Handle, "ROLLBACK"));
        return Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var command in commands.Values)
            command.Dispose();
        foreach (var query in queries.Values)
            query.Dispose();
        balances.Dispose();
        await checkpoints.StopAsync(connection).ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
        dialect.Release();
    }

    private Loaded LoadRows(Need need)
    {
        var table = EntityTables.Of(need.Type);
        var by = ColumnOf(table, need.By);
        var query = Query(table, by);
        query.Set(0, need.Key);
        using var reader = query.Run();
        var row = new RowReader(reader);
        List<VersionedRow>? rows = null;
        while (row.Next())
            (rows ??= []).Add(table.Read(row));
        return new Loaded(need, rows ?? []);
    }

    private string? Insert(Write.Insert insert)
    {
        var columns = insert.Table.Columns;
        var command = Command(insert.Table, "insert", dialect.Insert, columns.Select(c => c.Name));
        foreach (var row in insert.Rows)
        {
            for (var i = 0; i < columns.Count; i++)
                command.Set(i, columns[i].ValueOf(row));
            command.Execute();
        }

        return null;
    }

    private string? Update(Write.Update update)
    {
        var columns = update.Table.Columns;
        var command = Command(
            update.Table, "update", t => dialect.Update((EntityTable)t), columns.Select(c => c.Name));
        foreach (var (row, expected) in update.Rows)
        {
            for (var i = 0; i < columns.Count - 1; i++)
                command.Set(i, columns[i].ValueOf(row));
            command.Set(columns.Count - 1, expected);
            if (command.Execute() == 1)
                continue;
            var now = LoadRows(new Need(row.GetType(), NeedBy.Key, row.Key)).Rows;
            if (now.Count == 1 && now[0].Version == expected)
                throw FixedColumnChanged(update.Table, row.Key);
            return $"{update.Table.Name} '{row.Key}' no longer has version {expected}";
        }

        return null;
    }

    private SqliteRowCommand Command(
        Table table, string verb, Func<Table, string> sql, IEnumerable<string> parameters)
    {
        if (!commands.TryGetValue((table, verb), out var command))
        {
            command = new SqliteRowCommand(connection, sql(table), parameters);
            commands.Add((table, verb), command);
        }

        return command;
    }

    private SqliteQuery Query(Table table, Column? by)
    {
        if (!queries.TryGetValue((table, by), out var query))
        {
            var sql = by is null ? dialect.LoadAnswers : dialect.Load((EntityTable)table, by);
            query = new SqliteQuery(connection, sql, ["k"]);
            queries.Add((table, by), query);
        }

        return query;
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, connection.Handle);
}
