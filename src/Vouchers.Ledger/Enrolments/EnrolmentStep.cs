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
    /// <param name="enrolment">The enrolment.</param>
    /// <param name="wanted">Where it should stand.</param>
    /// <param name="wayOut">What to do where nothing has to be taken back; may be empty.</param>
    protected static Refusal OutOfOrder(Enrolment enrolment, string wanted, string wayOut = "") => enrolment.Counts
        ? Refusal.Of(RefusalCode.EnrolmentStep,
            $"The enrolment is {enrolment.State}; this step needs it to be {wanted}." +
            Before(enrolment, wanted, wayOut),
            ("state", enrolment.State.ToString()), ("needed", wanted))
        : Ended(enrolment);

    /// <summary>The refusal of evidence from a session that was called off.</summary>
    protected static Refusal Cancelled(Session session) => Refusal.Of(RefusalCode.SessionCancelled,
        $"Session '{session.Id}' was cancelled, so that nothing of it counts; what was redeemed for it can earn by " +
        "force majeure, which an officer asks for.", ("session", session.Key));

    /// <summary>The refusal of an enrolment that was withdrawn or never attended.</summary>
    internal static Refusal Ended(Enrolment enrolment) => Refusal.Of(RefusalCode.EnrolmentEnded,
        $"The enrolment in session '{enrolment.SessionId}' ended as {enrolment.State}; where that was an error, an " +
        "officer reinstates it.",
        ("state", enrolment.State.ToString()), ("session", enrolment.SessionId.Value));

    // Evidence is taken back in the order opposite to that in which it came, so that no certificate stands on a course
    // that is not completed, and no money on attendance that was corrected since.
    private static string Before(Enrolment enrolment, string wanted, string wayOut) => enrolment.State switch
    {
        EnrolmentState.Certified => " Take the certificate back first.",
        EnrolmentState.Completed when wanted != nameof(EnrolmentState.Certified) => " Take the completion back first.",
        _ => wayOut,
    };

    private Refusal? MayNotTouch(Enrolment enrolment) => Actor.Role switch
    {
        Role.Citizen => Actor.IsNot(enrolment.CitizenId),
        Role.EvaluationAgency => null,
        _ => Actor.CannotActFor(enrolment.InstitutionId),
    };
}
