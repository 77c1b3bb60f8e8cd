using Vouchers.Storage;

namespace Vouchers.StoreTests;

public abstract partial class StoreContract<TDatabase>
{
    [Test]
    public async Task UnsignedHeads_OfLanesThatMoved_UntilACheckpointTellsOfThem()
    {
        var other = await AnotherStoreAsync();
        await AnotherStoreAsync();
        Assert.That(await Store.ListUnsignedHeadsAsync(default), Is.Empty, "nothing was written in any lane");
        await CommittedAsync(Town.Found());
        await CommittedAsync(Town.Issue(Town.Voucher(1)));
        await CommitAsync(other, Town.Batch([]));

        var heads = await Store.ListUnsignedHeadsAsync(default);
        Assert.That(heads.Select(h => (h.Lane, h.Number)), Is.EqualTo(new[] { (Store.Lane, 2L), (other.Lane, 1L) }));
        Assert.That(heads.Select(h => h.Hash.Length), Is.All.EqualTo(32));
        Assert.That(heads.Select(h => (h.Last, h.HashAtLast)), Is.All.EqualTo(((Checkpoint?)null, (object?)null)));

        Assert.That(await Store.AddCheckpointAsync(CheckpointOf(heads[0]), default), Is.True);
        Assert.That((await Store.ListUnsignedHeadsAsync(default)).Single().Lane, Is.EqualTo(other.Lane));
        await CommittedAsync(Town.Issue(Town.Voucher(2)));

        var moved = (await other.ListUnsignedHeadsAsync(default))[0];
        Assert.That((moved.Lane, moved.Number, moved.Last!.Number), Is.EqualTo((Store.Lane, 3L, 2L)));
        Assert.That(moved.Last.Cose.ToArray(), Is.EqualTo(CheckpointOf(heads[0]).Cose.ToArray()));
        Assert.That(moved.HashAtLast!.Value.ToArray(), Is.EqualTo(heads[0].Hash.ToArray()));
    }

    [Test]
    public async Task AddCheckpoint_OfAHeadThatAnotherNodeSigned_KeepsTheFirst()
    {
        var other = await AnotherStoreAsync();
        await CommittedAsync(Town.Found());
        var head = (await Store.ListUnsignedHeadsAsync(default)).Single();

        Assert.That(await other.AddCheckpointAsync(CheckpointOf(head, 1), default), Is.True);
        Assert.That(await Store.AddCheckpointAsync(CheckpointOf(head, 2), default), Is.False);

        var kept = (await Store.ListCheckpointsAsync(new(false, 0, 0, 10), default)).Single();
        Assert.That((kept.Lane, kept.Number, kept.At), Is.EqualTo((head.Lane, head.Number, Town.Start)));
        Assert.That(kept.Cose.ToArray(), Is.EqualTo(new byte[] { 1, 0, 255 }));
        await CommittedAsync(Town.Issue(Town.Voucher(1)));
        await BooksHoldAsync();
    }

    [Test]
    public async Task ListCheckpoints_InPages_GivesAllOrTheNewestOfEachLane()
    {
        foreach (var (lane, number) in new[] { (2, 5L), (1, 3L), (1, 10L), (3, 1L), (2, 4L) })
            await Store.AddCheckpointAsync(new Checkpoint(lane, number, Town.Start, new byte[] { 7 }), default);

        Assert.That(await PagesAsync(newestOnly: false),
            Is.EqualTo(new[] { (1, 3L), (1, 10L), (2, 4L), (2, 5L), (3, 1L) }));
        Assert.That(await PagesAsync(newestOnly: true), Is.EqualTo(new[] { (1, 10L), (2, 5L), (3, 1L) }));
    }

    [Test]
    public async Task Verify_SignedHeads_MustBeInTheirLanes()
    {
        await CommittedAsync(Town.Found());
        var first = SignedOf((await Store.ListUnsignedHeadsAsync(default)).Single());
        await CommittedAsync(Town.Issue(Town.Voucher(1)));
        var second = SignedOf((await Store.ListUnsignedHeadsAsync(default)).Single());

        Assert.That((await Store.VerifyAsync([first, second, first], default)).Holds);
        await ExpectAsync(first with { Hash = second.Hash }, 1);
        await ExpectAsync(second with { Number = 3 }, 3);
        await ExpectAsync(second with { Lane = 99 }, 2);

        async Task ExpectAsync(SignedHead wrong, long batch)
        {
            var report = await Store.VerifyAsync([first, wrong, second], default);
            var broken = report.Checks.Single(c => c.Violations > 0);
            Assert.That((broken.Name, broken.Violations), Is.EqualTo(("checkpoints", 1L)));
            Assert.That(broken.FirstViolation, Does.StartWith(
                $"lane {wrong.Lane} no longer contains the head of batch {batch} that was signed at "));
        }
    }

    private static Checkpoint CheckpointOf(UnsignedHead head, byte value = 9) =>
        new(head.Lane, head.Number, Town.Start, new byte[] { value, 0, 255 });

    private static SignedHead SignedOf(UnsignedHead head) => new(head.Lane, head.Number, head.Hash, Town.Start);

    private async Task<List<(int, long)>> PagesAsync(bool newestOnly)
    {
        var all = new List<(int Lane, long Number)>();
        IReadOnlyList<Checkpoint> page;
        do
        {
            var (lane, number) = all.LastOrDefault();
            page = await Store.ListCheckpointsAsync(new CheckpointQuery(newestOnly, lane, number, 2), default);
            all.AddRange(page.Select(c => (c.Lane, c.Number)));
        }
        while (page.Count > 0);
        return all;
    }
}
