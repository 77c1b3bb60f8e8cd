namespace Vouchers.Ledger;

/// <summary>Starts a bulk issue.</summary>
/// <param name="Actor">A programme officer.</param>
/// <param name="Id">The operation's id, drawn by the caller.</param>
/// <param name="ProgrammeId">The programme that pays.</param>
/// <param name="TargetGroup">Empty for each of the programme's groups.</param>
/// <param name="Occupation">May be empty.</param>
/// <param name="Level">May be 0.</param>
/// <param name="Total">Memberships to consider, counted just now.</param>
public sealed record StartBulkIssue(
    Actor Actor, Id<BulkIssue> Id, Id<Programme> ProgrammeId, string TargetGroup, string Occupation, int Level,
    int Total) : Command<BulkIssue>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known) => [Need.Of(Id), Need.Of(ProgrammeId)];

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Actor.Lacks(Role.ProgrammeOfficer) is { } lacks)
            return lacks;
        if (state.Find(ProgrammeId) is not { } programme)
            return Refusal.NotFound(ProgrammeId);
        if (state.Find(Id) is not null)
            return Refusal.AlreadyExists(Id);
        if (IssueRules.NotIssuing(programme, now) is { } notIssuing)
            return notIssuing;
        if (TargetGroup.Length > 0 && !programme.Rules.TargetGroups.Contains(TargetGroup))
            return Refusal.Of(RefusalCode.NotEligible,
                $"Programme '{programme.Id}' is for {string.Join(", ", programme.Rules.TargetGroups)}, not for " +
                $"{TargetGroup}.", ("programme", programme.Key), ("target_group", TargetGroup));
        var bulk = new BulkIssue(Id, ProgrammeId, TargetGroup, Occupation, Level, Actor.Subject, now,
            Total == 0 ? BulkIssueState.Succeeded : BulkIssueState.Running, Total, 0, 0, 0, "");
        return Accept(bulk, [bulk], [new(JournalEvent.BulkIssueStarted, bulk.Key, Note: $"{Total} memberships")]);
    }
}

/// <summary>Ends a bulk issue where it stands; what was issued stays.</summary>
public sealed record CancelBulkIssue(Actor Actor, Id<BulkIssue> Id) : Command<BulkIssue>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known) => [Need.Of(Id)];

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Actor.Lacks(Role.ProgrammeOfficer) is { } lacks)
            return lacks;
        if (state.Find(Id) is not { } bulk)
            return Refusal.NotFound(Id);
        if (bulk.State != BulkIssueState.Running)
            return Accept(bulk, [], []);
        bulk = bulk with { State = BulkIssueState.Cancelled };
        return Accept(bulk, [bulk], [new(JournalEvent.BulkIssueFinished, bulk.Key, Note: "cancelled")]);
    }
}

/// <summary>A membership that a bulk issue considers, with the random parts of its voucher.</summary>
public readonly record struct BulkCandidate(string MembershipKey, Id<Citizen> CitizenId, string TargetGroup,
    NewVoucher New);

