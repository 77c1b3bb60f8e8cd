using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class EnrolmentLifeTests
{
    private static readonly Id<Enrolment> Key = Enrolment.IdOf(World.Session, World.Citizen);
    private readonly World world = new();

    [SetUp]
    public void Enrol() => world.Enrol();

    [Test]
    public void Steps_FromEnrolledToCertified_KeepTheSeat()
    {
        Assert.That(world.Attend(20).State, Is.EqualTo(EnrolmentState.Attending));
        Assert.That(world.Attend(20).AttendedHours, Is.EqualTo(40));
        Assert.That(world.Complete().CompletedAt, Is.EqualTo(world.Now));
        var certified = world.Certify();
        Assert.That((certified.State, certified.CertificateNumber, certified.CertifiedLevel, certified.AgencyId),
            Is.EqualTo((EnrolmentState.Certified, "N-1", 3, World.Evaluator.Agency)));
        Assert.That(world.Ledger.Row(World.Session).Enrolled, Is.EqualTo(1));
    }

    [Test]
    public void Enrol_LastSeat_IsTakenOnceAndGivenBack()
    {
        world.Ledger.Change(World.Session, s => s with { Capacity = 1 });
        var next = new Enrol(World.Officer, World.Session, World.Neighbour, "");
        Assert.That(world.Ledger.Refuse(next).Message, Does.Contain("1 of 1 seats are taken"));
        world.Ledger.Do(new WithdrawEnrolment(World.Holder, Key, "ill"));
        Assert.That(world.Ledger.Do(next).State, Is.EqualTo(EnrolmentState.Enrolled));
        Assert.That(world.Ledger.Row(World.Session).Enrolled, Is.EqualTo(1));
    }

    [Test]
    public void Enrol_TwoForTheLastSeatInOneBatch_TakesOne()
    {
        world.Ledger.Change(World.Session, s => s with { Capacity = 2 });
        world.AddCitizen(Id<Citizen>.Parse("c3"), "rural");
        var decisions = world.Ledger.Run(new Enrol(World.Officer, World.Session, World.Neighbour, ""),
            new Enrol(World.Officer, World.Session, Id<Citizen>.Parse("c3"), ""));
        Assert.That((decisions[1] as Decision.Refused)?.Refusal.Code, Is.EqualTo(RefusalCode.SessionFull));
    }

    [Test]
    public void Enrol_AgainAfterWithdrawing_BeginsAnew()
    {
        world.Attend(12);
        world.Ledger.Do(new WithdrawEnrolment(World.Clerk, Key, "moved"));
        world.Pass(TimeSpan.FromMinutes(1));
        var again = world.Enrol();
        Assert.That((again.State, again.AttendedHours, again.EnrolledAt),
            Is.EqualTo((EnrolmentState.Enrolled, 0, world.Now)));
    }

    [Test]
    public void NoShow_NeverCame_GivesTheSeatBackAndEndsIt()
    {
        Assert.That(world.Ledger.Do(new MarkNoShow(World.Clerk, Key)).State, Is.EqualTo(EnrolmentState.NoShow));
        Assert.That(world.Ledger.Row(World.Session).Enrolled, Is.Zero);
        Assert.That(world.Ledger.Refuse(new RecordAttendance(World.Clerk, Key, 1)).Code,
            Is.EqualTo(RefusalCode.EnrolmentEnded));
        Assert.That(world.Ledger.Refuse(world.RedeemCommand(world.Issue())).Code,
            Is.EqualTo(RefusalCode.EnrolmentEnded));
    }

    [TestCase(40, null)]
    [TestCase(41, RefusalCode.AttendanceAboveHours)]
    [TestCase(-1, RefusalCode.AttendanceAboveHours)]
    [TestCase(int.MaxValue, RefusalCode.AttendanceAboveHours)]
    public void RecordAttendance_OutsideTheCourse_IsRefused(int hours, RefusalCode? expected)
    {
        var decision = world.Ledger.Judge(new RecordAttendance(World.Clerk, Key, hours));
        Assert.That((decision as Decision.Refused)?.Refusal.Code, Is.EqualTo(expected));
    }

    [Test]
    public void RecordAttendance_NegativeHours_CorrectASlip()
    {
        world.Attend(30);
        Assert.That(world.Attend(-10).AttendedHours, Is.EqualTo(20));
    }

    [Test]
    public void Withdraw_Completed_IsOutOfOrder()
    {
        world.Attend(40);
        world.Complete();
        Assert.That(world.Ledger.Refuse(new WithdrawEnrolment(World.Clerk, Key, "moved")).Code,
            Is.EqualTo(RefusalCode.EnrolmentStep));
    }
}
