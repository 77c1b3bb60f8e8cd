using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.StoreTests;

public abstract partial class StoreContract<TDatabase>
{
    [Test]
    public async Task Load_ByCitizen_FindsAllOfTheirsAndNoOther()
    {
        var (mine, other) = (Ids.Citizen(1), Ids.Citizen(2));
        Voucher[] vouchers =
        [
            Town.Voucher(3) with { CitizenId = mine }, Town.Voucher(1) with { CitizenId = mine },
            Town.Voucher(2) with { CitizenId = other },
        ];
        Membership[] memberships =
        [
            MembershipOf(mine, "veterans"), MembershipOf(mine, "农村青年"), MembershipOf(other, "veterans"),
        ];
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

    private static Membership MembershipOf(Id<Citizen> citizen, string group) =>
        new(citizen, group, Town.Start, Town.Start + TimeSpan.FromDays(365), "register 7");

    private Enrolment EnrolmentOf(int citizen, EnrolmentState state) => new(
        Town.Session.Id, Ids.Citizen(citizen), Town.Institution.Id, state, Town.Start, 8, "", null, "", 0, null);
}
