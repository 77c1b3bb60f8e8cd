using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>Money taken back, from wherever it has come to.</summary>
public sealed class ClawBackTests
{
    private const long Budget = 10_000_000;

    // The rest of the face of 200,000 went back to the budget when 100 were redeemed.
    [Test]
    public void ClawBack_Unearned_GoesBackToTheBudget()
    {
        var world = new PayoutWorld();
        world.SetRules(r => r with { Vesting = Vesting.OnCompletion });
        var redemption = world.Redeem(100);
        Assert.That((world.Balance(AccountKind.Unearned), Available(world)), Is.EqualTo((100, Budget - 100)));
        var clawBack = world.ClawBack(redemption);
        Assert.That((clawBack.State, clawBack.OpenMinorUnits, clawBack.DecidedBy, world.StateOf(redemption)),
            Is.EqualTo((ClawBackState.Closed, 0L, "checker", RedemptionState.ClawedBack)));
        Assert.That((world.Balance(AccountKind.Unearned), Available(world)), Is.EqualTo((0, Budget)));

        var enrolment = Enrolment.IdOf(redemption.SessionId, redemption.CitizenId);
        world.Do(new RecordAttendance(World.Clerk, enrolment, 40));
        world.Do(new CompleteEnrolment(World.Clerk, enrolment));
        Assert.That(world.StateOf(redemption), Is.EqualTo(RedemptionState.ClawedBack), "never earned again");
    }

    [Test]
    public void ClawBack_Payable_GoesBackToTheBudgetAndIsNeverCollected()
    {
        var world = new PayoutWorld();
        var redemption = world.Redeem(100);
        Assert.That(world.ClawBack(redemption).State, Is.EqualTo(ClawBackState.Closed));
        Assert.That((world.Owed(), Available(world)), Is.EqualTo(((0L, 0L, 0L, 0L), Budget)));
        Assert.That(world.Draft().Redemptions, Is.Zero);
    }

    [Test]
    public void ClawBack_Paid_IsOwedByTheInstitution()
    {
        var world = new PayoutWorld();
        var redemption = world.Redeem(100);
        world.Pay();
        var clawBack = world.ClawBack(redemption);
        Assert.That((clawBack.State, clawBack.OpenMinorUnits, clawBack.DecidedAt),
            Is.EqualTo((ClawBackState.Open, 100L, (Timestamp?)world.Now)));
        Assert.That((world.Owed(), Available(world)), Is.EqualTo(((0L, 0L, 100L, -100L), Budget)));
    }

    [Test]
    public void Return_OfAPaymentWithAClawBack_IsOwedByNobody_AndTheRestIsPayable()
    {
        var world = new PayoutWorld();
        var (wrong, right) = (world.Redeem(100), world.Redeem(70));
        var item = world.OnlyItem(world.Pay());
        var clawBack = world.ClawBack(wrong);

        world.Return(item);

        Assert.That((world.Ledger.Row(clawBack.Id).State, world.Owed()),
            Is.EqualTo((ClawBackState.Closed, (70L, 0L, 0L, 0L))));
        Assert.That((world.StateOf(wrong), world.StateOf(right)),
            Is.EqualTo((RedemptionState.ClawedBack, RedemptionState.Earned)));
        Assert.That(world.Draft().Total, Is.EqualTo(PayoutWorld.Cny(70)));
    }

    [Test]
    public void Return_AfterTheClawBackWasGivenBackInPart_IsForPeople()
    {
        var world = new PayoutWorld();
        var redemption = world.Redeem(100);
        var item = world.OnlyItem(world.Pay());
        world.Do(Repay(world.ClawBack(redemption), 1));
        Assert.That(world.Refuse(new ReturnPayoutItem(PayoutWorld.Maker, item.Id, "AC04")),
            Is.EqualTo(RefusalCode.ClawBackOutOfOrder));
    }

    [Test]
    public void ClawBack_InPayout_WaitsForTheEndOfThePayment()
    {
        var world = new PayoutWorld();
        var redemption = world.Redeem(100);
        var asked = world.Do(Ask(world, redemption));
        var approve = new DecideClawBack(PayoutWorld.Checker, asked.Id, true);
        var batch = world.Draft();
        Assert.That(world.Refuse(approve), Is.EqualTo(RefusalCode.RedemptionInPayout));
        world.Export(world.Approve(batch));
        Assert.That(world.Refuse(approve), Is.EqualTo(RefusalCode.RedemptionInPayout));
        world.Settle(world.OnlyItem(batch));
        Assert.That(world.Do(approve).OpenMinorUnits, Is.EqualTo(100));
    }

    [Test]
    public void ClawBack_AfterARejection_IsTakenFromWhatIsPayable()
    {
        var world = new PayoutWorld();
        var redemption = world.Redeem(100);
        world.Reject(world.OnlyItem(world.Send()));
        Assert.That(world.ClawBack(redemption).State, Is.EqualTo(ClawBackState.Closed));
        Assert.That(world.Owed(), Is.EqualTo((0, 0, 0, 0)));
    }

