using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Counter;

/// <summary>The sessions for which this counter may redeem today.</summary>
internal static class SessionList
{
    /// <summary>Those of the device's institution that run today: its own branch's first, then by begin.</summary>
    public static async Task<Outcome<IReadOnlyList<KeptSession>>> AskAsync(Desk desk)
    {
        var device = desk.Device!;
        var sessions = await desk.Client.ListSessionsAsync(device.InstitutionId).CollectAsync();
        var courses = await desk.Client.Catalogue.ListCoursesAsync(new() { PageSize = 1_000 }).AsOutcome();
        var branches = await desk.Client.Catalogue.ListBranchesAsync(
            new() { PageSize = 1_000, InstitutionId = device.InstitutionId }).AsOutcome();
        // Names are nice to have; a session that is asked for by its id redeems as well.
        var titles = courses.Match(page => page.Courses.ToDictionary(c => c.Id), _ => [], _ => []);
        var places = branches.Match(page => page.Branches.ToDictionary(b => b.Id, b => b.Name), _ => [], _ => []);
        return sessions.Map<IReadOnlyList<KeptSession>>(all =>
        [
            .. all.Where(s => s.State == Session.Types.State.Scheduled && IsOn(s, desk.Today))
                .Select(s => Keep(s, titles, places, device))
                .OrderByDescending(s => s.IsOwnBranch).ThenBy(s => s.StartsAt).ThenBy(s => s.Id, StringComparer.Ordinal),
        ]);
    }

    private static bool IsOn(Session session, DateOnly day) =>
        Desk.DayOf(session.StartsAt.ToDateTimeOffset()) <= day && day <= Desk.DayOf(session.EndsAt.ToDateTimeOffset());

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
