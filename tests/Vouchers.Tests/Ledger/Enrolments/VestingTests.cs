using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>What earns a redeemed subsidy. Nothing unearned is ever payable.</summary>
public sealed class VestingTests
{
    [TestCase(Vesting.OnRedemption, 100_000, 100_000, 100_000)]
    [TestCase(Vesting.OnCompletion, 0, 100_000, 100_000)]
    [TestCase(Vesting.OnCertificate, 0, 0, 100_000)]
    public void Payable_RedeemThenCompleteThenCertify_GrowsAtTheGate(
        Vesting vesting, long redeemed, long completed, long certified)
    {
        var world = Ready(World.Rules with { Vesting = vesting }, out var voucher);
        var redemption = world.Redeem(voucher);
        AssertPayable(world, redeemed);
        world.Attend(40);
        AssertPayable(world, redeemed);
        world.Complete();
        AssertPayable(world, completed);
        world.Certify();
        AssertPayable(world, certified);
        Assert.That(world.Ledger.Row(redemption.Id).State, Is.EqualTo(RedemptionState.Earned));
        Assert.That(world.Ledger.Journal.Count(j => j.Line.Event == JournalEvent.RedemptionEarned), Is.EqualTo(1));
    }

    [TestCase(Vesting.OnRedemption, false, 100_000)]
    [TestCase(Vesting.OnCompletion, false, 100_000)]
    [TestCase(Vesting.OnCertificate, false, 0)]
    [TestCase(Vesting.OnCertificate, true, 100_000)]
    public void Payable_CompleteThenRedeem_IsEarnedWhereTheGateIsMet(Vesting vesting, bool certified, long payable)
    {
        var world = Ready(World.Rules with { Vesting = vesting }, out var voucher);
        world.Attend(40);
        world.Complete();
        if (certified)
            world.Certify();
        world.Redeem(voucher);
        AssertPayable(world, payable);
    }

    [Test]
    public void Payable_CompletedBelowTheProgrammesAttendance_IsNotEarned()
    {
        // Without a redemption the completion asks for 80 %; this programme asks for 90 %.
        var world = Ready(World.Rules with { AttendancePercent = 90 }, out var voucher);
        world.Attend(33);
        world.Complete();
        Assert.That(world.Redeem(voucher).State, Is.EqualTo(RedemptionState.Confirmed));
        AssertPayable(world, 0);
    }

    [Test]
    public void Payable_VoidedRedemption_IsNotEarnedByCompletion()
    {
        var world = Ready(World.Rules, out var voucher);
        world.Ledger.Do(new VoidRedemption(World.Clerk, world.Redeem(voucher).Id, "slip"));
        world.Attend(40);
        world.Complete();
        AssertPayable(world, 0);
    }

    [Test]
    public void Payable_RedeemedForAnotherSession_IsNotEarned()
    {
        var world = Ready(World.Rules, out var voucher);
        var other = Id<Session>.Parse("other-session");
        world.AddSession(other, World.Course, World.Institution, World.Branch);
        world.Enrol(session: other);
        world.Redeem(voucher, session: other);
        world.Attend(40);
        world.Complete();
        AssertPayable(world, 0);
    }

    [TestCase(80, 31, false)]
    [TestCase(80, 32, true)]
    [TestCase(81, 32, false)]
    [TestCase(0, 0, true)]
    [TestCase(100, 40, true)]
    [TestCase(100, 39, false)]
    public void Complete_Attendance_IsJudgedByThePayingProgramme(int percent, int hours, bool enough)
    {
        var world = Ready(World.Rules with { AttendancePercent = percent }, out var voucher);
        world.Redeem(voucher);
        world.Attend(hours);
        var complete = new CompleteEnrolment(World.Clerk, Enrolment.IdOf(World.Session, World.Citizen));
        var decision = world.Ledger.Judge(complete);
        Assert.That((decision as Decision.Refused)?.Refusal.Code,
            Is.EqualTo(enough ? (RefusalCode?)null : RefusalCode.AttendanceTooLow));
    }

    private static void AssertPayable(World world, long payable) =>
        Assert.That((world.Balance(AccountKind.Unearned) * Math.Sign(payable), world.Balance(AccountKind.Payable)),
            Is.EqualTo((0L, payable)));

    private static World Ready(ProgrammeRules rules, out Voucher voucher)
    {
        var world = new World(rules);
        world.Enrol();
        voucher = world.Issue();
        return world;
    }
}
