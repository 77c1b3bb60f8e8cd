using System.Diagnostics;
using Microsoft.Data.Sqlite;
using NUnit.Framework;
using Vouchers.Cli;
using Vouchers.EndToEnd.Service;

namespace Vouchers.EndToEnd.Processes;

/// <summary>What a person sees while another program has the database file locked.</summary>
[TestFixture]
internal sealed class LockedDatabaseTests
{
    [Test]
    public async Task Migrate_WhileTheFileIsLocked_SaysWhatItWaitsFor()
    {
        var folder = RunningService.NewFolder();
        var file = Path.Combine(folder, "vouchers.db");
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode = WAL");
        Execute(connection, "BEGIN IMMEDIATE");

        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", [typeof(ExitCode).Assembly.Location, "migrate", "--data", folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = await process.StandardError.ReadLineAsync();
        Execute(connection, "ROLLBACK");
        await process.WaitForExitAsync();

        Assert.That(said, Does.StartWith("Still opening").And.Contain(file).And.Contain("locked"));
        Assert.That(process.ExitCode, Is.EqualTo(ExitCode.Ok));
        connection.Close();
        Directory.Delete(folder, recursive: true);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
