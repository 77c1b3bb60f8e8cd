using Microsoft.Data.Sqlite;
using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Testing;

/// <summary>
/// A dishonest operator with the whole database and this program's source: lets somebody else have done everything of
/// a lane, and makes every hash of its chain anew, so that each follows from the one before.
/// </summary>
internal static class LaneRewriter
{
    public static async Task RewriteAsync(string file, int lane, string newActor)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        await connection.OpenAsync();
        await using var transaction = connection.BeginTransaction(deferred: false);
        var source = new SqlAuditSource(connection, transaction, new Statements(new SqliteDialect(file)));
        var before = JournalChain.Genesis(lane);
        foreach (var link in await source.LinksAsync(lane, after: 0, limit: int.MaxValue, default))
        {
            var rows = new List<JournalRow>();
            await foreach (var row in source.RowsAsync(
                lane, link.FirstSequence, link.FirstSequence + link.RowCount, default))
                rows.Add(row.Row! with { Actor = newActor });
            var hash = JournalChain.Hash(before, lane, link.Number, link.At, link.FirstSequence, rows);
            await ExecuteAsync(connection, transaction,
                "UPDATE journal SET actor = $actor WHERE lane = $lane AND batch = $number",
                ("$actor", newActor), ("$lane", lane), ("$number", link.Number));
            await ExecuteAsync(connection, transaction,
                "UPDATE journal_batch SET previous_hash = $before, hash = $hash "
                + "WHERE lane = $lane AND number = $number",
                ("$before", before), ("$hash", hash), ("$lane", lane), ("$number", link.Number));
            before = hash;
        }

        await transaction.CommitAsync();
    }

    private static async Task ExecuteAsync(
        SqliteConnection connection, SqliteTransaction transaction, string sql,
        params (string Name, object Value)[] parameters)
    {
        await using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        await command.ExecuteNonQueryAsync();
    }
}
