using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.SqlClient;
using Vouchers.Ledger;

namespace Vouchers.Storage;

/// <summary>
/// SQL Server is across a network, so what is loaded together or written together is one command of several
/// statements. The statements only read, write and count; what the counts mean is decided here.
/// </summary>
internal sealed class SqlServerSession(SqlServerDialect dialect, SqlConnection connection) : SqlSession
{
    private SqlConnection connection = connection;
    private SqlTransaction? transaction;

    public override DbConnection Connection => connection;

    public override DbTransaction? Transaction => transaction;

    /// <summary>
    /// A connection that broke while nothing was going on is replaced once, here, where nothing can be lost. A
    /// connection that breaks later fails the batch, whose caller runs it again.
    /// </summary>
    public override async Task BeginAsync(CancellationToken cancellation)
    {
        try
        {
            await StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is InvalidOperationException
            || (error is SqlException sql && SqlServerDialect.IsConnectionLost(sql)))
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            connection = await dialect.OpenForWritingAsync(cancellation).ConfigureAwait(false);
            await StartAsync(cancellation).ConfigureAwait(false);
        }
    }

    public override async Task<IReadOnlyList<Loaded>> LoadAsync(
        IReadOnlyCollection<Need> needs, CancellationToken cancellation)
    {
        var groups = needs.GroupBy(need => (need.Type, need.By))
            .OrderBy(group => group.Key.Type.Name, StringComparer.Ordinal).ThenBy(group => group.Key.By).ToList();
        await using var command = Command();
        foreach (var group in groups)
        {
            var statement = group.Key.By == NeedBy.Account
                ? dialect.LoadBalances
                : dialect.Load(EntityTables.Of(group.Key.Type), ColumnOf(group.Key.Type, group.Key.By));
            Append(command, statement, group.Key.By == NeedBy.Account
                ? RowsJson.Keys(group.Select(need => need.Account))
                : RowsJson.Keys(group.Select(need => need.Key)));
        }

        if (groups.Count == 0)
            return [];
        var found = new Dictionary<Need, Loaded>(needs.Count);
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        foreach (var group in groups)
        {
            var loaded = group.Key.By == NeedBy.Account
                ? await ReadBalancesAsync(reader, group, cancellation).ConfigureAwait(false)
                : await ReadRowsAsync(reader, group.Key.Type, group.Key.By, group, cancellation)
                    .ConfigureAwait(false);
            foreach (var answer in loaded)
                found[answer.Need] = answer;
            await reader.NextResultAsync(cancellation).ConfigureAwait(false);
        }

        // The statements run in an order of their own, the same for all nodes; the caller's order is another.
        return [.. needs.Select(need => found[need])];
    }

    public override async Task<IReadOnlyList<StoredAnswer>> LoadAnswersAsync(
        IReadOnlyCollection<Guid> requestIds, CancellationToken cancellation)
    {
        var found = new List<StoredAnswer>();
        if (requestIds.Count == 0)
            return found;
        await using var command = Command();
        Append(command, dialect.LoadAnswers, RowsJson.Keys(
            requestIds.Select(id => Convert.ToHexString(id.ToByteArray(bigEndian: true)))));
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        var row = new RowReader(reader);
        while (await row.NextAsync(cancellation).ConfigureAwait(false))
            found.Add(BookTables.ReadAnswer(row));
        return found;
    }

    public override async Task<string?> WriteAsync(IReadOnlyList<Write> writes, CancellationToken cancellation)
    {
        await using var command = Command();
        var counted = new List<(int Expected, EntityTable? Table, string Rows)>();
        foreach (var write in writes)
        {
            switch (write)
            {
                case Write.Insert insert:
                    Append(command, dialect.Insert(insert.Table), RowsJson.Rows(insert.Table, insert.Rows));
                    break;
                case Write.Update update:
                    var rows = RowsJson.Rows(update.Table, update.Rows);
                    Append(command, dialect.Update(update.Table) + ";\nSELECT @@ROWCOUNT", rows);
                    counted.Add((update.Rows.Count, update.Table, rows));
                    break;
                case Write.Balances balances:
                    var changes = RowsJson.Changes(balances.Changes);
                    Append(command, BalanceBatch(), changes);
                    counted.Add((balances.Changes.Count, null, changes));
                    break;
                default:
                    throw new ArgumentException($"A {write.GetType().Name} is not known here.", nameof(writes));
            }
        }

        var shortage = await FirstShortAsync(command, counted, cancellation).ConfigureAwait(false);
        return shortage is not { } missed
            ? null
            : missed.Table is null
                ? "an account no longer has the version on which a limit was judged"
                : await ExplainAsync(missed.Table, missed.Rows, cancellation).ConfigureAwait(false);
    }

    public override async Task CommitAsync(CancellationToken cancellation)
    {
        await transaction!.CommitAsync(cancellation).ConfigureAwait(false);
        await EndAsync().ConfigureAwait(false);
    }

    public override async Task RollbackAsync()
    {
        if (transaction is null)
            return;
        try
        {
            await transaction.RollbackAsync().ConfigureAwait(false);
        }
        catch (Exception error) when (error is InvalidOperationException or SqlException)
        {
            // The server took it back already: after a deadlock, an error under XACT_ABORT, or a lost connection.
        }
        finally
        {
            await EndAsync().ConfigureAwait(false);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await EndAsync().ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Changes the accounts that are there, opens those that are not, and counts both together.</summary>
    private string BalanceBatch() => $"""
        DECLARE @changed int;
        {dialect.ApplyBalances[0]};
        SET @changed = @@ROWCOUNT;
        {dialect.ApplyBalances[1]};
        SELECT @changed + @@ROWCOUNT
        """;

    private static Column ColumnOf(Type type, NeedBy by) => ColumnOf(EntityTables.Of(type), by);

    private static async Task<List<Loaded>> ReadBalancesAsync(
        SqlDataReader reader, IEnumerable<Need> needs, CancellationToken cancellation)
    {
        var found = new Dictionary<long, (long Balance, long Version)>();
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
            found[reader.GetInt64(0)] = (reader.GetInt64(1), reader.GetInt64(2));
        return
        [
            .. needs.Select(need =>
            {
                var (balance, version) = found.GetValueOrDefault(need.Account);
                return new Loaded(need, [], balance, version);
            }),
        ];
    }

    private static async Task<List<Loaded>> ReadRowsAsync(
        SqlDataReader reader, Type type, NeedBy by, IEnumerable<Need> needs, CancellationToken cancellation)
    {
        var table = EntityTables.Of(type);
        var column = ColumnOf(table, by);
        var found = new Dictionary<string, List<VersionedRow>>(StringComparer.Ordinal);
        var row = new RowReader(reader);
        while (await row.NextAsync(cancellation).ConfigureAwait(false))
        {
            var read = table.Read(row);
            var key = (string)column.Value(read.Row)!;
            if (!found.TryGetValue(key, out var rows))
                found.Add(key, rows = []);
            rows.Add(read);
        }

        return [.. needs.Select(need => new Loaded(need, found.GetValueOrDefault(need.Key) ?? []))];
    }

    /// <summary>
    /// Runs all statements to the end, since an error can hide behind any result, and compares the counts.
    /// </summary>
    private static async Task<(EntityTable? Table, string Rows)?> FirstShortAsync(
        SqlCommand command, List<(int Expected, EntityTable? Table, string Rows)> counted,
        CancellationToken cancellation)
    {
        (EntityTable? Table, string Rows)? missed = null;
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        var next = 0;
        do
        {
            while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
            {
                var (expected, table, rows) = counted[next++];
                if (reader.GetInt32(0) != expected)
                    missed ??= (table, rows);
            }
        }
        while (await reader.NextResultAsync(cancellation).ConfigureAwait(false));

        return next == counted.Count
            ? missed
            : throw new InvalidOperationException($"{counted.Count} counts were asked for and {next} came.");
    }

    private async Task<string> ExplainAsync(EntityTable table, string rows, CancellationToken cancellation)
    {
        await using var command = Command();
        Append(command, SqlServerDialect.StillThere(table), rows);
        var still = await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false);
        return still is string key
            ? throw FixedColumnChanged(table, key)
            : $"a row of {table.Name} no longer has the version that was read";
    }

    private SqlCommand Command()
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        return command;
    }

    /// <summary>Adds a statement with its one parameter to a command.</summary>
    private static void Append(SqlCommand command, string statement, string json)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"@r{command.Parameters.Count}");
        command.Parameters.Add(new SqlParameter(name, SqlDbType.NVarChar, -1) { Value = json });
        command.CommandText = new StringBuilder(command.CommandText)
            .Append(statement.Replace("@rows", name, StringComparison.Ordinal)).Append(";\n").ToString();
    }

    private async Task StartAsync(CancellationToken cancellation) =>
        transaction = (SqlTransaction)await connection
            .BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellation).ConfigureAwait(false);

    private async Task EndAsync()
    {
        if (transaction is not null)
            await transaction.DisposeAsync().ConfigureAwait(false);
        transaction = null;
    }
}
