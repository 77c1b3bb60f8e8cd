using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>The faults of discrepancies and their resolutions.</summary>
internal static class DiscrepancyTables
{
    private static readonly Id<Discrepancy> None = Id<Discrepancy>.Parse("d-none");
    private static readonly Id<Discrepancy> Found = Id<Discrepancy>.Parse("d-1");
    private static readonly string[] Money =
        ["PayoutOutOfOrder", "OtherFundingAccount", "StatementOutOfOrder", "LineOutOfOrder", "MatchDiffers"];
    private static readonly string[] Last = ["ResolutionUnfit", "PeriodClosed:line's", "PeriodClosed:discrepancy's"];

    public static IEnumerable<PrecedenceTable> All =>
    [
        new("OpenDiscrepancy",
        [
            "InvalidField:type", "InvalidField:parts", "InvalidField:signals", "NotPermitted", "NotFound:account",
            "NotFound:line", "NotFound:payment", "PeriodClosed",
        ], Open),
        new("AssignDiscrepancy", ["InvalidField", "NotPermitted", "NotFound", "DiscrepancyOutOfOrder"], Assign),
        new("ExplainDiscrepancy", ["NotPermitted", "NotFound"], Explain),
        new("ProposeResolution",
        [
            "InvalidField:reason", "InvalidField:resolution", "NotPermitted", "NotFound", "AlreadyExists", .. Money,
            "DiscrepancyOutOfOrder", .. Last,
        ], Propose),
        new("ProposeResolution to write off", ["LineOutOfOrder", "ResolutionUnfit"], WriteOff),
        new("ProposeResolution of a return", ["PayoutOutOfOrder", "ClawBackOutOfOrder"], Return),
        new("DecideResolution",
        [
            "NotPermitted", "NotFound", "AlreadyExists", .. Money, "DiscrepancyOutOfOrder", .. Last, "SamePerson",
        ], Decide),
        new("DecideResolution to decline", ["NotPermitted", "NotFound", "DiscrepancyOutOfOrder", "SamePerson"],
            Decline),
    ];

    private static (LedgerHarness, Command) Open(Wrong wrong)
    {
        var world = new BankWorld();
        var item = world.Send(500);
        var line = world.Book(-499)[0];
        StatementTables.CloseMonth(world, wrong["PeriodClosed"]);
        List<Id<PayoutItem>> items = [wrong["NotFound:payment"] ? Id<PayoutItem>.Parse("pay-none.p1.i1") : item.Id];
        return (world.Ledger, new OpenDiscrepancy(wrong["NotPermitted"] ? BankWorld.Maker : Actor.Clock, Found,
            Id<FundingAccount>.Parse(wrong["NotFound:account"] ? "none" : BankWorld.City.Value), BankWorld.Day,
            wrong["InvalidField:type"] ? DiscrepancyType.None : DiscrepancyType.AmountDifference,
            [wrong["NotFound:line"] ? Id<StatementLine>.Parse("f1-none") : line.Id],
            [.. Enumerable.Repeat(items, wrong["InvalidField:parts"] ? 21 : 1).SelectMany(i => i)], 1,
            wrong["InvalidField:signals"] ? new string('x', Match.MaxSignals + 1) : "1 fen less"));
    }

    private static (LedgerHarness, Command) Assign(Wrong wrong)
    {
        var world = Differing(out var found, out _);
        world.Ledger.Change(found.Id, d => d with
        {
            State = wrong["DiscrepancyOutOfOrder"] ? DiscrepancyState.Explained : d.State,
        });
        return (world.Ledger, new AssignDiscrepancy(wrong["NotPermitted"] ? World.Officer : BankWorld.Maker,
            wrong["NotFound"] ? None : found.Id, wrong["InvalidField"] ? new string('x', 201) : "wang"));
    }

    private static (LedgerHarness, Command) Explain(Wrong wrong)
    {
        var world = Differing(out var found, out _);
        return (world.Ledger, new ExplainDiscrepancy(wrong["NotPermitted"] ? BankWorld.Maker : Actor.Clock,
            wrong["NotFound"] ? None : found.Id));
    }

    private static (LedgerHarness, Command) Propose(Wrong wrong)
    {
        var world = Differing(out var found, out var line);
        Spoil(world, found, line, wrong);
        world.Ledger.Change(found.Id, d => d with
        {
            State = wrong["DiscrepancyOutOfOrder"] ? DiscrepancyState.Proposed : d.State,
        });
        return (world.Ledger, new ProposeResolution(wrong["NotPermitted"] ? World.Officer : BankWorld.Maker,
            wrong["NotFound"] ? None : found.Id,
            wrong["InvalidField:resolution"] ? Resolution.None : Resolution.ManualMatch,
            wrong["InvalidField:reason"] ? "" : "I asked the bank"));
    }

