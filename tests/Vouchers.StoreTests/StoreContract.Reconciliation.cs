using Vouchers.Ledger;

namespace Vouchers.StoreTests;

public abstract partial class StoreContract<TDatabase>
{
    [Test]
    public async Task ListOpenLines_InPages_GivesWhatMayBeMatched()
    {
        var open = BankBooks.Statement("st-1", BankBooks.City, StatementState.Open, 5, 3);
        var others = BankBooks.Statement("st-2", BankBooks.Other, StatementState.Open, 1, 1);
        Statement[] waiting =
        [
            BankBooks.Statement("st-3", BankBooks.City, StatementState.Importing, 1, 1),
            BankBooks.Statement("st-4", BankBooks.City, StatementState.Held, 1, 1),
            BankBooks.Statement("st-5", BankBooks.City, StatementState.Discarded, 1, 1),
        ];
        var by = Id<Match>.Parse("m-1");
        StatementLine[] listed =
        [
            BankBooks.Line("f1-1", open, StatementLineState.Imported),
            BankBooks.Line("f1-2a", open, StatementLineState.Suggested, -7),
            BankBooks.Line("f1-9", open, StatementLineState.Unmatched),
        ];
        await CommittedAsync(Town.Batch(
        [
            Town.New(open), Town.New(others), .. waiting.Select(Town.New), .. listed.Reverse().Select(Town.New),
            Town.New(BankBooks.Line("f1-3", open, StatementLineState.AutoMatched, 500, by)),
            Town.New(BankBooks.Line("f1-4", open, StatementLineState.Matched, 500, by)),
            Town.New(BankBooks.Line("f2-5", others, StatementLineState.Unmatched)),
            .. waiting.Select((s, i) => Town.New(BankBooks.Line($"f1-5{i}", s, StatementLineState.Imported))),
        ]));

        Assert.That(await PagesAsync((after, limit) =>
            Store.ListOpenLinesAsync(BankBooks.City, after, limit, default)), Is.EqualTo(listed));
        Assert.That(
            await Store.ListOpenLinesAsync(Id<FundingAccount>.Parse("none"), "", 10, default), Is.Empty);
    }

    [Test]
    public async Task ListUnfreedBatches_GivesCancelledOnesThatStillHoldPayments()
    {
        var cancelled = BankBooks.Payout("pay-000002", BankBooks.City) with { State = PayoutState.Cancelled, Open = 2 };
        var next = cancelled with { Id = Id<PayoutBatch>.Parse("pay-000003"), FundingAccountId = BankBooks.Other };
        await CommittedAsync(Town.Batch(
        [
            Town.New(next), Town.New(cancelled), Town.New(BankBooks.Payout("pay-000001", BankBooks.City)),
            Town.New(cancelled with { Id = Id<PayoutBatch>.Parse("pay-000004"), Open = 0 }),
        ]));

        Assert.That(await Store.ListUnfreedBatchesAsync(10, default), Is.EqualTo([cancelled, next]));
        Assert.That(await Store.ListUnfreedBatchesAsync(1, default), Is.EqualTo([cancelled]));
    }

    [Test]
    public async Task ListExpectedPayments_InPages_GivesWhatIsOnItsWayOrEndedAtTheBankSince()
    {
        var since = Town.Start + TimeSpan.FromDays(1);
        var before = new Timestamp(since.Microseconds - 1);
        PayoutBatch[] mine =
            [BankBooks.Payout("pay-000001", BankBooks.City), BankBooks.Payout("pay-000003", BankBooks.City)];
        var other = BankBooks.Payout("pay-000002", BankBooks.Other);
        PayoutItem[] listed =
        [
            BankBooks.Payment(mine[0], 1, PayoutItemState.Sent, null),
            BankBooks.Payment(mine[0], 2, PayoutItemState.Paid, since),
            BankBooks.Payment(mine[0], 5, PayoutItemState.Rejected, since),
            BankBooks.Payment(mine[0], 6, PayoutItemState.Returned, since),
            BankBooks.Payment(mine[1], 1, PayoutItemState.Accepted, null),
        ];
        await CommittedAsync(Town.Batch(
        [
            .. mine.Select(Town.New), Town.New(other), .. listed.Reverse().Select(Town.New),
            Town.New(BankBooks.Payment(other, 1, PayoutItemState.Sent, null)),
            Town.New(BankBooks.Payment(mine[0], 3, PayoutItemState.Paid, before)),
            Town.New(BankBooks.Payment(mine[0], 4, PayoutItemState.Pending, null)),
            Town.New(BankBooks.Payment(mine[1], 5, PayoutItemState.Rejected, before)),
            Town.New(BankBooks.Payment(mine[1], 6, PayoutItemState.Returned, before)),
            Town.New(BankBooks.Payment(mine[0], 7, PayoutItemState.Cancelled, since)),
            Town.New(BankBooks.Payment(mine[0], 8, PayoutItemState.Netted, since)),
        ]));

        Assert.That(await PagesAsync((after, limit) =>
            Store.ListExpectedPaymentsAsync(BankBooks.City, since, after, limit, default)), Is.EqualTo(listed));
        Assert.That(
            await Store.ListExpectedPaymentsAsync(BankBooks.City, before, "", 10, default), Has.Count.EqualTo(8));
    }

    [Test]
    public async Task ListOpenDiscrepancies_InPages_GivesWhatPeopleWorkOn()
    {
        Discrepancy[] listed =
        [
            BankBooks.Discrepancy("d-1", BankBooks.City, DiscrepancyState.Open),
            BankBooks.Discrepancy("d-10", BankBooks.City, DiscrepancyState.Proposed),
            BankBooks.Discrepancy("d-2", BankBooks.City, DiscrepancyState.Open),
        ];
        await CommittedAsync(Town.Batch(
        [
            .. listed.Reverse().Select(Town.New),
            Town.New(BankBooks.Discrepancy("d-3", BankBooks.City, DiscrepancyState.Resolved)),
            Town.New(BankBooks.Discrepancy("d-4", BankBooks.City, DiscrepancyState.Explained)),
            Town.New(BankBooks.Discrepancy("d-5", BankBooks.Other, DiscrepancyState.Open)),
        ]));

        Assert.That(await PagesAsync((after, limit) =>
            Store.ListOpenDiscrepanciesAsync(BankBooks.City, after, limit, default)), Is.EqualTo(listed));
    }

    [Test]
    public async Task Reconciled_BooksHold()
    {
        await CommittedAsync(BankBooks.Reconciled());
        await BooksHoldAsync();
    }

    /// <summary>All rows, read in pages of two by the key of the last one.</summary>
    private static async Task<List<T>> PagesAsync<T>(Func<string, int, Task<IReadOnlyList<T>>> read)
        where T : Entity
    {
        var rows = new List<T>();
        IReadOnlyList<T> page;
        do
        {
            page = await read(rows.LastOrDefault()?.Key ?? "", 2);
            Assert.That(page, Has.Count.LessThanOrEqualTo(2));
            rows.AddRange(page);
        }
        while (page.Count > 0);

        return rows;
    }
}
