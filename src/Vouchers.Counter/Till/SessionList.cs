using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Counter;

/// <summary>The sessions for which this counter may redeem.</summary>
internal static class SessionList
{
    // As far as a lease goes at the longest, and as many as the service tells terms for.
    private const int Days = 3;
    private const int Most = 100;

    /// <summary>Those of the device's institution that run today: its own branch's first, then by begin. Where the
    /// service does not answer, those that were kept.</summary>
    public static async Task<Outcome<IReadOnlyList<KeptSession>>> AskAsync(Desk desk)
    {
        var outcome = await FetchAsync(desk);
        if (outcome is Outcome<KeptSessions>.Unavailable && desk.Places is { } kept)
            outcome = new Outcome<KeptSessions>.Ok(kept);
        return outcome.Map<IReadOnlyList<KeptSession>>(all => [.. all.Sessions.Where(s => IsOn(s, desk.Today))]);
    }

    /// <summary>Those for which the counter is prepared: kept, and asked for once a day.</summary>
    public static async Task<IReadOnlyList<KeptSession>> OfTheseDaysAsync(Desk desk)
    {
        if (desk.Places?.Day != desk.Today)
            await FetchAsync(desk);
        return [.. (desk.Places?.Sessions ?? []).Where(s => desk.Today <= Desk.DayOf(s.EndsAt)).Take(Most)];
    }

    private static async Task<Outcome<KeptSessions>> FetchAsync(Desk desk)
    {
        var device = desk.Device!;
        var sessions = await desk.Client.ListSessionsAsync(device.InstitutionId).CollectAsync().OrNoneAsync();
        desk.Line.Heard(sessions is not Outcome<IReadOnlyList<Session>>.Unavailable);
        if (sessions is not Outcome<IReadOnlyList<Session>>.Ok)
            return sessions.Map<KeptSessions>(_ => throw new InvalidOperationException("It was not answered."));
        var catalogue = desk.Client.Catalogue;
        var courses = await catalogue.ListCoursesAsync(new() { PageSize = 1_000 }).AsOutcome().OrNoneAsync();
        var branches = await catalogue.ListBranchesAsync(
            new() { PageSize = 1_000, InstitutionId = device.InstitutionId }).AsOutcome().OrNoneAsync();
        var institution = await catalogue.GetInstitutionAsync(
            new() { InstitutionId = device.InstitutionId }).AsOutcome().OrNoneAsync();
        // Names are nice to have; a session that is asked for by its id redeems as well.
        var titles = courses.Match(page => page.Courses.ToDictionary(c => c.Id), _ => [], _ => []);
        var places = branches.Match(page => page.Branches.ToDictionary(b => b.Id, b => b.Name), _ => [], _ => []);
        var name = institution.Match(answer => answer.Institution.Name, _ => device.InstitutionId,
            _ => device.InstitutionId);
        var outcome = sessions.Map(all => new KeptSessions(desk.Today, name, places,
        [
            .. all.Where(s => s.State == Session.Types.State.Scheduled && IsSoon(s, desk.Today))
                .Select(s => Keep(s, titles, places, device))
                .OrderByDescending(s => s.IsOwnBranch).ThenBy(s => s.StartsAt).ThenBy(s => s.Id, StringComparer.Ordinal),
        ]));
        if (outcome is Outcome<KeptSessions>.Ok { Value: var kept })
            await desk.Shelf.RememberAsync(kept);
        return outcome;
    }

    private static bool IsOn(KeptSession session, DateOnly day) =>
        Desk.DayOf(session.StartsAt) <= day && day <= Desk.DayOf(session.EndsAt);

    private static bool IsSoon(Session session, DateOnly day) =>
        Desk.DayOf(session.StartsAt.ToDateTimeOffset()) <= day.AddDays(Days)
        && day <= Desk.DayOf(session.EndsAt.ToDateTimeOffset());

    private static KeptSession Keep(
        Session session, Dictionary<string, Course> courses, Dictionary<string, string> branches, KeptDevice device)
    {
        var course = courses.GetValueOrDefault(session.CourseId);
        return new(
            session.Id, course?.Title ?? session.CourseId,
            course is { TitleEn.Length: > 0 } ? course.TitleEn : course?.Title ?? session.CourseId,
            branches.GetValueOrDefault(session.BranchId, session.BranchId), session.BranchId == device.BranchId,
            session.StartsAt.ToDateTimeOffset(), session.EndsAt.ToDateTimeOffset(), session.Enrolled, session.Capacity);
    }
}
