using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>The faults of what happens at a counter: redeem, reserve, release, void.</summary>
internal static class CounterTables
{
    private static readonly Id<Session> Nowhere = Id<Session>.Parse("nowhere");

    public static IEnumerable<PrecedenceTable> All =>
    [
        new("RedeemVoucher by presentation",
        [
            "InvalidField", "NotPermitted", "OtherInstitution", "PresentationExpired", "PresentationNotYetValid",
            "NotFound:session", "NotFound:voucher", "AlreadyExists", "VoucherRedeemed", "VoucherRevoked",
            "VoucherExpired", "VoucherSuspended", "VoucherReserved", "PresentationReplayed", "InstitutionSuspended",
            "AccreditationLapsed", "BranchMismatch", "DeviceRevoked", "SessionCancelled", "SessionClosed",
            "NotEnrolled", "EnrolmentEnded", "TooManyTrainings", "LowerLevel", "CourseNotCovered",
            "TrainingAlreadyPaid", "AmountAboveValue", "CurrencyMismatch", "ExposureLimit",
        ], RedeemByPresentation),
        new("RedeemVoucher by PIN",
        [
            "NotPermitted", "OtherInstitution", "PinRequired", "PinWrong", "PinLocked", "NotFound:session",
            "NotFound:voucher", "VoucherRedeemed",
        ], RedeemByPin),
        new("ReserveVoucher by a device",
        [
            "NotPermitted", "OtherInstitution", "NotFound:session", "NotFound:voucher", "VoucherRedeemed",
            "VoucherRevoked", "VoucherExpired", "VoucherSuspended", "VoucherReserved", "InstitutionSuspended",
            "AccreditationLapsed", "DeviceRevoked", "SessionCancelled", "SessionClosed", "NotEnrolled",
            "EnrolmentEnded", "CourseNotCovered",
        ], ReserveByDevice),
        new("ReserveVoucher by the citizen",
            ["NotPermitted", "OtherCitizen", "NotFound:session", "NotFound:voucher", "VoucherSuspended"],
            ReserveByCitizen),
        new("ReleaseVoucher",
        [
            "NotPermitted", "NotFound:voucher", "NotFound:other institution", "VoucherRedeemed", "VoucherRevoked",
            "VoucherExpired", "VoucherNotReserved",
        ], Release),
        new("VoidRedemption",
        [
            "NotPermitted", "NotFound:redemption", "NotFound:other institution", "RedemptionVoided",
            "RedemptionVoided:clawed back", "VoidWindowClosed", "RedemptionInPayout",
        ], VoidRedemption),
    ];

    private static (LedgerHarness, Command) RedeemByPresentation(Wrong wrong)
    {
        var world = ReadyToRedeem(out var voucher);
        SpoilTrainings(world, wrong);
        SpoilVoucher(world, voucher, wrong);
        if (wrong["PresentationReplayed"])
            world.Ledger.Change(voucher.Id, v => v with { PresentationFloor = World.Start });
        SpoilPlace(world, wrong);
        SpoilBranch(world, wrong["BranchMismatch"]);
        world.SetRules(r => r with { ExposureLimitMinorUnits = wrong["ExposureLimit"] ? 1 : 0 });
        var id = world.Draw<Redemption>();
        if (wrong["AlreadyExists"])
            world.Ledger.Put(Past(world, voucher) with { Id = id });
        var made = wrong["PresentationExpired"] ? -90 : wrong["PresentationNotYetValid"] ? 31 : 0;
        var shown = World.Fresh(world.Now + TimeSpan.FromSeconds(made));
        var amount = wrong["InvalidField"] ? World.Cny(-1)
            : wrong["AmountAboveValue"] ? World.Cny(100_001)
            : wrong["CurrencyMismatch"] ? new Money(100_000, Currency.Parse("USD")) : World.Cny(100_000);
        return (world.Ledger, new RedeemVoucher(ActorAt(World.Counter, wrong), id, Shown(world, voucher, wrong),
            Where(wrong), shown, amount));
    }

