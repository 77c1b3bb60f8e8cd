using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.StoreTests;

public abstract partial class StoreContract<TDatabase>
{
    [Test]
    public async Task Funnel_CountsEachStep()
    {
        await CommitTakeUpAsync();

        var rows = await Store.FunnelAsync(Town.Programme.Id, Town.Start, default);

        Assert.That(rows, Is.EqualTo(new FunnelRow[]
        {
            new("veterans", 4, 4, 3, 3, 2, 1), new("rural-youths", 0, 0, 0, 0, 0, 0), new("former", 0, 1, 0, 0, 0, 0),
        }));
        Assert.That(await Store.FunnelAsync(Id<Programme>.Parse("none"), Town.Start, default), Is.Empty);
    }

    [Test]
    public async Task ListTakeUp_AndListEligible_GiveWhatTheFunnelCounts()
    {
        await CommitTakeUpAsync();

        Assert.That(await CountedAsync(TakeUp.Viewed), Is.EqualTo(new[] { 1, 2, 3 }.Select(Ids.Voucher)));
        Assert.That(await CountedAsync(TakeUp.Redeemed), Is.EqualTo(new[] { 1, 2, 3 }.Select(Ids.Voucher)));
        Assert.That(await CountedAsync(TakeUp.Completed), Is.EqualTo(new[] { 1, 2 }.Select(Ids.Voucher)));
        Assert.That(await CountedAsync(TakeUp.Certified), Is.EqualTo(new[] { Ids.Voucher(1) }));
        Assert.That(await CountedAsync(TakeUp.Viewed, after: 1), Is.EqualTo(new[] { 2, 3 }.Select(Ids.Voucher)));
        Assert.That(await CountedAsync(TakeUp.Viewed, limit: 1), Is.EqualTo(new[] { Ids.Voucher(1) }));
        Assert.That(await CountedAsync(TakeUp.Viewed, "veterans"), Has.Count.EqualTo(3));
        Assert.That(await CountedAsync(TakeUp.Viewed, "former"), Is.Empty);
        Assert.That(await EligibleAsync("veterans"), Is.EqualTo(new[] { 1, 2, 3, 4 }.Select(Ids.Citizen)));
        Assert.That(await EligibleAsync("veterans", after: 2), Is.EqualTo(new[] { 3, 4 }.Select(Ids.Citizen)));
        Assert.That(await EligibleAsync("veterans", limit: 3), Has.Count.EqualTo(3));
        Assert.That(await EligibleAsync("students"), Is.EqualTo(new[] { Ids.Citizen(1) }));
        Assert.That(await EligibleAsync("former"), Is.Empty);

        async Task<IReadOnlyList<Id<Voucher>>> CountedAsync(
            TakeUp step, string? group = null, int? after = null, int limit = 9) =>
            [.. (await Store.ListTakeUpAsync(
                new(Town.Programme.Id, step, group, after is { } last ? Ids.Voucher(last).Value : null, limit),
                default)).Select(v => v.Id)];

        async Task<IReadOnlyList<Id<Citizen>>> EligibleAsync(string group, int? after = null, int limit = 9) =>
            [.. (await Store.ListEligibleAsync(
                group, Town.Start, after is { } last ? Ids.Citizen(last) : null, limit, default)).Select(c => c.Id)];
    }

    private async Task CommitTakeUpAsync()
    {
        var other = new Town("other");
        await CommittedAsync(Town.Batch(
        [
            Town.New(Town.Programme), Town.New(other.Programme),
            .. Enumerable.Range(1, 8).Select(n => Town.New(new Citizen(Ids.Citizen(n), $"{n:x64}", "王*明"))),
            .. Enumerable.Range(1, 4).Select(n => Town.New(MembershipOf(Ids.Citizen(n), "veterans"))),
            Town.New(MembershipOf(Ids.Citizen(1), "students")),
            Town.New(MembershipOf(Ids.Citizen(7), "veterans") with { ValidUntil = Town.Start }),
            Town.New(MembershipOf(Ids.Citizen(8), "veterans") with { ValidFrom = new(Town.Start.Microseconds + 1) }),
            Town.New(Used(1, EnrolmentState.Certified)), Town.New(EnrolmentOf(1, EnrolmentState.Certified)),
            Town.New(Used(2, EnrolmentState.Completed)), Town.New(EnrolmentOf(2, EnrolmentState.Completed)),
            Town.New(Used(3, EnrolmentState.Attending)), Town.New(EnrolmentOf(3, EnrolmentState.Attending)),
            Town.New(Town.Voucher(4)),
            Town.New(Town.Voucher(5, "former")),
            Town.New(other.Voucher(6)),
        ]));

        Voucher Used(int number, EnrolmentState _) => Town.Voucher(number) with
        {
            State = VoucherState.Redeemed, SessionId = Town.Session.Id, ViewedAt = Town.Start,
        };
    }

    [Test]
    public async Task ListBalances_GivesEveryAccountInOrder()
    {
        await CommittedAsync(Town.Found(budget: 500_000));
        await CommittedAsync(Town.Issue(Town.Voucher(1)));

        Assert.That(await Store.ListBalancesAsync(default), Is.EqualTo(new AccountBalance[]
        {
            new(Town.Appropriation, -500_000), new(Town.Available, 300_000), new(Town.Outstanding, 200_000),
        }));
    }

    [Test]
    public async Task ListJournal_InPagesAndBySubject_GivesEachLineOnce()
    {
        var second = await AnotherStoreAsync();
        var request = Guid.CreateVersion7();
        var noted = new JournalRow(
            new JournalLine(JournalEvent.VoucherSuspended, "v-1", Note: "疑似冒领"), "officer:2", request, Town.Start);
        await CommittedAsync(Town.Found());
        await CommitAsync(second, Town.Batch([], journal: [noted]));
        await CommittedAsync(Town.Issue(Town.Voucher(1), Town.Voucher(2)));

        var all = await Store.ListJournalAsync(new JournalQuery(null, null, 0, 0, 100), default);
        var paged = new List<JournalEntry>();
        IReadOnlyList<JournalEntry> page;
        do
        {
            var last = paged.LastOrDefault();
            page = await Store.ListJournalAsync(
                new JournalQuery(null, null, last?.Lane ?? 0, last?.Sequence ?? 0, 1), default);
            paged.AddRange(page);
        }
        while (page.Count > 0);

        Assert.That(paged, Is.EqualTo(all));
        Assert.That(
            all.Select(e => (e.Lane, e.Sequence, e.BatchNumber)),
            Is.EqualTo(new[]
            {
                (Store.Lane, 1L, 1L), (Store.Lane, 2L, 2L), (Store.Lane, 3L, 2L), (second.Lane, 1L, 1L),
            }));
        Assert.That(
            (await Store.ListJournalAsync(new JournalQuery(null, "v-1", 0, 0, 9), default)).Single().Row,
            Is.EqualTo(noted));
        Assert.That(
            await Store.ListJournalAsync(new JournalQuery(second.Lane, null, 0, 0, 9), default), Has.Count.EqualTo(1));
        var outstanding = Town.Outstanding;
        Assert.That(
            (await Store.ListJournalAsync(new JournalQuery(null, null, 0, 0, 9, outstanding), default))
                .Select(e => e.Sequence),
            Is.EqualTo(all.Where(e => e.Row.Line.Debit == outstanding || e.Row.Line.Credit == outstanding)
                .Select(e => e.Sequence)).And.Not.Empty);
    }
}
