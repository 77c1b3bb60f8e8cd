using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>The faults of counters whose line is down, and of the devices that they use.</summary>
internal static class OfflineTables
{
    private static readonly Id<Institution> Other = Id<Institution>.Parse("other");
    private static readonly Id<Device> NoDevice = Id<Device>.Parse("none");

    public static IEnumerable<PrecedenceTable> All =>
    [
        new("OfferDeviceEnrolment", ["NotPermitted", "OtherInstitution", "NotFound", "AlreadyExists", "DeviceRevoked"],
            Offer),
        new("EnrolDevice",
            ["DeviceCodeWrong:none open", "DeviceCodeWrong:another", "DeviceCodeWrong:lapsed", "DeviceRevoked"], Enrol),
        new("GrantLease",
        [
            "NotPermitted:role", "NotPermitted:no device", "NotFound", "AlreadyExists", "InstitutionSuspended",
            "AccreditationLapsed", "DeviceRevoked", "DeviceNotEnrolled",
        ], Grant),
        new("SettleOfflineRecord, refused",
        [
            "NotPermitted:role", "NotPermitted:another device", "OtherInstitution", "NotFound", "AlreadyExists:record",
            "AlreadyExists:redemption", "DeviceNotEnrolled",
        ], SettleRefused),
        new("SettleOfflineRecord, in conflict",
        [
            "CredentialForged", "PresentationExpired", "PresentationNotYetValid", "OfflineChainBroken:sequence",
            "OfflineChainBroken:hash", "LeaseLapsed:unknown", "LeaseLapsed:another device's", "LeaseLapsed:too late",
            "LeaseExceeded:currency", "LeaseExceeded:count", "LeaseExceeded:sum", "NotFound", "VoucherSuspended",
            "DeviceRevoked", "SessionClosed", "NotEnrolled", "OfflineNotAllowed", "OfflineCapExceeded",
            "AmountAboveValue",
        ], SettleInConflict),
        new("DecideOfflineConflict",
            ["NotPermitted", "NotFound", "AlreadyExists", "ConflictOutOfOrder"], Decide),
        new("DecideOfflineConflict, by the rules of the counter",
            ["CredentialForged", "VoucherSuspended"], DecideByTheRules),
    ];

    private static (LedgerHarness, Command) Offer(Wrong wrong)
    {
        var world = new World();
        if (wrong["AlreadyExists"])
            OfflineCounter.Enrol(world);
        world.Ledger.Change(World.Device, d => d with { Revoked = wrong["DeviceRevoked"] });
        var actor = wrong["NotPermitted"] ? World.Auditor : World.Clerk;
        if (wrong["OtherInstitution"])
            actor = actor with { Institution = Other };
        var device = wrong["NotFound"] && !wrong["OtherInstitution"] ? NoDevice : World.Device;
        return (world.Ledger,
            new OfferDeviceEnrolment(actor, device, "hash", world.Now + TimeSpan.FromMinutes(15)));
    }

    private static (LedgerHarness, Command) Enrol(Wrong wrong)
    {
        var world = new World();
        if (!wrong["DeviceCodeWrong:none open"])
            world.Ledger.Do(new OfferDeviceEnrolment(
                World.Clerk, World.Device, "hash", world.Now + TimeSpan.FromMinutes(15)));
        if (wrong["DeviceCodeWrong:lapsed"])
            world.Pass(TimeSpan.FromMinutes(15));
        world.Ledger.Change(World.Device, d => d with { Revoked = wrong["DeviceRevoked"] });
        return (world.Ledger, new EnrolDevice(new("anybody", Role.None), World.Device,
            wrong["DeviceCodeWrong:another"] ? "other" : "hash", "key"));
    }

    private static (LedgerHarness, Command) Grant(Wrong wrong)
    {
        var world = new World();
        if (!wrong["DeviceNotEnrolled"])
            OfflineCounter.Enrol(world);
        var id = world.Draw<Lease>();
        if (wrong["AlreadyExists"])
            world.Ledger.Put(
                new Lease(id, World.Device, World.Institution, 1, World.Cny(1), world.Now, world.Now, 0, 0));
        world.Ledger.Change(World.Device, d => d with { Revoked = wrong["DeviceRevoked"] });
        world.Ledger.Change(World.Institution, i => i with
        {
            Suspended = wrong["InstitutionSuspended"],
            AccreditedUntil = wrong["AccreditationLapsed"] ? world.Now : i.AccreditedUntil,
        });
        var actor = wrong["NotPermitted:role"] ? World.Auditor : World.Counter;
        if (wrong["NotPermitted:no device"])
            actor = actor with { Device = null };
        else if (wrong["NotFound"])
            actor = actor with { Device = NoDevice };
        return (world.Ledger, new GrantLease(actor, id, 2, World.Cny(1_000), TimeSpan.FromHours(24)));
    }