    private static (LedgerHarness, Command) RedeemByPin(Wrong wrong)
    {
        var world = ReadyToRedeem(out var voucher);
        // While it is locked no PIN is judged, so a wrong one is not told.
        var isLocked = wrong["PinLocked"] && !wrong["PinWrong"];
        world.Ledger.Change(voucher.Id, v => v with { PinFailures = isLocked ? 5 : 4 });
        if (wrong["VoucherRedeemed"])
            world.Ledger.Change(voucher.Id, v => Used(world, v));
        var right = !wrong["PinWrong"];
        var shown = new Evidence.WithPin(EvidenceKind.CodeWithPin, wrong["PinRequired"] ? null : (_, _) => right);
        var noPinFault = !wrong["PinRequired"] && !wrong["PinWrong"] && !wrong["PinLocked"];
        return (world.Ledger, new RedeemVoucher(ActorAt(World.Counter, wrong), world.Draw<Redemption>(),
            noPinFault ? Shown(world, voucher, wrong) : voucher.Id, Where(wrong), shown, null));
    }

    private static (LedgerHarness, Command) ReserveByDevice(Wrong wrong)
    {
        var world = ReadyToRedeem(out var voucher);
        SpoilVoucher(world, voucher, wrong);
        SpoilPlace(world, wrong);
        SpoilCover(world, wrong);
        return (world.Ledger,
            new ReserveVoucher(ActorAt(World.Counter, wrong), Shown(world, voucher, wrong), Where(wrong)));
    }

    private static (LedgerHarness, Command) ReserveByCitizen(Wrong wrong)
    {
        var world = ReadyToRedeem(out var voucher);
        if (wrong["VoucherSuspended"])
            world.Ledger.Change(voucher.Id, v => v with { Suspended = true });
        var isOther = wrong["OtherCitizen"];
        var holder = wrong["NotPermitted"] ? World.Auditor
            : isOther ? World.Holder with { Citizen = World.Neighbour } : World.Holder;
        var isMissing = wrong["NotFound:voucher"] && !isOther;
        return (world.Ledger, new ReserveVoucher(holder, isMissing ? world.Draw<Voucher>() : voucher.Id,
            wrong["NotFound:session"] ? Nowhere : World.Session));
    }

    private static (LedgerHarness, Command) Release(Wrong wrong)
    {
        var world = new World();
        world.Enrol();
        var voucher = world.Reserve(world.Issue());
        world.Ledger.Change(voucher.Id, v => wrong["VoucherRedeemed"] ? Used(world, v)
            : wrong["VoucherRevoked"] ? v with { State = VoucherState.Revoked }
            : wrong["VoucherNotReserved"] ? v with { State = VoucherState.Active } : v);
        if (wrong["VoucherExpired"])
            world.Ledger.Change(voucher.Id, v => v with { ValidUntil = world.Now });
        var actor = wrong["NotPermitted"] ? World.Auditor : World.Clerk;
        if (wrong["NotFound:other institution"])
            actor = actor with { Institution = Id<Institution>.Parse("other") };
        return (world.Ledger,
            new ReleaseVoucher(actor, wrong["NotFound:voucher"] ? world.Draw<Voucher>() : voucher.Id));
    }

    private static (LedgerHarness, Command) VoidRedemption(Wrong wrong)
    {
        var world = ReadyToRedeem(out var voucher);
        var redemption = world.Redeem(voucher);
        world.Ledger.Change(redemption.Id, r => r with
        {
            State = wrong["RedemptionVoided"] ? RedemptionState.Voided
                : wrong["RedemptionVoided:clawed back"] ? RedemptionState.ClawedBack
                : wrong["RedemptionInPayout"] ? RedemptionState.InPayout : RedemptionState.Confirmed,
        });
        if (wrong["VoidWindowClosed"])
            world.Pass(TimeSpan.FromHours(24));
        var actor = wrong["NotPermitted"] ? World.Auditor : World.Clerk;
        if (wrong["NotFound:other institution"])
            actor = actor with { Institution = Id<Institution>.Parse("other") };
        return (world.Ledger, new VoidRedemption(actor,
            wrong["NotFound:redemption"] ? world.Draw<Redemption>() : redemption.Id, "slip"));
    }

    private static World ReadyToRedeem(out Voucher voucher)
    {
        var world = new World();
        world.Enrol();
        voucher = world.Issue();
        return world;
    }

