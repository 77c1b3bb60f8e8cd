using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>The faults of courses, institutions, their places and sessions.</summary>
internal static class CatalogueTables
{
    private static readonly Id<Institution> Other = Id<Institution>.Parse("other");

    public static IEnumerable<PrecedenceTable> All =>
    [
        new("PublishCourses", ["InvalidField", "NotPermitted", "AlreadyExists"], Publish),
        new("RegisterAgency", ["NotPermitted", "AlreadyExists"], wrong => (new World().Ledger,
            new RegisterAgency(wrong["NotPermitted"] ? World.Clerk : World.Officer,
                new Agency(Id<Agency>.Parse(wrong["AlreadyExists"] ? "agency" : "agency-2"), "Agency")))),
        new("RegisterInstitution", ["NotPermitted", "AlreadyExists"], wrong => (new World().Ledger,
            new RegisterInstitution(wrong["NotPermitted"] ? World.Clerk : World.Officer, new Institution(
                wrong["AlreadyExists"] ? World.Institution : Other, 0, "Base", InstitutionKind.PublicTrainingBase,
                World.Start, false)))),
        new("UpdateInstitution", ["NotPermitted", "NotFound"], wrong => (new World().Ledger,
            new UpdateInstitution(wrong["NotPermitted"] ? World.Clerk : World.Officer,
                wrong["NotFound"] ? Other : World.Institution, true, null, "complaint"))),
        new("RegisterBranch", ["NotPermitted", "OtherInstitution", "NotFound", "AlreadyExists"], RegisterBranch),
        new("RegisterDevice", ["NotPermitted", "OtherInstitution", "NotFound", "AlreadyExists", "BranchMismatch"],
            RegisterDevice),
        new("RevokeDevice", ["NotPermitted", "OtherInstitution", "NotFound"], wrong => (new World().Ledger,
            new RevokeDevice(Actor(wrong), IsMissing(wrong) ? Id<Device>.Parse("none") : World.Device, "lost"))),
        new("ScheduleSession",
        [
            "InvalidField:ends", "InvalidField:capacity", "NotPermitted", "OtherInstitution", "NotFound:course",
            "NotFound:institution", "NotFound:branch", "AlreadyExists", "InstitutionSuspended",
            "AccreditationLapsed", "BranchMismatch",
        ], Schedule),
        new("CancelSession", ["NotPermitted", "OtherInstitution", "NotFound", "SessionCancelled"], Cancel),
    ];

    private static (LedgerHarness, Command) Publish(Wrong wrong)
    {
        var course = new Course(wrong["AlreadyExists"] ? World.Course : Id<Course>.Parse("new"), "课程", "", "video", 1,
            8, "2026-2");
        return (new World().Ledger, new PublishCourses(wrong["NotPermitted"] ? World.Clerk : World.Officer, "2026-2",
            wrong["InvalidField"] ? [course, course] : [course]));
    }

    private static (LedgerHarness, Command) RegisterBranch(Wrong wrong)
    {
        var world = new World();
        if (wrong["NotFound"])
            world.Ledger.Remove(World.Institution);
        return (world.Ledger, new RegisterBranch(Actor(wrong), new Branch(
            wrong["AlreadyExists"] ? World.Branch : Id<Branch>.Parse("south"), World.Institution, "South", "Road 2")));
    }

    private static (LedgerHarness, Command) RegisterDevice(Wrong wrong)
    {
        var world = new World();
        if (wrong["BranchMismatch"])
            world.Ledger.Change(World.Branch, b => b with { InstitutionId = Other });
        return (world.Ledger, new RegisterDevice(Actor(wrong), new Device(
            wrong["AlreadyExists"] ? World.Device : Id<Device>.Parse("counter-2"), World.Institution,
            wrong["NotFound"] ? Id<Branch>.Parse("none") : World.Branch, "Counter", false)));
    }

    private static (LedgerHarness, Command) Schedule(Wrong wrong)
    {
        var world = new World();
        world.Ledger.Change(World.Institution, i => i with
        {
            Suspended = wrong["InstitutionSuspended"],
            AccreditedUntil = wrong["AccreditationLapsed"] ? world.Now : i.AccreditedUntil,
        });
        if (wrong["NotFound:institution"])
            world.Ledger.Remove(World.Institution);
        if (wrong["BranchMismatch"])
            world.Ledger.Change(World.Branch, b => b with { InstitutionId = Other });
        var starts = world.Now + TimeSpan.FromHours(1);
        return (world.Ledger, new ScheduleSession(Actor(wrong), new Session(
            wrong["AlreadyExists"] ? World.Session : Id<Session>.Parse("july"),
            wrong["NotFound:course"] ? Id<Course>.Parse("none") : World.Course, World.Institution,
            wrong["NotFound:branch"] ? Id<Branch>.Parse("none") : World.Branch, SessionKind.Training, starts,
            wrong["InvalidField:ends"] ? starts : starts + TimeSpan.FromHours(1),
            wrong["InvalidField:capacity"] ? 0 : 1, 0, false)));
    }

    private static (LedgerHarness, Command) Cancel(Wrong wrong)
    {
        var world = new World();
        world.Ledger.Change(World.Session, s => s with { Cancelled = wrong["SessionCancelled"] });
        return (world.Ledger, new CancelSession(Actor(wrong),
            IsMissing(wrong) ? Id<Session>.Parse("nowhere") : World.Session, "no teacher"));
    }

    // A missing row belongs to no institution, so it cannot be another one's.
    private static bool IsMissing(Wrong wrong) => wrong["NotFound"] && !wrong["OtherInstitution"];

    private static Actor Actor(Wrong wrong)
    {
        var actor = wrong["NotPermitted"] ? World.Clerk with { Role = Role.Device } : World.Clerk;
        return wrong["OtherInstitution"] ? actor with { Institution = Other } : actor;
    }
}
