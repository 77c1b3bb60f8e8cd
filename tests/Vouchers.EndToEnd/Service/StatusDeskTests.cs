using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Vouchers.Credentials;
using Vouchers.Ledger;
using Vouchers.Service;
using Vouchers.Storage;
using Vouchers.Testing;

namespace Vouchers.EndToEnd.Service;

/// <summary>Many ask for a status list at once; the store is asked once, and answers when the test lets it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class StatusDeskTests : IAsyncDisposable
{
    private readonly FakeTimeProvider time = new(new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
    private string folder = null!;
    private KeyStore keys = null!;
    private GatedStore store = null!;
    private StatusDesk desk = null!;

    [SetUp]
    public async Task Open()
    {
        folder = RunningService.NewFolder();
        keys = RunningService.OpenKeys(Path.Combine(folder, "keys"), "test", time);
        var database = new StoreOptions { Connection = Path.Combine(folder, "vouchers.db") };
        store = new GatedStore(await LedgerStores.OpenAsync(database, time));
        var oneVoucher = new RowWrite(new Counter(Counter.StatusPlaces, 1), null);
        await using (var transaction = await store.BeginAsync(default))
            await transaction.CommitAsync(
                new LedgerBatch(Timestamp.From(time.GetUtcNow()), [oneVoucher], [], [], []), default);
        var listening = new Listening { PublicAddress = "https://vouchers.example" };
        var trust = new TrustDesk(keys, listening, new ServiceOptions(), time, NullLogger<TrustDesk>.Instance);
        desk = new StatusDesk(keys, trust, store, listening, time);
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Find_ByManyAtOnce_IsMadeOnceForAll()
    {
        var answer = store.HoldBack();
        var callers = Enumerable.Range(0, 16).Select(_ => desk.FindAsync(0, default)).ToArray();
        await store.Entered;
        Assert.That(callers.Select(caller => caller.IsCompleted), Is.All.False);

        answer.SetResult([]);
        var lists = await Task.WhenAll(callers);

        Assert.That(lists.Distinct().Count(), Is.EqualTo(1));
        Assert.That(store.Asked, Is.EqualTo(1));
        Assert.That(await desk.FindAsync(0, default), Is.SameAs(lists[0]), "it is kept for a minute");
        Assert.That(store.Asked, Is.EqualTo(1));
    }

    [Test]
    public async Task Find_OneCallerGivesUp_TheOthersAreServed()
    {
        var answer = store.HoldBack();
        using var impatience = new CancellationTokenSource();
        var first = desk.FindAsync(0, impatience.Token);
        await store.Entered;
        var second = desk.FindAsync(0, default);

        await impatience.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => first);
        answer.SetResult([]);

        Assert.That(await second, Is.Not.Null);
        Assert.That(store.Asked, Is.EqualTo(1));
    }

    [Test]
    public async Task Find_TheStoreFails_AllWhoWaitedHearOfItAndTheNextTriesAgain()
    {
        var answer = store.HoldBack();
        var callers = new[] { desk.FindAsync(0, default), desk.FindAsync(0, default) };
        await store.Entered;
        answer.SetException(new StoreUnavailableException("The database is away."));
        foreach (var caller in callers)
            await Assert.ThrowsAsync<StoreUnavailableException>(() => caller);

        Assert.That(await desk.FindAsync(0, default), Is.Not.Null);
        Assert.That(store.Asked, Is.EqualTo(2));
    }

    [Test]
    public async Task Find_AnotherList_DoesNotWaitForTheFirst()
    {
        store.HoldBack();
        var first = desk.FindAsync(0, default);
        await store.Entered;

        Assert.That(await desk.FindAsync(1, default), Is.Null, "nobody has a place there");
        Assert.That(first.IsCompleted, Is.False);
    }

    [Test]
    public async Task Find_AfterAMinute_ComparesAndSignsOnlyWhatChanged()
    {
        var first = (await desk.FindAsync(0, default))!;
        time.Advance(TimeSpan.FromMinutes(1));
        var same = (await desk.FindAsync(0, default))!;
        Assert.That((same.Signed, same.ETag, store.Asked), Is.EqualTo((first.Signed, first.ETag, 2)));

        RunningService.OpenKeys(Path.Combine(folder, "keys"), "test", time).Rotate(KeyUse.StatusList);
        time.Advance(TimeSpan.FromMinutes(1));
        var rotated = (await desk.FindAsync(0, default))!;
        Assert.That(rotated.ETag, Is.Not.EqualTo(first.ETag), "else devices would keep the list by the old key");
        Assert.That(rotated.Signer, Is.EqualTo(keys.Current(KeyUse.StatusList).KeyId).And.Not.EqualTo(first.Signer));
    }

    private sealed class GatedStore(ILedgerStore inner) : DelegatingStore(inner)
    {
        private readonly TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private TaskCompletionSource<IReadOnlyList<StatusPlace>>? gate;
        private int asked;

        public int Asked => asked;

        public Task Entered => entered.Task;

        /// <summary>The next question is answered when, and as, the result says.</summary>
        public TaskCompletionSource<IReadOnlyList<StatusPlace>> HoldBack() =>
            gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override Task<IReadOnlyList<StatusPlace>> ListStatusAsync(
            int statusList, CancellationToken cancellation)
        {
            Interlocked.Increment(ref asked);
            var held = Interlocked.Exchange(ref gate, null);
            entered.TrySetResult();
            return held?.Task ?? base.ListStatusAsync(statusList, cancellation);
        }
    }
}
