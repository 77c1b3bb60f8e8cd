using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>A lost or sold device may do nothing any more, and a cancelled session earns nothing.</summary>
[TestFixture]
internal sealed class RevokedDeviceTests
{
    [Test]
    public void RevokedDevice_AnyStep_IsRefused()
    {
        var world = new World();
        var voucher = world.Issue();
        world.Enrol();
        world.Reserve(voucher);
        world.AddCitizen(Id<Citizen>.Parse("c9"), "rural");
        world.Ledger.Do(new RevokeDevice(World.Officer, World.Device, "stolen"));
        var redemption = world.Redeem(voucher);
        var other = world.Issue(World.Neighbour);

        Command[] steps =
        [
            new VoidRedemption(World.Counter, redemption.Id, "slip"),
            new Enrol(World.Counter, World.Session, Id<Citizen>.Parse("c9"), ""),
            new RecordAttendance(World.Counter, Enrolment.IdOf(World.Session, World.Citizen), 1),
            world.RedeemCommand(other) with { Actor = World.Counter },
        ];
        Assert.That(steps.Select(s => world.Ledger.Refuse(s).Code), Has.All.EqualTo(RefusalCode.DeviceRevoked));
    }

    [Test]
    public void UnregisteredDevice_AtTheRightBranch_IsRefused()
    {
        var world = new World();
        var voucher = world.Issue();
        world.Enrol();
        var unknown = World.Counter with { Device = Id<Device>.Parse("never-registered") };

        Assert.That(world.Ledger.Refuse(world.RedeemCommand(voucher) with { Actor = unknown }).Code,
            Is.EqualTo(RefusalCode.DeviceRevoked));
        Assert.That(world.Ledger.Refuse(new RecordAttendance(
                unknown, Enrolment.IdOf(World.Session, World.Citizen), 1)).Code,
            Is.EqualTo(RefusalCode.DeviceRevoked));
    }

    [Test]
    public void CancelledSession_AttendanceAndCompletion_AreRefused()
    {
        var world = new World();
        world.Enrol();
        world.Attend(40);
        world.Ledger.Do(new CancelSession(World.Clerk, World.Session, "no teacher"));
        var enrolment = Enrolment.IdOf(World.Session, World.Citizen);

        Assert.That(world.Ledger.Refuse(new RecordAttendance(World.Clerk, enrolment, -1)).Code,
            Is.EqualTo(RefusalCode.SessionCancelled));
        Assert.That(world.Ledger.Refuse(new CompleteEnrolment(World.Clerk, enrolment)).Code,
            Is.EqualTo(RefusalCode.SessionCancelled));
    }

    [Test]
    public void Void_AnotherVoucherOfTheKindIssuedMeanwhile_EndsTheFirst()
    {
        var world = new World();
        var first = world.Issue();
        world.Enrol();
        var redemption = world.Redeem(first);
        var second = world.Issue();

        world.Ledger.Do(new VoidRedemption(World.Clerk, redemption.Id, "slip"));

        Assert.That(world.Read(first).State, Is.EqualTo(VoucherState.Revoked));
        Assert.That(world.Read(second).State, Is.EqualTo(VoucherState.Active));
        Assert.That(world.Balance(AccountKind.Outstanding), Is.EqualTo(second.Face.MinorUnits));
    }
}
