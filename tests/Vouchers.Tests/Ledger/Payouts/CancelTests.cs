using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>A batch that is given up: its redemptions are freed payment by payment.</summary>
public sealed class CancelTests
{
    [Test]
    public void Cancel_Drafted_IsFreedItemByItem()
    {
        var world = new PayoutWorld();
        var (first, second) = (world.Redeem(100), world.Redeem(70, PayoutWorld.School));
        var batch = world.Cancel(world.Draft());
        Assert.That((batch.State, batch.Open), Is.EqualTo((PayoutState.Cancelled, 2)));
        var items = world.Items(batch);
        world.Do(new ReleasePayoutItem(Actor.Clock, items[0].Id));
        Assert.That((world.StateOf(first), world.StateOf(second), world.Ledger.Row(batch.Id).Open),
            Is.EqualTo((RedemptionState.Earned, RedemptionState.InPayout, 1)));
        var freed = world.Do(new ReleasePayoutItem(Actor.Clock, items[1].Id));
        Assert.That((freed.State, freed.EndedAt, world.StateOf(second), world.Ledger.Row(batch.Id).Open),
            Is.EqualTo((PayoutItemState.Cancelled, (Timestamp?)world.Now, RedemptionState.Earned, 0)));
        world.Repeat(new ReleasePayoutItem(Actor.Clock, items[0].Id));
        Assert.That(world.Draft().Redemptions, Is.EqualTo(2), "payable again");
    }

    // The clock frees what an open payment holds, and goes by the number of open ones.
    [Test]
    public void Cancel_WhileCollecting_CountsWhatIsToBeFreed()
    {
        var world = new PayoutWorld();
        var redemption = world.Redeem(100);
        world.Redeem(50);
        var batch = world.Do(world.NextStep(world.Start(), size: 1));
        Assert.That(batch.State, Is.EqualTo(PayoutState.Collecting));
        var late = world.NextStep(batch, size: 1);
        batch = world.Cancel(batch);
        Assert.That((batch.Items, batch.Open), Is.EqualTo((1, 1)));
        world.Repeat(late);
        world.Do(new ReleasePayoutItem(Actor.Clock, world.OnlyItem(batch).Id));
        Assert.That((world.StateOf(redemption), world.Ledger.Row(batch.Id).Open),
            Is.EqualTo((RedemptionState.Earned, 0)));
    }

    [Test]
    public void Cancel_Approved_IsAllowedUntilTheExport()
    {
        var world = new PayoutWorld();
        world.Redeem(100);
        var batch = world.Cancel(world.Approve(world.Draft()));
        Assert.That(world.Refuse(new ExportPayoutBatch(PayoutWorld.Maker, batch.Id, "abc1")),
            Is.EqualTo(RefusalCode.PayoutOutOfOrder));
        world.Do(new ReleasePayoutItem(Actor.Clock, world.OnlyItem(batch).Id));
        Assert.That(world.Refuse(new CancelPayoutBatch(PayoutWorld.Checker, world.Send().Id, "late")),
            Is.EqualTo(RefusalCode.PayoutOutOfOrder));
    }

    [Test]
    public void Cancel_WithClawBackPlanned_PlansItAgainInTheNextBatch()
    {
        var world = new PayoutWorld();
        var wrong = world.Redeem(30);
        world.Pay();
        var clawBack = world.ClawBack(wrong);
        world.Redeem(100);
        var batch = world.Cancel(world.Draft());
        Assert.That(world.Ledger.Row(clawBack.Id).PlannedMinorUnits, Is.EqualTo(30));
        world.Do(new ReleasePayoutItem(Actor.Clock, world.OnlyItem(batch).Id));
        Assert.That(world.Ledger.Row(clawBack.Id).FreeMinorUnits, Is.EqualTo(30));
        Assert.That(world.OnlyItem(world.Draft()).NettedMinorUnits, Is.EqualTo(30));
    }

    [Test]
    public void Release_OfABatchThatStands_ChangesNothing()
    {
        var world = new PayoutWorld();
        world.Redeem(100);
        var batch = world.Draft();
        world.Repeat(new ReleasePayoutItem(Actor.Clock, world.OnlyItem(batch).Id));
    }
}
