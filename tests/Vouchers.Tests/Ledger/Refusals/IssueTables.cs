using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>The faults of giving a voucher: by an officer, as a claim, in bulk.</summary>
internal static class IssueTables
{
    private static readonly string[] Rules =
        ["NotEligible", "LiveVoucherExists", "TooManyTrainings", "LowerLevel", "BudgetExhausted"];

    public static IEnumerable<PrecedenceTable> All =>
    [
        new("IssueVoucher by an officer",
        [
            "NotPermitted", "NotFound:programme", "NotFound:citizen", "AlreadyExists", "ProgrammeClosed:by hand",
            "ProgrammeClosed:not open yet", "ProgrammeClosed:over", .. Rules,
        ], ByOfficer),
        new("IssueVoucher as a claim",
        [
            "NotPermitted", "OtherCitizen", "NotFound:programme", "NotFound:citizen", "AlreadyExists",
            "ProgrammeClosed", "ClaimNotAllowed", .. Rules,
        ], AsClaim),
        new("StartBulkIssue", ["NotPermitted", "NotFound", "AlreadyExists", "ProgrammeClosed", "NotEligible"], Start),
        new("AdvanceBulkIssue", ["NotPermitted", "NotFound"], Advance),
        new("CancelBulkIssue", ["NotPermitted", "NotFound"], Cancel),
    ];

    /// <summary>A training of the citizen that is over: its redeemed voucher, with its session and course.</summary>
    public static Voucher AddPastTraining(World world, int level, Timestamp? at = null)
    {
        var course = Id<Course>.Parse($"past-{level}");
        var session = Id<Session>.Parse($"past-session-{level}");
        world.AddCourse(course, "video", level, 40);
        world.AddSession(session, course, World.Institution, World.Branch);
        world.SetRules(r => r with { NeverLowerLevel = false });
        var past = world.Issue(level: level);
        world.SetRules(r => r with { NeverLowerLevel = true });
        world.Ledger.SetBalance(world.Account(AccountKind.Outstanding), 10_000_000);
        return past with { State = VoucherState.Redeemed, SessionId = session, RedeemedAt = at ?? world.Now };
    }

    private static (LedgerHarness, Command) ByOfficer(Wrong wrong)
    {
        var world = new World();
        var id = Spoil(world, wrong);
        world.Ledger.Change(World.Programme, p => p with
        {
            State = wrong["ProgrammeClosed:by hand"] ? ProgrammeState.Closed : ProgrammeState.Active,
            ValidFrom = wrong["ProgrammeClosed:not open yet"] ? world.Now + TimeSpan.FromTicks(10) : world.Now,
            ValidUntil = wrong["ProgrammeClosed:over"] ? world.Now : p.ValidUntil,
        });
        return (world.Ledger, new IssueVoucher(wrong["NotPermitted"] ? World.Finance : World.Officer,
            wrong["NotFound:programme"] ? Id<Programme>.Parse("none") : World.Programme,
            wrong["NotFound:citizen"] ? Id<Citizen>.Parse("nobody") : World.Citizen, "video", 3,
            new(id, 1, World.Places)));
    }

    private static (LedgerHarness, Command) AsClaim(Wrong wrong)
    {
        var world = new World();
        var id = Spoil(world, wrong);
        if (wrong["ProgrammeClosed"])
            world.Ledger.Do(new CloseProgramme(World.Officer, World.Programme, "spent"));
        world.SetRules(r => r with { CitizensMayClaim = !wrong["ClaimNotAllowed"] });
        var citizen = wrong["NotFound:citizen"] ? Id<Citizen>.Parse("nobody") : World.Citizen;
        var actor = World.Holder with { Citizen = wrong["OtherCitizen"] ? World.Neighbour : citizen };
        return (world.Ledger, new IssueVoucher(wrong["NotPermitted"] ? actor with { Role = Role.Device } : actor,
            wrong["NotFound:programme"] ? Id<Programme>.Parse("none") : World.Programme, citizen, "video", 3,
            new(id, 1, World.Places)));
    }

    private static Id<Voucher> Spoil(World world, Wrong wrong)
    {
        var past = AddPastTraining(world, wrong["LowerLevel"] ? 5 : 1);
        var id = world.Draw<Voucher>();
        if (wrong["AlreadyExists"])
            world.Ledger.Put(past with { Id = id, CitizenId = World.Neighbour });
        if (wrong["LiveVoucherExists"])
            world.Issue();
        world.Ledger.Put(past);
        world.SetRules(r => r with { MaxTrainingsPerYear = wrong["TooManyTrainings"] ? 1 : 3 });
        if (wrong["NotEligible"])
        {
            world.Ledger.Do(new SetMembership(World.Officer,
                World.Member(World.Citizen, "rural") with { ValidUntil = world.Now }));
        }

        if (wrong["BudgetExhausted"])
            world.Ledger.SetBalance(world.Account(AccountKind.Available), 199_999);
        return id;
    }

    private static (LedgerHarness, Command) Start(Wrong wrong)
    {
        var world = new World();
        var id = Id<BulkIssue>.Parse("bulk");
        if (wrong["AlreadyExists"])
            world.Ledger.Do(new StartBulkIssue(World.Officer, id, World.Programme, "", "", 0, 1));
        if (wrong["ProgrammeClosed"])
            world.Ledger.Do(new CloseProgramme(World.Officer, World.Programme, "spent"));
        return (world.Ledger, new StartBulkIssue(wrong["NotPermitted"] ? World.Finance : World.Officer, id,
            wrong["NotFound"] ? Id<Programme>.Parse("none") : World.Programme,
            wrong["NotEligible"] ? "urban" : "veteran", "", 0, 2));
    }

    private static (LedgerHarness, Command) Advance(Wrong wrong) => (Running(wrong, out var id),
        new AdvanceBulkIssue(wrong["NotPermitted"] ? World.Officer : Actor.Clock, id, "", [], true));

    private static (LedgerHarness, Command) Cancel(Wrong wrong) => (Running(wrong, out var id),
        new CancelBulkIssue(wrong["NotPermitted"] ? World.Finance : World.Officer, id));

    private static LedgerHarness Running(Wrong wrong, out Id<BulkIssue> id)
    {
        var world = new World();
        id = Id<BulkIssue>.Parse("bulk");
        if (!wrong["NotFound"])
            world.Ledger.Do(new StartBulkIssue(World.Officer, id, World.Programme, "", "", 0, 2));
        return world.Ledger;
    }
}
