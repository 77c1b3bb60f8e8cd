using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class VoucherLifeTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMicroseconds(1);
    private readonly World world = new();

    [Test]
    public void Issue_Eligible_PromisesTheFaceForTheValidity()
    {
        var voucher = world.Issue();
        Assert.That(voucher with { Id = default, Code = 0, StatusIndex = 0 }, Is.EqualTo(new Voucher(default,
            World.Programme, World.Citizen, "rural", "video", 3, World.Cny(200_000), world.Now,
            world.Now + TimeSpan.FromDays(90), VoucherState.Active, false, 0, 0, 0, 0, 0, null, null, null, null,
            null, null, null)));
        Assert.That((world.Balance(AccountKind.Available), world.Balance(AccountKind.Outstanding)),
            Is.EqualTo((9_800_000, 200_000)));
    }

    [Test]
    public void Lapse_AtValidUntil_ExpiresAndNotBefore()
    {
        var voucher = world.Issue();
        world.Now = voucher.ValidUntil - Tick;
        Assert.That(world.Lapse(voucher).State, Is.EqualTo(VoucherState.Active));
        Assert.That(world.Ledger.Version(voucher.Id), Is.EqualTo(1));
        world.Pass(Tick);
        Assert.That(world.Lapse(voucher).State, Is.EqualTo(VoucherState.Expired));
        Assert.That((world.Balance(AccountKind.Available), world.Balance(AccountKind.Outstanding)),
            Is.EqualTo((10_000_000, 0)));
        var lines = world.Ledger.Journal.Count;
        world.Lapse(voucher);
        Assert.That(world.Ledger.Journal, Has.Count.EqualTo(lines), "Expired once, it is not expired again.");
    }

    [Test]
    public void Use_LapsedButNotYetExpiredByTheClock_IsRefused()
    {
        world.Enrol();
        var voucher = world.Issue();
        world.Ledger.Change(World.Session, s => s with { EndsAt = voucher.ValidUntil + TimeSpan.FromDays(9) });
        world.Now = voucher.ValidUntil;
        Command[] uses =
        [
            world.RedeemCommand(voucher), new ReserveVoucher(World.Clerk, voucher.Id, World.Session),
            new PresentVoucher(World.Holder, voucher.Id), new RevokeVoucher(World.Officer, voucher.Id, "left"),
            new SuspendVoucher(World.Officer, voucher.Id, "check"),
        ];
        Assert.That(uses.Select(u => world.Ledger.Refuse(u).Code), Has.All.EqualTo(RefusalCode.VoucherExpired));
    }

    [Test]
    public void Revoke_Suspended_ReturnsTheFaceAndEndsTheHold()
    {
        var voucher = world.Issue();
        world.Ledger.Do(new SuspendVoucher(World.Officer, voucher.Id, "check"));
        var revoked = world.Ledger.Do(new RevokeVoucher(World.Officer, voucher.Id, "left the city"));
        Assert.That((revoked.State, revoked.Suspended), Is.EqualTo((VoucherState.Revoked, false)));
        Assert.That((world.Balance(AccountKind.Available), world.Balance(AccountKind.Outstanding)),
            Is.EqualTo((10_000_000, 0)));
        Assert.That(world.Ledger.Journal[^1].Line.Note, Is.EqualTo("left the city"));
    }

    [Test]
    public void Revoke_Reserved_ReturnsTheReservedFace()
    {
        world.Enrol();
        var revoked = world.Ledger.Do(new RevokeVoucher(World.Officer, world.Reserve(world.Issue()).Id, "left"));
        Assert.That((revoked.SessionId, revoked.ReservedUntil), Is.EqualTo(((Id<Session>?)null, (Timestamp?)null)));
        Assert.That((world.Balance(AccountKind.Available), world.Balance(AccountKind.Reserved)),
            Is.EqualTo((10_000_000, 0)));
    }

    [Test]
    public void Suspend_ThenResume_KeepsReservationAndState()
    {
        world.Enrol();
        var reserved = world.Reserve(world.Issue());
        world.Ledger.Do(new SuspendVoucher(World.Officer, reserved.Id, "check"));
        Assert.That(world.Ledger.Refuse(world.RedeemCommand(reserved)).Code, Is.EqualTo(RefusalCode.VoucherSuspended));
        Assert.That(world.Ledger.Do(new ResumeVoucher(World.Officer, reserved.Id, "cleared")), Is.EqualTo(reserved));
    }

    [Test]
    public void Lapse_Suspended_ExpiresAndTimesOutAllTheSame()
    {
        world.Enrol();
        var reserved = world.Reserve(world.Issue());
        world.Ledger.Do(new SuspendVoucher(World.Officer, reserved.Id, "check"));
        world.Now = reserved.ReservedUntil!.Value;
        var freed = world.Lapse(reserved);
        Assert.That((freed.State, freed.Suspended), Is.EqualTo((VoucherState.Active, true)));
        world.Now = reserved.ValidUntil;
        var expired = world.Lapse(reserved);
        Assert.That((expired.State, expired.Suspended), Is.EqualTo((VoucherState.Expired, false)));
    }

    [Test]
    public void View_FirstTime_IsNotedOnce()
    {
        var voucher = world.Issue();
        var first = world.Ledger.Do(new PresentVoucher(World.Holder, voucher.Id));
        Assert.That(first.ViewedAt, Is.EqualTo(world.Now));
        world.Pass(TimeSpan.FromHours(1));
        Assert.That(world.Ledger.Do(new PresentVoucher(World.Holder, voucher.Id)), Is.EqualTo(first));
        Assert.That(world.Ledger.Version(voucher.Id), Is.EqualTo(2));
    }

    [Test]
    public void UpdateRules_AfterIssue_LeaveFaceAndValidity()
    {
        var voucher = world.Issue();
        world.Ledger.Do(new UpdateProgrammeRules(World.Officer, World.Programme,
            World.Rules with { CapMinorUnits = 1, ValidityDays = 1 }));
        Assert.That(world.Read(voucher), Is.EqualTo(voucher));
    }

    // A thing of another programme, institution or citizen looks as if it were not there.
    [Test]
    public void Step_OnAnothersVoucher_IsNotFound()
    {
        var voucher = world.Issue();
        var stranger = World.Holder with { Citizen = World.Neighbour };
        Command[] steps =
        [
            new ResetVoucherPin(stranger, voucher.Id), new PresentVoucher(stranger, voucher.Id),
            new ReleaseVoucher(stranger, voucher.Id), new ReleaseVoucher(World.Clerk, voucher.Id),
        ];
        Assert.That(steps.Select(s => world.Ledger.Refuse(s).Message),
            Has.All.EqualTo($"There is no voucher '{voucher.Id}'."));
    }
}
