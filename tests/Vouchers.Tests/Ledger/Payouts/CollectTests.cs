using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>What a batch takes in, what it leaves out, and what it holds back.</summary>
public sealed class CollectTests
{
    [TestCase(1)]
    [TestCase(3)]
    [TestCase(100)]
    public void Collect_TwoProgrammesAndInstitutions_MakesAPaymentOfEach(int size)
    {
        var world = new PayoutWorld();
        foreach (var institution in (Id<Institution>[])[PayoutWorld.College, PayoutWorld.School])
        {
            world.Redeem(100, institution);
            world.Redeem(1, institution, PayoutWorld.Second);
            world.Redeem(20, institution);
        }

        var batch = world.Collect(world.Start(), size);
        Assert.That((batch.State, batch.Items, batch.Open, batch.Redemptions, batch.HeldBack, batch.Total),
            Is.EqualTo((PayoutState.Draft, 4, 4, 6, 0, PayoutWorld.Cny(242))));
        Assert.That(world.Items(batch).Select(i => (i.EndToEndId, i.Gross.MinorUnits, i.Redemptions)),
            Is.EqualTo(new[]
            {
                ("PAY-000001.P1.I1", 120L, 2), ("PAY-000001.P1.I2", 120L, 2), ("PAY-000001.P2.I1", 1L, 1),
                ("PAY-000001.P2.I2", 1L, 1),
            }));
        Assert.That(world.Owed(), Is.EqualTo((120, 0, 0, 0)), "no money moves before the export");
    }

    [Test]
    public void Collect_Nothing_EndsTheBatch()
    {
        var world = new PayoutWorld();
        var batch = world.Draft();
        Assert.That((batch.State, batch.Items, batch.Cursor), Is.EqualTo((PayoutState.Cancelled, 0, "")));
        Assert.That(world.Refuse(new ApprovePayoutBatch(PayoutWorld.Checker, batch.Id)),
            Is.EqualTo(RefusalCode.PayoutOutOfOrder));
    }

    // What is earned later belongs to a later batch, and is not held back from this one.
    [Test]
    public void Collect_EarnedAfterTheCutOff_IsLeftOut()
    {
        var world = new PayoutWorld();
        var before = world.Redeem(100);
        var cutOff = world.Now;
        world.Pass(hours: 0.001);
        var after = world.Redeem(10);
        var batch = world.Collect(world.Start(cutOff: cutOff));
        Assert.That((world.StateOf(before), world.StateOf(after), batch.HeldBack),
            Is.EqualTo((RedemptionState.InPayout, RedemptionState.Earned, 0)));
        Assert.That(world.Draft().Total, Is.EqualTo(PayoutWorld.Cny(10)));
    }

    [Test]
    public void Collect_Unearned_IsLeftOut()
    {
        var world = new PayoutWorld();
        world.SetRules(r => r with { Vesting = Vesting.OnCompletion });
        var unearned = world.Redeem(100);
        Assert.That(world.Draft().Redemptions, Is.Zero);

        var enrolment = Enrolment.IdOf(unearned.SessionId, unearned.CitizenId);
        world.Do(new RecordAttendance(World.Clerk, enrolment, 40));
        world.Do(new CompleteEnrolment(World.Clerk, enrolment));
        Assert.That(world.Draft().Redemptions, Is.EqualTo(1));
    }

    [Test]
    public void Collect_AnotherCurrency_IsPaidFromItsOwnAccountOnly()
    {
        var world = new PayoutWorld();
        var (usd, dollars) = (Currency.Parse("USD"), Id<Programme>.Parse("wz-dollars"));
        world.AddProgramme(dollars, usd);
        var funding = Id<FundingAccount>.Parse("city-usd");
        world.AddFunding(funding, usd);
        world.Redeem(100);
        world.Redeem(7, programme: dollars);
        var yuan = world.Draft();
        Assert.That((yuan.Total, yuan.Items, yuan.HeldBack), Is.EqualTo((PayoutWorld.Cny(100), 1, 0)));
        Assert.That(world.Collect(world.Start(funding: funding)).Total, Is.EqualTo(new Money(7, usd)));
    }

    // What is on its way counts against the limit, and what is smaller may still fit.
    [Test]
    public void Collect_AboveTheExposureLimit_HoldsBackUntilTheMoneyIsSeen()
    {
        var world = new PayoutWorld();
        world.Redeem(100);
        var sent = world.Send();
        Redemption[] redemptions = [world.Redeem(60), world.Redeem(50), world.Redeem(40)];
        world.SetRules(r => r with { ExposureLimitMinorUnits = 200 });
        var batch = world.Collect(world.Start(), size: 1);
        Assert.That((batch.Total, batch.HeldBack), Is.EqualTo((PayoutWorld.Cny(100), 1)));
        Assert.That(redemptions.Select(world.StateOf), Is.EqualTo(
            new[] { RedemptionState.InPayout, RedemptionState.Earned, RedemptionState.InPayout }));

        world.Settle(world.OnlyItem(sent));
        Assert.That(world.Draft().Total, Is.EqualTo(PayoutWorld.Cny(50)));
    }

