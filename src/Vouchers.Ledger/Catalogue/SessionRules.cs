using System.Globalization;

namespace Vouchers.Ledger;

/// <summary>What a session allows at a time.</summary>
internal static class SessionRules
{
    /// <summary>The refusal of a session that was called off.</summary>
    public static Refusal CancelledRefusal(Session session) => Refusal.Of(RefusalCode.SessionCancelled,
        $"Session '{session.Id}' was cancelled.", ("session", session.Key));

    /// <summary>Null when the session takes redemptions at this time, by the server's clock.</summary>
    public static Refusal? NotOpenForRedemption(Session session, ProgrammeRules rules, Timestamp now)
    {
        if (session.Cancelled)
            return CancelledRefusal(session);
        var (opens, closes) = Window(session, rules);
        return opens <= now && now < closes
            ? null
            : Refusal.Of(RefusalCode.SessionClosed,
                $"Session '{session.Id}' takes redemptions from {opens} until {closes}; it is {now}.",
                ("session", session.Key), ("opens_at", opens.ToString()), ("closes_at", closes.ToString()),
                ("now", now.ToString()));
    }

    /// <summary>From when on the session takes redemptions, and until when, excluded.</summary>
    public static (Timestamp Opens, Timestamp Closes) Window(Session session, ProgrammeRules rules) => (
        session.StartsAt - TimeSpan.FromHours(rules.SessionOpensHoursBefore),
        session.EndsAt + TimeSpan.FromHours(rules.SessionClosesHoursAfter));

    /// <summary>Null when the counter, as far as it has one, is at the session's branch.</summary>
    public static Refusal? AtOtherBranch(Session session, Id<Branch>? counter) =>
        counter is { } branch && branch != session.BranchId
            ? Refusal.Of(RefusalCode.BranchMismatch,
                $"Session '{session.Id}' is at branch '{session.BranchId}'; this counter is at '{branch}'.",
                ("session_branch", session.BranchId.Value), ("branch", branch.Value))
            : null;

    /// <summary>Null when there can have been a class.</summary>
    public static Refusal? NotStarted(Session session, Timestamp now) => session.StartsAt <= now
        ? null
        : Refusal.Of(RefusalCode.SessionClosed,
            $"Session '{session.Id}' begins at {session.StartsAt}; nobody can have attended it before. It is {now}.",
            ("session", session.Key), ("opens_at", session.StartsAt.ToString()), ("now", now.ToString()));

    /// <summary>Null when the session takes one more citizen at this time.</summary>
    public static Refusal? NotOpenForEnrolment(Session session, Timestamp now)
    {
        if (session.Cancelled)
            return CancelledRefusal(session);
        if (now >= session.EndsAt)
            return Refusal.Of(RefusalCode.SessionClosed, $"Session '{session.Id}' ended at {session.EndsAt}.",
                ("session", session.Key), ("closes_at", session.EndsAt.ToString()), ("now", now.ToString()));
        return Full(session);
    }

    /// <summary>Null when a seat is free.</summary>
    public static Refusal? Full(Session session) => session.Enrolled < session.Capacity
        ? null
        : Refusal.Of(RefusalCode.SessionFull, $"{session.Enrolled} of {session.Capacity} seats are taken.",
            ("session", session.Key), ("enrolled", session.Enrolled.ToString(CultureInfo.InvariantCulture)),
            ("capacity", session.Capacity.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Null when the programme and the voucher cover the course.</summary>
    public static Refusal? NotCovered(Programme programme, Voucher voucher, Course course)
    {
        if (NotCovered(programme, course) is { } otherBatch)
            return otherBatch;
        var occupationFits = voucher.Occupation.Length == 0 || voucher.Occupation == course.Occupation;
        var levelFits = voucher.Level == 0 || voucher.Level == course.Level;
        return occupationFits && levelFits
            ? null
            : Refusal.Of(RefusalCode.CourseNotCovered,
                $"The voucher is for occupation {voucher.Occupation} level {voucher.Level}; course '{course.Id}' " +
                $"is for {course.Occupation} level {course.Level}.",
                ("course", course.Key), ("voucher_occupation", voucher.Occupation),
                ("course_occupation", course.Occupation),
                ("voucher_level", voucher.Level.ToString(CultureInfo.InvariantCulture)),
                ("course_level", course.Level.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Null when the programme covers the course, for some voucher.</summary>
    public static Refusal? NotCovered(Programme programme, Course course) =>
        programme.Rules.CatalogueBatches.IsDefaultOrEmpty || programme.Rules.CatalogueBatches.Contains(course.Batch)
            ? null
            : Refusal.Of(RefusalCode.CourseNotCovered,
                $"Course '{course.Id}' is of batch {course.Batch}; the programme covers " +
                $"{string.Join(", ", programme.Rules.CatalogueBatches)}.",
                ("course", course.Key), ("batch", course.Batch));
}