    private static Actor ActorAt(Actor counter, Wrong wrong)
    {
        var actor = wrong["NotPermitted"] ? counter with { Role = Role.Auditor } : counter;
        return wrong["OtherInstitution"] ? actor with { Institution = Id<Institution>.Parse("other") } : actor;
    }

    // A missing session belongs to no institution, so it cannot be another one's.
    private static Id<Session> Where(Wrong wrong) =>
        wrong["NotFound:session"] && !wrong["OtherInstitution"] ? Nowhere : World.Session;

    private static Id<Voucher> Shown(World world, Voucher voucher, Wrong wrong) =>
        wrong["NotFound:voucher"] ? world.Draw<Voucher>() : voucher.Id;

    private static void SpoilVoucher(World world, Voucher voucher, Wrong wrong)
    {
        world.Ledger.Change(voucher.Id, v => wrong["VoucherRedeemed"] ? Used(world, v)
            : wrong["VoucherRevoked"] ? v with { State = VoucherState.Revoked }
            : wrong["VoucherReserved"]
                ? v with
                {
                    State = VoucherState.Reserved,
                    SessionId = Nowhere,
                    ReservedUntil = world.Now + TimeSpan.FromHours(1),
                }
                : v);
        world.Ledger.Change(voucher.Id, v => v with
        {
            ValidUntil = wrong["VoucherExpired"] ? world.Now : v.ValidUntil,
            Suspended = wrong["VoucherSuspended"],
        });
    }

    private static void SpoilPlace(World world, Wrong wrong)
    {
        world.Ledger.Change(World.Institution, i => i with
        {
            Suspended = wrong["InstitutionSuspended"],
            AccreditedUntil = wrong["AccreditationLapsed"] ? world.Now : i.AccreditedUntil,
        });
        world.Ledger.Change(World.Device, d => d with { Revoked = wrong["DeviceRevoked"] });
        world.Ledger.Change(World.Session, s => s with
        {
            Cancelled = wrong["SessionCancelled"],
            EndsAt = wrong["SessionClosed"] ? world.Now - TimeSpan.FromHours(24) : s.EndsAt,
        });
        var enrolment = Enrolment.IdOf(World.Session, World.Citizen);
        if (wrong["EnrolmentEnded"])
            world.Ledger.Change(enrolment, e => e with { State = EnrolmentState.Withdrawn });
        if (wrong["NotEnrolled"])
            world.Ledger.Remove(enrolment);
    }

    private static void SpoilBranch(World world, bool isWrong)
    {
        if (isWrong)
            world.Ledger.Change(World.Session, s => s with { BranchId = Id<Branch>.Parse("college-south") });
    }

    private static void SpoilCover(World world, Wrong wrong) =>
        world.SetRules(r => r with { CatalogueBatches = wrong["CourseNotCovered"] ? ["2020-1"] : [] });

    // One training of the year is over, at level 1 or 5.
    private static void SpoilTrainings(World world, Wrong wrong)
    {
        SpoilCover(world, wrong);
        var past = IssueTables.AddPastTraining(world, wrong["LowerLevel"] ? 5 : 1);
        world.Ledger.Put(past);
        if (wrong["TrainingAlreadyPaid"])
            world.Ledger.Put(past with { Id = world.Draw<Voucher>(), SessionId = World.Session });
        world.SetRules(r => r with { MaxTrainingsPerYear = wrong["TooManyTrainings"] ? 1 : 3 });
    }

    private static Voucher Used(World world, Voucher voucher)
    {
        var redemption = Past(world, voucher);
        world.Ledger.Put(redemption);
        return voucher with
        {
            State = VoucherState.Redeemed,
            RedemptionId = redemption.Id,
            InstitutionId = World.Institution,
        };
    }

    private static Redemption Past(World world, Voucher voucher)
    {
        var id = world.Draw<Redemption>();
        return new Redemption(id, Redemption.ReceiptOf(id), voucher.Id, voucher.CitizenId, World.Programme,
            World.Institution, World.Branch, null, World.Session, World.Cny(1), voucher.Face,
            EvidenceKind.Presentation, world.Now, "clerk", RedemptionState.Confirmed, null, "", null,
            null);
    }
}
