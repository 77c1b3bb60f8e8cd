namespace Vouchers.Ledger;

/// <summary>Opens a discrepancy that a run found; the same one again changes nothing.</summary>
/// <param name="Actor">The service.</param>
/// <param name="Id">Drawn from what it is about, so that the next run finds it.</param>
/// <param name="FundingAccountId">Whose.</param>
/// <param name="Day">A day of the month that it keeps open.</param>
/// <param name="Type">What kind of work it is.</param>
/// <param name="Lines">Its lines, at most 20.</param>
/// <param name="Payments">Its payments, at most 20; of a return the one that came back.</param>
/// <param name="DifferenceMinorUnits">Its lines less its payments, signed.</param>
/// <param name="Signals">What tells its type, in English.</param>
public sealed record OpenDiscrepancy(
    Actor Actor, Id<Discrepancy> Id, Id<FundingAccount> FundingAccountId, DateOnly Day, DiscrepancyType Type,
    IReadOnlyList<Id<StatementLine>> Lines, IReadOnlyList<Id<PayoutItem>> Payments, long DifferenceMinorUnits,
    string Signals) : Command<Discrepancy>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known)
    {
        yield return Need.Of(Id);
        yield return Need.Of(FundingAccountId);
        if (known.Peek(FundingAccountId) is { } funding)
            yield return Need.Of(Period.IdOf(funding, Day));
        foreach (var line in Lines)
            yield return Need.Of(line);
        foreach (var item in Payments)
        {
            yield return Need.Of(item);
            if (known.Peek(item) is { } payment)
                yield return Need.Of(PayeeAccount.IdOf(payment.InstitutionId));
        }
    }

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Type == DiscrepancyType.None || Lines.Count + Payments.Count == 0 || Signals.Length > Match.MaxSignals
            || Lines.Count > Discrepancy.MaxParts || Payments.Count > Discrepancy.MaxParts)
            return Refusal.Invalid("parts",
                $"must have a type and 1 to {Discrepancy.MaxParts} lines or payments, and signals that fit");
        if (Actor.Lacks(Role.System) is { } lacks)
            return lacks;
        if (state.Find(FundingAccountId) is not { } funding)
            return Refusal.NotFound(FundingAccountId);
        foreach (var missing in Lines.Where(l => state.Find(l) is null))
            return Refusal.NotFound(missing);
        foreach (var missing in Payments.Where(p => state.Find(p) is null))
            return Refusal.NotFound(missing);
        if (state.Find(Id) is { } earlier)
            return Accept(earlier, [], []);
        var period = state.Find(Period.IdOf(funding, Day)) ?? Period.New(funding, Day);
        if (period.Refuses() is { } closed)
            return closed;
        var found = new Discrepancy(Id, FundingAccountId, period.Id, Type, string.Join(' ', Lines),
            string.Join(' ', Payments), DifferenceMinorUnits, Signals, "", now, DiscrepancyState.Open, Resolution.None,
            "", "", null, "", null);
        // The period is written too: closing it at the same moment on another node fails on its version.
        List<Entity> puts = [period, found];
        List<JournalLine> lines = [new(JournalEvent.DiscrepancyOpened, found.Key, Note: $"{Type}")];
        foreach (var payee in Doubtful(state))
        {
            var held = payee with { HeldReason = BookedLines.WhyHeld(found.MatchId) };
            puts.Add(held);
            lines.Add(held.HoldLine());
        }

        return Accept(found, puts, lines);
    }

    /// <summary>
    /// The accounts of those who may have the money of a failed payment: nothing more goes there, from any funding
    /// account, before people decided.
    /// </summary>
    private IEnumerable<PayeeAccount> Doubtful(ILedgerState state) =>
        !BookedLines.MayShowArrival(Type)
            || MatchBooks.Moved(state, Lines) >= 0
            ? []
            : Payments.Select(p => state.Find(p)!).Where(p => p.HasFailed)
                .Select(p => PayeeAccount.IdOf(p.InstitutionId)).Distinct().Select(p => state.Find(p))
                .OfType<PayeeAccount>().Where(p => p.HeldReason.Length == 0);
}

