using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>Claw-backs that payments take off.</summary>
public sealed class NettingTests
{
    [Test]
    public void Netting_LessThanThePayment_IsTakenOffAndClosed()
    {
        var world = OwingFor(30, out var clawBack);
        world.Redeem(100);
        var batch = world.Draft();
        Assert.That((batch.Total, Open(world, clawBack)), Is.EqualTo((PayoutWorld.Cny(70), (30L, 30L))));
        world.Export(world.Approve(batch));
        Assert.That((Open(world, clawBack), world.Owed()), Is.EqualTo(((0L, 0L), (0L, 70L, 30L, 0L))));
        Assert.That(world.Ledger.Row(clawBack.Id).State, Is.EqualTo(ClawBackState.Closed));
        world.Settle(world.OnlyItem(batch));
        Assert.That(world.Owed(), Is.EqualTo((0, 0, 100, 0)));
    }

    [Test]
    public void Netting_AllOfThePayment_EndsItWithTheExport()
    {
        var world = OwingFor(100, out var clawBack);
        var redemption = world.Redeem(60);
        var batch = world.Draft();
        Assert.That((batch.Items, batch.Total), Is.EqualTo((1, PayoutWorld.Cny(0))));
        batch = world.Export(world.Approve(batch));
        var item = world.OnlyItem(batch);
        Assert.That((batch.State, item.State, item.EndedAt, world.StateOf(redemption)), Is.EqualTo(
            (PayoutState.Settled, PayoutItemState.Netted, (Timestamp?)world.Now, RedemptionState.Paid)));
        Assert.That((Open(world, clawBack), world.Owed()), Is.EqualTo(((40L, 0L), (0L, 0L, 100L, -40L))));
        Assert.That(world.Refuse(new ReturnPayoutItem(PayoutWorld.Maker, item.Id, "AC04")),
            Is.EqualTo(RefusalCode.PayoutOutOfOrder), "no bank ever saw it");
        Assert.That(world.Ledger.Journal.Select(j => j.Line.Event).TakeLast(2),
            Is.EqualTo(new[] { JournalEvent.PayoutExported, JournalEvent.PayoutSettled }));
    }

    [Test]
    public void Netting_OnePaymentWholeAndAnotherSent_SettlesWithTheOther()
    {
        var world = OwingFor(100, out _);
        world.Redeem(60);
        world.Redeem(10, PayoutWorld.School);
        var batch = world.Send();
        Assert.That((batch.State, batch.Open), Is.EqualTo((PayoutState.Exported, 1)));
        world.Settle(world.Items(batch)[1]);
        Assert.That(world.Ledger.Row(batch.Id).State, Is.EqualTo(PayoutState.Settled));
    }

    [Test]
    public void Reject_OfWhatWasNettedInPart_OpensTheClawBackAgain()
    {
        var world = OwingFor(30, out var clawBack);
        var redemption = world.Redeem(100);
        world.Reject(world.OnlyItem(world.Send()));
        Assert.That((Open(world, clawBack), world.Owed(), world.StateOf(redemption)),
            Is.EqualTo(((30L, 0L), (100L, 0L, 30L, -30L), RedemptionState.Earned)));
        Assert.That(world.Ledger.Row(clawBack.Id).State, Is.EqualTo(ClawBackState.Open));

        var later = world.Pay();
        Assert.That((later.Total, Open(world, clawBack), world.Owed()),
            Is.EqualTo((PayoutWorld.Cny(70), (0L, 0L), (0L, 0L, 100L, 0L))));
    }

    [Test]
    public void Return_OfWhatWasNettedInPart_OpensTheClawBackAgain()
    {
        var world = OwingFor(30, out var clawBack);
        world.Redeem(100);
        world.Return(world.OnlyItem(world.Pay()));
        Assert.That((Open(world, clawBack), world.Owed()), Is.EqualTo(((30L, 0L), (100L, 0L, 30L, -30L))));
    }

