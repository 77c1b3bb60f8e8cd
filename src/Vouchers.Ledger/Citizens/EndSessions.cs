namespace Vouchers.Ledger;

/// <summary>
/// Since when a citizen's sign-ins count. Tokens are kept nowhere, so none can be taken back; those that were issued up
/// to this time are refused.
/// </summary>
/// <param name="Id">The citizen's id.</param>
/// <param name="EndedAt">When the sessions were ended.</param>
public sealed record EndedSessions(Id<EndedSessions> Id, Timestamp EndedAt) : Entity
{
    /// <inheritdoc/>
    public override string Key => Id.Value;

    /// <summary>The id of a citizen's.</summary>
    public static Id<EndedSessions> IdOf(Id<Citizen> citizen) => Id<EndedSessions>.Parse(citizen.Value);

    /// <summary>
    /// True where a token of that age is refused. Tokens tell whole seconds, so that one of the same second falls, too.
    /// </summary>
    public bool Refuse(DateTimeOffset issuedAt) => issuedAt <= EndedAt.ToDateTimeOffset();
}

/// <summary>Ends all sessions of a citizen, e.g. because a phone was lost. The citizen signs in anew.</summary>
public sealed record EndSessions(Actor Actor, Id<Citizen> CitizenId) : Command<EndedSessions>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known) =>
        [Need.Of(CitizenId), Need.Of(EndedSessions.IdOf(CitizenId))];

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Actor.Lacks(Role.ProgrammeOfficer, Role.Citizen) is { } lacks)
            return lacks;
        if (Actor.Role == Role.Citizen && Actor.IsNot(CitizenId) is { } other)
            return other;
        if (state.Find(CitizenId) is null)
            return Refusal.NotFound(CitizenId);
        var ended = new EndedSessions(EndedSessions.IdOf(CitizenId), now);
        return Accept(ended, [ended], [new(JournalEvent.SessionsEnded, CitizenId.Value)]);
    }
}
