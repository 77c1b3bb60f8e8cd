namespace Vouchers.Cli.Demo.Data;

/// <summary>
/// Plans every voucher's way, so that about three in five are redeemed: the bulk issue gives one to each valid
/// membership, some citizens claim one for an occupation, teachers claim theirs, and talents are nominated.
/// </summary>
internal sealed class JourneyPlanner(
    IReadOnlyList<CitizenPlan> citizens, IReadOnlyList<SessionPlan> sessions, SeededRandom random)
{
    // Of a thousand bulk vouchers so many are redeemed, and so on; the rest is never opened.
    private const int RedeemedPerMille = 525;
    private const int ViewedPerMille = 120;
    private const int NoShowPerMille = 30;
    private const int BookedPerMille = 40;

    // Even a small demo has some of each.
    private readonly Queue<string> promised = new(
    [
        ProgrammeTable.Teacher, ProgrammeTable.Apprenticeship, ProgrammeTable.Qualification, ProgrammeTable.Teacher,
        ProgrammeTable.Apprenticeship, ProgrammeTable.Teacher,
    ]);

    private readonly ILookup<(string, Term), SessionPlan> pools = sessions
        .Where(plan => plan.Session.Kind != V1.SessionKind.Competition)
        .ToLookup(plan => (plan.ProgrammeId, plan.Term));

    public IReadOnlyList<Journey> All(IReadOnlySet<string> cast)
    {
        var journeys = new List<Journey>(citizens.Count * 11 / 10);
        foreach (var citizen in citizens.Where(citizen => !citizen.Lapsed))
        {
            var first = Bulk(citizen, citizen.Group, cast.Contains(citizen.Id));
            journeys.Add(first);
            if (citizen.SecondGroup.Length > 0)
                journeys.Add(Bulk(citizen, citizen.SecondGroup, isCast: false));
            else if (first.Fate != Fate.Cast && ClaimedProgramme(citizen.Group) is { } programme)
                AddClaim(journeys, citizen, programme, first.Session);
        }

        return journeys;
    }

    private Journey Bulk(CitizenPlan citizen, string group, bool isCast)
    {
        var programme = ProgrammeTable.All.First(plan => plan.BulkGroup == group).Id;
        var fate = isCast ? Fate.Cast : DrawFate();
        // A voucher that lapses within the story cannot be booked for a course after it.
        if (fate == Fate.Booked && programme == ProgrammeTable.PreEmployment)
            fate = Fate.Viewed;
        var journey = new Journey(citizen.Id, group, programme, ByBulk: true, fate);
        return fate switch
        {
            Fate.Redeemed => Redeemed(journey),
            Fate.NoShow => journey with { Session = PickSession(programme, Term.Past) },
            Fate.Booked => journey with { Session = PickSession(programme, Term.Future) },
            _ => journey,
        };
    }

    private Fate DrawFate()
    {
        var roll = random.Below(1_000);
        if (roll < RedeemedPerMille)
            return Fate.Redeemed;
        roll -= RedeemedPerMille;
        if (roll < ViewedPerMille)
            return Fate.Viewed;
        roll -= ViewedPerMille;
        if (roll < NoShowPerMille)
            return Fate.NoShow;
        return roll - NoShowPerMille < BookedPerMille ? Fate.Booked : Fate.Unused;
    }

    private string? ClaimedProgramme(string group)
    {
        var roll = random.Below(1_000);
        if (group == TargetGroups.CorporateEmployee && promised.TryDequeue(out var programme))
            return programme;
        return group switch
        {
            TargetGroups.CorporateEmployee when roll < 20 => ProgrammeTable.Teacher,
            TargetGroups.CorporateEmployee or TargetGroups.Undergraduate when roll is >= 20 and < 30 =>
                ProgrammeTable.Apprenticeship,
            TargetGroups.Disabled => null,
            _ when roll is >= 30 and < 120 => ProgrammeTable.Qualification,
            _ => null,
        };
    }

    // A second training in the same occupation might be at a lower level, which the programmes refuse.
    private void AddClaim(List<Journey> journeys, CitizenPlan citizen, string programme, SessionPlan? other)
    {
        var journey = new Journey(citizen.Id, citizen.Group, programme, ByBulk: false, Fate.Redeemed);
        if (random.Chance(150))
            journey = journey with { Fate = Fate.Viewed, Session = PickSession(programme, Term.Past) };
        else
            journey = Redeemed(journey);
        if (other is null || other.Course.Occupation != journey.Occupation)
            journeys.Add(journey);
    }

    private Journey Redeemed(Journey journey)
    {
        var session = PickSession(journey.ProgrammeId, random.Chance(700) ? Term.Past : Term.Running);
        var hours = session.Course.ClassHours;
        if (session.Term == Term.Running)
            return journey with { Session = session, AttendedHours = random.Chance(800) ? hours / 4 : 0 };
        var roll = random.Below(1_000);
        var attended = roll < 920 ? hours : roll < 970 ? hours * 2 / 5 : 0;
        var examined = session.Course.Level > 0 && attended == hours && random.Chance(700);
        return journey with { Session = session, AttendedHours = attended, Certified = examined };
    }

    private SessionPlan PickSession(string programme, Term term)
    {
        var pool = pools[(programme, term)];
        return pool.ElementAt(random.Below(pool.Count()));
    }
}
