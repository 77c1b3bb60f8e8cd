using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>Evidence that was recorded in error is taken back by new entries, and what it earned with it.</summary>
public sealed class TakeBackTests
{
    private static readonly Id<Enrolment> Key = Enrolment.IdOf(World.Session, World.Citizen);

    [Test]
    public void Completion_Earned_IsUnearnedAndMayBeEarnedAgain()
    {
        var world = Completed(Vesting.OnCompletion, out var redemption);
        var lines = world.Ledger.Journal.Count;
        var enrolment = world.Ledger.Do(new TakeBackCompletion(World.Officer, Key, "another person's list"));
        Assert.That((enrolment.State, enrolment.CompletedAt, enrolment.AttendedHours),
            Is.EqualTo((EnrolmentState.Attending, (Timestamp?)null, 40)));
        Assert.That(world.Ledger.Row(redemption.Id), Is.EqualTo(redemption));
        AssertOwed(world, redemption.Amount.MinorUnits, 0);
        Assert.That(world.Ledger.Journal.Skip(lines).Select(j => (j.Line.Event, j.Line.Subject, j.Line.Note)),
            Is.EqualTo(new (JournalEvent, string, string?)[]
            {
                (JournalEvent.CompletionTakenBack, Key.Value, "another person's list"),
                (JournalEvent.RedemptionUnearned, redemption.VoucherId.Value,
                    $"{redemption.Receipt}: another person's list"),
            }));

        world.Complete();
        AssertOwed(world, 0, redemption.Amount.MinorUnits);
        Assert.That(Invariants.FirstBroken(world.Ledger), Is.Null);
    }

    [Test]
    public void Completion_BeforeItEarned_IsTakenBackByTheInstitution()
    {
        var world = Completed(Vesting.OnCertificate, out var redemption);
        world.Ledger.Do(new TakeBackCompletion(World.Clerk, Key, "slip"));
        AssertOwed(world, redemption.Amount.MinorUnits, 0);
    }

    [Test]
    public void Completion_WhereRedemptionEarns_LeavesTheMoney()
    {
        var world = Completed(Vesting.OnRedemption, out var redemption);
        world.Ledger.Do(new TakeBackCompletion(World.Clerk, Key, "slip"));
        AssertOwed(world, 0, redemption.Amount.MinorUnits);
    }

    [TestCase(Vesting.OnCompletion, 100_000)]
    [TestCase(Vesting.OnCertificate, 0)]
    public void Certificate_TakenBack_UnearnsWhereItWasTheGate(Vesting vesting, long payable)
    {
        var world = Completed(vesting, out _);
        world.Certify();
        var enrolment = world.Ledger.Do(new TakeBackCertificate(World.Evaluator, Key, "another candidate's"));
        Assert.That((enrolment.State, enrolment.CertificateNumber, enrolment.CertifiedLevel, enrolment.AgencyId),
            Is.EqualTo((EnrolmentState.Completed, "", 0, (Id<Agency>?)null)));
        AssertOwed(world, 100_000 - payable, payable);
        Assert.That(world.Certify().State, Is.EqualTo(EnrolmentState.Certified));
        AssertOwed(world, 0, 100_000);
    }

    // So that attendance corrected below the gate never leaves money earned.
    [Test]
    public void Attendance_AfterTheCompletion_NeedsItTakenBackFirst()
    {
        var world = Completed(Vesting.OnCompletion, out var redemption);
        var correct = new RecordAttendance(World.Officer, Key, -20);
        var refusal = world.Ledger.Refuse(correct);
        Assert.That(refusal.Code, Is.EqualTo(RefusalCode.EnrolmentStep));
        Assert.That(refusal.Message, Does.EndWith("Take the completion back first."));
        world.Ledger.Do(new TakeBackCompletion(World.Officer, Key, "hours of a neighbour"));
        world.Ledger.Do(correct);
        Assert.That(world.Ledger.Refuse(new CompleteEnrolment(World.Officer, Key)).Code,
            Is.EqualTo(RefusalCode.AttendanceTooLow));
        AssertOwed(world, redemption.Amount.MinorUnits, 0);
    }

    [Test]
    public void Completion_Certified_NeedsTheCertificateTakenBackFirst()
    {
        var world = Completed(Vesting.OnCompletion, out _);
        world.Certify();
        var refusal = world.Ledger.Refuse(new TakeBackCompletion(World.Officer, Key, "slip"));
        Assert.That(refusal.Message, Does.EndWith("Take the certificate back first."));
        world.Ledger.Do(new TakeBackCertificate(World.Officer, Key, "slip"));
        world.Ledger.Do(new TakeBackCompletion(World.Officer, Key, "slip"));
    }

    // Money that is on its way is not taken back here: the claw-back has two people and the bank in view.
    [Test]
    public void Completion_InPayoutOrPaid_IsRefusedUntilTheMoneyIsClawedBack()
    {
        var world = new PayoutWorld();
        world.SetRules(r => r with { Vesting = Vesting.OnCompletion });
        var redemption = world.Redeem(100);
        var key = Enrolment.IdOf(redemption.SessionId, redemption.CitizenId);
        world.Do(new RecordAttendance(World.Clerk, key, 40));
        world.Do(new CompleteEnrolment(World.Clerk, key));
        var takeBack = new TakeBackCompletion(World.Officer, key, "ghost");

        var draft = world.Draft();
        Assert.That(world.Refuse(takeBack), Is.EqualTo(RefusalCode.RedemptionInPayout));
        var message = world.Ledger.Refuse(takeBack).Message;
        Assert.That(message, Does.Contain($"InPayout in batch {draft.Id}.").And.Contain("Cancel the batch"));
        var item = world.OnlyItem(world.Export(world.Approve(draft)));
        world.Settle(item);
        Assert.That(world.Ledger.Refuse(takeBack).Message,
            Does.Contain($"Paid in batch {draft.Id}.").And.Contain("clawed back first"));

        world.ClawBack(redemption);
        Assert.That(world.Do(takeBack).State, Is.EqualTo(EnrolmentState.Attending));
        Assert.That((world.StateOf(redemption), world.Owed()),
            Is.EqualTo((RedemptionState.ClawedBack, (0L, 0L, 100L, -100L))));
    }

    // One of two nodes that take back and redeem at once decides again.
    [Test]
    public void Completion_TakenBack_TouchesTheLiveVouchers()
    {
        var world = new World();
        world.Enrol();
        var voucher = world.Issue();
        world.Attend(40);
        world.Complete();
        var before = world.Ledger.Version(voucher.Id);
        world.Ledger.Do(new TakeBackCompletion(World.Clerk, Key, "slip"));
        Assert.That(world.Ledger.Version(voucher.Id), Is.EqualTo(before + 1));
        Assert.That(world.Redeem(world.Read(voucher)).State, Is.EqualTo(RedemptionState.Confirmed));
    }

    private static void AssertOwed(World world, long unearned, long payable) =>
        Assert.That((world.Balance(AccountKind.Unearned), world.Balance(AccountKind.Payable)),
            Is.EqualTo((unearned, payable)));

    private static World Completed(Vesting vesting, out Redemption redemption)
    {
        var world = new World(World.Rules with { Vesting = vesting });
        world.Enrol();
        redemption = world.Redeem(world.Issue());
        world.Attend(40);
        world.Complete();
        return world;
    }
}
