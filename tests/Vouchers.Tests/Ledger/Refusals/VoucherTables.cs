using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>The faults of steps that one voucher takes away from a counter.</summary>
internal static class VoucherTables
{
    private static readonly string[] ByOfficer =
        ["NotPermitted", "NotFound", "VoucherRedeemed", "VoucherRevoked", "VoucherExpired"];

    public static IEnumerable<PrecedenceTable> All =>
    [
        .. IssueTables.All,
        new("SuspendVoucher", [.. ByOfficer, "VoucherSuspended"],
            wrong => Step(wrong, wrong["VoucherSuspended"], (a, v) => new SuspendVoucher(a, v, "check"))),
        new("RevokeVoucher", ByOfficer, wrong => Step(wrong, true, (a, v) => new RevokeVoucher(a, v, "left"))),
        new("ResumeVoucher", ["NotPermitted", "NotFound", "VoucherNotSuspended"], Resume),
        new("ResetVoucherPin", ["NotPermitted", "NotFound:voucher", "NotFound:other citizen"],
            wrong => ByHolder(wrong, (a, v) => new ResetVoucherPin(a, v))),
        new("PresentVoucher",
        [
            "NotPermitted", "NotFound:voucher", "NotFound:other citizen", "VoucherRedeemed", "VoucherRevoked",
            "VoucherExpired", "VoucherSuspended",
        ], Present),
        new("LapseVoucher", ["NotPermitted", "NotFound"], Lapse),
    ];

    private static (LedgerHarness, Command) Step(
        Wrong wrong, bool isSuspended, Func<Actor, Id<Voucher>, Command> command)
    {
        var (world, voucher) = Spoiled(wrong, isSuspended);
        return (world.Ledger, command(wrong["NotPermitted"] ? World.Auditor : World.Officer,
            wrong["NotFound"] ? world.Draw<Voucher>() : voucher.Id));
    }

    private static (LedgerHarness, Command) Present(Wrong wrong)
    {
        var (world, voucher) = Spoiled(wrong, wrong["VoucherSuspended"]);
        var actor = wrong["NotPermitted"] ? World.Officer
            : wrong["NotFound:other citizen"] ? World.Holder with { Citizen = World.Neighbour } : World.Holder;
        return (world.Ledger,
            new PresentVoucher(actor, wrong["NotFound:voucher"] ? world.Draw<Voucher>() : voucher.Id));
    }

    private static (World World, Voucher Voucher) Spoiled(Wrong wrong, bool isSuspended)
    {
        var world = new World();
        world.Enrol();
        var voucher = world.Issue();
        if (wrong["VoucherRedeemed"])
            world.Redeem(voucher);
        else if (wrong["VoucherRevoked"])
            world.Ledger.Change(voucher.Id, v => v with { State = VoucherState.Revoked });
        world.Ledger.Change(voucher.Id, v => v with
        {
            ValidUntil = wrong["VoucherExpired"] ? world.Now : v.ValidUntil,
            Suspended = isSuspended,
        });
        return (world, voucher);
    }

    private static (LedgerHarness, Command) Resume(Wrong wrong)
    {
        var world = new World();
        var voucher = world.Issue();
        world.Ledger.Change(voucher.Id, v => v with { Suspended = !wrong["VoucherNotSuspended"] });
        return (world.Ledger, new ResumeVoucher(wrong["NotPermitted"] ? World.Auditor : World.Officer,
            wrong["NotFound"] ? world.Draw<Voucher>() : voucher.Id, "cleared"));
    }

    private static (LedgerHarness, Command) ByHolder(Wrong wrong, Func<Actor, Id<Voucher>, Command> command)
    {
        var world = new World();
        var voucher = world.Issue();
        var actor = wrong["NotPermitted"] ? World.Auditor
            : wrong["NotFound:other citizen"] ? World.Holder with { Citizen = World.Neighbour } : World.Holder;
        return (world.Ledger, command(actor, wrong["NotFound:voucher"] ? world.Draw<Voucher>() : voucher.Id));
    }

    private static (LedgerHarness, Command) Lapse(Wrong wrong)
    {
        var world = new World();
        var voucher = world.Issue();
        return (world.Ledger, new LapseVoucher(wrong["NotPermitted"] ? World.Officer : Actor.Clock,
            wrong["NotFound"] ? world.Draw<Voucher>() : voucher.Id));
    }
}
