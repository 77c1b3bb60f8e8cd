using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>The faults of an enrolment's steps.</summary>
internal static class EnrolmentTables
{
    private static readonly Id<Enrolment> Key = Enrolment.IdOf(World.Session, World.Citizen);

    private static readonly string[] Shared = ["NotPermitted", "OtherInstitution", "NotFound"];

    private static readonly string[] Place =
    [
        "InstitutionSuspended", "AccreditationLapsed", "SessionCancelled", "SessionClosed", "SessionFull",
        "NominationRequired",
    ];

    public static IEnumerable<PrecedenceTable> All =>
    [
        new("Enrol by the institution",
        [
            "NotPermitted", "OtherInstitution", "NotFound:session", "NotFound:citizen", "AlreadyExists", .. Place,
        ], ByInstitution),
        new("Enrol by the citizen",
        [
            "NotPermitted", "OtherCitizen", "NotFound:session", "NotFound:citizen", "AlreadyExists", .. Place,
        ], ByCitizen),
        new("RecordAttendance",
            [
                .. Shared, "SessionCancelled", "SessionClosed", "EnrolmentEnded", "EnrolmentStep",
                "AttendanceAboveHours",
            ], RecordAttendance),
        new("CompleteEnrolment", [.. Shared, "EnrolmentEnded", "EnrolmentStep", "AttendanceTooLow"],
            wrong => Step(wrong, EnrolmentState.Enrolled, EnrolmentState.Attending,
                wrong["AttendanceTooLow"] ? 31 : 32, (a, e) => new CompleteEnrolment(a, e))),
        new("WithdrawEnrolment", [.. Shared, "EnrolmentEnded", "EnrolmentStep"],
            wrong => Step(wrong, EnrolmentState.Completed, EnrolmentState.Attending, 0,
                (a, e) => new WithdrawEnrolment(a, e, "moved"))),
        new("WithdrawEnrolment by the citizen", ["OtherCitizen", "NotFound", "EnrolmentEnded"], Withdraw),
        new("MarkNoShow", [.. Shared, "EnrolmentEnded", "EnrolmentStep"],
            wrong => Step(wrong, EnrolmentState.Attending, EnrolmentState.Enrolled, 0, (a, e) => new MarkNoShow(a, e))),
        new("CertifyEnrolment",
            [
                "NotPermitted:role", "NotPermitted:agency", "NotFound:enrolment", "NotFound:agency", "EnrolmentEnded",
                "EnrolmentStep",
            ], Certify),
    ];

    private static (LedgerHarness, Command) ByInstitution(Wrong wrong)
    {
        var actor = wrong["NotPermitted"] ? World.Auditor : World.Clerk;
        if (wrong["OtherInstitution"])
            actor = actor with { Institution = Id<Institution>.Parse("other") };
        return Enrol(wrong, actor, wrong["OtherInstitution"], World.Citizen,
            wrong["NominationRequired"] ? "" : "the county");
    }

    private static (LedgerHarness, Command) ByCitizen(Wrong wrong)
    {
        var citizen = wrong["NotFound:citizen"] ? Id<Citizen>.Parse("nobody") : World.Citizen;
        var actor = World.Holder with { Citizen = wrong["OtherCitizen"] ? World.Neighbour : citizen };
        // A citizen cannot say who nominated: this session needs no nomination once the fault is fixed.
        return Enrol(wrong, wrong["NotPermitted"] ? actor with { Role = Role.Auditor } : actor, false, citizen, "me",
            wrong["NominationRequired"] ? SessionKind.Competition : SessionKind.Training);
    }

