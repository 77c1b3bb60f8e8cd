using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>
/// Evidence that comes late earns what is due, at its own time and under its own name: no limit of days, since an
/// institution that held the course is owed for it.
/// </summary>
public sealed class LateEvidenceTests
{
    private static readonly Id<Enrolment> Key = Enrolment.IdOf(World.Session, World.Citizen);

    [TestCase(Vesting.OnCompletion)]
    [TestCase(Vesting.OnCertificate)]
    public void Evidence_MonthsAfterSessionVoucherAndProgramme_Earns(Vesting vesting)
    {
        var world = Redeemed(vesting, out var redemption);
        world.Ledger.Do(new CloseProgramme(World.Officer, World.Programme, "end of the year"));
        world.Pass(TimeSpan.FromDays(400));
        Assert.That(world.Ledger.Row(redemption.VoucherId).ValidUntil, Is.LessThan(world.Now));
        world.Attend(40);
        world.Complete();
        if (vesting == Vesting.OnCertificate)
            world.Certify();
        Assert.That(world.Ledger.Row(redemption.Id),
            Is.EqualTo(redemption with { State = RedemptionState.Earned, EarnedAt = world.Now }));
        Assert.That((world.Balance(AccountKind.Unearned), world.Balance(AccountKind.Payable)),
            Is.EqualTo((0, redemption.Amount.MinorUnits)));
        var earned = world.Ledger.Journal.Single(j => j.Line.Event == JournalEvent.RedemptionEarned);
        Assert.That((earned.At, earned.Actor),
            Is.EqualTo((world.Now, vesting == Vesting.OnCompletion ? "clerk" : "evaluator")));
        Assert.That(Invariants.FirstBroken(world.Ledger), Is.Null);
    }

    // A clock that looks for lapsed vouchers finds the redeemed one, and lets it be.
    [Test]
    public void Lapse_RedeemedAndUnearned_KeepsWhatLateEvidenceEarns()
    {
        var world = Redeemed(Vesting.OnCompletion, out var redemption);
        world.Pass(TimeSpan.FromDays(400));
        world.Ledger.Run(new LapseVoucher(Actor.Clock, redemption.VoucherId));
        world.Attend(40);
        world.Complete();
        Assert.That(world.Ledger.Row(redemption.Id).State, Is.EqualTo(RedemptionState.Earned));
    }

    [Test]
    public void Complete_AfterThePayoutOfOthers_IsInTheNextBatch()
    {
        var world = new PayoutWorld();
        world.SetRules(r => r with { Vesting = Vesting.OnCompletion });
        var (late, other) = (world.Redeem(100), world.Redeem(200));
        Complete(world, other);
        world.Pay();
        world.Pass(24 * 40);
        Complete(world, late);
        var batch = world.Pay();
        Assert.That((world.OnlyItem(batch).Net.MinorUnits, world.StateOf(late), world.StateOf(other)),
            Is.EqualTo((100L, RedemptionState.Paid, RedemptionState.Paid)));
    }

    // It was earned after the cut-off, whatever month the course was in.
    [Test]
    public void Complete_AfterTheCutOff_WaitsForALaterOne()
    {
        var world = new PayoutWorld();
        world.SetRules(r => r with { Vesting = Vesting.OnCompletion });
        var (late, other) = (world.Redeem(100), world.Redeem(200));
        Complete(world, other);
        var monthEnd = world.Now;
        world.Pass(1);
        Complete(world, late);
        Assert.That(world.Collect(world.Start(cutOff: monthEnd)).Total.MinorUnits, Is.EqualTo(200));
        Assert.That(world.Draft().Total.MinorUnits, Is.EqualTo(100));
    }

    [Test]
    public void Attendance_OfACancelledSession_IsRefusedWithTheWayOut()
    {
        var world = Redeemed(Vesting.OnCompletion, out _);
        world.Ledger.Do(new CancelSession(World.Officer, World.Session, "typhoon"));
        var refusal = world.Ledger.Refuse(new RecordAttendance(World.Clerk, Key, 8));
        Assert.That((refusal.Code, refusal.Message.Contains("force majeure", StringComparison.Ordinal)),
            Is.EqualTo((RefusalCode.SessionCancelled, true)));
    }

    // Marked as one who never came, and then the list of the second day turns up.
    [TestCase(0, EnrolmentState.Enrolled)]
    [TestCase(8, EnrolmentState.Attending)]
    public void Attendance_OfAnEnrolmentThatEndedInError_CountsOnceItIsReinstated(int before, EnrolmentState goesOn)
    {
        var world = Redeemed(Vesting.OnCompletion, out var redemption);
        if (before > 0)
            world.Attend(before);
        world.Ledger.Do<Enrolment>(before > 0
            ? new WithdrawEnrolment(World.Clerk, Key, "the wrong line of the list")
            : new MarkNoShow(World.Clerk, Key));
        world.Pass(TimeSpan.FromDays(40));
        var refusal = world.Ledger.Refuse(new RecordAttendance(World.Clerk, Key, 40 - before));
        Assert.That((refusal.Code, refusal.Message.EndsWith("an officer reinstates it.", StringComparison.Ordinal)),
            Is.EqualTo((RefusalCode.EnrolmentEnded, true)));
        Assert.That(world.Ledger.Do(new ReinstateEnrolment(World.Officer, Key, "was there")).State, Is.EqualTo(goesOn));
        world.Attend(40 - before);
        world.Complete();
        Assert.That(world.Ledger.Row(redemption.Id).State, Is.EqualTo(RedemptionState.Earned));
        Assert.That(Invariants.FirstBroken(world.Ledger), Is.Null);
    }

    // The certificate is here before the institution told of the course.
    [Test]
    public void Certificate_BeforeTheCompletion_IsRefusedWithTheWayOut()
    {
        var world = Redeemed(Vesting.OnCertificate, out _);
        world.Attend(40);
        var refusal = world.Ledger.Refuse(new CertifyEnrolment(World.Evaluator, Key, 3, "N-1"));
        Assert.That(refusal.Message, Is.EqualTo(
            "The enrolment is Attending; this step needs it to be Completed. Complete it first."));
    }

    private static void Complete(PayoutWorld world, Redemption redemption)
    {
        var enrolment = Enrolment.IdOf(redemption.SessionId, redemption.CitizenId);
        world.Do(new RecordAttendance(World.Clerk, enrolment, 40));
        world.Do(new CompleteEnrolment(World.Clerk, enrolment));
    }

    private static World Redeemed(Vesting vesting, out Redemption redemption)
    {
        var world = new World(World.Rules with { Vesting = vesting });
        world.Enrol();
        redemption = world.Redeem(world.Issue());
        return world;
    }
}
