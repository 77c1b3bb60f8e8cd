namespace Vouchers.Ledger;

/// <summary>Makes a match of lines and what explains them.</summary>
public abstract record NewMatch(
    Actor Actor, Id<Match> Id, Id<FundingAccount> FundingAccountId, MatchContent Content, string Pass, int Score,
    string Signals) : Command<Match>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known) =>
        FirstFault() is null ? [Need.Of(Id), .. MatchBooks.Needs(known, FundingAccountId, Content)] : [];

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (FirstFault() is { } fault)
            return fault;
        if (Lacks() is { } lacks)
            return lacks;
        if (state.Find(FundingAccountId) is not { } funding)
            return Refusal.NotFound(FundingAccountId);
        if (MatchBooks.Missing(state, Content) is { } missing)
            return missing;
        if (state.Find(Id) is not null)
            return Refusal.AlreadyExists(Id);
        if (MatchBooks.Refuses(state, FundingAccountId, Content, Difference) is { } refusal)
            return refusal;
        if (MatchBooks.NotArrived(state, Content) is { } notArrived)
            return notArrived;
        var match = new Match(Id, FundingAccountId, Content.Kind, Pass, Score, Signals, Difference,
            MatchState.Proposed, Actor.Subject, now, "", null, "", "");
        return Make(state, funding, match, MatchBooks.Parts(state, Id, Content), now);
    }

    /// <summary>What can be matched so.</summary>
    protected virtual IReadOnlyList<MatchKind> Kinds => [MatchKind.Payment, MatchKind.Return, MatchKind.Repayment];

    /// <summary>What the lines are beyond what explains them, signed.</summary>
    protected virtual long Difference => 0;

    /// <summary>The refusal of who may not do this.</summary>
    protected abstract Refusal? Lacks();

    /// <summary>What becomes of the match that nothing refuses.</summary>
    protected abstract Decision Make(
        ILedgerState state, FundingAccount funding, Match match, IReadOnlyList<MatchPart> parts, Timestamp now);

    private Refusal? FirstFault()
    {
        if (!Kinds.Contains(Content.Kind))
            return Refusal.Invalid("kind", $"must be one of {string.Join(", ", Kinds)}");
        if (Pass.Length is 0 or > 40 || Score is < 0 or > 100 || Signals.Length > Match.MaxSignals)
            return Refusal.Invalid("signals", "the pass, the score or the signals are out of range");
        if (Difference != 0 && Content.Kind != MatchKind.Payment)
            return Refusal.Invalid("difference", $"must be zero for a {Content.Kind}");
        return Content.FirstFault();
    }
}

/// <summary>Books a match that the rules of a run are sure of. People propose instead.</summary>
/// <param name="Actor">The service.</param>
/// <param name="Id">The match's id.</param>
/// <param name="FundingAccountId">Whose lines.</param>
/// <param name="Content">What it joins; the sums are equal.</param>
/// <param name="Pass">What found it.</param>
/// <param name="Score">0 to 100.</param>
/// <param name="Signals">Why, in English.</param>
public sealed record ConfirmMatch(
    Actor Actor, Id<Match> Id, Id<FundingAccount> FundingAccountId, MatchContent Content, string Pass, int Score,
    string Signals) : NewMatch(Actor, Id, FundingAccountId, Content, Pass, Score, Signals)
{
    /// <inheritdoc/>
    protected override Refusal? Lacks() => Actor.Lacks(Role.System);

    /// <inheritdoc/>
    protected override Decision Make(
        ILedgerState state, FundingAccount funding, Match match, IReadOnlyList<MatchPart> parts, Timestamp now)
    {
        match = match with { State = MatchState.Confirmed, DecidedBy = Actor.Subject, DecidedAt = now };
        var entries = new MatchEntries(state, funding, match, now);
        entries.Book(Content, StatementLineState.AutoMatched);
        return Accept(match, [.. entries.Puts, .. parts], entries.Lines);
    }
}

/// <summary>A person says what explains lines; it is booked once another person agrees.</summary>
/// <param name="Actor">Finance.</param>
/// <param name="Id">The match's id, drawn by the caller.</param>
/// <param name="FundingAccountId">Whose lines.</param>
/// <param name="Content">What it joins.</param>
/// <param name="Signals">Why, in the person's words.</param>
/// <param name="DifferenceMinorUnits">
/// Lines less payments, signed, credits positive: a fee of 5.00 taken with a debit is −500. It goes to the adjustment.
/// Stated, so that nobody books a difference that was not meant.
/// </param>
public sealed record ProposeMatch(
    Actor Actor, Id<Match> Id, Id<FundingAccount> FundingAccountId, MatchContent Content, string Signals,
    long DifferenceMinorUnits = 0)
    : NewMatch(Actor, Id, FundingAccountId, Content, "manual", 100, Signals)
{
    /// <inheritdoc/>
    protected override IReadOnlyList<MatchKind> Kinds => [.. base.Kinds, MatchKind.Arrival];

    /// <inheritdoc/>
    protected override long Difference => DifferenceMinorUnits;

    /// <inheritdoc/>
    protected override Refusal? Lacks() => Actor.Lacks(Role.Finance);

    /// <inheritdoc/>
    protected override Decision Make(
        ILedgerState state, FundingAccount funding, Match match, IReadOnlyList<MatchPart> parts, Timestamp now) =>
        Accept(match, [match, .. parts], [new(JournalEvent.MatchProposed, match.Key, Note: $"{match.Kind}")]);
}
