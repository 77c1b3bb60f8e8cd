namespace Vouchers.Ledger;

/// <summary>
/// Takes back the end of an enrolment that was recorded in error: the citizen came, or never left. An officer does it,
/// also when the session is over, since nobody can enrol again by then.
/// </summary>
public sealed record ReinstateEnrolment(Actor Actor, Id<Enrolment> EnrolmentId, string Reason)
    : EnrolmentStep(Actor, EnrolmentId)
{
    /// <inheritdoc/>
    protected override Role[] Allowed => [Role.ProgrammeOfficer];

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now) =>
        Reason.Length == 0 ? Refusal.Invalid("reason", "must be given") : base.Decide(state, now);

    /// <inheritdoc/>
    protected override Decision Step(ILedgerState state, Enrolment enrolment, Session session, Timestamp now)
    {
        if (session.Cancelled)
            return Cancelled(session);
        if (SessionRules.Full(session) is { } full)
            return full;
        if (enrolment.Counts)
            return Refusal.Of(RefusalCode.EnrolmentStep,
                $"The enrolment is {enrolment.State}; there is no end of it to take back.",
                ("state", enrolment.State.ToString()));
        enrolment = enrolment with
        {
            State = enrolment.AttendedHours > 0 ? EnrolmentState.Attending : EnrolmentState.Enrolled,
        };
        return Accept(enrolment, [enrolment, session with { Enrolled = session.Enrolled + 1 }],
            [new(JournalEvent.Reinstated, enrolment.Key, Note: Reason)]);
    }
}
