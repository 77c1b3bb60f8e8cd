using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>The faults of taking money back.</summary>
internal static class ClawBackTables
{
    public static IEnumerable<PrecedenceTable> All =>
    [
        new("RequestClawBack",
        [
            "InvalidField", "NotPermitted", "NotFound", "AlreadyExists", "ClawBackOutOfOrder:voided",
            "ClawBackOutOfOrder:asked already",
        ], Request),
        new("DecideClawBack",
        [
            "NotPermitted", "NotFound", "RedemptionInPayout", "ClawBackOutOfOrder:decided",
            "ClawBackOutOfOrder:voided", "SamePerson",
        ], Decide),
        new("RepayClawBack",
        [
            "InvalidField", "NotPermitted", "NotFound", "CurrencyMismatch", "ClawBackOutOfOrder:closed",
            "ClawBackOutOfOrder:above what is open",
        ], Repay),
    ];

    private static (LedgerHarness, Command) Request(Wrong wrong)
    {
        var world = new PayoutWorld();
        var redemption = world.Redeem(100);
        var id = world.Draw<ClawBack>();
        if (wrong["ClawBackOutOfOrder:asked already"])
            Ask(world, redemption, world.Draw<ClawBack>());
        if (wrong["AlreadyExists"])
            Ask(world, world.Redeem(100), id);
        world.Ledger.Change(redemption.Id, r => r with
        {
            State = wrong["ClawBackOutOfOrder:voided"] ? RedemptionState.Voided : r.State,
        });
        return (world.Ledger, new RequestClawBack(wrong["NotPermitted"] ? World.Clerk : World.Officer, id,
            wrong["NotFound"] ? world.Draw<Redemption>() : redemption.Id, wrong["InvalidField"] ? "" : "never held"));
    }

    private static (LedgerHarness, Command) Decide(Wrong wrong)
    {
        var world = new PayoutWorld();
        var redemption = world.Redeem(100);
        var id = world.Draw<ClawBack>();
        Ask(world, redemption, id);
        if (wrong["ClawBackOutOfOrder:decided"])
            world.Ledger.Change(id, c => c with { State = ClawBackState.Declined, DecidedAt = world.Now });
        // A redemption is voided or in a payment, not both.
        world.Ledger.Change(redemption.Id, r => r with
        {
            State = wrong["RedemptionInPayout"] ? RedemptionState.InPayout
                : wrong["ClawBackOutOfOrder:voided"] ? RedemptionState.Voided : r.State,
        });
        var actor = wrong["SamePerson"] ? PayoutWorld.Maker : PayoutWorld.Checker;
        return (world.Ledger, new DecideClawBack(
            wrong["NotPermitted"] ? actor with { Role = Role.ProgrammeOfficer } : actor,
            wrong["NotFound"] ? world.Draw<ClawBack>() : id, IsApproved: true));
    }

    private static (LedgerHarness, Command) Repay(Wrong wrong)
    {
        var world = new PayoutWorld();
        var redemption = world.Redeem(100);
        world.Pay();
        var clawBack = world.ClawBack(redemption);
        if (wrong["ClawBackOutOfOrder:closed"])
            world.Ledger.Change(clawBack.Id, c => c with { State = ClawBackState.Closed });
        var fen = wrong["InvalidField"] ? 0 : wrong["ClawBackOutOfOrder:above what is open"] ? 101 : 100;
        return (world.Ledger, new RepayClawBack(wrong["NotPermitted"] ? World.Officer : PayoutWorld.Maker,
            wrong["NotFound"] ? world.Draw<ClawBack>() : clawBack.Id,
            new Money(fen, wrong["CurrencyMismatch"] ? Currency.Parse("USD") : Currency.Cny), "line 3"));
    }

    private static void Ask(PayoutWorld world, Redemption redemption, Id<ClawBack> id) =>
        world.Do(new RequestClawBack(PayoutWorld.Maker, id, redemption.Id, "never held"));
}
