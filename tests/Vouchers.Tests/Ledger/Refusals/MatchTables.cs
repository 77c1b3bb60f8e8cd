using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>The faults of making, deciding and undoing matches.</summary>
internal static class MatchTables
{
    private static readonly Id<Match> None = Id<Match>.Parse("match-none");
    private static readonly Id<Match> Taken = Id<Match>.Parse("match-taken");

    private static readonly string[] Making =
    [
        "InvalidField:signals", "InvalidField:kind", "InvalidField:parts", "NotPermitted", "NotFound:account",
        "NotFound:line", "AlreadyExists",
    ];

    private static readonly string[] Lines = ["OtherFundingAccount", "StatementOutOfOrder", "LineOutOfOrder"];
    private static readonly string[] Sums = ["MatchDiffers", "PeriodClosed"];
    private static readonly string[] Undoing =
    [
        "PayoutOutOfOrder", "ClawBackOutOfOrder", "MatchOutOfOrder:its turn", "MatchOutOfOrder:for good",
        "PeriodClosed",
    ];

    public static IEnumerable<PrecedenceTable> All =>
    [
        .. Of(MatchKind.Payment, "PayoutOutOfOrder"),
        .. Of(MatchKind.Return, "PayoutOutOfOrder", "ClawBackOutOfOrder"),
        .. Of(MatchKind.Repayment, "CurrencyMismatch", "ClawBackOutOfOrder"),
        new("DecideMatch to decline", ["NotPermitted", "NotFound", "MatchOutOfOrder", "SamePerson"],
            wrong => Decide(wrong, MatchKind.Payment, isApproved: false)),
        new("RequestUnmatch", ["InvalidField", "NotPermitted", "NotFound", .. Undoing], RequestUnmatch),
        new("DecideUnmatch", ["NotPermitted", "NotFound", .. Undoing, "SamePerson"], DecideUnmatch),
        new("DecideUnmatch to decline", ["NotPermitted", "NotFound", "MatchOutOfOrder", "SamePerson"],
            DeclineUnmatch),
    ];

    private static IEnumerable<PrecedenceTable> Of(MatchKind kind, params string[] own) =>
    [
        new($"ConfirmMatch of a {kind}", [.. Making, .. own, .. Lines, .. Sums],
            wrong => Make(wrong, kind, own, false)),
        new($"ProposeMatch of a {kind}", [.. Making, .. own, .. Lines, .. Sums],
            wrong => Make(wrong, kind, own, true)),
        new($"DecideMatch of a {kind}",
            ["NotPermitted", "NotFound", .. own, .. Lines, "MatchOutOfOrder", .. Sums, "SamePerson"],
            wrong => Decide(wrong, kind, isApproved: true, [.. own, .. Lines])),
    ];

    private static (LedgerHarness, Command) Make(Wrong wrong, MatchKind kind, string[] own, bool isProposal)
    {
        var (world, content) = Ready(kind);
        Spoil(world, content, wrong, own);
        if (wrong["AlreadyExists"])
            world.Ledger.Put(Unbooked(kind) with { Id = Taken });
        if (wrong["NotFound:line"])
            content = content with { Lines = [Id<StatementLine>.Parse("f1-none")] };
        if (wrong["InvalidField:parts"])
            content = content with { Lines = [.. content.Lines, .. content.Lines] };
        if (wrong["InvalidField:kind"])
            content = content with { Kind = MatchKind.WriteOff };
        var account = Id<FundingAccount>.Parse(wrong["NotFound:account"] ? "none" : BankWorld.City.Value);
        var signals = wrong["InvalidField:signals"] ? new string('x', Match.MaxSignals + 1) : "the same id";
        return (world.Ledger, isProposal
            ? new ProposeMatch(wrong["NotPermitted"] ? World.Officer : BankWorld.Maker, Taken, account, content,
                signals)
            : new ConfirmMatch(wrong["NotPermitted"] ? BankWorld.Maker : Actor.Clock, Taken, account, content, "pass",
                100, signals));
    }

    private static (LedgerHarness, Command) Decide(Wrong wrong, MatchKind kind, bool isApproved, params string[] own)
    {
        var (world, content) = Ready(kind);
        var match = world.Propose(content);
        if (isApproved)
            Spoil(world, content, wrong, own);
        // What a match joins is judged until it is decided, not afterwards.
        var isDecided = wrong["MatchOutOfOrder"] && !own.Any(f => wrong[f]);
        world.Ledger.Change(match.Id, m => m with { State = isDecided ? MatchState.Declined : MatchState.Proposed });
        return (world.Ledger, new DecideMatch(Second(wrong), wrong["NotFound"] ? None : match.Id, isApproved));
    }

    private static (LedgerHarness, Command) RequestUnmatch(Wrong wrong)
    {
        var (world, id) = Booked(wrong, MatchState.Confirmed, MatchState.UndoRequested);
        return (world.Ledger, new RequestUnmatch(wrong["NotPermitted"] ? World.Officer : BankWorld.Maker, id,
            wrong["InvalidField"] ? "" : "another's line"));
    }

    private static (LedgerHarness, Command) DecideUnmatch(Wrong wrong)
    {
        var (world, id) = Booked(wrong, MatchState.UndoRequested, MatchState.Confirmed);
        return (world.Ledger, new DecideUnmatch(Second(wrong), id, true));
    }

