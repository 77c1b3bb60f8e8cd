using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>The faults of payout batches and their payments.</summary>
internal static class PayoutTables
{
    private static readonly Id<PayoutBatch> None = Id<PayoutBatch>.Parse("pay-none");
    private static readonly Id<PayoutItem> NoItem = Id<PayoutItem>.Parse("pay-none.p1.i1");
    private static readonly string[] Shared = ["NotPermitted", "NotFound", "PayoutOutOfOrder"];

    public static IEnumerable<PrecedenceTable> All =>
    [
        new("StartPayoutBatch", ["InvalidField:cut-off", "InvalidField:pay on", "NotPermitted", "NotFound"], Start),
        new("CollectPayout", ["NotPermitted", "NotFound"], Collect),
        new("ApprovePayoutBatch",
        [
            "NotPermitted", "NotFound", "PayeeAccountUnverified", "PayeeAccountCoolingOff", "PaymentsHeld",
            "PayoutOutOfOrder", "PayeeAccountChanged", "BankContradiction:shown", "BankContradiction:arrived",
            "StatementOutOfOrder", "SamePerson:made it", "SamePerson:entered an account", "SamePerson:maker entered an account",
        ], Approve),
        new("CancelPayoutBatch", Shared, wrong => OnBatch(wrong, PayoutState.Approved, PayoutState.Exported,
            (actor, id) => new CancelPayoutBatch(actor, id, "wrong day"))),
        new("ExportPayoutBatch",
        [
            "NotPermitted", "NotFound", "PaymentsHeld", "PayoutOutOfOrder", "BankContradiction:shown",
            "BankContradiction:arrived", "StatementOutOfOrder",
        ], Export),
        new("RecordBankAnswer of an order taken", Shared,
            wrong => OnItem(wrong, PayoutItemState.Sent, PayoutItemState.Rejected,
                (actor, id) => new RecordBankAnswer(actor, id, false, ""))),
        new("RecordBankAnswer of an order refused",
            [.. Shared, "BankContradiction:open discrepancy", "BankContradiction:unexplained line"], Reject),
        new("SettlePayoutItem", Shared, wrong => OnItem(wrong, PayoutItemState.Sent, PayoutItemState.Paid,
            (actor, id) => new SettlePayoutItem(actor, id, "line 1"))),
        new("ReturnPayoutItem", [.. Shared, "ClawBackOutOfOrder"], Return),
        new("ReleasePayoutItem", ["NotPermitted", "NotFound"], Release),
    ];

    private static (LedgerHarness, Command) Start(Wrong wrong)
    {
        var world = new PayoutWorld();
        return (world.Ledger, new StartPayoutBatch(wrong["NotPermitted"] ? World.Officer : PayoutWorld.Maker,
            wrong["NotFound"] ? Id<FundingAccount>.Parse("none") : PayoutWorld.City,
            wrong["InvalidField:cut-off"] ? world.Now + TimeSpan.FromSeconds(1) : world.Now,
            wrong["InvalidField:pay on"] ? world.Now - TimeSpan.FromHours(25) : world.Now));
    }

    private static (LedgerHarness, Command) Collect(Wrong wrong)
    {
        var world = new PayoutWorld();
        var batch = world.Start();
        return (world.Ledger, new CollectPayout(wrong["NotPermitted"] ? PayoutWorld.Maker : Actor.Clock,
            wrong["NotFound"] ? None : batch.Id, "", [], true));
    }

    private static (LedgerHarness, Command) Approve(Wrong wrong)
    {
        var world = new PayoutWorld();
        world.Redeem(100);
        var makerEntered = wrong["SamePerson:maker entered an account"];
        var batch = world.Draft(maker: makerEntered ? PayoutWorld.Editor : null);
        var payee = PayeeAccount.IdOf(PayoutWorld.College);
        world.Ledger.Change(payee, p => p with
        {
            VerifiedAt = wrong["PayeeAccountUnverified"] ? null : p.VerifiedAt,
            ChangedAt = wrong["PayeeAccountCoolingOff"] ? world.Now - TimeSpan.FromHours(71) : p.ChangedAt,
            HeldReason = wrong["PaymentsHeld"] ? "asked by the police" : "",
            Bank = wrong["PayeeAccountChanged"] ? PayoutWorld.Bank("62220099999") : p.Bank,
        });
        world.Ledger.Change(batch.Id, b => b with
        {
            State = wrong["PayoutOutOfOrder"] ? PayoutState.Approved : PayoutState.Draft,
        });
        Show(world.Ledger, batch.Id, wrong);
        var actor = wrong["SamePerson:made it"] ? PayoutWorld.Person(batch.MadeBy)
            : wrong["SamePerson:entered an account"] ? PayoutWorld.Editor : PayoutWorld.Checker;
        return (world.Ledger, new ApprovePayoutBatch(
            wrong["NotPermitted"] ? actor with { Role = Role.Auditor } : actor,
            wrong["NotFound"] ? None : batch.Id));
    }

    private static (LedgerHarness, Command) OnBatch(Wrong wrong, PayoutState inOrder, PayoutState outOfOrder,
        Func<Actor, Id<PayoutBatch>, Command> command)
    {
        var world = new PayoutWorld();
        world.Redeem(100);
        var batch = world.Draft();
        world.Ledger.Change(batch.Id, b => b with { State = wrong["PayoutOutOfOrder"] ? outOfOrder : inOrder });
        return (world.Ledger, command(wrong["NotPermitted"] ? World.Officer : PayoutWorld.Maker,
            wrong["NotFound"] ? None : batch.Id));
    }

