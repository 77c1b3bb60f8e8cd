using Vouchers.Ledger;
using Vouchers.Storage;
using Vouchers.Testing;

namespace Vouchers.StoreTests;

/// <summary>
/// A lane rewritten as a whole, with hashes that follow from each other: nothing in the file tells, but what was
/// signed before.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SqliteRewriteTests : IAsyncDisposable
{
    private readonly Town town = new();
    private readonly SqliteTestDatabase database = new();
    private ILedgerStore store = null!;

    [SetUp]
    public async Task FillAsync()
    {
        store = await database.OpenAsync();
        await CommitAsync(town.Found());
        await CommitAsync(town.Issue(town.Voucher(1), town.Voucher(2)));
        await CommitAsync(town.Redeem((town.Voucher(1), 1)));
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        await database.DisposeAsync();
    }

    [Test]
    public async Task Verify_LaneRewritten_IsSeenByItsSignedHeadAlone()
    {
        var head = (await store.ListUnsignedHeadsAsync(default)).Single();
        var signed = new SignedHead(head.Lane, head.Number, head.Hash, Town.Start);
        Assert.That((await store.VerifyAsync([signed], default)).Holds);

        await LaneRewriter.RewriteAsync(database.File, store.Lane, "somebody else");

        var lines = await store.ListJournalAsync(new JournalQuery(null, null, 0, 0, 100), default);
        Assert.That(lines.Select(line => line.Row.Actor), Is.All.EqualTo("somebody else"));
        Assert.That((await store.VerifyAsync([], default)).Holds, "the chain fits itself, as it was meant to");
        var report = await store.VerifyAsync([signed], default);
        Assert.That(report.Checks.Single(c => c.Violations > 0).Name, Is.EqualTo("checkpoints"));
    }

    [Test]
    public async Task UnsignedHeads_LaneRewritten_TellThatTheLastCheckpointIsGone()
    {
        var head = (await store.ListUnsignedHeadsAsync(default)).Single();
        await store.AddCheckpointAsync(new Checkpoint(head.Lane, head.Number, Town.Start, new byte[] { 1 }), default);
        await LaneRewriter.RewriteAsync(database.File, store.Lane, "somebody else");
        await CommitAsync(town.Issue(town.Voucher(3)));

        var next = (await store.ListUnsignedHeadsAsync(default)).Single();

        Assert.That((next.Lane, next.Last!.Number), Is.EqualTo((head.Lane, head.Number)));
        Assert.That(next.HashAtLast!.Value.ToArray(), Is.Not.EqualTo(head.Hash.ToArray()));
    }

    private async Task CommitAsync(LedgerBatch batch)
    {
        await using var transaction = await store.BeginAsync(default);
        Assert.That(await transaction.CommitAsync(batch, default), Is.InstanceOf<CommitResult.Committed>());
    }
}
