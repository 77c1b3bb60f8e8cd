using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

public sealed class DiscrepancyTests
{
    [TestCase(-503, -3, TestName = "Adjustment_OfAFee_PaysTheItemAndKeepsTheDifference")]
    [TestCase(-490, 10, TestName = "Adjustment_OfTooLittle_PaysTheItemAndKeepsTheDifference")]
    public void Adjustment(long amount, long difference)
    {
        var world = new BankWorld();
        var item = world.Send(500);
        var found = Open(world, DiscrepancyType.AmountDifference, world.Book(amount), [item]);
        Resolve(world, found, Resolution.Adjustment);
        Assert.That(world.Owed(), Is.EqualTo((0L, 0L, 500L, 0L)));
        Assert.That(world.Moved(), Is.EqualTo((-difference, 0L, difference)));
    }

    [Test]
    public void WriteOff_OfAnUnknownLine_LeavesSuspenseForTheAdjustment()
    {
        var world = new BankWorld();
        var lines = world.Book(-40);
        world.Suspend(lines);
        var found = Open(world, DiscrepancyType.MissingInLedger, lines, []);
        Resolve(world, found, Resolution.WriteOff);
        Assert.That(world.Moved(), Is.EqualTo((40L, 0L, -40L)));
        world.Do(new RequestUnmatch(BankWorld.Maker, found.MatchId, "it was a payment"));
        world.Do(new DecideUnmatch(BankWorld.Checker, found.MatchId, true));
        Assert.That(world.Moved(), Is.EqualTo((40L, -40L, 0L)));
    }

    [Test]
    public void RePay_OfAnItemThatNeverArrived_IsPayableAgain()
    {
        var world = new BankWorld();
        var found = Open(world, DiscrepancyType.MissingInBank, [], [world.Send(500)]);
        Resolve(world, found, Resolution.RePay);
        Assert.That(world.Owed(), Is.EqualTo((500L, 0L, 0L, 0L)));
    }

    [Test]
    public void RePay_OfAWrongPayee_KeepsTheLineInTheAdjustment()
    {
        var world = new BankWorld();
        var item = world.Send(500);
        var found = Open(world, DiscrepancyType.WrongPayee, world.Book(-500), [item]);
        Resolve(world, found, Resolution.RePay);
        Assert.That(world.Owed(), Is.EqualTo((500L, 0L, 0L, 0L)));
        Assert.That(world.Moved(), Is.EqualTo((500L, 0L, -500L)));
    }

    [Test]
    public void Resolution_BySamePersonOrUnfit_IsRefused()
    {
        var world = new BankWorld();
        var item = world.Send(500);
        var found = Open(world, DiscrepancyType.AmountDifference, world.Book(-503), [item]);
        Assert.That(world.Refuse(new ProposeResolution(BankWorld.Maker, found.Id, Resolution.ManualMatch, "x")),
            Is.EqualTo(RefusalCode.MatchDiffers));
        Assert.That(world.Refuse(new ProposeResolution(BankWorld.Maker, found.Id, Resolution.WriteOff, "x")),
            Is.EqualTo(RefusalCode.ResolutionUnfit));
        Assert.That(world.Refuse(new ProposeResolution(BankWorld.Maker, found.Id, Resolution.RePay, "x")),
            Is.EqualTo(RefusalCode.ResolutionUnfit), "the payee has the money but for a fee");
        world.Do(new ProposeResolution(BankWorld.Maker, found.Id, Resolution.Adjustment, "a fee"));
        Assert.That(world.Refuse(new DecideResolution(BankWorld.Maker, found.Id, true)),
            Is.EqualTo(RefusalCode.SamePerson));
    }

    [Test]
    public void Explain_OnceALaterRunMatched_ClosesByItself()
    {
        var world = new BankWorld();
        var item = world.Send(500);
        var found = Open(world, DiscrepancyType.MissingInBank, [], [item]);
        Assert.That(world.Do(new ExplainDiscrepancy(Actor.Clock, found.Id)).State, Is.EqualTo(DiscrepancyState.Open));
        world.Confirm(BankWorld.Pay(world.Book(-500), item));
        Assert.That(world.Do(new ExplainDiscrepancy(Actor.Clock, found.Id)).State,
            Is.EqualTo(DiscrepancyState.Explained));
    }

    internal static Discrepancy Open(
        BankWorld world, DiscrepancyType type, IReadOnlyList<StatementLine> lines, IReadOnlyList<PayoutItem> items) =>
        world.Do(new OpenDiscrepancy(Actor.Clock, world.Draw<Discrepancy>("d"), BankWorld.City, BankWorld.Day, type,
            [.. lines.Select(l => l.Id)], [.. items.Select(i => i.Id)], 0, "no line"));

    private static void Resolve(BankWorld world, Discrepancy found, Resolution resolution)
    {
        world.Do(new ProposeResolution(BankWorld.Maker, found.Id, resolution, "I asked the bank"));
        Assert.That(world.Do(new DecideResolution(BankWorld.Checker, found.Id, true)).State,
            Is.EqualTo(DiscrepancyState.Resolved));
    }
}
