namespace Vouchers.Ledger;

/// <summary>Schedules a run of a course.</summary>
public sealed record ScheduleSession(Actor Actor, Session Draft) : Command<Session>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known) =>
    [
        Need.Of(Draft.Id), Need.Of(Draft.CourseId), Need.Of(Draft.InstitutionId), Need.Of(Draft.BranchId),
    ];

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Draft.EndsAt <= Draft.StartsAt)
            return Refusal.Invalid("session.ends_at", $"must be after starts_at, {Draft.StartsAt}");
        if (Draft.Capacity is < 1 or > 100_000)
            return Refusal.Invalid("session.capacity", $"must be 1 to 100000, is {Draft.Capacity}");
        if (Actor.Lacks(Role.ProgrammeOfficer, Role.InstitutionOperator) is { } lacks)
            return lacks;
        if (Actor.CannotActFor(Draft.InstitutionId) is { } other)
            return other;
        if (state.Find(Draft.CourseId) is null)
            return Refusal.NotFound(Draft.CourseId);
        if (state.Find(Draft.InstitutionId) is not { } institution)
            return Refusal.NotFound(Draft.InstitutionId);
        if (state.Find(Draft.BranchId) is not { } branch)
            return Refusal.NotFound(Draft.BranchId);
        if (state.Find(Draft.Id) is not null)
            return Refusal.AlreadyExists(Draft.Id);
        if (institution.MayNotAct(now) is { } mayNot)
            return mayNot;
        if (branch.IsNotOf(Draft.InstitutionId) is { } mismatch)
            return mismatch;
        var session = Draft with { Enrolled = 0, Cancelled = false };
        return Accept(session, [session], [new(JournalEvent.SessionScheduled, session.Key)]);
    }
}

/// <summary>Calls a session off; nothing is redeemed against it any more.</summary>
public sealed record CancelSession(Actor Actor, Id<Session> SessionId, string Reason) : Command<Session>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known) => [Need.Of(SessionId)];

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Actor.Lacks(Role.ProgrammeOfficer, Role.InstitutionOperator) is { } lacks)
            return lacks;
        if (state.Find(SessionId) is not { } session)
            return Refusal.NotFound(SessionId);
        if (Actor.CannotActFor(session.InstitutionId) is { } other)
            return other;
        if (session.Cancelled)
            return SessionRules.CancelledRefusal(session);
        session = session with { Cancelled = true };
        return Accept(session, [session], [new(JournalEvent.SessionCancelled, session.Key, Note: Reason)]);
    }
}
