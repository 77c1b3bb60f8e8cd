using Vouchers.Ledger;

namespace Vouchers.StoreTests;

public abstract partial class StoreContract<TDatabase>
{
    private static IEnumerable<Type> EntityTypes => typeof(Entity).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Entity)));

    [TestCaseSource(nameof(EntityTypes))]
    public async Task Insert_EveryColumn_ComesBack(Type type)
    {
        var row = Filler.Make(type, 1, fillNullables: true);
        var empty = Filler.Make(type, 2, fillNullables: false);

        await CommittedAsync(Town.Batch([Town.New(row), Town.New(empty)]));

        var found = await LoadAsync(
            new Need(type, NeedBy.Key, row.Key), new Need(type, NeedBy.Key, empty.Key),
            new Need(type, NeedBy.Key, "no"));
        Assert.That(found.Select(f => f.Need.Key), Is.EqualTo(new[] { row.Key, empty.Key, "no" }));
        Filler.AssertEqual(found[0].Rows.Single().Row, row);
        Filler.AssertEqual(found[1].Rows.Single().Row, empty);
        Assert.That(found[2].Rows, Is.Empty);
        Assert.That(found.Take(2).Select(f => f.Rows[0].Version), Is.All.EqualTo(1));
    }

    [TestCaseSource(nameof(EntityTypes))]
    public async Task Replace_EveryColumn_ComesBack(Type type)
    {
        var row = Filler.Make(type, 1, fillNullables: true);
        var next = Filler.WithoutFixed(row, Filler.Make(type, 2, fillNullables: false));
        var last = Filler.WithoutFixed(row, Filler.Make(type, 3, fillNullables: true));
        await CommittedAsync(Town.Batch([Town.New(row)]));

        await CommittedAsync(Town.Batch([new RowWrite(next, 1)]));
        Filler.AssertEqual((await LoadAsync(new Need(type, NeedBy.Key, row.Key)))[0].Rows.Single().Row, next);
        await CommittedAsync(Town.Batch([new RowWrite(last, 2)]));

        var found = (await LoadAsync(new Need(type, NeedBy.Key, row.Key)))[0].Rows.Single();
        Filler.AssertEqual(found.Row, last);
        Assert.That(found.Version, Is.EqualTo(3));
    }

    [Test]
    public async Task Commit_NothingToWrite_IsChained()
    {
        await CommittedAsync(Town.Batch([]));
        await CommittedAsync(Town.Batch([]));

        var report = await Store.VerifyAsync([], default);
        Assert.That((report.Batches, report.Rows, report.Holds), Is.EqualTo((2L, 0L, true)));
    }

    [Test]
    public async Task Commit_VersionLost_WritesNothing()
    {
        var (one, two) = (Town.Voucher(1), Town.Voucher(2));
        await CommittedAsync(Town.Found());
        await CommittedAsync(Town.Issue(one, two));
        await CommittedAsync(Town.Redeem((two, 1)));
        var before = await PictureAsync();

        await LostAsync(Town.Redeem((one, 1), (two, 1)) with { Answers = [Town.Answer(Request)] });

        Assert.That(await PictureAsync(), Is.EqualTo(before));
        Assert.That(await AnswersAsync(Request), Is.Empty);
    }

    /// <summary>No index guards such a row: the version alone does.</summary>
    [TestCaseSource(nameof(EntityTypes))]
    public async Task Replace_OtherVersionThanStored_IsLostRace(Type type)
    {
        var row = Filler.Make(type, 1, fillNullables: true);
        var next = Filler.WithoutFixed(row, Filler.Make(type, 2, fillNullables: true));
        await CommittedAsync(Town.Batch([Town.New(row)]));
        await CommittedAsync(Town.Batch([new RowWrite(row, 1)]));

        foreach (var version in new[] { 0L, 1L, 3L })
            await LostAsync(Town.Batch([new RowWrite(next, version)]));

        var found = (await LoadAsync(new Need(type, NeedBy.Key, row.Key)))[0].Rows.Single();
        Filler.AssertEqual(found.Row, row);
        Assert.That(found.Version, Is.EqualTo(2));
    }

    [Test]
    public async Task Commit_RowGone_IsLostRace() => await LostAsync(Town.Batch([new RowWrite(Town.Voucher(1), 1)]));

    [Test]
    public async Task Commit_KeyTaken_WritesNothing()
    {
        await CommittedAsync(Town.Found());
        await CommittedAsync(Town.Issue(Town.Voucher(1)));
        var before = await PictureAsync();

        await LostAsync(Town.Issue(Town.Voucher(2), Town.Voucher(1) with { Code = 5, StatusIndex = 99 }));

        Assert.That(await PictureAsync(), Is.EqualTo(before));
    }

    private static IEnumerable<TestCaseData> RowsThatShareAValue()
    {
        var town = new Town();
        var voucher = town.Voucher(1);
        var citizen = new Citizen(Ids.Citizen(1), new string('a', 64), "王*明");
        var redemption = town.Redemption(voucher);
        yield return new TestCaseData(voucher, town.Voucher(2) with { Code = voucher.Code }).SetArgDisplayNames("code");
        yield return new TestCaseData(voucher, town.Voucher(2) with { StatusIndex = 1 }).SetArgDisplayNames("status");
        yield return new TestCaseData(citizen, citizen with { Id = Ids.Citizen(2) }).SetArgDisplayNames("national id");
        yield return new TestCaseData(
            town.Programme, town.Programme with { Id = Id<Programme>.Parse("p2") }).SetArgDisplayNames("programme");
        yield return new TestCaseData(
            town.Institution, town.Institution with { Id = Id<Institution>.Parse("i2") })
            .SetArgDisplayNames("institution");
        yield return new TestCaseData(redemption, town.Redemption(voucher)).SetArgDisplayNames("unvoided");
        yield return new TestCaseData(
            redemption, town.Redemption(town.Voucher(2)) with { Receipt = redemption.Receipt })
            .SetArgDisplayNames("receipt");
    }

    [TestCaseSource(nameof(RowsThatShareAValue))]
    public async Task Commit_UniqueValueTaken_IsLostRace(Entity first, Entity second)
    {
        await CommittedAsync(Town.Batch([Town.New(first)]));

        await LostAsync(Town.Batch([Town.New(second)]));
    }

    [Test]
    public async Task Commit_VoidAndRedeemAgainInOneBatch_Stands()
    {
        var voucher = Town.Voucher(1);
        var (first, second) = (Town.Redemption(voucher), Town.Redemption(voucher));
        await CommittedAsync(Town.Batch([Town.New(first)]));

        await CommittedAsync(Town.Batch(
            [Town.New(second), new RowWrite(first with { State = RedemptionState.Voided }, 1)]));
    }

    [Test]
    public async Task Commit_FixedColumnChanged_IsABugAndWritesNothing()
    {
        await CommittedAsync(Town.Found());
        await CommittedAsync(Town.Issue(Town.Voucher(1)));
        var before = await PictureAsync();

        Assert.That(
            () => CommitAsync(Store, Town.Batch(
                [Town.New(Town.Voucher(2)), new RowWrite(Town.Voucher(1) with { Code = 9 }, 1)])),
            Throws.InvalidOperationException.With.Message.Contains("never changes"));

        Assert.That(await PictureAsync(), Is.EqualTo(before));
        await CommittedAsync(Town.Issue(Town.Voucher(3)));
        await BooksHoldAsync();
    }

    [Test]
    public async Task Commit_TextTooLong_IsABugAndWritesNothing()
    {
        var before = await PictureAsync();

        Assert.That(
            () => CommitAsync(Store, Town.Batch(
                [
                    Town.New(new Agency(Id<Agency>.Parse("a1"), "ok")),
                    Town.New(new Agency(Id<Agency>.Parse("a2"), new string('x', 401))),
                ])),
            Throws.InvalidOperationException.With.Message.Contains("name takes 400 characters"));

        Assert.That(await PictureAsync(), Is.EqualTo(before));
        Assert.That(await Store.FindAsync(Id<Agency>.Parse("a1"), default), Is.Null);
    }

    [Test]
    public async Task Commit_AccountBelowZero_WritesNothing()
    {
        await CommittedAsync(Town.Found(budget: 300_000));
        await CommittedAsync(Town.Issue(Town.Voucher(1)));
        var before = await PictureAsync();

        await LostAsync(Town.Issue(Town.Voucher(2)));

        Assert.That(await PictureAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Commit_FirstUseBelowZero_IsLostRace() =>
        await LostAsync(Town.Batch([], [new BalanceChange(Town.Available, -1, null)]));

    [Test]
    public async Task Commit_AppropriationBelowZero_IsAllowed() =>
        await CommittedAsync(Town.Batch([], [new BalanceChange(Town.Appropriation, -1, null)]));

    [Test]
    public async Task Commit_AccountVersionExpected_MustStillStand()
    {
        await CommittedAsync(Town.Batch([], [new BalanceChange(Town.Unearned, 10, 0)]));
        await LostAsync(Town.Batch([], [new BalanceChange(Town.Unearned, 10, 0)]));
        await CommittedAsync(Town.Batch([], [new BalanceChange(Town.Unearned, 10, 1)]));
        await LostAsync(Town.Batch([], [new BalanceChange(Town.Unearned, 10, 1)]));
        await LostAsync(Town.Batch([], [new BalanceChange(Town.Unearned, 10, 3)]));
        await LostAsync(Town.Batch([], [new BalanceChange(Town.Outstanding, 10, 1)]));

        var found = await LoadAsync(Need.Balance(Town.Unearned), Need.Balance(Town.Available));
        Assert.That(
            found.Select(f => (f.BalanceMinorUnits, f.AccountVersion)), Is.EqualTo(new[] { (20L, 2L), (0L, 0L) }));
    }

    [Test]
    public async Task Transaction_Disposed_LeavesNothing()
    {
        await CommittedAsync(Town.Found());
        var before = await PictureAsync();

        await using (var transaction = await Store.BeginAsync(default))
            await transaction.LoadAsync([Need.Balance(Town.Available)], default);

        Assert.That(await PictureAsync(), Is.EqualTo(before));
        await CommittedAsync(Town.Issue(Town.Voucher(1)));
        await BooksHoldAsync();
    }

    [Test]
    public async Task Transaction_Ended_TakesNothingMore()
    {
        await using var transaction = await Store.BeginAsync(default);
        await transaction.CommitAsync(Town.Batch([]), default);

        Assert.That(() => transaction.CommitAsync(Town.Batch([]), default), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => transaction.LoadAsync([], default), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public async Task Commit_LargeBatch_ReadsBackWhole()
    {
        await CommittedAsync(Town.Found());
        var vouchers = Enumerable.Range(1, 1_200).Select(n => Town.Voucher(n)).ToList();

        await CommittedAsync(Town.Issue(vouchers));

        var needs = vouchers.Select(v => Need.Of(v.Id)).ToArray();
        var found = await LoadAsync(needs);
        Assert.That(found.Select(f => f.Rows.Single().Row), Is.EqualTo(vouchers));
        await BooksHoldAsync();
    }
}
