using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>What two officers let earn, because a gate cannot be met through nobody's fault.</summary>
public sealed class ForceMajeureTests
{
    private static readonly Id<Enrolment> Key = Enrolment.IdOf(World.Session, World.Citizen);
    private static readonly Actor Second = World.Officer with { Subject = "second officer" };

    [Test]
    public void Approve_OfACancelledSession_EarnsAndSaysSo()
    {
        var world = Redeemed(out var redemption);
        world.Attend(8);
        world.Ledger.Do(new CancelSession(World.Officer, World.Session, "typhoon"));
        world.Pass(TimeSpan.FromDays(40));
        var asked = Ask(world, redemption);
        Assert.That(world.Balance(AccountKind.Payable), Is.Zero, "nothing earns before a second officer decides");
        world.Pass(TimeSpan.FromHours(1));
        var approved = world.Ledger.Do(new DecideForceMajeure(Second, asked.Id, true));
        Assert.That((approved.State, approved.DecidedBy, approved.DecidedAt),
            Is.EqualTo((ForceMajeureState.Approved, "second officer", (Timestamp?)world.Now)));
        Assert.That((world.Balance(AccountKind.Unearned), world.Balance(AccountKind.Payable)),
            Is.EqualTo((0, redemption.Amount.MinorUnits)));
        Assert.That(world.Ledger.Row(redemption.Id),
            Is.EqualTo(redemption with { State = RedemptionState.Earned, EarnedAt = world.Now }));
        Assert.That(world.Ledger.Row(Key).State, Is.EqualTo(EnrolmentState.Attending), "nobody completed it");
        Assert.That(world.Ledger.Journal.TakeLast(2).Select(j => (j.Line.Event, j.Line.Subject, j.Line.Note, j.Actor)),
            Is.EqualTo(new (JournalEvent, string, string?, string)[]
            {
                (JournalEvent.ForceMajeureRequested, redemption.VoucherId.Value, "typhoon Bebinca", "officer"),
                (JournalEvent.ForceMajeureEarned, redemption.VoucherId.Value,
                    $"{redemption.Receipt}: typhoon Bebinca", "second officer"),
            }));
        Assert.That(Invariants.FirstBroken(world.Ledger), Is.Null);
    }

    [TestCase(EnrolmentState.Withdrawn)]
    [TestCase(EnrolmentState.NoShow)]
    public void Approve_OfAnEnrolmentThatEnded_Earns(EnrolmentState state)
    {
        var world = Redeemed(out var redemption);
        world.Ledger.Do<Enrolment>(state == EnrolmentState.NoShow
            ? new MarkNoShow(World.Clerk, Key)
            : new WithdrawEnrolment(World.Clerk, Key, "the road is gone"));
        world.Ledger.Do(new DecideForceMajeure(Second, Ask(world, redemption).Id, true));
        Assert.That(world.Ledger.Row(redemption.Id).State, Is.EqualTo(RedemptionState.Earned));
    }

    [Test]
    public void Decline_LeavesItUnearned_AndItMayBeAskedForAgain()
    {
        var world = Redeemed(out var redemption);
        var asked = Ask(world, redemption);
        Assert.That(world.Ledger.Do(new DecideForceMajeure(Second, asked.Id, false)).State,
            Is.EqualTo(ForceMajeureState.Declined));
        Assert.That(world.Ledger.Row(redemption.Id), Is.EqualTo(redemption));
        Assert.That(Ask(world, redemption).Id, Is.Not.EqualTo(asked.Id));
        Assert.That(Invariants.FirstBroken(world.Ledger), Is.Null);
    }

    [Test]
    public void Approve_AfterLateEvidenceEarnedIt_IsRefused_AndDeclineIsNot()
    {
        var world = Redeemed(out var redemption);
        var asked = Ask(world, redemption);
        world.Attend(40);
        world.Complete();
        Assert.That(world.Ledger.Refuse(new DecideForceMajeure(Second, asked.Id, true)).Message,
            Is.EqualTo($"Receipt {redemption.Receipt} is Earned by now; decline the request."));
        world.Ledger.Do(new DecideForceMajeure(Second, asked.Id, false));
        Assert.That(world.Balance(AccountKind.Payable), Is.EqualTo(redemption.Amount.MinorUnits));
    }

    // It was never the completion that earned it.
    [Test]
    public void TakeBackCompletion_AfterForceMajeure_LeavesTheMoney()
    {
        var world = Redeemed(out var redemption);
        world.Ledger.Do(new DecideForceMajeure(Second, Ask(world, redemption).Id, true));
        world.Attend(40);
        world.Complete();
        world.Ledger.Do(new TakeBackCompletion(World.Clerk, Key, "slip"));
        Assert.That(world.Ledger.Row(redemption.Id).State, Is.EqualTo(RedemptionState.Earned));
        Assert.That(Invariants.FirstBroken(world.Ledger), Is.Null);
    }

    [Test]
    public void Void_AfterForceMajeure_GivesTheVoucherBack()
    {
        var world = Redeemed(out var redemption);
        world.Ledger.Do(new DecideForceMajeure(Second, Ask(world, redemption).Id, true));
        world.Ledger.Do(new VoidRedemption(World.Officer, redemption.Id, "slip"));
        Assert.That(world.Balance(AccountKind.Payable), Is.Zero);
        Assert.That(Invariants.FirstBroken(world.Ledger), Is.Null);
    }

    private static ForceMajeure Ask(World world, Redemption redemption) => world.Ledger.Do(
        new RequestForceMajeure(World.Officer, world.Draw<ForceMajeure>(), redemption.Id, "typhoon Bebinca"));

    private static World Redeemed(out Redemption redemption)
    {
        var world = new World();
        world.Enrol();
        redemption = world.Redeem(world.Issue());
        return world;
    }
}
