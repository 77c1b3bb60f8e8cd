using System.Diagnostics;
using Dapper;
using Microsoft.Data.Sqlite;
using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.StoreTests;

/// <summary>What can be wrong with a database, and what the operator is told.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class StoreFaultTests : IAsyncDisposable
{
    private readonly Town town = new();
    private readonly SqliteTestDatabase database = new();

    public async ValueTask DisposeAsync() => await database.DisposeAsync();

    [Test]
    public void Open_FolderMissing_SaysSo() => Assert.That(
        () => OpenAsync(Path.Combine(database.Folder, "none", "ledger.db")),
        Throws.TypeOf<StoreUnavailableException>().With.Message.Contains("does not exist; create it"));

    [Test]
    public void Open_FileIsAFolder_SaysSo() => Assert.That(
        () => OpenAsync(database.Folder),
        Throws.TypeOf<StoreUnavailableException>().With.Message.Contains("cannot be opened for writing"));

    [Test]
    public async Task Open_NotADatabase_SaysSo()
    {
        await File.WriteAllTextAsync(database.File, new string('x', 5_000));

        Assert.That(
            () => OpenAsync(database.File),
            Throws.TypeOf<StoreUnavailableException>().With.Message.Contains("is not a SQLite database"));
    }

    [Test]
    public async Task Open_Locked_GivesUpAfterItsPatience()
    {
        await using (await OpenAsync(database.File))
        {
        }

        await using var other = new SqliteConnection($"Data Source={database.File};Pooling=false");
        await other.OpenAsync();
        await other.ExecuteAsync("BEGIN IMMEDIATE");
        var began = Stopwatch.GetTimestamp();

        Assert.That(
            () => OpenAsync(database.File, TimeSpan.FromMilliseconds(300)),
            Throws.TypeOf<StoreUnavailableException>().With.Message.Contains("is locked by another program"));
        Assert.That(Stopwatch.GetElapsedTime(began), Is.GreaterThan(TimeSpan.FromMilliseconds(300)));
    }

    [Test]
    public async Task Begin_Locked_GivesUpAndWritesAgainLater()
    {
        await using var store = await OpenAsync(database.File, TimeSpan.FromMilliseconds(200));
        await using (var other = new SqliteConnection($"Data Source={database.File};Pooling=false"))
        {
            await other.OpenAsync();
            await other.ExecuteAsync("BEGIN IMMEDIATE");
            Assert.That(() => store.BeginAsync(default), Throws.TypeOf<StoreUnavailableException>());
        }

        await CommitAsync(store, town.Found());
        Assert.That((await store.VerifyAsync([], default)).Holds);
    }

    [Test]
    public async Task Open_ScriptWasEdited_IsRefused()
    {
        await using (await OpenAsync(database.File))
        {
        }

        await AlterAsync("UPDATE schema_checksum SET sha256 = 'other'");

        Assert.That(
            () => OpenAsync(database.File),
            Throws.TypeOf<StoreUnavailableException>().With.Message
                .Contains("0001-ledger.sql was changed after it ran"));
    }

    [Test]
    public async Task Open_SchemaIsNewer_IsRefused()
    {
        await using (await OpenAsync(database.File))
        {
        }

        await AlterAsync("INSERT INTO schema_version (ScriptName, Applied) VALUES ('9999-later.sql', '2030-01-01')");

        Assert.That(
            () => OpenAsync(database.File),
            Throws.TypeOf<StoreUnavailableException>().With.Message.Contains("newer program (script 9999-later.sql)"));
    }

    [Test]
    public async Task Commit_DiskFull_FailsWholeAndGoesOnLater()
    {
        await using var store = await OpenAsync(database.File);
        await CommitAsync(store, town.Found());
        await using (var transaction = await store.BeginAsync(default))
        {
            // The pages of this one file stand in for a disk that has no more of them.
            var session = (SqlSession)typeof(SqlLedgerStore).GetField("session", Hidden)!.GetValue(store)!;
            await session.Connection.ExecuteAsync("PRAGMA max_page_count = 1");
            var batch = town.Issue([.. Enumerable.Range(1, 2_000).Select(n => town.Voucher(n))]);
            Assert.That(
                () => transaction.CommitAsync(batch, default),
                Throws.TypeOf<StoreUnavailableException>().With.Message.Contains("no room left"));
            await session.Connection.ExecuteAsync("PRAGMA max_page_count = 4294967294");
        }

        await CommitAsync(store, town.Issue(town.Voucher(1)));
        var report = await store.VerifyAsync([], default);
        Assert.That((report.Holds, report.Batches), Is.EqualTo((true, 2L)));
    }

    [Test]
    public async Task Crash_FilesAsTheyStandAfterEachCommit_HoldEverythingAnswered()
    {
        await using var store = await OpenAsync(database.File);
        await CommitAsync(store, town.Found());
        for (var n = 1; n <= 10; n++)
        {
            await CommitAsync(store, town.Issue(town.Voucher(n)));
            await using var open = await store.BeginAsync(default);
            await open.LoadAsync([Need.Of(Ids.Voucher(n))], default);

            // What a process that dies here leaves behind: the file and its log, and nobody who closed them.
            var copy = Path.Combine(database.Folder, $"copy-{n}.db");
            File.Copy(database.File, copy);
            File.Copy($"{database.File}-wal", $"{copy}-wal");
            await using var survivor = await OpenAsync(copy);

            Assert.That(await survivor.FindAsync(Ids.Voucher(n), default), Is.Not.Null);
            var report = await survivor.VerifyAsync([], default);
            Assert.That((report.Holds, report.Batches), Is.EqualTo((true, 1L + n)));
        }
    }

    [Test]
    public async Task Commit_AfterAnUncertainOne_GoesOnFromWhatIsStored()
    {
        await using var store = await OpenAsync(database.File);
        await CommitAsync(store, town.Found());
        var before = typeof(SqlLedgerStore).GetField("head", Hidden)!;
        var stale = before.GetValue(store);
        await CommitAsync(store, town.Issue(town.Voucher(1)));

        // As after a commit whose answer got lost: it stands, and the store does not know.
        before.SetValue(store, stale);
        typeof(SqlLedgerStore).GetField("headIsUncertain", Hidden)!.SetValue(store, true);
        await CommitAsync(store, town.Issue(town.Voucher(2)));

        var report = await store.VerifyAsync([], default);
        Assert.That((report.Holds, report.Batches), Is.EqualTo((true, 3L)));
    }

    [Test]
    public async Task Commit_UnderLoad_KeepsTheLogBounded()
    {
        await using var store = await OpenAsync(database.File);
        await CommitAsync(store, town.Found(budget: 100_000_000_000));
        var longest = 0L;
        for (var n = 0; n < 120; n++)
        {
            await CommitAsync(store, town.Issue([.. Enumerable.Range(n * 500 + 1, 500).Select(i => town.Voucher(i))]));
            longest = Math.Max(longest, new FileInfo($"{database.File}-wal").Length);
        }

        await TestContext.Out.WriteLineAsync($"longest log: {longest >> 20} MB");
        Assert.That(longest, Is.LessThan(80L << 20));
    }

    [TestCase("SQLite", "")]
    [TestCase("postgres", "x")]
    [TestCase("sqlserver", "this is no connection string; Password=geheim")]
    public void DialectOf_BadOptions_SaysWhatToSet(string provider, string connection) => Assert.That(
        () => LedgerStores.DialectOf(new StoreOptions { Provider = provider, Connection = connection }),
        Throws.TypeOf<StoreUnavailableException>().With.Property("Message").Not.Contains("geheim"));

    [Test]
    public void Open_SqlServerUnreachable_SaysSoSoonAndKeepsThePassword()
    {
        var options = new StoreOptions
        {
            Provider = "sqlserver",
            Connection = "Server=tcp:127.0.0.1,1;User Id=sa;Password=geheim;Connect Retry Count=0;Encrypt=false",
            Patience = TimeSpan.FromSeconds(1),
        };

        Assert.That(
            () => LedgerStores.OpenAsync(options, TimeProvider.System),
            Throws.TypeOf<StoreUnavailableException>().With.Message.Contains("cannot be reached")
                .And.Property("Message").Not.Contains("geheim"));
    }

    private const System.Reflection.BindingFlags Hidden =
        System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance;

    private static Task<SqlLedgerStore> OpenAsync(string file, TimeSpan? patience = null) =>
        SqlLedgerStore.OpenAsync(new SqliteDialect(file, patience), "test", TimeProvider.System);

    private static async Task CommitAsync(SqlLedgerStore store, LedgerBatch batch)
    {
        await using var transaction = await store.BeginAsync(default);
        Assert.That(await transaction.CommitAsync(batch, default), Is.InstanceOf<CommitResult.Committed>());
    }

    private async Task AlterAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={database.File};Pooling=false");
        Assert.That(await connection.ExecuteAsync(sql), Is.Positive);
    }
}
