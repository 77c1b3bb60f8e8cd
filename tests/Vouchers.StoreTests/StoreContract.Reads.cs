using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.StoreTests;

public abstract partial class StoreContract<TDatabase>
{
    private static readonly Guid Request = new("0199c0de-0000-7000-8000-00000000cafe");

    [Test]
    public async Task Load_ByCitizen_FindsAllOfTheirsAndNoOther()
    {
        var (mine, other) = (Ids.Citizen(1), Ids.Citizen(2));
        Voucher[] vouchers =
        [
            Town.Voucher(3) with { CitizenId = mine }, Town.Voucher(1) with { CitizenId = mine },
            Town.Voucher(2) with { CitizenId = other },
        ];
        Membership[] memberships = [MembershipOf(mine, "veterans"), MembershipOf(mine, "农村青年"), MembershipOf(other, "veterans")];
        await CommittedAsync(Town.Batch([.. vouchers.Select(Town.New), .. memberships.Select(Town.New)]));

        var found = await LoadAsync(
            Need.VouchersOf(mine), Need.MembershipsOf(mine), Need.VouchersOf(other), Need.VouchersOf(Ids.Citizen(3)));

        Assert.That(
            found.Select(f => f.Rows.Count), Is.EqualTo(new[] { 2, 2, 1, 0 }));
        Assert.That(found[0].Rows.Select(r => r.Row), Is.EquivalentTo(vouchers[..2]));
        Assert.That(found[1].Rows.Select(r => r.Row), Is.EquivalentTo(memberships[..2]));
    }

    [Test]
    public async Task Load_ByNationalId_FindsTheCitizen()
    {
        var citizen = new Citizen(Ids.Citizen(1), new string('e', 64), "欧阳*");
        await CommittedAsync(Town.Batch([Town.New(citizen)]));

        var found = await LoadAsync(Need.NationalId(citizen.NationalIdHash), Need.NationalId(new string('0', 64)));

        Assert.That(found[0].Rows.Single().Row, Is.EqualTo(citizen));
        Assert.That(found[1].Rows, Is.Empty);
    }

    [Test]
    public async Task List_InPages_GivesKeyOrder()
    {
        // Digits, hyphens and dots sort by their bytes, not as a dictionary would.
        string[] keys = ["a", "a-1", "a.1", "a1", "ab", "b", "0", "z9"];
        await CommittedAsync(Town.Batch(
            [.. keys.Select(key => Town.New(new Agency(Id<Agency>.Parse(key), key)))]));

        var read = new List<string>();
        IReadOnlyList<Agency> page;
        do
        {
            page = await Store.ListAsync<Agency>(RowQuery.All(3, read.LastOrDefault()), default);
            read.AddRange(page.Select(agency => agency.Key));
        }
        while (page.Count > 0);

        Assert.That(read, Is.EqualTo(keys.Order(StringComparer.Ordinal)));
    }

    [Test]
    public async Task List_ByColumns_KeepsWhatFits()
    {
        await CommittedAsync(Town.Batch(
        [
            Town.New(Town.Voucher(1)), Town.New(Town.Voucher(2) with { Suspended = true }),
            Town.New(Town.Voucher(3, "退役军人") with { State = VoucherState.Redeemed }),
        ]));

        Assert.Multiple(async () =>
        {
            Assert.That(await KeysAsync(("programme_id", Town.Programme.Id)), Is.EqualTo(new[] { 1, 2, 3 }));
            Assert.That(await KeysAsync(("citizen_id", Ids.Citizen(2))), Is.EqualTo(new[] { 2 }));
            Assert.That(await KeysAsync(("state", VoucherState.Redeemed)), Is.EqualTo(new[] { 3 }));
            Assert.That(await KeysAsync(("suspended", true)), Is.EqualTo(new[] { 2 }));
            Assert.That(await KeysAsync(("target_group", "退役军人")), Is.EqualTo(new[] { 3 }));
            Assert.That(await KeysAsync(("valid_until", Town.Voucher(1).ValidUntil), ("code", 1_000_001L)),
                Is.EqualTo(new[] { 1 }));
            Assert.That(await KeysAsync(("state", VoucherState.Active), ("suspended", false)), Is.EqualTo(new[] { 1 }));
            Assert.That(await KeysAsync(("citizen_id", "c-0000000")), Is.Empty);
        });

        async Task<int[]> KeysAsync(params (string, object)[] where)
        {
            var query = new RowQuery(where, null, 100);
            var rows = await Store.ListAsync<Voucher>(query, default);
            Assert.That(await Store.CountAsync<Voucher>(query with { Limit = 0 }, default), Is.EqualTo(rows.Count));
            return [.. rows.Select(v => v.StatusIndex)];
        }
    }

