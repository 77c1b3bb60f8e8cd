namespace Vouchers.Cli.Demo.Data;

/// <summary>
/// Turns unused vouchers into those of an institution that signs up people in bulk, and sets the exposure limit so
/// that every honest institution stays below it and this one does not.
/// </summary>
internal static class CollusionPlanner
{
    /// <summary>Plans the collusion in place.</summary>
    /// <returns>The exposure limit in minor units.</returns>
    public static long Plan(List<Journey> journeys, SessionPlan collusion, long faceMinorUnits)
    {
        var host = collusion.Session.InstitutionId;
        // The institution's honest plan gives way to the planted one.
        for (var i = 0; i < journeys.Count; i++)
        {
            if (IsHere(journeys[i]))
                journeys[i] = journeys[i] with { Fate = Fate.Viewed, Session = null };
        }

        var honest = journeys
            .Where(journey => journey.ProgrammeId == collusion.ProgrammeId && journey.Fate == Fate.Redeemed)
            .CountBy(journey => journey.Planned.Session.InstitutionId)
            .Max(count => count.Value);
        var wanted = honest + 2 + Cast.CollusionExcess;
        // Unused vouchers first; in a small programme other institutions' people must do.
        foreach (var taken in (Func<Fate, bool>[])
            [fate => fate is Fate.Unused or Fate.Viewed, fate => fate == Fate.Redeemed])
        {
            for (var i = 0; i < journeys.Count && wanted > 0; i++)
            {
                if (journeys[i].ProgrammeId != collusion.ProgrammeId || IsHere(journeys[i]) || !taken(journeys[i].Fate))
                    continue;
                journeys[i] = journeys[i] with { Fate = Fate.Redeemed, Session = collusion, AttendedHours = 0 };
                wanted--;
            }
        }

        return (honest + 2) * faceMinorUnits;

        bool IsHere(Journey journey) => journey.ProgrammeId == collusion.ProgrammeId
            && journey.Session?.Session.InstitutionId == host;
    }
}
