using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.StoreTests;

/// <summary>
/// What every store does, in one suite for all of them: nothing is left out for any engine.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public abstract partial class StoreContract<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private readonly List<ILedgerStore> opened = [];

    private TDatabase Database { get; } = new();

    private ILedgerStore Store { get; set; } = null!;

    private Town Town { get; } = new();

    [SetUp]
    public async Task OpenAsync()
    {
        await Database.CreateAsync();
        Store = await AnotherStoreAsync();
    }

    [TearDown]
    public async Task CloseAsync()
    {
        foreach (var store in opened)
            await store.DisposeAsync();
        await Database.DisposeAsync();
    }

    private async Task<ILedgerStore> AnotherStoreAsync()
    {
        var store = await Database.OpenAsync();
        opened.Add(store);
        return store;
    }

    private static async Task<CommitResult> CommitAsync(ILedgerStore store, LedgerBatch batch)
    {
        await using var transaction = await store.BeginAsync(default);
        return await transaction.CommitAsync(batch, default);
    }

    private async Task CommittedAsync(LedgerBatch batch) =>
        Assert.That(await CommitAsync(Store, batch), Is.InstanceOf<CommitResult.Committed>());

    private async Task LostAsync(LedgerBatch batch) =>
        Assert.That(await CommitAsync(Store, batch), Is.InstanceOf<CommitResult.LostRace>());

    private async Task<IReadOnlyList<Loaded>> LoadAsync(params Need[] needs)
    {
        await using var transaction = await Store.BeginAsync(default);
        return await transaction.LoadAsync(needs, default);
    }

    private async Task<IReadOnlyList<StoredAnswer>> AnswersAsync(params Guid[] requests)
    {
        await using var transaction = await Store.BeginAsync(default);
        return await transaction.LoadAnswersAsync(requests, default);
    }

    /// <summary>Everything that a batch can leave behind, to see that nothing was written.</summary>
    private async Task<string> PictureAsync()
    {
        var journal = await Store.ListJournalAsync(new JournalQuery(null, null, 0, 0, 1_000), default);
        var balances = await Store.ListBalancesAsync(default);
        var vouchers = await Store.ListAsync<Voucher>(RowQuery.All(1_000), default);
        var redemptions = await Store.ListAsync<Redemption>(RowQuery.All(1_000), default);
        var report = await Store.VerifyAsync([], default);
        return string.Join('\n', [.. journal, .. balances, .. vouchers, .. redemptions, report.Batches, report.Rows]);
    }

    private async Task BooksHoldAsync()
    {
        var report = await Store.VerifyAsync([], default);
        Assert.That(report.Checks.Where(c => c.Violations > 0), Is.Empty);
        Assert.That(report.Checks, Has.Count.EqualTo(16));
    }
}

public sealed class InMemoryStoreTests : StoreContract<InMemoryTestDatabase>;

public sealed class SqliteStoreTests : StoreContract<SqliteTestDatabase>;

public sealed class SqlServerStoreTests : StoreContract<SqlServerTestDatabase>;
