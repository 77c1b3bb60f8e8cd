using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>From the draft to the bank's statement, and back where the bank says no.</summary>
public sealed class PayoutLifeTests
{
    [Test]
    public void Payout_DraftToStatement_MovesTheMoneyAtEachStep()
    {
        var world = new PayoutWorld();
        var redemption = world.Redeem(100);
        var batch = world.Draft();
        var item = world.OnlyItem(batch);
        batch = world.Approve(batch);
        Assert.That((batch.ApprovedBy, batch.ApprovedAt, world.Owed()),
            Is.EqualTo(("checker", (Timestamp?)world.Now, (100L, 0L, 0L, 0L))));
        batch = world.Export(batch);
        Assert.That((batch.State, batch.ExportedAt, batch.FileHash, world.Owed()),
            Is.EqualTo((PayoutState.Exported, (Timestamp?)world.Now, "abc1", (0L, 100L, 0L, 0L))));
        world.Do(new RecordBankAnswer(PayoutWorld.Maker, item.Id, false, ""));
        Assert.That((world.OnlyItem(batch).State, world.StateOf(redemption)),
            Is.EqualTo((PayoutItemState.Accepted, RedemptionState.InPayout)));
        item = world.Settle(item);
        Assert.That((item.State, item.EndedAt, world.StateOf(redemption), world.Owed()), Is.EqualTo(
            (PayoutItemState.Paid, (Timestamp?)world.Now, RedemptionState.Paid, (0L, 0L, 100L, 0L))));
        Assert.That(world.Ledger.Row(batch.Id).State, Is.EqualTo(PayoutState.Settled));
        Assert.That(world.Ledger.Journal.Count(j => j.Line.Event == JournalEvent.RedemptionPaid), Is.EqualTo(1));
    }

