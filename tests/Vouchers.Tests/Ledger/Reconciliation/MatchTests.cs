using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

public sealed class MatchTests
{
    [Test]
    public void Confirm_OneLineOfOnePayment_PaysIt()
    {
        var world = new BankWorld();
        var item = world.Send(500);
        var match = world.Confirm(BankWorld.Pay(world.Book(-500), item));
        Assert.That(match.State, Is.EqualTo(MatchState.Confirmed));
        Assert.That(world.Owed(), Is.EqualTo((0L, 0L, 500L, 0L)));
        Assert.That(world.Moved(), Is.EqualTo((0L, 0L, 0L)));
        Assert.That(world.Ledger.All<StatementLine>().Single().State, Is.EqualTo(StatementLineState.AutoMatched));
        Assert.That(world.Ledger.Row(item.BatchId).State, Is.EqualTo(PayoutState.Settled));
        Assert.That(world.Ledger.Journal.Select(j => j.Line.Event), Has.One.EqualTo(JournalEvent.PayoutSettled));
    }

    [Test]
    public void Confirm_OneLineOfManyAndManyOfOne_PayThem()
    {
        var world = new BankWorld();
        var (one, two, three) = (world.Send(100), world.Send(200), world.Send(300));
        world.Confirm(BankWorld.Pay(world.Book(-300), one, two));
        world.Confirm(BankWorld.Pay(world.Book(-100, -200), three));
        Assert.That(world.Owed(), Is.EqualTo((0L, 0L, 600L, 0L)));
    }

    [Test]
    public void Proposed_WithTheFeeOfABatchDebit_IsAdjustedBySecondPerson()
    {
        var world = new BankWorld();
        var items = Enumerable.Range(0, 30).Select(_ => world.Send(100)).ToArray();
        var content = BankWorld.Pay(world.Book(-3_005), items);
        Assert.That(world.Refuse(Differing(0)), Is.EqualTo(RefusalCode.MatchDiffers));
        Assert.That(world.Refuse(Differing(5)), Is.EqualTo(RefusalCode.MatchDiffers));
        var match = world.Do(Differing(-5));
        world.Do(new DecideMatch(BankWorld.Checker, match.Id, true));
        Assert.That(world.Owed(), Is.EqualTo((0L, 0L, 3_000L, 0L)));
        Assert.That(world.Moved(), Is.EqualTo((5L, 0L, -5L)));
        world.Do(new RequestUnmatch(BankWorld.Maker, match.Id, "the fee was another's"));
        world.Do(new DecideUnmatch(BankWorld.Checker, match.Id, true));
        Assert.That(world.Moved(), Is.EqualTo((3_005L, -3_005L, 0L)));

        ProposeMatch Differing(long by) => new(BankWorld.Maker, Id<Match>.Parse("fee"), BankWorld.City, content,
            "a fee of 0.05 was taken with the debit", by);
    }

    [Test]
    public void Proposed_ReturnWithADifference_IsRefused()
    {
        var world = new BankWorld();
        var item = world.Send(500);
        world.Confirm(BankWorld.Pay(world.Book(-500), item));
        var back = BankWorld.Back(world.Book(490)[0], item);
        Assert.That(world.Refuse(new ProposeMatch(BankWorld.Maker, Id<Match>.Parse("back"), BankWorld.City, back,
            "they kept a fee", -10)), Is.EqualTo(RefusalCode.InvalidField));
    }

    [Test]
    public void Suspended_WhenExplained_LeavesSuspense()
    {
        var world = new BankWorld();
        var item = world.Send(500);
        var lines = world.Book(-500);
        world.Suspend(lines);
        world.Suspend(lines);
        Assert.That(world.Moved(), Is.EqualTo((500L, -500L, 0L)));
        var match = world.Propose(BankWorld.Pay(lines, item));
        Assert.That(world.Moved(), Is.EqualTo((500L, -500L, 0L)));
        Assert.That(world.Refuse(new DecideMatch(BankWorld.Maker, match.Id, true)), Is.EqualTo(RefusalCode.SamePerson));
        world.Do(new DecideMatch(BankWorld.Checker, match.Id, true));
        Assert.That(world.Moved(), Is.EqualTo((0L, 0L, 0L)));
        Assert.That(world.Owed().Paid, Is.EqualTo(500));
    }

    [Test]
    public void Unmatch_ByTwo_PutsAllBack()
    {
        var world = new BankWorld();
        var item = world.Send(500);
        var match = world.Confirm(BankWorld.Pay(world.Book(-500), item));
        world.Do(new RequestUnmatch(BankWorld.Maker, match.Id, "another's line"));
        Assert.That(world.Refuse(new DecideUnmatch(BankWorld.Maker, match.Id, true)),
            Is.EqualTo(RefusalCode.SamePerson));
        world.Do(new DecideUnmatch(BankWorld.Checker, match.Id, true));
        Assert.That(world.Owed(), Is.EqualTo((0L, 500L, 0L, 0L)));
        Assert.That(world.Moved(), Is.EqualTo((500L, -500L, 0L)));
        Assert.That(world.Ledger.Row(item.BatchId).State, Is.EqualTo(PayoutState.Exported));
        world.Confirm(BankWorld.Pay(world.Ledger.All<StatementLine>(), item));
        Assert.That(world.Owed(), Is.EqualTo((0L, 0L, 500L, 0L)));
    }

    [Test]
    public void Return_OfAPaidItem_IsPayableAgainForGood()
    {
        var world = new BankWorld();
        var item = world.Send(500);
        var lines = world.Book(-500, 500);
        world.Confirm(BankWorld.Pay([lines[0]], item));
        var back = world.Confirm(BankWorld.Back(lines[1], item));
        Assert.That(world.Owed(), Is.EqualTo((500L, 0L, 0L, 0L)));
        Assert.That(world.Refuse(new RequestUnmatch(BankWorld.Maker, back.Id, "x")),
            Is.EqualTo(RefusalCode.MatchOutOfOrder));
    }

    [Test]
    public void Repayment_OfAClawBack_AndItsUndoing()
    {
        var world = new BankWorld();
        var item = world.Send(500);
        world.Confirm(BankWorld.Pay(world.Book(-500), item));
        var clawBack = world.ClawBack(world.Ledger.All<Redemption>().Single());
        Assert.That(world.Owed(), Is.EqualTo((0L, 0L, 500L, -500L)));
        var match = world.Confirm(new MatchContent(MatchKind.Repayment, [.. world.Book(200).Select(l => l.Id)], [],
            [new RepaidAmount(clawBack.Id, 200)]));
        Assert.That(world.Owed(), Is.EqualTo((0L, 0L, 300L, -300L)));
        world.Do(new RequestUnmatch(BankWorld.Maker, match.Id, "another's line"));
        world.Do(new DecideUnmatch(BankWorld.Checker, match.Id, true));
        Assert.That(world.Owed(), Is.EqualTo((0L, 0L, 500L, -500L)));
        Assert.That(world.Moved(), Is.EqualTo((-200L, 200L, 0L)));
    }

    [Test]
    public void Confirm_SumsThatDiffer_IsRefused()
    {
        var world = new BankWorld();
        var item = world.Send(500);
        Assert.That(world.Refuse(new ConfirmMatch(Actor.Clock, world.Draw<Match>("m"), BankWorld.City,
            BankWorld.Pay(world.Book(-499), item), "p", 1, "")), Is.EqualTo(RefusalCode.MatchDiffers));
    }
}
