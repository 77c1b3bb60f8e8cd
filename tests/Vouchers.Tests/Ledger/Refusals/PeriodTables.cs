using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>The faults of closing months and opening them again.</summary>
internal static class PeriodTables
{
    private static readonly string[] Shared = ["NotPermitted", "NotFound:account", "NotFound:month"];

    public static IEnumerable<PrecedenceTable> All =>
    [
        new("ClosePeriod",
        [
            .. Shared, "PeriodOutOfOrder:closed", "PeriodOutOfOrder:one before is open",
            "PeriodOutOfOrder:next one is closed", "PeriodUnexplained:line", "PeriodUnexplained:statement",
            "PeriodUnexplained:discrepancy", "PeriodUnexplained:proposed timing", "StatementGap",
        ], Close),
        new("RequestReopening",
            ["InvalidField", .. Shared, "PeriodOutOfOrder:open", "PeriodOutOfOrder:next one is closed"], Request),
        new("DecideReopening",
            [.. Shared, "PeriodOutOfOrder:nobody asked", "PeriodOutOfOrder:next one is closed", "SamePerson"],
            wrong => Decide(wrong, isApproved: true)),
        new("DecideReopening to decline", [.. Shared, "PeriodOutOfOrder:nobody asked", "SamePerson"],
            wrong => Decide(wrong, isApproved: false)),
    ];

    private static (LedgerHarness, Command) Close(Wrong wrong)
    {
        var world = new BankWorld();
        var statement = world.Ledger.Row(world.Book(-5)[0].StatementId);
        if (wrong["PeriodUnexplained:discrepancy"])
            DiscrepancyTests.Open(world, DiscrepancyType.MissingInBank, [], [world.Send(1)]);
        if (wrong["PeriodUnexplained:proposed timing"])
        {
            var timing = DiscrepancyTests.Open(world, DiscrepancyType.Timing, [], [world.Send(2)]);
            world.Ledger.Change(timing.Id, d => d with { State = DiscrepancyState.Proposed });
        }

        world.Ledger.Put(statement with
        {
            OpeningMinorUnits = 10,
            Unexplained = wrong["PeriodUnexplained:line"] ? 1 : 0,
            State = wrong["PeriodUnexplained:statement"] ? StatementState.Held : StatementState.Open,
        });
        StatementTables.CloseMonth(world, wrong["PeriodOutOfOrder:closed"]);
        world.Ledger.Put(StatementTables.PutMonth(world, -1,
            wrong["PeriodOutOfOrder:one before is open"] ? PeriodState.Open : PeriodState.Closed) with
        {
            ClosingMinorUnits = wrong["StatementGap"] ? 11 : 10,
        });
        Next(world, wrong);
        var (account, day) = Where(wrong);
        return (world.Ledger, new ClosePeriod(wrong["NotPermitted"] ? World.Officer : BankWorld.Maker, account, day));
    }

    private static (LedgerHarness, Command) Request(Wrong wrong)
    {
        var world = new BankWorld();
        StatementTables.PutMonth(world, 0, wrong["PeriodOutOfOrder:open"] ? PeriodState.Open : PeriodState.Closed);
        Next(world, wrong);
        var (account, day) = Where(wrong);
        return (world.Ledger, new RequestReopening(wrong["NotPermitted"] ? World.Officer : BankWorld.Maker, account,
            day, wrong["InvalidField"] ? "" : "a late line"));
    }

    private static (LedgerHarness, Command) Decide(Wrong wrong, bool isApproved)
    {
        var world = new BankWorld();
        world.Ledger.Put(StatementTables.PutMonth(world, 0, wrong["PeriodOutOfOrder:nobody asked"]
            ? PeriodState.Closed : PeriodState.ReopeningRequested) with
        {
            RequestedBy = BankWorld.Maker.Subject,
        });
        if (isApproved)
            Next(world, wrong);
        var (account, day) = Where(wrong);
        return (world.Ledger, new DecideReopening(MatchTables.Second(wrong), account, day, isApproved));
    }

    private static void Next(BankWorld world, Wrong wrong) => StatementTables.PutMonth(world, 1,
        wrong["PeriodOutOfOrder:next one is closed"] ? PeriodState.Closed : PeriodState.Open);

    private static (Id<FundingAccount> Account, DateOnly Day) Where(Wrong wrong) => (
        Id<FundingAccount>.Parse(wrong["NotFound:account"] ? "none" : BankWorld.City.Value),
        wrong["NotFound:month"] ? BankWorld.Day.AddYears(2) : BankWorld.Day);
}
