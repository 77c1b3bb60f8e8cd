namespace Vouchers.Ledger;

/// <summary>Takes a seat in a session.</summary>
public sealed record Enrol(Actor Actor, Id<Session> SessionId, Id<Citizen> CitizenId, string NominatedBy)
    : Command<Enrolment>(Actor)
{
    private Id<Enrolment> EnrolmentId => Enrolment.IdOf(SessionId, CitizenId);

    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known)
    {
        yield return Need.Of(SessionId);
        yield return Need.Of(CitizenId);
        yield return Need.Of(EnrolmentId);
        if (Actor.Device is { } device)
            yield return Need.Of(device);
        if (known.Peek(SessionId) is { } session)
            yield return Need.Of(session.InstitutionId);
    }

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Actor.Lacks(Role.ProgrammeOfficer, Role.InstitutionOperator, Role.Device, Role.Citizen) is { } lacks)
            return lacks;
        if (Actor.Role == Role.Citizen && Actor.IsNot(CitizenId) is { } notMine)
            return notMine;
        if (state.Find(SessionId) is not { } session)
            return Refusal.NotFound(SessionId);
        if (Actor.Role != Role.Citizen && Actor.CannotActFor(session.InstitutionId) is { } other)
            return other;
        if (state.Find(CitizenId) is null)
            return Refusal.NotFound(CitizenId);
        var before = state.Find(EnrolmentId);
        if (before is { Counts: true })
            return Refusal.AlreadyExists(EnrolmentId);
        if (state.Find(session.InstitutionId)!.MayNotAct(now) is { } mayNot)
            return mayNot;
        if (CounterNeeds.DeviceRefuses(state, Actor) is { } deviceRefused)
            return deviceRefused;
        if (SessionRules.NotOpenForEnrolment(session, now) is { } notOpen)
            return notOpen;
        var byNomination = session.Kind is SessionKind.FurtherStudy or SessionKind.Competition;
        if (byNomination && (NominatedBy.Length == 0 || Actor.Role == Role.Citizen))
            return Refusal.Of(RefusalCode.NominationRequired,
                $"Session '{session.Id}' takes nominated talents only; an officer or the institution names who " +
                "nominated the citizen.", ("session", session.Key));
        var enrolment = new Enrolment(SessionId, CitizenId, session.InstitutionId, EnrolmentState.Enrolled, now, 0,
            NominatedBy, null, "", 0, null);
        return Accept(enrolment, [enrolment, session with { Enrolled = session.Enrolled + 1 }],
            [new(JournalEvent.Enrolled, enrolment.Key)]);
    }
}