    private static (LedgerHarness, Command) SettleRefused(Wrong wrong)
    {
        var world = new World(OfflineCounter.Rules);
        var counter = new OfflineCounter(world);
        var command = counter.Capture(counter.Voucher());
        if (wrong["DeviceNotEnrolled"])
            world.Ledger.Remove(DeviceKey.IdOf(World.Device));
        if (wrong["AlreadyExists:record"])
            world.Ledger.Put(OfflineCounter.Recorded(command, "another content"));
        if (wrong["AlreadyExists:redemption"])
        {
            var id = Id<Redemption>.Parse(command.Id.Value);
            world.Ledger.Do(world.RedeemCommand(counter.Voucher(World.Neighbour), null) with { Id = id });
        }

        if (wrong["NotFound"] && !wrong["OtherInstitution"])
            world.Ledger.Remove(World.Device);
        var actor = wrong["NotPermitted:role"] ? World.Auditor : World.Counter;
        if (wrong["NotPermitted:another device"])
            actor = actor with { Device = NoDevice };
        if (wrong["OtherInstitution"])
            actor = actor with { Institution = Other };
        return (world.Ledger, command with { Actor = actor });
    }

    private static (LedgerHarness, Command) SettleInConflict(Wrong wrong)
    {
        var world = new World(OfflineCounter.Rules with
        {
            OfflineAllowed = !wrong["OfflineNotAllowed"],
            OfflineCapMinorUnits = wrong["OfflineCapExceeded"] ? 1 : 0,
        });
        var counter = new OfflineCounter(world);
        var voucher = counter.Voucher();
        var amount = wrong["AmountAboveValue"] ? World.Cny(100_001) : World.Cny(100_000);
        var command = counter.Capture(voucher, amount: wrong["LeaseExceeded:currency"]
            ? amount with { Currency = Currency.Parse("USD") } : amount);
        var captured = command.Captured;
        var shown = wrong["PresentationExpired"] ? -90 : wrong["PresentationNotYetValid"] ? 31 : 0;
        captured = captured with
        {
            Sequence = wrong["OfflineChainBroken:sequence"] ? 2 : 1,
            PreviousHash = wrong["OfflineChainBroken:hash"] ? "other" : CapturedRedemption.NoHash,
            LeaseId = wrong["LeaseLapsed:unknown"] ? world.Draw<Lease>() : captured.LeaseId,
            VoucherId = wrong["NotFound"] ? world.Draw<Voucher>() : voucher.Id,
            ShownAt = captured.CapturedAt + TimeSpan.FromSeconds(shown),
            ShownUntil = captured.CapturedAt + TimeSpan.FromSeconds(shown + 60),
        };
        world.Ledger.Change(counter.Lease, l => l with
        {
            DeviceId = wrong["LeaseLapsed:another device's"] ? NoDevice : l.DeviceId,
            Until = wrong["LeaseLapsed:too late"] ? captured.CapturedAt : l.Until,
            UsedCount = wrong["LeaseExceeded:count"] ? l.Count : 0,
            UsedMinorUnits = wrong["LeaseExceeded:sum"] ? l.Sum.MinorUnits : 0,
        });
        world.Ledger.Change(voucher.Id, v => v with { Suspended = wrong["VoucherSuspended"] });
        world.Ledger.Change(World.Device, d => d with { Revoked = wrong["DeviceRevoked"] });
        if (wrong["SessionClosed"])
            world.Ledger.Change(World.Session, s => s with { EndsAt = world.Now - TimeSpan.FromHours(24) });
        if (wrong["NotEnrolled"])
            world.Ledger.Remove(Enrolment.IdOf(World.Session, voucher.CitizenId));
        var forged = wrong["CredentialForged"] ? Refusal.Of(RefusalCode.CredentialForged, "forged") : null;
        return (world.Ledger, command with { Captured = captured, EvidenceRefused = forged });
    }

    private static (LedgerHarness, Command) Decide(Wrong wrong)
    {
        var world = new World(OfflineCounter.Rules);
        var counter = new OfflineCounter(world);
        var voucher = counter.Voucher();
        var record = OfflineCounter.Recorded(counter.Capture(voucher), "h") with
        {
            State = wrong["ConflictOutOfOrder"] ? OfflineRecordState.Dismissed : OfflineRecordState.Conflict,
        };
        if (!wrong["NotFound"])
            world.Ledger.Put(record);
        var id = world.Draw<Redemption>();
        if (wrong["AlreadyExists"])
            world.Ledger.Do(world.RedeemCommand(counter.Voucher(World.Neighbour), null) with { Id = id });
        return (world.Ledger, new DecideOfflineConflict(
            wrong["NotPermitted"] ? World.Clerk : World.Officer, record.Id, id, true, "the list was signed"));
    }

    private static (LedgerHarness, Command) DecideByTheRules(Wrong wrong)
    {
        var world = new World(OfflineCounter.Rules);
        var counter = new OfflineCounter(world);
        var voucher = counter.Voucher();
        var record = OfflineCounter.Recorded(counter.Capture(voucher), "h");
        record = record with
        {
            Captured = record.Captured with { ShownAt = wrong["CredentialForged"] ? null : record.Captured.ShownAt },
        };
        world.Ledger.Put(record);
        world.Ledger.Change(voucher.Id, v => v with { Suspended = wrong["VoucherSuspended"] });
        return (world.Ledger, new DecideOfflineConflict(
            World.Officer, record.Id, world.Draw<Redemption>(), true, "the list was signed"));
    }
}
