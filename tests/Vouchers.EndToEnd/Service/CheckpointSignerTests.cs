using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Vouchers.Credentials;
using Vouchers.Ledger;
using Vouchers.Service;
using Vouchers.Storage;
using Vouchers.Testing;

namespace Vouchers.EndToEnd.Service;

/// <summary>What a process signs of the journal, round by round, on a real file.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class CheckpointSignerTests : IAsyncDisposable
{
    private readonly string folder = RunningService.NewFolder();
    private readonly AlarmLog log = new();
    private KeyStore keys = null!;
    private ILedgerStore own = null!;
    private ILedgerStore killed = null!;
    private SignedHeads heads = null!;
    private CheckpointSigner signer = null!;

    private string Database => Path.Combine(folder, "vouchers.db");

    [SetUp]
    public async Task Open()
    {
        keys = RunningService.OpenKeys(Path.Combine(folder, "keys"), "test");
        killed = await LedgerStores.OpenAsync(new StoreOptions { Connection = Database }, TimeProvider.System);
        own = await LedgerStores.OpenAsync(new StoreOptions { Connection = Database }, TimeProvider.System);
        var trust = new TrustDesk(keys, new Listening(), new ServiceOptions(), TimeProvider.System,
            NullLogger<TrustDesk>.Instance);
        heads = new SignedHeads(own, trust);
        signer = new CheckpointSigner(own, keys, heads, new ServiceOptions(), TimeProvider.System, log);
    }

    public async ValueTask DisposeAsync()
    {
        signer.Dispose();
        await own.DisposeAsync();
        await killed.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Rounds_FirstSignEveryLane_ThenTheOwnOne()
    {
        await CommitAsync(killed);
        await CommitAsync(own);
        await RoundAsync();
        Assert.That(await SignedAsync(), Is.EqualTo(new[] { (killed.Lane, 1L), (own.Lane, 1L) }));

        await RoundAsync();
        Assert.That(await SignedAsync(), Has.Count.EqualTo(2), "nothing moved");

        await CommitAsync(killed);
        await CommitAsync(own);
        await RoundAsync();
        Assert.That(await SignedAsync(),
            Is.EqualTo(new[] { (killed.Lane, 1L), (own.Lane, 1L), (own.Lane, 2L) }), "a live lane has its own signer");
        var collected = await heads.CollectAsync([], new RequestFields(), default);
        Assert.That(collected.Signatures.Violations, Is.Zero);
        var report = await own.VerifyAsync(collected.Heads, default);
        Assert.That(report.Checks.Single(c => c.Name == "checkpoints").Violations, Is.Zero);
        Assert.That(collected.Heads, Has.Count.EqualTo(2), "the newest of each lane");
    }

    [Test]
    public async Task Round_LaneWasRewritten_IsNotSignedAndRaisesTheAlarm()
    {
        await CommitAsync(killed);
        await RoundAsync();
        await LaneRewriter.RewriteAsync(Database, killed.Lane, "somebody else");
        await CommitAsync(killed);
        using var next = new CheckpointSigner(own, keys, heads, new ServiceOptions(), TimeProvider.System, log);
        Assert.That(log.Alarms, Is.Empty);

        await next.StopAsync(default);

        Assert.That(await SignedAsync(), Is.EqualTo(new[] { (killed.Lane, 1L) }));
        Assert.That(log.Alarms.Single(),
            Does.Contain($"Lane {killed.Lane}").And.Contain("batch 1").And.Contain("rewritten"));
    }

    [Test]
    public async Task Collect_ARowThatSaysOtherThanItsSignature_IsAViolation()
    {
        await CommitAsync(own);
        var head = (await own.ListUnsignedHeadsAsync(default)).Single();
        var cose = new JournalHead(head.Lane, head.Number, head.Hash, TimeProvider.System.GetUtcNow())
            .SignedBy(keys.Current(KeyUse.Journal));
        await own.AddCheckpointAsync(new Checkpoint(head.Lane, 7, default, cose), default);
        await own.AddCheckpointAsync(new Checkpoint(9, 1, default, new byte[] { 1, 2, 3 }), default);

        var collected = await heads.CollectAsync([], new RequestFields(), default);

        Assert.That(collected.Heads, Is.Empty);
        Assert.That(collected.Signatures.Violations, Is.EqualTo(2));
        Assert.That(collected.Signatures.FirstViolation, Does.Contain($"lane {head.Lane} batch 7"));
    }

    // A signer that never ran and is told to stop does one round.
    private Task RoundAsync() => signer.StopAsync(default);

    private async Task<List<(int, long)>> SignedAsync() =>
        [.. (await own.ListCheckpointsAsync(new(false, 0, 0, 100), default)).Select(c => (c.Lane, c.Number))];

    private static async Task CommitAsync(ILedgerStore store)
    {
        var now = Timestamp.From(TimeProvider.System.GetUtcNow());
        var line = new JournalLine(JournalEvent.VoucherSuspended, "v-1", Note: "check");
        await using var transaction = await store.BeginAsync(default);
        await transaction.CommitAsync(
            new LedgerBatch(now, [], [], [new JournalRow(line, "officer:1", null, now)], []), default);
    }

    private sealed class AlarmLog : ILogger<CheckpointSigner>
    {
        public List<string> Alarms { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Error)
                Alarms.Add(formatter(state, exception));
        }
    }
}