    [Test]
    public void Collect_AFullPayment_HoldsBackTheRest()
    {
        var world = new PayoutWorld();
        world.Redeem(100);
        var late = world.Redeem(10);
        var other = world.Redeem(1, PayoutWorld.School);
        var batch = world.Do(world.NextStep(world.Start(), size: 1));
        world.Ledger.Change(world.OnlyItem(batch).Id, i => i with { Redemptions = PayoutItem.MaxRedemptions });
        batch = world.Ledger.Do(world.NextStep(batch, size: 5));
        Assert.That((world.StateOf(late), world.StateOf(other), batch.HeldBack),
            Is.EqualTo((RedemptionState.Earned, RedemptionState.InPayout, 1)));
    }

    [Test]
    public void Collect_ARepeatedStep_ChangesNothing()
    {
        var world = new PayoutWorld();
        world.Redeem(100);
        world.Redeem(10);
        var batch = world.Start();
        var step = world.NextStep(batch, size: 1);
        batch = world.Do(step);
        world.Repeat(step);
        world.Collect(batch);
        world.Repeat(step);
        Assert.That(world.Items(batch).Sum(i => i.Redemptions), Is.EqualTo(2));
    }

    // Two people press the button at once; each redemption goes to one of them.
    [Test]
    public void Collect_TwoBatchesInTurns_TakeEachRedemptionOnce()
    {
        var world = new PayoutWorld();
        for (var fen = 1; fen <= 6; fen++)
            world.Redeem(fen);
        var (first, second) = (world.Start(), world.Start());
        while (first.State == PayoutState.Collecting || second.State == PayoutState.Collecting)
        {
            var (one, two) = (world.NextStep(first, size: 1), world.NextStep(second, size: 2));
            var answers = world.Ledger.Run(one, two).Cast<Decision.Accepted>().Select(d => (PayoutBatch)d.Answer);
            (first, second) = (answers.First(), answers.Last());
            Assert.That(Invariants.FirstBroken(world.Ledger), Is.Null);
        }

        Assert.That(first.Redemptions + second.Redemptions, Is.EqualTo(6));
        Assert.That(first.Total + second.Total, Is.EqualTo(PayoutWorld.Cny(21)));
        Assert.That(second.Redemptions, Is.Positive);
    }

    // A batch and its collection pass through the pipeline together.
    [Test]
    public void Collect_InTheBatchThatStartsIt_FindsItsPayments()
    {
        var world = new PayoutWorld();
        var redemption = world.Redeem(100);
        var (id, item) = (Id<PayoutBatch>.Parse("pay-000001"), Id<PayoutItem>.Parse("pay-000001.p1.i1"));
        var decisions = world.Ledger.Run(
            new StartPayoutBatch(PayoutWorld.Maker, PayoutWorld.City, world.Now, world.Now),
            new CollectPayout(Actor.Clock, id, "", [redemption.Id], true),
            new ApprovePayoutBatch(PayoutWorld.Checker, id), new ExportPayoutBatch(PayoutWorld.Maker, id, "abc1"),
            new SettlePayoutItem(PayoutWorld.Maker, item, "line 1"));
        Assert.That(decisions, Has.All.InstanceOf<Decision.Accepted>());
        Assert.That(Invariants.FirstBroken(world.Ledger), Is.Null);
        Assert.That(world.Owed(), Is.EqualTo((0, 0, 100, 0)));
    }

    [Test]
    public void Void_InAPayment_IsRefusedUntilItIsFreed()
    {
        var world = new PayoutWorld();
        world.SetRules(r => r with { VoidWindowHours = 1_000 });
        var redemption = world.Redeem(100);
        var slip = new VoidRedemption(World.Clerk, redemption.Id, "slip");
        var batch = world.Draft();
        Assert.That(world.Refuse(slip), Is.EqualTo(RefusalCode.RedemptionInPayout));
        world.Cancel(batch);
        Assert.That(world.Refuse(slip), Is.EqualTo(RefusalCode.RedemptionInPayout), "not before it is released");
        world.Do(new ReleasePayoutItem(Actor.Clock, world.OnlyItem(batch).Id));
        Assert.That(world.Do(slip).State, Is.EqualTo(RedemptionState.Voided));
    }
}