    [Test]
    public void Netting_SeveralClawBacks_TakesTheOldestFirst()
    {
        var world = new PayoutWorld();
        Redemption[] wrong = [world.Redeem(30), world.Redeem(50), world.Redeem(70)];
        world.Pay();
        var clawBacks = wrong.Select(world.ClawBack).ToList();
        world.Redeem(60);
        var batch = world.Send();
        Assert.That(clawBacks.Select(c => Open(world, c)), Is.EqualTo(new[] { (0L, 0L), (20L, 0L), (70L, 0L) }));
        Assert.That(world.Ledger.All<Netting>().Select(n => n.AmountMinorUnits), Is.EqualTo(new[] { 30L, 30L }));
        Assert.That(batch.State, Is.EqualTo(PayoutState.Settled));
    }

    // Each draft plans what no other draft has planned.
    [Test]
    public void Netting_TwoDraftsAtOnce_NeverTakeOffTheSame()
    {
        var world = OwingFor(100, out var clawBack);
        world.Redeem(70);
        var first = world.Draft();
        world.Redeem(90);
        var second = world.Draft();
        Assert.That((world.OnlyItem(first).NettedMinorUnits, world.OnlyItem(second).NettedMinorUnits),
            Is.EqualTo((70L, 30L)));
        world.Export(world.Approve(second));
        Assert.That(Open(world, clawBack), Is.EqualTo((70L, 70L)));
        world.Cancel(first);
        world.Do(new ReleasePayoutItem(Actor.Clock, world.OnlyItem(first).Id));
        Assert.That(Open(world, clawBack), Is.EqualTo((70L, 0L)));
    }

    // Two budgets are two debts.
    [Test]
    public void Netting_OfAnotherProgrammeOrInstitution_IsNotTakenOff()
    {
        var world = OwingFor(30, out var clawBack);
        world.Redeem(100, programme: PayoutWorld.Second);
        world.Redeem(100, PayoutWorld.School);
        Assert.That(world.Draft().Total, Is.EqualTo(PayoutWorld.Cny(200)));
        Assert.That(Open(world, clawBack), Is.EqualTo((30L, 0L)));
    }

    // A payment is drawn up in several steps; what it takes off meets the whole of it, and only once.
    [TestCase(1)]
    [TestCase(10)]
    public void Netting_CollectedInSteps_MeetsTheWholePayment(int size)
    {
        var world = OwingFor(100, out var clawBack);
        for (var fen = 50; fen <= 70; fen += 10)
            world.Redeem(fen);
        var batch = world.Collect(world.Start(), size);
        Assert.That((batch.Total, world.OnlyItem(batch).NettedMinorUnits, Open(world, clawBack)),
            Is.EqualTo((PayoutWorld.Cny(80), 100L, (100L, 100L))));
    }

    [Test]
    public void ClawBack_OfAPaymentThatTookOffAnother_IsOwedInFull()
    {
        var world = OwingFor(30, out var first);
        var redemption = world.Redeem(100);
        var item = world.OnlyItem(world.Pay());
        var second = world.ClawBack(redemption);
        Assert.That((Open(world, second), world.Owed()), Is.EqualTo(((100L, 0L), (0L, 0L, 100L, -100L))));

        world.Return(item);
        Assert.That((Open(world, first), Open(world, second), world.Owed()),
            Is.EqualTo(((30L, 0L), (0L, 0L), (0L, 0L, 30L, -30L))), "what it took off is owed again");
    }

    /// <summary>A college that was paid this much for what was clawed back since.</summary>
    private static PayoutWorld OwingFor(long fen, out ClawBack clawBack)
    {
        var world = new PayoutWorld();
        var wrong = world.Redeem(fen);
        world.Pay();
        clawBack = world.ClawBack(wrong);
        return world;
    }

    private static (long Open, long Planned) Open(PayoutWorld world, ClawBack clawBack)
    {
        var stands = world.Ledger.Row(clawBack.Id);
        return (stands.OpenMinorUnits, stands.PlannedMinorUnits);
    }
}