    private static (LedgerHarness, Command) DeclineUnmatch(Wrong wrong)
    {
        var (world, content) = Ready(MatchKind.Payment);
        var match = world.Confirm(content);
        world.Ledger.Change(match.Id, m => m with
        {
            State = wrong["MatchOutOfOrder"] ? MatchState.Undone : MatchState.UndoRequested,
            UndoBy = BankWorld.Maker.Subject,
        });
        return (world.Ledger, new DecideUnmatch(Second(wrong), wrong["NotFound"] ? None : match.Id, false));
    }

    private static (BankWorld World, Id<Match> Id) Booked(Wrong wrong, MatchState inOrder, MatchState outOfOrder)
    {
        var (world, content) = Ready(MatchKind.Payment);
        var match = world.Confirm(content);
        // What was paid again is not on its way back, so no payment or claw-back is in the way of it.
        var isForGood = wrong["MatchOutOfOrder:for good"] && !wrong["PayoutOutOfOrder"] && !wrong["ClawBackOutOfOrder"];
        world.Ledger.Change(match.Id, m => m with
        {
            State = wrong["MatchOutOfOrder:its turn"] ? outOfOrder : inOrder,
            Kind = isForGood ? MatchKind.RePay : m.Kind,
            UndoBy = BankWorld.Maker.Subject,
        });
        world.Ledger.Change(content.Payments[0], i => i with
        {
            State = wrong["PayoutOutOfOrder"] ? PayoutItemState.Returned : i.State,
        });
        SpoilRedemption(world, wrong["ClawBackOutOfOrder"]);
        StatementTables.CloseMonth(world, wrong["PeriodClosed"]);
        return (world, wrong["NotFound"] ? None : match.Id);
    }

    /// <summary>A world in which a match of this kind can be booked, and what it joins.</summary>
    private static (BankWorld World, MatchContent Content) Ready(MatchKind kind)
    {
        var world = new BankWorld();
        var item = world.Send(500);
        if (kind == MatchKind.Payment)
            return (world, BankWorld.Pay(world.Book(-500), item));
        world.Confirm(BankWorld.Pay(world.Book(-500), item));
        if (kind == MatchKind.Return)
            return (world, BankWorld.Back(world.Book(500)[0], item));
        var clawBack = world.ClawBack(world.Ledger.All<Redemption>().Single());
        return (world, new MatchContent(MatchKind.Repayment, [world.Book(200)[0].Id], [],
            [new RepaidAmount(clawBack.Id, 200)]));
    }

    private static void Spoil(BankWorld world, MatchContent content, Wrong wrong, string[] own)
    {
        if (own.Contains("PayoutOutOfOrder"))
            world.Ledger.Change(content.Payments[0], i => i with
            {
                State = wrong["PayoutOutOfOrder"] ? PayoutItemState.Rejected : i.State,
            });
        if (own.Contains("CurrencyMismatch"))
            world.Ledger.Change(content.Repayments[0].ClawBackId, c => c with
            {
                Amount = new Money(c.Amount.MinorUnits, Currency.Parse(wrong["CurrencyMismatch"] ? "USD" : "CNY")),
                PlannedMinorUnits = wrong["ClawBackOutOfOrder"] ? 301 : 300,
            });
        else if (own.Contains("ClawBackOutOfOrder"))
            SpoilRedemption(world, wrong["ClawBackOutOfOrder"]);
        SpoilLine(world, content.Lines[0], wrong);
        StatementTables.CloseMonth(world, wrong["PeriodClosed"]);
    }

    /// <summary>The faults of a line that every booking of it meets.</summary>
    internal static void SpoilLine(BankWorld world, Id<StatementLine> id, Wrong wrong)
    {
        world.Ledger.Change(id, l => l with
        {
            FundingAccountId = wrong["OtherFundingAccount"] ? Id<FundingAccount>.Parse("other") : l.FundingAccountId,
            State = wrong["LineOutOfOrder"] ? StatementLineState.Matched : l.State,
            MatchId = wrong["LineOutOfOrder"] ? None : null,
            Details = l.Details with
            {
                AmountMinorUnits = l.Details.AmountMinorUnits + (wrong["MatchDiffers"] ? 1 : 0),
            },
        });
        world.Ledger.Change(world.Ledger.Row(id).StatementId, s => s with
        {
            State = wrong["StatementOutOfOrder"] ? StatementState.Held : s.State,
        });
    }

    internal static void SpoilRedemption(BankWorld world, bool isClawedBack)
    {
        if (isClawedBack)
            world.Ledger.Put(world.Ledger.All<Redemption>().First() with { State = RedemptionState.ClawedBack });
    }

    /// <summary>Who decides: another one than <see cref="BankWorld.Maker"/>, unless that is the fault.</summary>
    internal static Actor Second(Wrong wrong)
    {
        var actor = wrong["SamePerson"] ? BankWorld.Maker : BankWorld.Checker;
        return wrong["NotPermitted"] ? actor with { Role = Role.Auditor } : actor;
    }

    internal static Match Unbooked(MatchKind kind) => new(None, BankWorld.City, kind, "manual", 100, "", 0,
        MatchState.Declined, "", World.Start, "", null, "", "");
}
