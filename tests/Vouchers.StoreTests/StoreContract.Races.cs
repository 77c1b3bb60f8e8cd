using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.StoreTests;

public abstract partial class StoreContract<TDatabase>
{
    [Test]
    public async Task Race_TwoStoresRedeemOneVoucher_OneWinsEachRound()
    {
        const int rounds = 12;
        const int callers = 8;
        ILedgerStore[] stores =
            [Store, await AnotherStoreAsync(), await AnotherStoreAsync()];
        await CommittedAsync(Town.Found());
        await CommittedAsync(Town.Issue([.. Enumerable.Range(1, rounds).Select(n => Town.Voucher(n))]));

        for (var round = 1; round <= rounds; round++)
        {
            var id = Ids.Voucher(round);
            var outcomes = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller =>
                Task.Run(() => RedeemAsync(stores[caller % stores.Length], id))));
            Assert.That(outcomes.Count(won => won), Is.EqualTo(1), $"round {round}");
        }

        Assert.That(await Store.CountAsync<Redemption>(RowQuery.All(1), default), Is.EqualTo(rounds));
        await BooksHoldAsync();
    }

    [Test]
    public async Task Race_ManyStoresShareOneBudget_NothingIsLostOrOverdrawn()
    {
        const int each = 20;
        ILedgerStore[] stores =
            [Store, await AnotherStoreAsync(), await AnotherStoreAsync(), await AnotherStoreAsync()];
        await CommittedAsync(Town.Found(budget: 200_000 * 50));

        var issued = await Task.WhenAll(stores.Select((store, i) => Task.Run(async () =>
        {
            var won = 0;
            for (var n = 0; n < each; n++)
            {
                var batch = Town.Issue(Town.Voucher(1 + i * each + n));
                for (var attempt = 0; attempt < 10; attempt++)
                {
                    if (await CommitAsync(store, batch) is not CommitResult.Committed)
                        continue;
                    won++;
                    break;
                }
            }

            return won;
        })));

        Assert.That(issued.Sum(), Is.EqualTo(50));
        await BooksHoldAsync();
    }

    [Test]
    public async Task Race_ReadBeforeAnotherCommits_LosesAfter()
    {
        var second = await AnotherStoreAsync();
        await CommittedAsync(Town.Found());
        await CommittedAsync(Town.Issue(Town.Voucher(1)));
        var stale = (await LoadAsync(Need.Of(Ids.Voucher(1))))[0].Rows[0];

        Assert.That(
            await CommitAsync(second, Town.Redeem(((Voucher)stale.Row, stale.Version))),
            Is.InstanceOf<CommitResult.Committed>());
        await LostAsync(Town.Redeem(((Voucher)stale.Row, stale.Version)));

        await BooksHoldAsync();
    }

    [Test]
    public async Task Race_StoresOpenAnEmptyDatabaseTogether_EachGetsItsLane()
    {
        await using var database = new TDatabase();
        await database.CreateAsync();

        var stores = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(database.OpenAsync)));
        try
        {
            Assert.That(stores.Select(s => s.Lane).Order(), Is.EqualTo(Enumerable.Range(1, 6)));
            foreach (var store in stores)
                Assert.That(await CommitAsync(store, Town.Batch([])), Is.EqualTo(new CommitResult.Committed(1)));
            Assert.That((await stores[0].VerifyAsync([], default)).Holds);
        }
        finally
        {
            foreach (var store in stores)
                await store.DisposeAsync();
        }
    }

    [Test]
    public async Task Begin_WhileAnotherIsOpen_Waits()
    {
        var first = await Store.BeginAsync(default);
        var second = Store.BeginAsync(default);
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(20));

        Assert.That(second.IsCompleted, Is.False);
        Assert.That(() => Store.BeginAsync(impatient.Token), Throws.InstanceOf<OperationCanceledException>());

        await first.DisposeAsync();
        await using var transaction = await second;
        Assert.That(await transaction.CommitAsync(Town.Batch([]), default), Is.InstanceOf<CommitResult.Committed>());
    }

    [Test]
    public async Task Open_Again_ContinuesTheBooksInANewLane()
    {
        await CommittedAsync(Town.Found());
        await CommittedAsync(Town.Issue(Town.Voucher(1)));

        var second = await AnotherStoreAsync();
        Assert.That(second.Lane, Is.GreaterThan(Store.Lane));
        Assert.That(
            await CommitAsync(second, Town.Redeem((Town.Voucher(1), 1))), Is.EqualTo(new CommitResult.Committed(1)));
        await BooksHoldAsync();
    }

    [Test]
    public async Task Verify_WhileOthersWrite_SeesOneState()
    {
        await CommittedAsync(Town.Found());
        var second = await AnotherStoreAsync();
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var n = 1; !stop.IsCancellationRequested; n++)
            {
                await CommitAsync(second, Town.Issue(Town.Voucher(n)));
                await CommitAsync(second, Town.Redeem((Town.Voucher(n), 1)));
            }
        });

        for (var i = 0; i < 10; i++)
            await BooksHoldAsync();

        await stop.CancelAsync();
        await writing;
        await BooksHoldAsync();
    }

    private async Task<bool> RedeemAsync(ILedgerStore store, Id<Voucher> id)
    {
        while (true)
        {
            await using var transaction = await store.BeginAsync(default);
            var found = (await transaction.LoadAsync([Need.Of(id)], default))[0].Rows[0];
            if (((Voucher)found.Row).State != VoucherState.Active)
                return false;
            var result = await transaction.CommitAsync(Town.Redeem(((Voucher)found.Row, found.Version)), default);
            if (result is CommitResult.Committed)
                return true;
        }
    }
}