    private static (LedgerHarness, Command) Enrol(Wrong wrong, Actor actor, bool needsSession, Id<Citizen> citizen,
        string nominatedBy, SessionKind kind = SessionKind.FurtherStudy)
    {
        var world = new World();
        world.Ledger.Change(World.Institution, i => i with
        {
            Suspended = wrong["InstitutionSuspended"],
            AccreditedUntil = wrong["AccreditationLapsed"] ? world.Now : i.AccreditedUntil,
        });
        world.Ledger.Change(World.Session, s => s with
        {
            Kind = kind,
            Cancelled = wrong["SessionCancelled"],
            EndsAt = wrong["SessionClosed"] ? world.Now : s.EndsAt,
            Enrolled = wrong["SessionFull"] ? 40 : 39,
        });
        world.Ledger.Put(World.NewEnrolment(World.Session, World.Citizen,
            wrong["AlreadyExists"] ? EnrolmentState.Certified : EnrolmentState.Withdrawn));
        var session = wrong["NotFound:session"] && !needsSession ? Id<Session>.Parse("nowhere") : World.Session;
        return (world.Ledger,
            new Enrol(actor, session, wrong["NotFound:citizen"] ? Id<Citizen>.Parse("nobody") : citizen, nominatedBy));
    }

    private static (LedgerHarness, Command) RecordAttendance(Wrong wrong)
    {
        var (ledger, command) = Step(wrong, EnrolmentState.Completed, EnrolmentState.Attending, 0,
            (actor, enrolment) => new RecordAttendance(actor, enrolment, wrong["AttendanceAboveHours"] ? 41 : 40));
        ledger.Change(World.Session, session => session with
        {
            Cancelled = wrong["SessionCancelled"],
            StartsAt = wrong["SessionClosed"] ? ledger.Now + TimeSpan.FromMinutes(1) : ledger.Now,
        });
        return (ledger, command);
    }

    private static (LedgerHarness, Command) Step(Wrong wrong, EnrolmentState outOfOrder, EnrolmentState inOrder,
        int hours, Func<Actor, Id<Enrolment>, Command> command)
    {
        var state = wrong["EnrolmentEnded"] ? EnrolmentState.Withdrawn : wrong["EnrolmentStep"] ? outOfOrder : inOrder;
        var world = WithEnrolment(state, hours);
        var actor = wrong["NotPermitted"] ? World.Auditor : World.Clerk;
        if (wrong["OtherInstitution"])
            actor = actor with { Institution = Id<Institution>.Parse("other") };
        // A missing enrolment belongs to no institution, so it cannot be another one's.
        var isMissing = wrong["NotFound"] && !wrong["OtherInstitution"];
        return (world.Ledger, command(actor, isMissing ? Id<Enrolment>.Parse("none.nobody") : Key));
    }

    private static (LedgerHarness, Command) Withdraw(Wrong wrong)
    {
        var world = WithEnrolment(wrong["EnrolmentEnded"] ? EnrolmentState.NoShow : EnrolmentState.Enrolled, 0);
        var isOther = wrong["OtherCitizen"];
        return (world.Ledger, new WithdrawEnrolment(
            isOther ? World.Holder with { Citizen = World.Neighbour } : World.Holder,
            wrong["NotFound"] && !isOther ? Id<Enrolment>.Parse("none.nobody") : Key, "ill"));
    }

    private static (LedgerHarness, Command) Certify(Wrong wrong)
    {
        var state = wrong["EnrolmentEnded"] ? EnrolmentState.NoShow
            : wrong["EnrolmentStep"] ? EnrolmentState.Attending : EnrolmentState.Completed;
        var world = WithEnrolment(state, 40);
        var actor = wrong["NotPermitted:role"] ? World.Clerk : World.Evaluator;
        if (wrong["NotFound:agency"])
            actor = actor with { Agency = Id<Agency>.Parse("never-registered") };
        if (wrong["NotPermitted:agency"])
            actor = actor with { Agency = null };
        var enrolment = wrong["NotFound:enrolment"] ? Id<Enrolment>.Parse("none.nobody") : Key;
        return (world.Ledger, new CertifyEnrolment(actor, enrolment, 3, "N-1"));
    }

    private static World WithEnrolment(EnrolmentState state, int hours)
    {
        var world = new World();
        world.Enrol();
        world.Ledger.Change(Key, e => e with { State = state, AttendedHours = hours });
        return world;
    }
}
