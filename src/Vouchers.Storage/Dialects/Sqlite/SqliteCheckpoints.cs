using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Vouchers.Storage;

/// <summary>
/// Moves pages from the write-ahead log into the database file, off the path of a commit: each 16 MB of log are
/// moved in the background, while commits go on. A log that is written without a pause never comes to its end
/// that way and would grow for ever, so at 64 MB the writer moves the small rest between two transactions, and
/// the log starts anew.
/// </summary>
internal sealed class SqliteCheckpoints(SqliteDialect dialect)
{
    private const int PagesBetween = 4_096;
    private const long OverdueBytes = 64L << 20;
    private const long RetryAfterBytes = 16L << 20;
    private int pagesSinceLast;
    private long overdueAtBytes = OverdueBytes;
    private Task running = Task.CompletedTask;

    /// <summary>Starts a checkpoint in the background where enough was written.</summary>
    public void AfterCommit(SqliteConnection writer)
    {
        const int reset = 1;
        _ = raw.sqlite3_db_status(writer.Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, reset);
        pagesSinceLast = checked(pagesSinceLast + pages);
        if (pagesSinceLast < PagesBetween || !running.IsCompleted)
            return;
        pagesSinceLast = 0;
        running = Task.Run(Passive);
    }

    /// <summary>
    /// Empties a log that grew too long. A reader of an old snapshot can keep it from that; then it is tried
    /// again after some more growth, and not at each transaction.
    /// </summary>
    public void FinishWhereOverdue(SqliteConnection writer)
    {
        var length = LogBytes(writer);
        if (length < overdueAtBytes)
            return;
        overdueAtBytes = Checkpoint(writer, "PASSIVE") ? OverdueBytes : length + RetryAfterBytes;
    }

    /// <summary>Waits for the background and empties the log into the file, as far as other stores let it.</summary>
    public async Task StopAsync(SqliteConnection writer)
    {
        await running.ConfigureAwait(false);
        Checkpoint(writer, "TRUNCATE");
    }

    private static bool Checkpoint(SqliteConnection connection, string mode)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA wal_checkpoint({mode})";
        using var reader = command.ExecuteReader();
        // One row: 1 where another connection was in the way, pages in the log, pages of these now in the file.
        return reader.Read() && reader.GetInt32(0) == 0 && reader.GetInt32(1) == reader.GetInt32(2);
    }

    private static long LogBytes(SqliteConnection writer)
    {
        var log = new FileInfo($"{writer.DataSource}-wal");
        return log.Exists ? log.Length : 0;
    }

    private void Passive()
    {
        try
        {
            using var connection = dialect.OpenCheckpointer();
            Checkpoint(connection, "PASSIVE");
        }
        catch (SqliteException)
        {
            // The pages are safe in the log. Where the disk stays ill, the writer's own checkpoint says so.
        }
    }
}
