using System.Globalization;

namespace Vouchers.Ledger;

/// <summary>
/// Adds attended class hours, however long after the session; negative hours correct a slip. Hours that a completion
/// was judged by stand until the completion is taken back.
/// </summary>
public sealed record RecordAttendance(Actor Actor, Id<Enrolment> EnrolmentId, int Hours)
    : EnrolmentStep(Actor, EnrolmentId)
{
    /// <inheritdoc/>
    protected override Role[] Allowed => [Role.InstitutionOperator, Role.Device, Role.ProgrammeOfficer];

    /// <inheritdoc/>
    protected override Decision Step(ILedgerState state, Enrolment enrolment, Session session, Timestamp now)
    {
        if (session.Cancelled)
            return Cancelled(session);
        if (SessionRules.NotStarted(session, now) is { } notStarted)
            return notStarted;
        if (enrolment.State is not (EnrolmentState.Enrolled or EnrolmentState.Attending))
            return OutOfOrder(enrolment, "Enrolled or Attending");
        var limit = state.Find(session.CourseId)!.ClassHours;
        var hours = (long)enrolment.AttendedHours + Hours;
        if (hours < 0 || hours > limit)
            return Refusal.Of(RefusalCode.AttendanceAboveHours,
                $"That makes {hours} attended hours; the course has {limit}.",
                ("hours", hours.ToString(CultureInfo.InvariantCulture)),
                ("class_hours", limit.ToString(CultureInfo.InvariantCulture)));
        enrolment = enrolment with { AttendedHours = (int)hours, State = EnrolmentState.Attending };
        return Accept(enrolment, [enrolment],
            [new(JournalEvent.AttendanceRecorded, enrolment.Key, Note: $"{Hours} hours")]);
    }
}

/// <summary>Gives the seat back.</summary>
public sealed record WithdrawEnrolment(Actor Actor, Id<Enrolment> EnrolmentId, string Reason)
    : EnrolmentStep(Actor, EnrolmentId)
{
    /// <inheritdoc/>
    protected override Role[] Allowed => [Role.InstitutionOperator, Role.ProgrammeOfficer, Role.Citizen];

    /// <inheritdoc/>
    protected override Decision Step(ILedgerState state, Enrolment enrolment, Session session, Timestamp now)
    {
        if (enrolment.State is not (EnrolmentState.Enrolled or EnrolmentState.Attending))
            return OutOfOrder(enrolment, "Enrolled or Attending");
        enrolment = enrolment with { State = EnrolmentState.Withdrawn };
        return Accept(enrolment, [enrolment, session with { Enrolled = session.Enrolled - 1 }],
            [new(JournalEvent.Withdrawn, enrolment.Key, Note: Reason)]);
    }
}

/// <summary>The citizen never came.</summary>
public sealed record MarkNoShow(Actor Actor, Id<Enrolment> EnrolmentId) : EnrolmentStep(Actor, EnrolmentId)
{
    /// <inheritdoc/>
    protected override Role[] Allowed => [Role.InstitutionOperator, Role.ProgrammeOfficer];

    /// <inheritdoc/>
    protected override Decision Step(ILedgerState state, Enrolment enrolment, Session session, Timestamp now)
    {
        if (enrolment.State != EnrolmentState.Enrolled)
            return OutOfOrder(enrolment, "Enrolled");
        enrolment = enrolment with { State = EnrolmentState.NoShow };
        return Accept(enrolment, [enrolment, session with { Enrolled = session.Enrolled - 1 }],
            [new(JournalEvent.NoShow, enrolment.Key)]);
    }
}
