using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

public sealed class PeriodTests
{
    private static readonly ClosePeriod Close = new(BankWorld.Maker, BankWorld.City, BankWorld.Day);

    [Test]
    public void Close_WithAnOpenLine_IsRefusedUntilItIsExplained()
    {
        var world = new BankWorld();
        var item = world.Send(500);
        var lines = world.Book(-500);
        Assert.That(world.Refuse(Close), Is.EqualTo(RefusalCode.PeriodUnexplained));
        var match = world.Confirm(BankWorld.Pay(lines, item));
        Assert.That(world.Do(Close).State, Is.EqualTo(PeriodState.Closed));
        Assert.That(world.Refuse(new RequestUnmatch(BankWorld.Maker, match.Id, "x")),
            Is.EqualTo(RefusalCode.PeriodClosed));
        Assert.That(world.Refuse(BankWorld.Import(1, file: "late")), Is.EqualTo(RefusalCode.PeriodClosed));
    }

    [Test]
    public void Close_Timing_IsCarriedOverByName()
    {
        var world = new BankWorld();
        world.Book();
        var found = DiscrepancyTests.Open(world, DiscrepancyType.Timing, [], [world.Send(500)]);
        Assert.That(world.Do(Close).CarriedOver, Is.EqualTo(1));
        Assert.That(world.Ledger.Row(found.Id).PeriodId.Value, Is.EqualTo("f1.2026-07"));
        Assert.That(world.Ledger.Journal.Select(j => (j.Line.Event, j.Line.Subject)),
            Does.Contain((JournalEvent.TimingCarriedOver, found.Key)));
    }

    [Test]
    public void Close_BalancesThatDoNotFollow_IsRefused()
    {
        var world = new BankWorld();
        foreach (var (file, opening) in new[] { ("a", 10L), ("b", 12L) })
        {
            var statement = world.Do(BankWorld.Import(0, file: file, to: BankWorld.Day.AddDays((int)opening)) with
            {
                OpeningMinorUnits = opening,
                ClosingMinorUnits = opening,
            });
            world.Do(new AddStatementLines(BankWorld.Maker, statement.Id, 0, []));
        }

        Assert.That(world.Refuse(Close), Is.EqualTo(RefusalCode.StatementGap));
    }

    // Three files of one month: its first days, its last days, and all of it. Whichever comes first has the lines.
    [TestCase("first,last,whole", 100, true)]
    [TestCase("whole,first,last", 100, true)]
    [TestCase("first,whole,last", 100, true)]
    [TestCase("first,whole,last", 99, false)]
    public void Close_StatementsThatOverlap_TieByTheirSum(string order, long opening, bool isTied)
    {
        var world = new BankWorld();
        NewStatementLine[] all = [BankWorld.New("1", 10), BankWorld.New("2", -4), BankWorld.New("3", 7)];
        var files = new Dictionary<string, (int From, int To, long Opening, long Closing, NewStatementLine[] Lines)>
        {
            ["first"] = (0, 9, opening, opening + 10, all[..1]),
            ["last"] = (10, 19, 106, 113, all[2..]),
            ["whole"] = (0, 19, 100, 113, all),
        };
        foreach (var name in order.Split(','))
        {
            var (from, to, before, after, lines) = files[name];
            var statement = world.Do(BankWorld.Import(lines.Length, file: name, to: BankWorld.Day.AddDays(to)) with
            {
                From = BankWorld.Day.AddDays(from), OpeningMinorUnits = before, ClosingMinorUnits = after,
            });
            world.Do(new AddStatementLines(BankWorld.Maker, statement.Id, 0, lines));
        }

        foreach (var line in world.Ledger.All<StatementLine>().ToList())
            WriteOff(world, line);
        if (isTied)
            Assert.That(world.Do(Close).ClosingMinorUnits, Is.EqualTo(113));
        else
            Assert.That(world.Refuse(Close), Is.EqualTo(RefusalCode.StatementGap));
    }