/// <summary>A step on a discrepancy that is there.</summary>
public abstract record DiscrepancyStep(Actor Actor, Id<Discrepancy> DiscrepancyId) : Command<Discrepancy>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known)
    {
        yield return Need.Of(DiscrepancyId);
        if (known.Peek(DiscrepancyId) is not { } found)
            yield break;
        yield return Need.Of(found.PeriodId);
        yield return Need.Of(found.MatchId);
        var content = new MatchContent(MatchKind.None, found.LineIds, found.PaymentIds, []);
        foreach (var need in MatchBooks.Needs(known, found.FundingAccountId, content))
            yield return need;
        // What came back may be what a claw-back is about.
        foreach (var item in found.PaymentIds.Select(p => known.Peek(p)).OfType<PayoutItem>())
        {
            foreach (var beyond in known.AllLoaded<ClawBack>(Need.ClawBacksOf(item.InstitutionId)))
                yield return Need.Of(beyond.Id);
        }
    }

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Actor.Lacks(Allowed) is { } lacks)
            return lacks;
        return state.Find(DiscrepancyId) is { } found ? Step(state, found, now) : Refusal.NotFound(DiscrepancyId);
    }

    /// <summary>Who may take the step.</summary>
    protected virtual Role Allowed => Role.Finance;

    /// <summary>The step.</summary>
    protected abstract Decision Step(ILedgerState state, Discrepancy found, Timestamp now);
}

/// <summary>Says who works on a discrepancy.</summary>
/// <param name="Actor">Finance.</param>
/// <param name="DiscrepancyId">The discrepancy.</param>
/// <param name="Owner">A subject, at most 200 characters; empty for nobody.</param>
public sealed record AssignDiscrepancy(Actor Actor, Id<Discrepancy> DiscrepancyId, string Owner)
    : DiscrepancyStep(Actor, DiscrepancyId)
{
    /// <summary>The longest owner, in characters.</summary>
    public const int MaxOwner = 200;

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now) => Owner.Length > MaxOwner
        ? Refusal.Invalid("owner", $"must be at most {MaxOwner} characters")
        : base.Decide(state, now);

    /// <inheritdoc/>
    protected override Decision Step(ILedgerState state, Discrepancy found, Timestamp now)
    {
        if (!found.IsOpen)
            return found.OutOfOrder("assigned", "Open or Proposed");
        found = found with { Owner = Owner };
        return Accept(found, [found], [new(JournalEvent.DiscrepancyAssigned, found.Key, Note: Owner)]);
    }
}

/// <summary>
/// Closes a discrepancy that a later run explained or files under another type; what is neither stays open.
/// </summary>
/// <param name="Actor">The service.</param>
/// <param name="DiscrepancyId">The discrepancy.</param>
public sealed record ExplainDiscrepancy(Actor Actor, Id<Discrepancy> DiscrepancyId)
    : DiscrepancyStep(Actor, DiscrepancyId)
{
    /// <summary>Open discrepancies under which the run files what is still open of this one.</summary>
    public IReadOnlyList<Id<Discrepancy>> FiledAs { get; init; } = [];

    /// <inheritdoc/>
    protected override Role Allowed => Role.System;

    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known) =>
        [.. base.Needs(known), .. FiledAs.Select(d => Need.Of(d))];

    /// <inheritdoc/>
    protected override Decision Step(ILedgerState state, Discrepancy found, Timestamp now)
    {
        var others = FiledAs.Select(d => state.Find(d)).Where(d => d is { IsOpen: true }).ToList();
        var isExplained = found.LineIds.All(l => !state.Find(l)!.IsOpen || others.Exists(d => d!.LineIds.Contains(l)))
            && (found.Type == DiscrepancyType.Returned || found.PaymentIds.All(p =>
                !state.Find(p)!.IsOpen || others.Exists(d => d!.PaymentIds.Contains(p))));
        if (found.State != DiscrepancyState.Open || !isExplained)
            return Accept(found, [], []);
        found = found with { State = DiscrepancyState.Explained, DecidedBy = Actor.Subject, DecidedAt = now };
        List<Entity> puts = [found];
        List<JournalLine> lines = [new(JournalEvent.DiscrepancyExplained, found.Key)];
        // What people matched by hand is no doubt any more.
        if (found.LineIds.All(l => !state.Find(l)!.IsOpen))
            BookedLines.Release(state, found.PaymentIds, found.MatchId, puts, lines);
        return Accept(found, puts, lines);
    }
}