/// <summary>
/// One step of a bulk issue. It moves the cursor in the transaction that issues, so a step that was taken is
/// never taken again: a repeat finds another cursor and changes nothing.
/// </summary>
/// <param name="Actor">The service.</param>
/// <param name="Id">The operation.</param>
/// <param name="ExpectedCursor">Where the operation stood when the candidates were read.</param>
/// <param name="Candidates">The next memberships in key order.</param>
/// <param name="IsLast">True where no more follow.</param>
public sealed record AdvanceBulkIssue(
    Actor Actor, Id<BulkIssue> Id, string ExpectedCursor, IReadOnlyList<BulkCandidate> Candidates, bool IsLast)
    : Command<BulkIssue>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known)
    {
        yield return Need.Of(Id);
        yield return Need.Of(Counter.StatusPlaces);
        foreach (var candidate in Candidates)
        {
            yield return Need.Of(candidate.New.Id);
            foreach (var need in IssueRules.Needs(known, candidate.CitizenId))
                yield return need;
        }

        if (known.Peek(Id) is not { } bulk)
            yield break;
        yield return Need.Of(bulk.ProgrammeId);
        if (known.Peek(bulk.ProgrammeId) is not { } programme)
            yield break;
        yield return Need.Balance(AccountId.Of(programme, AccountKind.Available));
        yield return Need.Balance(AccountId.Of(programme, AccountKind.Outstanding));
    }

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Actor.Lacks(Role.System) is { } lacks)
            return lacks;
        if (state.Find(Id) is not { } bulk)
            return Refusal.NotFound(Id);
        if (bulk.State != BulkIssueState.Running || bulk.Cursor != ExpectedCursor)
            return Accept(bulk, [], []);
        var programme = state.Find(bulk.ProgrammeId)!;
        var places = state.Find(Counter.StatusPlaces) ?? new Counter(Counter.StatusPlaces, 0);
        var available = state.Balance(AccountId.Of(programme, AccountKind.Available));
        var (puts, lines) = (new List<Entity>(), new List<JournalLine>());
        var (issued, refused) = (0, 0);
        var served = new HashSet<Id<Citizen>>();
        foreach (var candidate in Candidates)
        {
            if (!IsMeant(bulk, programme, candidate.TargetGroup)
                || WasServed(state, bulk, programme, candidate.CitizenId) || !served.Add(candidate.CitizenId))
                continue;
            if (Refuses(state, programme, bulk, candidate, available, now) is { } refusal)
            {
                refused++;
                puts.Add(new BulkIssueReject(Id, candidate.CitizenId, refusal.Code, refusal.Message));
                continue;
            }

            var membership = IssueRules.EligibleBy(state, programme, candidate.CitizenId, now, bulk.TargetGroup)!;
            var (voucher, line) = candidate.New.Issue(programme, candidate.CitizenId, membership.TargetGroup,
                bulk.Occupation, bulk.Level, places.Last, now);
            places = places with { Last = places.Last + 1 };
            available -= voucher.Face.MinorUnits;
            issued++;
            puts.Add(voucher);
            lines.Add(line);
        }

        bulk = bulk with
        {
            Considered = bulk.Considered + Candidates.Count,
            Issued = bulk.Issued + issued,
            Refused = bulk.Refused + refused,
            Cursor = Candidates.Count > 0 ? Candidates[^1].MembershipKey : bulk.Cursor,
            State = IsLast ? BulkIssueState.Succeeded : BulkIssueState.Running,
        };
        puts.Add(bulk);
        if (issued > 0)
            puts.Add(places);
        lines.Add(new JournalLine(IsLast ? JournalEvent.BulkIssueFinished : JournalEvent.BulkIssueAdvanced, bulk.Key,
            Note: $"{issued} issued, {refused} refused"));
        return Accept(bulk, puts, lines);
    }

    // A citizen in two groups has neighbouring memberships. Where the cursor stands between them, the step before
    // served the citizen only if one of those behind the cursor was meant.
    private bool WasServed(ILedgerState state, BulkIssue bulk, Programme programme, Id<Citizen> citizen)
    {
        var memberships = state.MembershipsOf(citizen);
        return memberships.Any(m => m.Key == ExpectedCursor) && memberships.Any(m =>
            string.CompareOrdinal(m.Key, ExpectedCursor) <= 0 && IsMeant(bulk, programme, m.TargetGroup));
    }

    private static bool IsMeant(BulkIssue bulk, Programme programme, string targetGroup) =>
        bulk.TargetGroup.Length > 0
            ? targetGroup == bulk.TargetGroup
            : programme.Rules.TargetGroups.Contains(targetGroup);

    private static Refusal? Refuses(ILedgerState state, Programme programme, BulkIssue bulk, BulkCandidate candidate,
        long available, Timestamp now)
    {
        if (IssueRules.NotIssuing(programme, now) is { } notIssuing)
            return notIssuing;
        if (IssueRules.EligibleBy(state, programme, candidate.CitizenId, now, bulk.TargetGroup) is null)
            return IssueRules.NotEligible(state, programme, candidate.CitizenId);
        return IssueRules.TooMany(state, programme, candidate.CitizenId, bulk.Occupation, bulk.Level, now)
            ?? IssueVoucher.BudgetShort(programme, available);
    }
}