    private static (LedgerHarness, Command) WriteOff(Wrong wrong)
    {
        var world = Differing(out var found, out var line);
        world.Ledger.Change(found.Id, d => d with { Payments = wrong["ResolutionUnfit"] ? d.Payments : "" });
        world.Ledger.Change(line, l => l with
        {
            State = wrong["LineOutOfOrder"] ? StatementLineState.AutoMatched : l.State,
        });
        return (world.Ledger, new ProposeResolution(BankWorld.Maker, found.Id, Resolution.WriteOff, "a fee"));
    }

    private static (LedgerHarness, Command) Return(Wrong wrong)
    {
        var world = new BankWorld();
        var item = world.Send(500);
        world.Confirm(BankWorld.Pay(world.Book(-500), item));
        var found = DiscrepancyTests.Open(world, DiscrepancyType.Returned, world.Book(490), [item]);
        world.Ledger.Change(item.Id, i => i with
        {
            State = wrong["PayoutOutOfOrder"] ? PayoutItemState.Returned : i.State,
        });
        MatchTables.SpoilRedemption(world, wrong["ClawBackOutOfOrder"]);
        return (world.Ledger, new ProposeResolution(BankWorld.Maker, found.Id, Resolution.RePay, "a fee was kept"));
    }

    private static (LedgerHarness, Command) Decide(Wrong wrong)
    {
        var world = Differing(out var found, out var line);
        world.Do(new ProposeResolution(BankWorld.Maker, found.Id, Resolution.ManualMatch, "I asked the bank"));
        Spoil(world, found, line, wrong);
        // What a discrepancy is about is judged while a resolution waits, not afterwards.
        var isDecided = wrong["DiscrepancyOutOfOrder"] && !wrong["AlreadyExists"] && !Money.Any(f => wrong[f]);
        world.Ledger.Change(found.Id, d => d with
        {
            State = isDecided ? DiscrepancyState.Resolved : DiscrepancyState.Proposed,
        });
        return (world.Ledger,
            new DecideResolution(MatchTables.Second(wrong), wrong["NotFound"] ? None : found.Id, true));
    }

    private static (LedgerHarness, Command) Decline(Wrong wrong)
    {
        var world = Differing(out var found, out _);
        world.Do(new ProposeResolution(BankWorld.Maker, found.Id, Resolution.ManualMatch, "I asked the bank"));
        world.Ledger.Change(found.Id, d => d with
        {
            State = wrong["DiscrepancyOutOfOrder"] ? DiscrepancyState.Open : d.State,
        });
        return (world.Ledger,
            new DecideResolution(MatchTables.Second(wrong), wrong["NotFound"] ? None : found.Id, false));
    }

    /// <summary>A discrepancy of a line and a payment that can be matched by hand.</summary>
    private static BankWorld Differing(out Discrepancy found, out Id<StatementLine> line)
    {
        var world = new BankWorld();
        var item = world.Send(500);
        var lines = world.Book(-500);
        line = lines[0].Id;
        found = DiscrepancyTests.Open(world, DiscrepancyType.AmountDifference, lines, [item]);
        return world;
    }

    private static void Spoil(BankWorld world, Discrepancy found, Id<StatementLine> line, Wrong wrong)
    {
        if (wrong["AlreadyExists"])
            world.Ledger.Put(MatchTables.Unbooked(MatchKind.Payment) with { Id = found.MatchId });
        if (wrong["ResolutionUnfit"])
        {
            // Two lines of two payments: which paid which is nobody's guess.
            var (item, more) = (world.Send(200), world.Book(-200)[0]);
            world.Ledger.Change(found.Id, d => d with
            {
                Lines = $"{d.Lines} {more.Id}",
                Payments = $"{d.Payments} {item.Id}",
            });
        }

        world.Ledger.Change(found.PaymentIds[0], i => i with
        {
            State = wrong["PayoutOutOfOrder"] ? PayoutItemState.Rejected : i.State,
        });
        MatchTables.SpoilLine(world, line, wrong);
        StatementTables.CloseMonth(world, wrong["PeriodClosed:line's"]);
        // A line of one month may be about a discrepancy that the next one carries.
        var next = StatementTables.PutMonth(world, 1,
            wrong["PeriodClosed:discrepancy's"] ? PeriodState.Closed : PeriodState.Open);
        world.Ledger.Change(found.Id, d => d with { PeriodId = next.Id });
    }
}
