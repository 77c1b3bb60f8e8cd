using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ReservationTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMicroseconds(1);
    private readonly World world = new();

    [Test]
    public void Reserve_ActiveVoucher_MovesItsFaceAndBindsIt()
    {
        world.Enrol();
        var reserved = world.Reserve(world.Issue());
        Assert.That(reserved.State, Is.EqualTo(VoucherState.Reserved));
        Assert.That(reserved.SessionId, Is.EqualTo(World.Session));
        Assert.That(reserved.InstitutionId, Is.EqualTo(World.Institution));
        Assert.That(reserved.ReservedUntil, Is.EqualTo(world.Now + TimeSpan.FromHours(72)));
        Assert.That((world.Balance(AccountKind.Outstanding), world.Balance(AccountKind.Reserved)),
            Is.EqualTo((0, 200_000)));
    }

    [Test]
    public void Reserve_ShortlyBeforeTheVoucherLapses_EndsWithTheVoucher()
    {
        world.SetRules(r => r with { ValidityDays = 1 });
        world.Enrol();
        var voucher = world.Issue();
        Assert.That(world.Reserve(voucher).ReservedUntil, Is.EqualTo(voucher.ValidUntil));
    }

    [Test]
    public void Reserve_ForTheSameSessionAgain_IsRefusedWithItsEnd()
    {
        world.Enrol();
        var reserved = world.Reserve(world.Issue());
        var refusal = world.Ledger.Refuse(new ReserveVoucher(World.Clerk, reserved.Id, World.Session));
        Assert.That(refusal.Code, Is.EqualTo(RefusalCode.VoucherReserved));
        Assert.That(refusal.Facts["reserved_until"], Is.EqualTo(reserved.ReservedUntil.ToString()));
    }

    [Test]
    public void Reserve_AfterAnotherReservationTimedOut_TakesItsPlace()
    {
        var other = AddSession("second");
        world.Enrol();
        world.Enrol(session: other);
        var reserved = world.Reserve(world.Issue());
        world.Now = reserved.ReservedUntil!.Value - Tick;
        Assert.That(world.Ledger.Refuse(new ReserveVoucher(World.Clerk, reserved.Id, other)).Code,
            Is.EqualTo(RefusalCode.VoucherReserved));
        world.Pass(Tick);
        var again = world.Ledger.Do(new ReserveVoucher(World.Clerk, reserved.Id, other));
        Assert.That(again.SessionId, Is.EqualTo(other));
        Assert.That(again.ReservedUntil, Is.EqualTo(world.Now + TimeSpan.FromHours(72)));
        Assert.That((world.Balance(AccountKind.Outstanding), world.Balance(AccountKind.Reserved)),
            Is.EqualTo((0, 200_000)));
        Assert.That(world.Ledger.Journal.TakeLast(2).Select(j => j.Line.Event),
            Is.EqualTo(new[] { JournalEvent.ReservationTimedOut, JournalEvent.VoucherReserved }));
    }

    [Test]
    public void Reserve_AfterTheSessionEnded_IsRefused()
    {
        world.Enrol();
        var voucher = world.Issue();
        world.Now = world.Ledger.Row(World.Session).EndsAt;
        Assert.That(world.Ledger.Refuse(new ReserveVoucher(World.Clerk, voucher.Id, World.Session)).Code,
            Is.EqualTo(RefusalCode.SessionClosed));
        world.Now -= Tick;
        Assert.That(world.Reserve(voucher).State, Is.EqualTo(VoucherState.Reserved));
    }

    [Test]
    public void Release_Reserved_FreesVoucherAndFace()
    {
        world.Enrol();
        var voucher = world.Reserve(world.Issue());
        var released = world.Ledger.Do(new ReleaseVoucher(World.Clerk, voucher.Id));
        Assert.That(released.State, Is.EqualTo(VoucherState.Active));
        Assert.That((released.SessionId, released.InstitutionId, released.ReservedUntil), Is.EqualTo(default(
            (Id<Session>?, Id<Institution>?, Timestamp?))));
        Assert.That((world.Balance(AccountKind.Outstanding), world.Balance(AccountKind.Reserved)),
            Is.EqualTo((200_000, 0)));
    }

    [Test]
    public void Release_Suspended_IsAllowed()
    {
        world.Enrol();
        var voucher = world.Reserve(world.Issue());
        world.Ledger.Do(new SuspendVoucher(World.Officer, voucher.Id, "check"));
        var released = world.Ledger.Do(new ReleaseVoucher(World.Holder, voucher.Id));
        Assert.That((released.State, released.Suspended), Is.EqualTo((VoucherState.Active, true)));
    }

    [Test]
    public void Lapse_ReservationBeforeItsEnd_ChangesNothing()
    {
        world.Enrol();
        var voucher = world.Reserve(world.Issue());
        var (version, lines) = (world.Ledger.Version(voucher.Id), world.Ledger.Journal.Count);
        world.Now = voucher.ReservedUntil!.Value - Tick;
        world.Lapse(voucher);
        Assert.That((world.Ledger.Version(voucher.Id), world.Ledger.Journal.Count), Is.EqualTo((version, lines)));
        world.Pass(Tick);
        Assert.That(world.Lapse(voucher).State, Is.EqualTo(VoucherState.Active));
        Assert.That(world.Balance(AccountKind.Outstanding), Is.EqualTo(200_000));
    }

    [Test]
    public void Lapse_ReservedVoucherThatLapses_ExpiresFromTheReservedAccount()
    {
        world.SetRules(r => r with { ValidityDays = 1 });
        world.Enrol();
        var voucher = world.Reserve(world.Issue());
        world.Now = voucher.ValidUntil;
        var expired = world.Lapse(voucher);
        Assert.That((expired.State, expired.SessionId), Is.EqualTo((VoucherState.Expired, (Id<Session>?)null)));
        Assert.That((world.Balance(AccountKind.Available), world.Balance(AccountKind.Outstanding),
            world.Balance(AccountKind.Reserved)), Is.EqualTo((10_000_000, 0, 0)));
    }

    [Test]
    public void Redeem_ReservedForThisSession_TakesTheReservedFace()
    {
        world.Enrol();
        var voucher = world.Reserve(world.Issue());
        world.Redeem(voucher);
        Assert.That(world.Read(voucher).ReservedUntil, Is.Null);
        Assert.That((world.Balance(AccountKind.Reserved), world.Balance(AccountKind.Unearned)),
            Is.EqualTo((0, 100_000)));
    }

    [Test]
    public void Redeem_ReservedElsewhere_IsRefusedUntilTheTimeOut()
    {
        var other = AddSession("second");
        world.Enrol();
        world.Enrol(session: other);
        var voucher = world.Reserve(world.Issue());
        Assert.That(world.Ledger.Refuse(world.RedeemCommand(voucher, session: other)).Code,
            Is.EqualTo(RefusalCode.VoucherReserved));
        // The clock's step may come late; the reservation ends on time all the same.
        world.Now = voucher.ReservedUntil!.Value;
        world.Redeem(voucher, session: other);
        Assert.That(world.Balance(AccountKind.Reserved), Is.Zero);
    }

    private Id<Session> AddSession(string name)
    {
        var id = Id<Session>.Parse(name);
        world.AddSession(id, World.Course, World.Institution, World.Branch);
        return id;
    }
}