    // Whatever the files' hashes are, by which their ids are in order.
    [Test]
    public void Close_SeveralStatementsOfOneDay_FollowTheirBalances([Range(1, 6)] int hash)
    {
        var world = new BankWorld();
        foreach (var (opening, closing) in new[] { (30L, 10L), (10L, 20L), (20L, 15L) })
        {
            var statement = world.Do(BankWorld.Import(0, "known", $"{hash} {opening}") with
            {
                OpeningMinorUnits = opening, ClosingMinorUnits = closing,
            });
            world.Do(new AddStatementLines(BankWorld.Maker, statement.Id, 0, []));
            world.Do(new AcceptStatement(BankWorld.Checker, statement.Id, "the lines are elsewhere"));
        }

        Assert.That(world.Do(Close).ClosingMinorUnits, Is.EqualTo(15));
    }

    [Test]
    public void Import_IntoAMonthBeforeAClosedOne_IsRefused()
    {
        var world = new BankWorld();
        world.Book();
        world.Do(Close);
        Assert.That(world.Refuse(BankWorld.Import(0, file: "march", to: BankWorld.Day.AddMonths(-3))),
            Is.EqualTo(RefusalCode.PeriodClosed));
        world.Do(BankWorld.Import(0, file: "july", to: BankWorld.Day.AddMonths(1)));
    }

    [Test]
    public void Close_MonthWithoutStatements_IsInTheOrderToo()
    {
        var world = new BankWorld();
        var statement = world.Do(BankWorld.Import(0) with { OpeningMinorUnits = 7, ClosingMinorUnits = 7 });
        world.Do(new AddStatementLines(BankWorld.Maker, statement.Id, 0, []));
        world.Do(Close);
        world.Do(BankWorld.Import(0, file: "august", to: BankWorld.Day.AddMonths(2)));
        Assert.That(world.Refuse(Close with { Day = BankWorld.Day.AddMonths(2) }),
            Is.EqualTo(RefusalCode.PeriodOutOfOrder), "July is open");
        Assert.That(world.Do(Close with { Day = BankWorld.Day.AddMonths(1) }).ClosingMinorUnits, Is.EqualTo(7));
    }

    // Its timing would be carried into a month that takes nothing.
    [Test]
    public void Close_BeforeTheFirstThatWasClosed_IsRefused()
    {
        var world = new BankWorld();
        world.Book();
        world.Do(Close);
        StatementTables.PutMonth(world, -1, PeriodState.Open);
        Assert.That(world.Refuse(Close with { Day = BankWorld.Day.AddMonths(-1) }),
            Is.EqualTo(RefusalCode.PeriodOutOfOrder));
    }

    private static void WriteOff(BankWorld world, StatementLine line)
    {
        world.Suspend(line);
        var found = DiscrepancyTests.Open(world, DiscrepancyType.MissingInLedger, [line], []);
        world.Do(new ProposeResolution(BankWorld.Maker, found.Id, Resolution.WriteOff, "the bank's fee"));
        world.Do(new DecideResolution(BankWorld.Checker, found.Id, true));
    }

    [Test]
    public void Reopen_TakesTwo()
    {
        var world = new BankWorld();
        world.Book();
        world.Do(Close);
        world.Do(new RequestReopening(BankWorld.Maker, BankWorld.City, BankWorld.Day, "a late line"));
        Assert.That(world.Refuse(new DecideReopening(BankWorld.Maker, BankWorld.City, BankWorld.Day, true)),
            Is.EqualTo(RefusalCode.SamePerson));
        Assert.That(world.Refuse(BankWorld.Import(1, file: "late")), Is.EqualTo(RefusalCode.PeriodClosed));
        world.Do(new DecideReopening(BankWorld.Checker, BankWorld.City, BankWorld.Day, true));
        world.Do(BankWorld.Import(1, file: "late"));
    }
}