    [Test]
    public void ClawBack_Declined_CanBeAskedForAgain()
    {
        var world = new PayoutWorld();
        var redemption = world.Redeem(100);
        var first = world.Do(Ask(world, redemption));
        Assert.That(world.Refuse(Ask(world, redemption)), Is.EqualTo(RefusalCode.ClawBackOutOfOrder), "asked already");
        var declined = world.Do(new DecideClawBack(PayoutWorld.Checker, first.Id, false));
        Assert.That((declined.State, declined.DecidedBy, world.StateOf(redemption)),
            Is.EqualTo((ClawBackState.Declined, "checker", RedemptionState.Earned)));
        Assert.That(world.Refuse(new DecideClawBack(PayoutWorld.Checker, first.Id, true)),
            Is.EqualTo(RefusalCode.ClawBackOutOfOrder));

        world.ClawBack(redemption);
        Assert.That(world.StateOf(redemption), Is.EqualTo(RedemptionState.ClawedBack));
        Assert.That(world.Refuse(Ask(world, redemption)), Is.EqualTo(RefusalCode.ClawBackOutOfOrder),
            "nothing is left");
    }

    // A payment that is on its way does not keep anybody from saying no.
    [Test]
    public void Decline_InPayout_IsAllowed()
    {
        var world = new PayoutWorld();
        var redemption = world.Redeem(100);
        var asked = world.Do(Ask(world, redemption));
        world.Send();
        Assert.That(world.Do(new DecideClawBack(PayoutWorld.Checker, asked.Id, false)).State,
            Is.EqualTo(ClawBackState.Declined));
    }

    [Test]
    public void ClawBack_VoidedAfterTheRequest_IsDeclinedOnly()
    {
        var world = new PayoutWorld();
        var redemption = world.Redeem(100);
        var asked = world.Do(Ask(world, redemption));
        world.Do(new VoidRedemption(World.Officer, redemption.Id, "slip"));
        Assert.That(world.Refuse(new DecideClawBack(PayoutWorld.Checker, asked.Id, true)),
            Is.EqualTo(RefusalCode.ClawBackOutOfOrder));
        world.Do(new DecideClawBack(PayoutWorld.Checker, asked.Id, false));
        Assert.That(world.Refuse(Ask(world, redemption)), Is.EqualTo(RefusalCode.ClawBackOutOfOrder));
    }

    [Test]
    public void Void_ClawedBack_IsRefused()
    {
        var world = new PayoutWorld();
        var redemption = world.Redeem(100);
        world.ClawBack(redemption);
        Assert.That(world.Refuse(new VoidRedemption(World.Officer, redemption.Id, "slip")),
            Is.EqualTo(RefusalCode.RedemptionVoided));
    }

    [Test]
    public void Repay_InParts_ClosesWithTheLast()
    {
        var world = Owing(out var clawBack);
        clawBack = world.Do(Repay(clawBack, 30));
        Assert.That((clawBack.State, clawBack.OpenMinorUnits, world.Owed()),
            Is.EqualTo((ClawBackState.Open, 70L, (0L, 0L, 70L, -70L))));
        Assert.That(world.Refuse(Repay(clawBack, 71)), Is.EqualTo(RefusalCode.ClawBackOutOfOrder));
        clawBack = world.Do(Repay(clawBack, 70));
        Assert.That((clawBack.State, clawBack.OpenMinorUnits, world.Owed()),
            Is.EqualTo((ClawBackState.Closed, 0L, (0L, 0L, 0L, 0L))));
        Assert.That(world.Refuse(Repay(clawBack, 1)), Is.EqualTo(RefusalCode.ClawBackOutOfOrder));
    }

    // What a draft takes off cannot be paid back at the same time.
    [Test]
    public void Repay_WhatAPaymentPlans_IsRefusedUntilItIsFreed()
    {
        var world = Owing(out var clawBack);
        world.Redeem(60);
        var batch = world.Draft();
        Assert.That(world.Refuse(Repay(clawBack, 41)), Is.EqualTo(RefusalCode.ClawBackOutOfOrder));
        world.Do(Repay(clawBack, 40));
        world.Cancel(batch);
        world.Do(new ReleasePayoutItem(Actor.Clock, world.OnlyItem(batch).Id));
        Assert.That(world.Do(Repay(clawBack, 60)).State, Is.EqualTo(ClawBackState.Closed));
    }

    // The payment closed the claw-back with its export; its rejection opens what it had taken off, and no more.
    [Test]
    public void Repay_InPartAndNettedInPart_OpensAgainWhatWasNetted()
    {
        var world = Owing(out var clawBack);
        world.Do(Repay(clawBack, 40));
        world.Redeem(80);
        var batch = world.Send();
        Assert.That(world.Ledger.Row(clawBack.Id).State, Is.EqualTo(ClawBackState.Closed));
        world.Reject(world.OnlyItem(batch));
        Assert.That(world.Ledger.Row(clawBack.Id).OpenMinorUnits, Is.EqualTo(60));
        Assert.That(world.Do(Repay(clawBack, 60)).State, Is.EqualTo(ClawBackState.Closed));
    }

    private static PayoutWorld Owing(out ClawBack clawBack)
    {
        var world = new PayoutWorld();
        var redemption = world.Redeem(100);
        world.Pay();
        clawBack = world.ClawBack(redemption);
        return world;
    }

    private static RequestClawBack Ask(PayoutWorld world, Redemption redemption) =>
        new(PayoutWorld.Maker, world.Draw<ClawBack>(), redemption.Id, "never held");

    private static RepayClawBack Repay(ClawBack clawBack, long fen) =>
        new(PayoutWorld.Maker, clawBack.Id, PayoutWorld.Cny(fen), "line 3");

    private static long Available(PayoutWorld world) =>
        world.Ledger.Balance(AccountId.Of(world.Ledger.Row(World.Programme), AccountKind.Available));
}
