namespace Vouchers.Ledger;

/// <summary>A step of somebody of the finance office on a match.</summary>
public abstract record MatchStep(Actor Actor, Id<Match> MatchId) : Command<Match>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known)
    {
        yield return Need.Of(MatchId);
        if (known.Peek(MatchId) is not { } match)
            yield break;
        var parts = Need.PartsOf(MatchId);
        yield return parts;
        var content = MatchContent.Of(match, known.AllLoaded<MatchPart>(parts));
        foreach (var need in MatchBooks.Needs(known, match.FundingAccountId, content))
            yield return need;
    }

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Actor.Lacks(Role.Finance) is { } lacks)
            return lacks;
        return state.Find(MatchId) is { } match
            ? Step(state, match, MatchContent.Of(match, state.All<MatchPart>(Need.PartsOf(MatchId))), now)
            : Refusal.NotFound(MatchId);
    }

    /// <summary>The step on a match that is there.</summary>
    protected abstract Decision Step(ILedgerState state, Match match, MatchContent content, Timestamp now);

    /// <summary>Why a payment of a booked match cannot be on its way again; null where it can.</summary>
    protected static Refusal? PaymentRefuses(ILedgerState state, Match match, MatchContent content)
    {
        foreach (var item in content.Payments.Select(p => state.Find(p)!).Where(_ => match.Kind == MatchKind.Payment))
        {
            if (item.State != PayoutItemState.Paid)
                return PayoutItemStep.OutOfOrder(item, "unmatched", "Paid");
            if (PayoutBooks.ClawedBack(state, item).FirstOrDefault() is { Redemption: { } clawed })
                return Refusal.Of(RefusalCode.ClawBackOutOfOrder,
                    $"Receipt {clawed.Receipt} of payment {item.EndToEndId} was clawed back since; the match stands.",
                    ("item", item.Key), ("receipt", clawed.Receipt));
        }

        return null;
    }

    /// <summary>
    /// Why a booked match cannot be taken back; null where it can. A return is for good: what it freed is payable, and
    /// may be on its way again.
    /// </summary>
    protected static Refusal? MayNotUndo(ILedgerState state, Match match, MatchContent content)
    {
        if (match.Kind is MatchKind.Return or MatchKind.RePay or MatchKind.Arrival)
            return Refusal.Of(RefusalCode.MatchOutOfOrder,
                match.Kind == MatchKind.Arrival
                    ? $"Match '{match.Id}' opened a claw-back, which payments may have taken off; it is not undone."
                    : $"Match '{match.Id}' made its payment payable again; that is not undone.",
                ("match", match.Key), ("kind", match.Kind.ToString()));
        return content.Lines.Select(l => state.Find(state.Find(l)!.PeriodId)!.Refuses())
            .FirstOrDefault(r => r is not null);
    }
}

/// <summary>A second person books a proposed match, or does not.</summary>
/// <param name="Actor">Finance; never who proposed it.</param>
/// <param name="MatchId">The match.</param>
/// <param name="IsApproved">False to decline it.</param>
public sealed record DecideMatch(Actor Actor, Id<Match> MatchId, bool IsApproved) : MatchStep(Actor, MatchId)
{
    /// <inheritdoc/>
    protected override Decision Step(ILedgerState state, Match match, MatchContent content, Timestamp now)
    {
        var isProposed = match.State == MatchState.Proposed;
        if (IsApproved && isProposed
            && MatchBooks.Refuses(state, match.FundingAccountId, content, match.DifferenceMinorUnits) is { } refusal)
            return refusal;
        if (!isProposed)
            return match.OutOfOrder("decided", "Proposed");
        if (match.MadeBy == Actor.Subject)
            return FourEyes.Refuse($"decide match '{match.Id}'", "proposed it", Actor);
        // Which payments are paid by it and which are owed follows from how they stand.
        if (IsApproved && match.Kind == MatchKind.Arrival && !MatchBooks.Parts(state, MatchId, content).ToHashSet()
            .SetEquals(state.All<MatchPart>(Need.PartsOf(MatchId))))
            return Refusal.Of(RefusalCode.MatchOutOfOrder,
                $"A payment of match '{match.Id}' came to another end since it was proposed. Decline it, and propose "
                + "it anew.", ("match", match.Key));
        match = match with
        {
            State = IsApproved ? MatchState.Confirmed : MatchState.Declined,
            DecidedBy = Actor.Subject,
            DecidedAt = now,
        };
        if (!IsApproved)
            return Accept(match, [match], [new(JournalEvent.MatchDeclined, match.Key)]);
        var entries = new MatchEntries(state, state.Find(match.FundingAccountId)!, match, now);
        entries.Book(content, StatementLineState.Matched);
        return Accept(match, entries.Puts, entries.Lines);
    }
}

/// <summary>Asks to take a booked match back.</summary>
/// <param name="Actor">Finance.</param>
/// <param name="MatchId">The match.</param>
/// <param name="Reason">Why, 1 to 400 characters.</param>
public sealed record RequestUnmatch(Actor Actor, Id<Match> MatchId, string Reason) : MatchStep(Actor, MatchId)
{
    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now) => Reason.Length is 0 or > 400
        ? Refusal.Invalid("reason", "must be 1 to 400 characters")
        : base.Decide(state, now);

    /// <inheritdoc/>
    protected override Decision Step(ILedgerState state, Match match, MatchContent content, Timestamp now)
    {
        if (match.IsBooked && PaymentRefuses(state, match, content) is { } payment)
            return payment;
        if (match.State != MatchState.Confirmed)
            return match.OutOfOrder("undone", "Confirmed");
        if (MayNotUndo(state, match, content) is { } refusal)
            return refusal;
        match = match with { State = MatchState.UndoRequested, UndoBy = Actor.Subject, UndoReason = Reason };
        return Accept(match, [match], [new(JournalEvent.UnmatchRequested, match.Key, Note: Reason)]);
    }
}

/// <summary>A second person takes a booked match back by new entries, or lets it stand.</summary>
/// <param name="Actor">Finance; never who asked for it.</param>
/// <param name="MatchId">The match.</param>
/// <param name="IsApproved">False to let it stand.</param>
public sealed record DecideUnmatch(Actor Actor, Id<Match> MatchId, bool IsApproved) : MatchStep(Actor, MatchId)
{
    /// <inheritdoc/>
    protected override Decision Step(ILedgerState state, Match match, MatchContent content, Timestamp now)
    {
        if (IsApproved && match.IsBooked && PaymentRefuses(state, match, content) is { } payment)
            return payment;
        if (match.State != MatchState.UndoRequested)
            return match.OutOfOrder("undone", "UndoRequested");
        if (IsApproved && MayNotUndo(state, match, content) is { } refusal)
            return refusal;
        if (match.UndoBy == Actor.Subject)
            return FourEyes.Refuse($"undo match '{match.Id}'", "asked for it", Actor);
        if (!IsApproved)
        {
            match = match with { State = MatchState.Confirmed, UndoBy = "", UndoReason = "" };
            return Accept(match, [match], [new(JournalEvent.UnmatchDeclined, match.Key)]);
        }

        match = match with { State = MatchState.Undone };
        var entries = new MatchEntries(state, state.Find(match.FundingAccountId)!, match, now);
        entries.Reverse(content);
        return Accept(match, entries.Puts, entries.Lines);
    }
}