    [Test]
    public void List_ByUnknownColumnOrWrongType_IsRefused()
    {
        Assert.That(
            () => Store.ListAsync<Voucher>(new RowQuery([("1 = 1; --", "x")], null, 1), default),
            Throws.ArgumentException.With.Message.Contains("no column"));
        Assert.That(
            () => Store.CountAsync<Voucher>(new RowQuery([("code", "x")], null, 1), default),
            Throws.ArgumentException.With.Message.Contains("not compared"));
    }

    [Test]
    public async Task Find_GivesTheRowAsCommitted()
    {
        await CommittedAsync(Town.Batch([Town.New(Town.Voucher(1))]));

        Assert.That(await Store.FindAsync(Ids.Voucher(1), default), Is.EqualTo(Town.Voucher(1)));
        Assert.That(await Store.FindAsync(Ids.Voucher(2), default), Is.Null);
    }

    [Test]
    public async Task ListLapsed_GivesExpiredAndTimedOut()
    {
        var now = Town.Start + TimeSpan.FromHours(1);
        Voucher At(int number, VoucherState state, long validUntil, long? reservedUntil) => Town.Voucher(number) with
        {
            State = state,
            ValidUntil = new Timestamp(now.Microseconds + validUntil),
            ReservedUntil = reservedUntil is { } micros ? new Timestamp(now.Microseconds + micros) : null,
        };
        await CommittedAsync(Town.Batch(
        [
            Town.New(At(1, VoucherState.Active, 0, null)),
            Town.New(At(2, VoucherState.Active, 1, null)),
            Town.New(At(3, VoucherState.Reserved, 1, 0)),
            Town.New(At(4, VoucherState.Reserved, 1, 1)),
            Town.New(At(5, VoucherState.Reserved, -1, -1)),
            Town.New(At(6, VoucherState.Redeemed, -1, -1)),
            Town.New(At(7, VoucherState.Active, 1, -1)),
        ]));

        var lapsed = await Store.ListLapsedAsync(now, 10, default);

        Assert.That(lapsed, Is.EqualTo(new[] { Ids.Voucher(1), Ids.Voucher(3), Ids.Voucher(5) }));
        Assert.That(await Store.ListLapsedAsync(now, 2, default), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task ListStatus_GivesWhatIsNotValid()
    {
        await CommittedAsync(Town.Batch(
        [
            Town.New(Town.Voucher(1)),
            Town.New(Town.Voucher(2) with { State = VoucherState.Reserved, Suspended = true }),
            Town.New(Town.Voucher(3) with { State = VoucherState.Redeemed }),
            Town.New(Town.Voucher(4) with { State = VoucherState.Redeemed, Suspended = true }),
            Town.New(Town.Voucher(5) with { State = VoucherState.Expired, Suspended = true }),
            Town.New(Town.Voucher(6) with { State = VoucherState.Revoked }),
            Town.New(Town.Voucher(7) with { State = VoucherState.Revoked, StatusList = 8 }),
        ]));

        Assert.That(await Store.ListStatusAsync(7, default), Is.EqualTo(
            new StatusPlace[] { new(2, 2), new(3, 3), new(4, 2), new(5, 1), new(6, 1) }));
    }

    [Test]
    public async Task Funnel_CountsEachStep()
    {
        var other = new Town("other");
        await CommittedAsync(Town.Batch(
        [
            Town.New(Town.Programme), Town.New(other.Programme),
            .. Enumerable.Range(1, 4).Select(n => Town.New(MembershipOf(Ids.Citizen(n), "veterans"))),
            Town.New(MembershipOf(Ids.Citizen(1), "students")),
            Town.New(Used(1, EnrolmentState.Certified)), Town.New(EnrolmentOf(1, EnrolmentState.Certified)),
            Town.New(Used(2, EnrolmentState.Completed)), Town.New(EnrolmentOf(2, EnrolmentState.Completed)),
            Town.New(Used(3, EnrolmentState.Attending)), Town.New(EnrolmentOf(3, EnrolmentState.Attending)),
            Town.New(Town.Voucher(4)),
            Town.New(Town.Voucher(5, "former")),
            Town.New(other.Voucher(6)),
        ]));

        var rows = await Store.FunnelAsync(Town.Programme.Id, default);

        Assert.That(rows, Is.EqualTo(new FunnelRow[]
        {
            new("veterans", 4, 4, 3, 3, 2, 1), new("rural-youths", 0, 0, 0, 0, 0, 0), new("former", 0, 1, 0, 0, 0, 0),
        }));
        Assert.That(await Store.FunnelAsync(Id<Programme>.Parse("none"), default), Is.Empty);

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
            Is.EqualTo(new[] { (Store.Lane, 1L, 1L), (Store.Lane, 2L, 2L), (Store.Lane, 3L, 2L), (second.Lane, 1L, 1L) }));
        Assert.That(
            (await Store.ListJournalAsync(new JournalQuery(null, "v-1", 0, 0, 9), default)).Single().Row,
            Is.EqualTo(noted));
        Assert.That(
            await Store.ListJournalAsync(new JournalQuery(second.Lane, null, 0, 0, 9), default), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Answers_ComeBackByteForByte()
    {
        var (one, two) = (Town.Answer(Request, 1), Town.Answer(Guid.NewGuid(), 2));
        await CommittedAsync(Town.Batch([], answers: [one, two]));

        var found = await AnswersAsync(Guid.NewGuid(), two.RequestId, one.RequestId);

        Assert.That(found, Has.Count.EqualTo(2));
        foreach (var answer in new[] { one, two })
        {
            var same = found.Single(f => f.RequestId == answer.RequestId);
            Assert.That(same.Bytes.ToArray(), Is.EqualTo(answer.Bytes.ToArray()));
            Assert.That(same.ContentHash.ToArray(), Is.EqualTo(answer.ContentHash.ToArray()));
            Assert.That((same.Refused, same.At), Is.EqualTo((answer.Refused, answer.At)));
        }
    }

    [Test]
    public async Task Empty_TextAndBytes_ComeBackEmpty()
    {
        var answer = Town.Answer(Request) with { Bytes = ReadOnlyMemory<byte>.Empty };
        await CommittedAsync(Town.Batch([Town.New(new Agency(Id<Agency>.Parse("a"), ""))], answers: [answer]));

        Assert.That((await Store.FindAsync(Id<Agency>.Parse("a"), default))!.Name, Is.Empty);
        Assert.That((await AnswersAsync(Request)).Single().Bytes.Length, Is.Zero);
    }

    [TestCase(0)]
    [TestCase(-1)]
    public void List_WithoutALimit_IsRefused(int limit) => Assert.That(
        () => Store.ListAsync<Agency>(RowQuery.All(limit), default), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public async Task Answers_SameRequestTwice_IsLostRaceAndKeepsTheFirst()
    {
        await CommittedAsync(Town.Batch([], answers: [Town.Answer(Request, 1)]));

        await LostAsync(Town.Batch(
            [Town.New(Town.Voucher(1))], answers: [Town.Answer(Guid.NewGuid(), 2), Town.Answer(Request, 3)]));

        Assert.That((await AnswersAsync(Request)).Single().Bytes.Span[0], Is.EqualTo(1));
        Assert.That(await Store.FindAsync(Ids.Voucher(1), default), Is.Null);
    }

    [Test]
    public async Task ForgetAnswers_DropsTheOldestFirst()
    {
        var answers = Enumerable.Range(0, 5)
            .Select(hour => Town.Answer(Guid.NewGuid(), 1, Town.Start + TimeSpan.FromHours(hour))).ToArray();
        var ids = answers.Select(a => a.RequestId).ToArray();
        await CommittedAsync(Town.Batch([], answers: [answers[2], answers[0], answers[4]]));
        await CommittedAsync(Town.Batch([], answers: [answers[1], answers[3]]));
        var cut = Town.Start + TimeSpan.FromHours(3);

        Assert.That(await Store.ForgetAnswersAsync(cut, 2, default), Is.EqualTo(2));
        Assert.That((await AnswersAsync(ids)).Select(a => a.RequestId), Is.EquivalentTo(ids[2..]));
        Assert.That(await Store.ForgetAnswersAsync(cut, 2, default), Is.EqualTo(1));
        Assert.That(await Store.ForgetAnswersAsync(cut, 2, default), Is.Zero);
        Assert.That((await AnswersAsync(ids)).Select(a => a.RequestId), Is.EquivalentTo(ids[3..]));
        await CommittedAsync(Town.Batch([], answers: [Town.Answer(ids[0], 9)]));
    }

    private static Membership MembershipOf(Id<Citizen> citizen, string group) =>
        new(citizen, group, Town.Start, Town.Start + TimeSpan.FromDays(365), "register 7");

    private Enrolment EnrolmentOf(int citizen, EnrolmentState state) => new(
        Town.Session.Id, Ids.Citizen(citizen), Town.Institution.Id, state, Town.Start, 8, "", null, "", 0, null);
}