    [Test]
    public void Export_Twice_IsTheSameFileOrRefused()
    {
        var world = new PayoutWorld();
        world.Redeem(100);
        var batch = world.Send();
        var again = new ExportPayoutBatch(PayoutWorld.Checker, batch.Id, "abc1");
        var other = again with { FileHash = "abc2" };
        world.Repeat(again);
        Assert.That(world.Refuse(other), Is.EqualTo(RefusalCode.PayoutOutOfOrder));
        world.Settle(world.OnlyItem(batch));
        world.Repeat(again);
        Assert.That(world.Refuse(other), Is.EqualTo(RefusalCode.PayoutOutOfOrder));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Reject_SentOrAccepted_IsPayableInALaterBatch(bool wasAccepted)
    {
        var world = new PayoutWorld();
        var redemption = world.Redeem(100);
        var batch = world.Send();
        var item = world.OnlyItem(batch);
        if (wasAccepted)
            world.Do(new RecordBankAnswer(PayoutWorld.Maker, item.Id, false, ""));
        item = world.Reject(item);
        Assert.That((item.State, item.Reason, world.StateOf(redemption), world.Owed()), Is.EqualTo(
            (PayoutItemState.Rejected, "AC04 closed", RedemptionState.Earned, (100L, 0L, 0L, 0L))));
        Assert.That(world.Ledger.Row(batch.Id).State, Is.EqualTo(PayoutState.PartlySettled));

        var later = world.Pay();
        Assert.That((later.State, world.OnlyItem(later).Gross, world.Owed()),
            Is.EqualTo((PayoutState.Settled, PayoutWorld.Cny(100), (0L, 0L, 100L, 0L))));
        Assert.That(world.Ledger.Row(redemption.Id).PayoutItemId, Is.EqualTo(world.OnlyItem(later).Id));
    }

    [Test]
    public void Return_OfAPaidItem_IsPayableInALaterBatch()
    {
        var world = new PayoutWorld();
        var redemption = world.Redeem(100);
        var batch = world.Pay();
        var item = world.Return(world.OnlyItem(batch));
        Assert.That((item.State, world.StateOf(redemption), world.Owed()),
            Is.EqualTo((PayoutItemState.Returned, RedemptionState.Earned, (100L, 0L, 0L, 0L))));
        Assert.That(world.Ledger.Row(batch.Id).State, Is.EqualTo(PayoutState.PartlySettled), "no longer settled");
        Assert.That(world.Draft().Total, Is.EqualTo(PayoutWorld.Cny(100)));
    }

    // One of several payments comes back while others are still on their way.
    [Test]
    public void Return_BeforeTheOthersEnded_EndsTheBatchWithTheLast()
    {
        var world = new PayoutWorld();
        world.Redeem(100);
        world.Redeem(10, PayoutWorld.School);
        world.Redeem(1, PayoutWorld.School, PayoutWorld.Second);
        var batch = world.Send();
        var items = world.Items(batch);
        world.Return(world.Settle(items[0]));
        Assert.That(Stands(), Is.EqualTo((PayoutState.Exported, 2, 1)));
        world.Reject(items[1]);
        Assert.That(Stands(), Is.EqualTo((PayoutState.Exported, 1, 2)));
        world.Settle(items[2]);
        Assert.That(Stands(), Is.EqualTo((PayoutState.PartlySettled, 0, 2)));

        (PayoutState, int, int) Stands()
        {
            var stands = world.Ledger.Row(batch.Id);
            return (stands.State, stands.Open, stands.Failed);
        }
    }

    // Banks repeat themselves, and tell of the order after a statement told of the money.
    [Test]
    public void Answer_KnownAlready_ChangesNothing()
    {
        var world = new PayoutWorld();
        world.Redeem(100);
        world.Redeem(10, PayoutWorld.School);
        var items = world.Items(world.Send());
        var taken = new RecordBankAnswer(PayoutWorld.Maker, items[0].Id, false, "");
        world.Do(taken);
        world.Repeat(taken);
        world.Settle(items[0]);
        world.Repeat(taken);
        world.Return(items[0]);
        world.Repeat(taken);
        var refused = new RecordBankAnswer(PayoutWorld.Maker, items[1].Id, true, "AC04");
        world.Do(refused);
        world.Repeat(refused);
    }

    [Test]
    public void Step_AfterTheEnd_IsRefused()
    {
        var world = new PayoutWorld();
        world.Redeem(100);
        world.Redeem(10, PayoutWorld.School);
        var batch = world.Draft();
        var (paid, rejected) = (world.Items(batch)[0].Id, world.Items(batch)[1].Id);
        var settle = new SettlePayoutItem(PayoutWorld.Maker, paid, "line 1");
        AssertOutOfOrder(settle);
        AssertOutOfOrder(new RecordBankAnswer(PayoutWorld.Maker, paid, false, ""));
        world.Export(world.Approve(batch));
        world.Do(settle);
        AssertOutOfOrder(settle);
        AssertOutOfOrder(new RecordBankAnswer(PayoutWorld.Maker, paid, true, "AC04"));
        AssertOutOfOrder(new ReturnPayoutItem(PayoutWorld.Maker, rejected, "AC04"));
        world.Reject(world.Items(batch)[1]);
        AssertOutOfOrder(new SettlePayoutItem(PayoutWorld.Maker, rejected, "line 2"));
        AssertOutOfOrder(new RecordBankAnswer(PayoutWorld.Maker, rejected, false, ""));
        AssertOutOfOrder(new CancelPayoutBatch(PayoutWorld.Maker, batch.Id, "late"));
        world.Repeat(new ReleasePayoutItem(Actor.Clock, rejected));

        void AssertOutOfOrder(Command command) =>
            Assert.That(world.Refuse(command), Is.EqualTo(RefusalCode.PayoutOutOfOrder));
    }

    [Test]
    public void Settle_TheLastPayment_IsJournalledOnceForTheBatch()
    {
        var world = new PayoutWorld();
        world.Redeem(100);
        world.Redeem(10, PayoutWorld.School);
        var batch = world.Send();
        world.Settle(world.Items(batch)[0]);
        Assert.That(Settled(), Is.Empty);
        world.Settle(world.Items(batch)[1]);
        Assert.That(Settled(), Is.EqualTo(new[] { "Settled" }));
        world.Return(world.Items(batch)[0]);
        Assert.That(Settled(), Is.EqualTo(new[] { "Settled", "PartlySettled" }));

        IEnumerable<string?> Settled() => world.Ledger.Journal.Select(j => j.Line)
            .Where(l => l.Event == JournalEvent.PayoutSettled && l.Subject == batch.Key).Select(l => l.Note);
    }
}