    private static (LedgerHarness, Command) Export(Wrong wrong)
    {
        var (ledger, command) = OnBatch(wrong, PayoutState.Approved, PayoutState.Draft,
            (actor, id) => new ExportPayoutBatch(actor, id, "abc1"));
        ledger.Change(PayeeAccount.IdOf(PayoutWorld.College), p => p with
        {
            HeldReason = wrong["PaymentsHeld"] ? "asked by the police" : "",
        });
        Show(ledger, ledger.All<PayoutBatch>().Single().Id, wrong);
        return (ledger, command);
    }

    /// <summary>
    /// An earlier payment of what the batch pays had failed: a line of an open month shows money for it, it is known to
    /// have arrived since, or a statement that nobody decided on may show it.
    /// </summary>
    private static void Show(LedgerHarness ledger, Id<PayoutBatch> batch, Wrong wrong)
    {
        var (funding, day) = (ledger.Row(PayoutWorld.City), new DateOnly(2026, 6, 10));
        var paid = ledger.All<PayoutItem>().Single(i => i.BatchId == batch);
        var failed = PayoutItem.IdOf(
            Id<PayoutBatch>.Parse("pay-earlier"), paid.ProgrammeNumber, paid.InstitutionNumber);
        ledger.Put(paid with { BatchId = Id<PayoutBatch>.Parse("pay-earlier"), State = PayoutItemState.Rejected });
        if (wrong["BankContradiction:arrived"])
            ledger.Put(new ClawBack(Id<ClawBack>.Parse("d-0"), null, failed, paid.ProgrammeId, paid.InstitutionId,
                World.Cny(100), 100, 0, 0, ClawBackState.Open, "it arrived", "maker", ledger.Now, "checker",
                ledger.Now));
        ledger.Put(Period.New(funding, day));
        ledger.Put(new StatementLine(Id<StatementLine>.Parse("f1-line"), funding.Id, Id<Statement>.Parse("st-0"),
            Period.IdOf(funding, day), 1, BankWorld.New("shown", -100).Details, StatementLineState.Unmatched, null));
        if (wrong["StatementOutOfOrder"])
            ledger.Put(new Statement(Id<Statement>.Parse("st-1"), funding.Id, Period.IdOf(funding, day), "", 1, "", day,
                day, null, null, funding.Currency, 0, 0, 0, 0, 0, "it does not tie", StatementState.Held, "maker",
                ledger.Now, "", null));
        ledger.Put(new Discrepancy(Id<Discrepancy>.Parse("d-1"), funding.Id, Period.IdOf(funding, day),
            DiscrepancyType.MissingInLedger, "f1-line", failed.Value, -100, "the bank had rejected it", "", ledger.Now,
            wrong["BankContradiction:shown"] ? DiscrepancyState.Open : DiscrepancyState.Resolved, Resolution.None,
            "", "", null, "", null));
    }

    private static (LedgerHarness, Command) OnItem(Wrong wrong, PayoutItemState inOrder, PayoutItemState outOfOrder,
        Func<Actor, Id<PayoutItem>, Command> command)
    {
        var world = new PayoutWorld();
        world.Redeem(100);
        var item = world.OnlyItem(world.Send());
        world.Ledger.Change(item.Id, i => i with { State = wrong["PayoutOutOfOrder"] ? outOfOrder : inOrder });
        return (world.Ledger, command(wrong["NotPermitted"] ? World.Officer : PayoutWorld.Maker,
            wrong["NotFound"] ? NoItem : item.Id));
    }

    private static (LedgerHarness, Command) Reject(Wrong wrong)
    {
        var world = new BankWorld();
        var item = world.Send(500);
        var (line, other) = (world.Book(-490)[0], world.Book(-500)[0]);
        var found = DiscrepancyTests.Open(world, DiscrepancyType.AmountDifference, [line], [item]);
        world.Ledger.Change(found.Id, d => d with
        {
            State = wrong["BankContradiction:open discrepancy"] ? DiscrepancyState.Proposed : DiscrepancyState.Resolved,
        });
        world.Ledger.Change(other.Id, l => l with
        {
            State = wrong["BankContradiction:unexplained line"]
                ? StatementLineState.Imported
                : StatementLineState.Matched,
        });
        world.Ledger.Change(item.Id, i => i with
        {
            State = wrong["PayoutOutOfOrder"] ? PayoutItemState.Paid : PayoutItemState.Accepted,
        });
        return (world.Ledger, new RecordBankAnswer(wrong["NotPermitted"] ? World.Officer : BankWorld.Maker,
            wrong["NotFound"] ? NoItem : item.Id, true, "AC04", other.Id));
    }

    private static (LedgerHarness, Command) Return(Wrong wrong)
    {
        var (ledger, command) = OnItem(wrong, PayoutItemState.Paid, PayoutItemState.Returned,
            (actor, id) => new ReturnPayoutItem(actor, id, "AC04"));
        if (wrong["ClawBackOutOfOrder"])
        {
            var redemption = ledger.All<Redemption>().Single();
            ledger.Put(redemption with { State = RedemptionState.ClawedBack });
        }

        return (ledger, command);
    }

    private static (LedgerHarness, Command) Release(Wrong wrong)
    {
        var world = new PayoutWorld();
        world.Redeem(100);
        var item = world.OnlyItem(world.Cancel(world.Draft()));
        return (world.Ledger, new ReleasePayoutItem(wrong["NotPermitted"] ? PayoutWorld.Maker : Actor.Clock,
            wrong["NotFound"] ? NoItem : item.Id));
    }
}
