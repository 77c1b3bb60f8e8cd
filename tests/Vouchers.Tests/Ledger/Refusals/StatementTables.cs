using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>The faults of statements and their lines.</summary>
internal static class StatementTables
{
    private static readonly Id<Statement> None = Id<Statement>.Parse("st-none");
    private static readonly Id<FundingAccount> NoAccount = Id<FundingAccount>.Parse("none");

    public static IEnumerable<PrecedenceTable> All =>
    [
        new("ImportStatement",
        [
            "InvalidField:hash", "InvalidField:ordinal", "InvalidField:days", "InvalidField:verdict", "NotPermitted",
            "NotFound", "CurrencyMismatch", "OtherFundingAccount", "PeriodClosed", "PeriodClosed:a later one",
        ], Import),
        new("AddStatementLines",
        [
            "InvalidField:count", "InvalidField:fingerprint", "InvalidField:amount", "NotPermitted", "NotFound",
            "StatementOutOfOrder:more than it has", "StatementOutOfOrder:a line of an undecided one", "PeriodClosed",
        ], Add),
        new("AcceptStatement",
            ["InvalidField", "NotPermitted", "NotFound", "StatementOutOfOrder", "PeriodClosed", "SamePerson"], Accept),
        new("DiscardStatement", ["InvalidField", "NotPermitted", "NotFound", "StatementOutOfOrder"], Discard),
        new("SuspendLines", ["InvalidField", "NotPermitted", "NotFound"], Suspend),
    ];

    private static (LedgerHarness, Command) Import(Wrong wrong)
    {
        var world = new BankWorld();
        CloseMonth(world, wrong["PeriodClosed"]);
        if (wrong["PeriodClosed:a later one"])
            PutMonth(world, 2, PeriodState.Closed);
        var import = BankWorld.Import(1, wrong["InvalidField:verdict"] ? new string('x', 2_001) : "");
        return (world.Ledger, import with
        {
            Actor = wrong["NotPermitted"] ? World.Officer : BankWorld.Maker,
            FundingAccountId = wrong["NotFound"] ? NoAccount : BankWorld.City,
            FileHash = wrong["InvalidField:hash"] ? "ABC1" : import.FileHash,
            Ordinal = wrong["InvalidField:ordinal"] ? 0 : 1,
            From = wrong["InvalidField:days"] ? import.To.AddDays(1) : import.To,
            Currency = Currency.Parse(wrong["CurrencyMismatch"] ? "USD" : "CNY"),
            AccountNumber = wrong["OtherFundingAccount"] ? "622299999" : BankWorld.Number,
        });
    }

    private static (LedgerHarness, Command) Add(Wrong wrong)
    {
        var world = new BankWorld();
        var line = BankWorld.New("1", 5);
        var statement = world.Do(BankWorld.Import(1));
        if (wrong["StatementOutOfOrder:a line of an undecided one"])
        {
            var other = world.Do(BankWorld.Import(1, "1.00 is missing", "b"));
            world.Do(new AddStatementLines(BankWorld.Maker, other.Id, 0, [line]));
        }

        world.Ledger.Change(statement.Id, s => s with
        {
            Lines = wrong["StatementOutOfOrder:more than it has"] ? 0 : 1,
        });
        CloseMonth(world, wrong["PeriodClosed"]);
        line = line with
        {
            Fingerprint = wrong["InvalidField:fingerprint"] ? "12" : line.Fingerprint,
            Details = line.Details with { AmountMinorUnits = wrong["InvalidField:amount"] ? 0 : 5 },
        };
        return (world.Ledger, new AddStatementLines(wrong["NotPermitted"] ? World.Officer : BankWorld.Maker,
            wrong["NotFound"] ? None : statement.Id, 0,
            [.. Enumerable.Repeat(line, wrong["InvalidField:count"] ? AddStatementLines.MaxLines + 1 : 1)]));
    }

    private static (LedgerHarness, Command) Accept(Wrong wrong)
    {
        var (world, id) = Held(wrong);
        CloseMonth(world, wrong["PeriodClosed"]);
        var actor = wrong["SamePerson"] ? BankWorld.Maker : BankWorld.Checker;
        return (world.Ledger, new AcceptStatement(wrong["NotPermitted"] ? actor with { Role = Role.Auditor } : actor,
            id, wrong["InvalidField"] ? "" : "the bank's fault"));
    }

    private static (LedgerHarness, Command) Discard(Wrong wrong)
    {
        var (world, id) = Held(wrong);
        return (world.Ledger, new DiscardStatement(wrong["NotPermitted"] ? World.Officer : BankWorld.Maker, id,
            wrong["InvalidField"] ? new string('x', 401) : "cut off"));
    }

    private static (BankWorld World, Id<Statement> Id) Held(Wrong wrong)
    {
        var world = new BankWorld();
        var statement = world.Do(BankWorld.Import(0, "1.00 is missing"));
        world.Do(new AddStatementLines(BankWorld.Maker, statement.Id, 0, []));
        world.Ledger.Change(statement.Id, s => s with
        {
            State = wrong["StatementOutOfOrder"] ? StatementState.Open : StatementState.Held,
        });
        return (world, wrong["NotFound"] ? None : statement.Id);
    }

    private static (LedgerHarness, Command) Suspend(Wrong wrong)
    {
        var world = new BankWorld();
        var line = new UnmatchedLine(world.Book(5)[0].Id, false);
        return (world.Ledger, new SuspendLines(wrong["NotPermitted"] ? BankWorld.Maker : Actor.Clock,
            wrong["NotFound"] ? NoAccount : BankWorld.City,
            [.. Enumerable.Repeat(line, wrong["InvalidField"] ? AddStatementLines.MaxLines + 1 : 1)]));
    }

    /// <summary>Closes the month of <see cref="BankWorld.Day"/> by hand, whatever is open in it.</summary>
    internal static void CloseMonth(BankWorld world, bool isClosed)
    {
        if (isClosed)
            PutMonth(world, 0, PeriodState.Closed);
    }

    /// <summary>Puts a month so far from that of <see cref="BankWorld.Day"/>.</summary>
    internal static Period PutMonth(BankWorld world, int months, PeriodState state)
    {
        var period = Period.New(world.Funding, BankWorld.Day.AddMonths(months)) with
        {
            State = state,
            ClosedAt = world.World.Now,
        };
        world.Ledger.Put(period);
        return period;
    }
}
