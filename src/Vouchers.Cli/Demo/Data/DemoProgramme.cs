using Vouchers.V1;

namespace Vouchers.Cli.Demo.Data;

/// <summary>A programme with its budget in minor units.</summary>
internal sealed record FundedProgramme(Programme Programme, ProgrammePlan Plan, long BudgetMinorUnits);

/// <summary>
/// Everything that the demo puts into the service, made from a seed: the same seed, number of citizens and first day
/// give the same data on every machine.
/// </summary>
internal sealed record DemoProgramme(
    Timeline Timeline,
    IReadOnlyList<FundedProgramme> Programmes,
    IReadOnlyList<Course> Courses,
    IReadOnlyList<House> Houses,
    IReadOnlyList<Agency> Agencies,
    IReadOnlyList<SessionPlan> Sessions,
    IReadOnlyList<CitizenPlan> Citizens,
    IReadOnlyList<Journey> Journeys,
    IReadOnlyList<string> Competitors,
    Cast Cast)
{
    public const int FewestCitizens = 500;
    public const int MostCitizens = 200_000;

    /// <summary>The skills competition that is over when the story ends.</summary>
    public SessionPlan Competition => Sessions.First(plan => plan.Session.Kind == SessionKind.Competition);

    public static DemoProgramme Generate(int seed, int citizenCount, Timeline timeline)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(citizenCount, FewestCitizens);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(citizenCount, MostCitizens);
        var courses = CourseTable.All(timeline.FirstDay.Year);
        var houses = InstitutionTable.All(new SeededRandom(seed, "houses"), timeline.At(400, 0));
        var sessions = new SessionPlanner(courses, houses, timeline, new SeededRandom(seed, "sessions")).All();
        var citizens = new CitizenMaker(timeline, new SeededRandom(seed, "citizens")).All(citizenCount);
        var cast = CastOf(citizens, sessions, houses);
        var journeys = new JourneyPlanner(citizens, sessions, new SeededRandom(seed, "journeys"))
            .All(cast.Ids.ToHashSet(StringComparer.Ordinal)).ToList();
        var limit = CollusionPlanner.Plan(journeys, cast.Collusion,
            ProgrammeTable.Find(cast.Collusion.ProgrammeId).FaceMinorUnits);
        var competitors = journeys
            .Where(journey => journey is { ProgrammeId: ProgrammeTable.Project, Completes: true })
            .Take(Math.Max(6, citizenCount / 500)).Select(journey => journey.CitizenId).ToArray();
        Seat(sessions, journeys, competitors.Length);
        return new DemoProgramme(timeline, Fund(timeline, journeys, cast, limit),
            [.. courses.Select(entry => entry.Course)], houses, AgenciesOf(), sessions, citizens, journeys,
            competitors, cast);
    }

    private static Cast CastOf(
        IReadOnlyList<CitizenPlan> citizens, IReadOnlyList<SessionPlan> sessions, IReadOnlyList<House> houses)
    {
        var players = citizens
            .Where(citizen => citizen is { Group: TargetGroups.RuralYouth, SecondGroup: "", Lapsed: false })
            .Take(Cast.Size).ToArray();
        var project = sessions.Where(plan => plan is
            { ProgrammeId: ProgrammeTable.Project, Session.Kind: SessionKind.Training }).ToArray();
        var past = project.Where(plan => plan.Term == Term.Past).ToArray();
        var enterprises = houses.Where(house => house.Institution.Kind == InstitutionKind.Enterprise)
            .Select(house => house.Institution.Id).ToArray();
        var twin = players[0].Import.Clone();
        twin.Id = "c-second-registration";
        twin.FullName = "王" + twin.FullName;
        return new Cast(
            [.. players.Select(player => player.Id)],
            past[0],
            past[1],
            project.First(plan => plan.Term == Term.Future),
            project.First(plan => plan.Term == Term.Running),
            sessions.First(plan => plan is { ProgrammeId: ProgrammeTable.Entrepreneurship, Term: Term.Past }
                && enterprises.Contains(plan.Session.InstitutionId)),
            twin,
            citizens.First(citizen => citizen.Lapsed && citizen.Group == TargetGroups.RuralYouth));
    }

    // As many seats as the plan fills and a few more; the competition has none to spare.
    private static void Seat(IReadOnlyList<SessionPlan> sessions, List<Journey> journeys, int competitors)
    {
        var seats = journeys.Where(journey => journey.Session is not null)
            .CountBy(journey => journey.Planned.Session.Id).ToDictionary(StringComparer.Ordinal);
        foreach (var plan in sessions)
        {
            var taken = seats.GetValueOrDefault(plan.Session.Id) + Cast.Size;
            plan.Session.Capacity = plan.Session.Kind == SessionKind.Competition
                ? competitors
                : ((taken / 5) + 1) * 5;
        }
    }

    // Teachers get exactly what they claim, so that one claim more finds the budget exhausted.
    private static List<FundedProgramme> Fund(
        Timeline timeline, List<Journey> journeys, Cast cast, long exposureLimit)
    {
        var vouchers = journeys.CountBy(journey => journey.ProgrammeId).ToDictionary(StringComparer.Ordinal);
        return [.. ProgrammeTable.All.Select(plan =>
        {
            var count = vouchers.GetValueOrDefault(plan.Id);
            var spare = plan.Id == ProgrammeTable.Teacher ? 0 : (count / 12) + 2;
            var limit = plan.Id == cast.Collusion.ProgrammeId ? exposureLimit : 0;
            return new FundedProgramme(plan.ToProgramme(timeline, count, limit), plan,
                (count + spare) * plan.FaceMinorUnits);
        })];
    }

    private static Agency[] AgenciesOf() =>
    [
        new() { Id = "agency-1", Name = "瓯衡技能评价中心 Ouheng Skills Assessment" },
        new() { Id = "agency-2", Name = "岚测职业技能鉴定所 Lance Skills Testing" },
        new() { Id = "agency-3", Name = "匠秤第三方评价机构 Jiangcheng Evaluation" },
    ];
}
