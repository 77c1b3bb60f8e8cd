namespace Vouchers.Ledger;

/// <summary>A citizen to import, with memberships.</summary>
public sealed record ImportedCitizen(Citizen Citizen, IReadOnlyList<Membership> Memberships);

/// <summary>How many rows an import made and changed.</summary>
public sealed record Imported(int Created, int Updated);

/// <summary>Imports citizens with their memberships: all or none.</summary>
public sealed record ImportCitizens(Actor Actor, IReadOnlyList<ImportedCitizen> Citizens) : Command<Imported>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known)
    {
        foreach (var (citizen, memberships) in Citizens)
        {
            yield return Need.Of(citizen.Id);
            yield return Need.NationalId(citizen.NationalIdHash);
            if (memberships.Count > 0)
                yield return Need.MembershipsOf(citizen.Id);
        }
    }

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (FirstTwice() is { } twice)
            return twice;
        if (Actor.Lacks(Role.ProgrammeOfficer) is { } lacks)
            return lacks;
        if (FirstTaken(state) is { } taken)
            return taken;
        if (FirstDuplicate(state) is { } duplicate)
            return duplicate;
        var puts = new List<Entity>();
        var lines = new List<JournalLine>();
        var created = 0;
        foreach (var (citizen, memberships) in Citizens)
        {
            var isNew = state.Find(citizen.Id) is null;
            created += isNew ? 1 : 0;
            puts.Add(citizen);
            puts.AddRange(memberships);
            lines.Add(new JournalLine(JournalEvent.CitizensImported, citizen.Key, Note: isNew ? "new" : "changed"));
        }

        return Accept(new Imported(created, Citizens.Count - created), puts, lines);
    }

    private Refusal? FirstTwice()
    {
        var ids = new HashSet<Id<Citizen>>();
        foreach (var (citizen, memberships) in Citizens)
        {
            if (!ids.Add(citizen.Id))
                return Refusal.Invalid("citizens", $"citizen '{citizen.Id}' stands twice");
            if (memberships.GroupBy(m => m.TargetGroup).FirstOrDefault(g => g.Count() > 1) is { } twice)
                return Refusal.Invalid("memberships", $"citizen '{citizen.Id}' names group {twice.Key} twice");
        }

        return null;
    }

    private Refusal? FirstTaken(ILedgerState state)
    {
        foreach (var (citizen, _) in Citizens)
        {
            if (state.Find(citizen.Id) is { } before && before.NationalIdHash != citizen.NationalIdHash)
                return Refusal.AlreadyExists(citizen.Id);
        }

        return null;
    }

    private Refusal? FirstDuplicate(ILedgerState state)
    {
        var holders = new Dictionary<string, Id<Citizen>>(StringComparer.Ordinal);
        foreach (var (citizen, _) in Citizens)
        {
            var hash = citizen.NationalIdHash;
            if (!holders.TryAdd(hash, citizen.Id))
                return Refusal.Of(RefusalCode.DuplicateCitizen,
                    $"Citizens '{holders[hash]}' and '{citizen.Id}' have one national ID.",
                    ("citizen", citizen.Key), ("existing", holders[hash].Value));
            if (state.CitizenByNationalId(hash) is { } holder && holder.Id != citizen.Id)
                return Refusal.Of(RefusalCode.DuplicateCitizen,
                    $"Citizen '{citizen.Id}' has the national ID of citizen '{holder.Id}'.",
                    ("citizen", citizen.Key), ("existing", holder.Key));
        }

        return null;
    }
}

/// <summary>Adds or changes a membership of a target group.</summary>
public sealed record SetMembership(Actor Actor, Membership Membership) : Command<Citizen>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known) =>
        [Need.Of(Membership.CitizenId), Need.MembershipsOf(Membership.CitizenId)];

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Actor.Lacks(Role.ProgrammeOfficer) is { } lacks)
            return lacks;
        return state.Find(Membership.CitizenId) is not { } citizen
            ? Refusal.NotFound(Membership.CitizenId)
            : Accept(citizen, [Membership],
                [new(JournalEvent.MembershipChanged, citizen.Key, Note: Membership.TargetGroup)]);
    }
}
