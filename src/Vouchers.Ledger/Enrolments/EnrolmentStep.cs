namespace Vouchers.Ledger;

/// <summary>A later step of an enrolment: the rows that each needs, and the guards that each shares.</summary>
public abstract record EnrolmentStep(Actor Actor, Id<Enrolment> EnrolmentId) : Command<Enrolment>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known)
    {
        yield return Need.Of(EnrolmentId);
        if (Actor.Device is { } device)
            yield return Need.Of(device);
        if (known.Peek(EnrolmentId) is not { } enrolment)
            yield break;
        yield return Need.Of(enrolment.SessionId);
        if (known.Peek(enrolment.SessionId) is not { } session)
            yield break;
        yield return Need.Of(session.CourseId);
        yield return Need.Of(session.InstitutionId);
    }

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Actor.Lacks(Allowed) is { } lacks)
            return lacks;
        if (state.Find(EnrolmentId) is not { } enrolment)
            return Refusal.NotFound(EnrolmentId);
        if (MayNotTouch(enrolment) is { } other)
            return other;
        if (CounterNeeds.DeviceRefuses(state, Actor) is { } deviceRefused)
            return deviceRefused;
        return Step(state, enrolment, state.Find(enrolment.SessionId)!, now);
    }

    /// <summary>The roles that may take the step.</summary>
    protected abstract Role[] Allowed { get; }

    /// <summary>Judges the step itself.</summary>
    protected abstract Decision Step(ILedgerState state, Enrolment enrolment, Session session, Timestamp now);

    /// <summary>The refusal of a step that does not follow from where the enrolment stands.</summary>
    protected static Refusal OutOfOrder(Enrolment enrolment, string wanted) => enrolment.Counts
        ? Refusal.Of(RefusalCode.EnrolmentStep,
            $"The enrolment is {enrolment.State}; this step needs it to be {wanted}.",
            ("state", enrolment.State.ToString()), ("needed", wanted))
        : Ended(enrolment);

    /// <summary>The refusal of an enrolment that was withdrawn or never attended.</summary>
    internal static Refusal Ended(Enrolment enrolment) => Refusal.Of(RefusalCode.EnrolmentEnded,
        $"The enrolment in session '{enrolment.SessionId}' ended as {enrolment.State}.",
        ("state", enrolment.State.ToString()), ("session", enrolment.SessionId.Value));

    private Refusal? MayNotTouch(Enrolment enrolment) => Actor.Role switch
    {
        Role.Citizen => Actor.IsNot(enrolment.CitizenId),
        Role.EvaluationAgency => null,
        _ => Actor.CannotActFor(enrolment.InstitutionId),
    };
}
