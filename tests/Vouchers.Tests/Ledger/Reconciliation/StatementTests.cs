using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

public sealed class StatementTests
{
    [Test]
    public void Import_SameFileTwice_ChangesNothing()
    {
        var world = new BankWorld();
        var first = world.Do(BankWorld.Import(2));
        world.Do(new AddStatementLines(BankWorld.Maker, first.Id, 0, [BankWorld.New("1", 5), BankWorld.New("2", -7)]));
        var journal = world.Ledger.Journal.Count;
        Assert.That(world.Do(BankWorld.Import(2)), Is.EqualTo(world.Ledger.Row(first.Id)));
        world.Do(new AddStatementLines(BankWorld.Maker, first.Id, 0, [BankWorld.New("1", 5), BankWorld.New("2", -7)]));
        Assert.That(world.Ledger.Journal, Has.Count.EqualTo(journal));
        Assert.That(world.Ledger.Row(first.Id), Has.Property("State").EqualTo(StatementState.Open)
            .And.Property("Duplicates").Zero.And.Property("Unexplained").EqualTo(2));
    }

    [Test]
    public void Add_LineOfAnotherFile_IsCountedAndNotAdded()
    {
        var world = new BankWorld();
        var line = BankWorld.New("1", 5);
        var (first, second) = (world.Do(BankWorld.Import(1)), world.Do(BankWorld.Import(2, file: "b")));
        world.Do(new AddStatementLines(BankWorld.Maker, first.Id, 0, [line]));
        second = world.Do(new AddStatementLines(BankWorld.Maker, second.Id, 0, [line, BankWorld.New("2", 6)]));
        Assert.That((second.Duplicates, second.Unexplained), Is.EqualTo((1, 1)));
        Assert.That(world.Ledger.All<StatementLine>().Count(), Is.EqualTo(2));
    }

    // Counted as a duplicate it would be in no statement at all once the other one is discarded.
    [Test]
    public void Add_LineOfAHeldStatement_WaitsUntilThatIsDecided()
    {
        var world = new BankWorld();
        var line = BankWorld.New("1", 5);
        var bad = world.Do(BankWorld.Import(1, "1.00 is missing"));
        world.Do(new AddStatementLines(BankWorld.Maker, bad.Id, 0, [line]));
        var add = new AddStatementLines(BankWorld.Maker, world.Do(BankWorld.Import(1, file: "b")).Id, 0, [line]);
        Assert.That(world.Refuse(add), Is.EqualTo(RefusalCode.StatementOutOfOrder));
        world.Do(new DiscardStatement(BankWorld.Maker, bad.Id, "cut off"));
        Assert.That(world.Do(add), Has.Property("Duplicates").Zero.And.Property("Unexplained").EqualTo(1));
    }

    [Test]
    public void Held_UntilAcceptedByAnother_PostsNothing()
    {
        var world = new BankWorld();
        var statement = world.Do(BankWorld.Import(1, "1.00 is missing"));
        statement = world.Do(new AddStatementLines(BankWorld.Maker, statement.Id, 0, [BankWorld.New("1", 5)]));
        Assert.That(statement.State, Is.EqualTo(StatementState.Held));
        world.Suspend(world.Ledger.All<StatementLine>());
        Assert.That(world.Moved(), Is.EqualTo((0L, 0L, 0L)));
        Assert.That(world.Refuse(new AcceptStatement(BankWorld.Maker, statement.Id, "the bank's fault")),
            Is.EqualTo(RefusalCode.SamePerson));
        world.Do(new AcceptStatement(BankWorld.Checker, statement.Id, "the bank's fault"));
        world.Suspend(world.Ledger.All<StatementLine>());
        Assert.That(world.Moved(), Is.EqualTo((-5L, 5L, 0L)));
    }

    [Test]
    public void Discarded_SameFileAgain_IsANewStatementWithItsLines()
    {
        var world = new BankWorld();
        var first = world.Do(BankWorld.Import(1, "1.00 is missing"));
        world.Do(new AddStatementLines(BankWorld.Maker, first.Id, 0, [BankWorld.New("1", 5)]));
        world.Do(new DiscardStatement(BankWorld.Maker, first.Id, "cut off"));
        var second = world.Do(BankWorld.Import(1, "1.00 is missing") with { Actor = BankWorld.Checker });
        second = world.Do(new AddStatementLines(BankWorld.Checker, second.Id, 0, [BankWorld.New("1", 5)]));
        Assert.That(world.Do(BankWorld.Import(1, "1.00 is missing")), Is.EqualTo(second));
        Assert.That(second.Id, Is.Not.EqualTo(first.Id));
        Assert.That((second.State, second.Duplicates, second.OwnMinorUnits), Is.EqualTo((StatementState.Held, 0, 5L)));
        Assert.That(world.Ledger.Row(first.Id).State, Is.EqualTo(StatementState.Discarded));
        world.Do(new AcceptStatement(BankWorld.Maker, second.Id, "the bank's letter"));
        Assert.That(world.Ledger.All<StatementLine>().Single().StatementId, Is.EqualTo(second.Id));
    }

    [Test]
    public void Discarded_CorrectedFile_TakesItsLinesOver()
    {
        var world = new BankWorld();
        var bad = world.Do(BankWorld.Import(1, "1.00 is missing"));
        world.Do(new AddStatementLines(BankWorld.Maker, bad.Id, 0, [BankWorld.New("1", 5)]));
        world.Do(new DiscardStatement(BankWorld.Maker, bad.Id, "cut off"));
        var good = world.Do(BankWorld.Import(2, file: "b"));
        good = world.Do(new AddStatementLines(BankWorld.Maker, good.Id, 0,
            [BankWorld.New("1", 5), BankWorld.New("2", 6)]));
        Assert.That((good.State, good.Duplicates), Is.EqualTo((StatementState.Open, 0)));
        Assert.That(world.Ledger.All<StatementLine>(), Has.All.Property("StatementId").EqualTo(good.Id));
    }
}
