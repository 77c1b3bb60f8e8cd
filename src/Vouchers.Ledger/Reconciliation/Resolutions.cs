namespace Vouchers.Ledger;

/// <summary>What a resolution books, and why it does not fit. See <see cref="Resolution"/>.</summary>
internal static class Resolutions
{
    /// <summary>The match that the resolution books.</summary>
    public static MatchContent ContentOf(ILedgerState state, Discrepancy found, Resolution resolution)
    {
        if (resolution == Resolution.RePay && SentBack(state, found) is { Count: > 0 } sentBack)
            return new MatchContent(MatchKind.Repayment, found.LineIds, [], sentBack) { IsSentBack = true };
        return new MatchContent(
            resolution switch
            {
                Resolution.WriteOff => MatchKind.WriteOff,
                Resolution.RePay when found.Type == DiscrepancyType.Returned => MatchKind.Return,
                Resolution.RePay => MatchKind.RePay,
                Resolution.ClawBack => MatchKind.Arrival,
                _ => MatchKind.Payment,
            },
            found.LineIds,
            resolution == Resolution.WriteOff ? [] : found.PaymentIds,
            []);
    }

    /// <summary>Why it cannot be booked as things are, by precedence; null where it can.</summary>
    public static Refusal? Refuses(ILedgerState state, Discrepancy found, Resolution resolution, string wanted)
    {
        var content = ContentOf(state, found, resolution);
        return new[]
        {
            // A match that somebody made under the discrepancy's id must not be written over.
            found.IsOpen && state.Find(found.MatchId) is not null ? Refusal.AlreadyExists(found.MatchId) : null,
            MatchBooks.Refuses(state, found.FundingAccountId, content, resolution == Resolution.ManualMatch ? 0 : null),
            found.State.ToString() != wanted ? found.OutOfOrder("resolved", wanted) : null,
            Fits(state, found, resolution) ? null : Unfit(state, found, resolution),
            state.Find(found.PeriodId)!.Refuses(),
        }.Worst();
    }

    // An open payment does not go away by writing its line off: it is matched, or paid again. Of a sum that reached the
    // payee nearly whole, paying again would send all of it a second time.
    private static bool Fits(ILedgerState state, Discrepancy found, Resolution resolution) =>
        ContentOf(state, found, resolution) is { } content && content.FirstFault() is null
        && (resolution is Resolution.WriteOff or Resolution.ClawBack || found.Type == DiscrepancyType.Returned
            || content.IsSentBack || found.PaymentIds.All(p => state.Find(p)!.IsOpen))
        && (resolution != Resolution.ClawBack || (BookedLines.MayShowArrival(found.Type)
            && MatchBooks.HasArrived(state, content)))
        && (resolution != Resolution.RePay
            || found.Type is not (DiscrepancyType.AmountDifference or DiscrepancyType.Timing))
        && (resolution != Resolution.WriteOff || !found.PaymentIds.Any(p => state.Find(p)!.IsOpen));

    // Money in that had arrived without being due: the claw-backs of it, each with its part; none where it is not that.
    private static List<RepaidAmount> SentBack(ILedgerState state, Discrepancy found)
    {
        var parts = new List<RepaidAmount>();
        if (found.Type is not (DiscrepancyType.MissingInLedger or DiscrepancyType.Returned)
            || found.PaymentIds is not [var only] || MatchBooks.Moved(state, found.LineIds) is not (> 0 and var moved))
            return parts;
        foreach (var (clawBack, left) in PayoutBooks.Beyond(state, state.Find(only)!).Where(b => b.Left > 0))
        {
            var part = Math.Min(left, moved);
            moved -= part;
            if (part > 0)
                parts.Add(new RepaidAmount(clawBack.Id, part));
        }

        return moved == 0 ? parts : [];
    }

    private static Refusal Unfit(ILedgerState state, Discrepancy found, Resolution resolution)
    {
        // A manual match says that the sums are equal, an adjustment that they are not.
        var other = found.DifferenceMinorUnits == 0 ? Resolution.Adjustment : Resolution.ManualMatch;
        var fitting = Enum.GetValues<Resolution>()
            .Where(r => r != Resolution.None && r != other && Fits(state, found, r)).Select(Word).ToList();
        var parts = $"{Count(found.LineIds.Count, "line")} and {Count(found.PaymentIds.Count, "payment")}";
        return Refusal.Of(RefusalCode.ResolutionUnfit,
            $"{Word(resolution)} does not fit a discrepancy of the type {found.Type} with {parts}. "
            + (fitting.Count > 0
                ? $"What fits: {string.Join(", ", fitting)}."
                : "Nothing fits as it is; match its lines and payments by hand."),
            ("resolution", resolution.ToString()), ("fitting", string.Join(' ', fitting)));
    }

    /// <summary>The resolution as the command and the pages name it.</summary>
    private static string Word(Resolution resolution) => resolution switch
    {
        Resolution.ManualMatch => "manual-match",
        Resolution.Adjustment => "adjustment",
        Resolution.WriteOff => "write-off",
        Resolution.ClawBack => "claw-back",
        _ => "re-pay",
    };

    private static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}

/// <summary>Proposes how to resolve a discrepancy.</summary>
/// <param name="Actor">Finance.</param>
/// <param name="DiscrepancyId">The discrepancy.</param>
/// <param name="Resolution">How.</param>
/// <param name="Reason">Why, 1 to 400 characters.</param>
public sealed record ProposeResolution(
    Actor Actor, Id<Discrepancy> DiscrepancyId, Resolution Resolution, string Reason)
    : DiscrepancyStep(Actor, DiscrepancyId)
{
    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now) =>
        Reason.Length is 0 or > 400 || Resolution is < Resolution.ManualMatch or > Resolution.ClawBack
            ? Refusal.Invalid("reason", "a resolution and a reason of 1 to 400 characters must be given")
            : base.Decide(state, now);

    /// <inheritdoc/>
    protected override Decision Step(ILedgerState state, Discrepancy found, Timestamp now)
    {
        if (Resolutions.Refuses(state, found, Resolution, nameof(DiscrepancyState.Open)) is { } refusal)
            return refusal;
        found = found with
        {
            State = DiscrepancyState.Proposed,
            Resolution = Resolution,
            Reason = Reason,
            ProposedBy = Actor.Subject,
            ProposedAt = now,
        };
        return Accept(found, [found], [new(JournalEvent.ResolutionProposed, found.Key, Note: Reason)]);
    }
}

/// <summary>A second person books a resolution, or sends the discrepancy back.</summary>
/// <param name="Actor">Finance; never who proposed it.</param>
/// <param name="DiscrepancyId">The discrepancy.</param>
/// <param name="IsApproved">False to decline.</param>
public sealed record DecideResolution(Actor Actor, Id<Discrepancy> DiscrepancyId, bool IsApproved)
    : DiscrepancyStep(Actor, DiscrepancyId)
{
    /// <inheritdoc/>
    protected override Decision Step(ILedgerState state, Discrepancy found, Timestamp now)
    {
        if (IsApproved && found.State == DiscrepancyState.Proposed && Resolutions.Refuses(
            state, found, found.Resolution, nameof(DiscrepancyState.Proposed)) is { } refusal)
            return refusal;
        if (found.State != DiscrepancyState.Proposed)
            return found.OutOfOrder("decided", "Proposed");
        if (found.ProposedBy == Actor.Subject)
            return FourEyes.Refuse($"decide discrepancy '{found.Id}'", "proposed its resolution", Actor);
        if (!IsApproved)
        {
            found = found with
            {
                State = DiscrepancyState.Open,
                Resolution = Resolution.None,
                Reason = "",
                ProposedBy = "",
                ProposedAt = null,
            };
            return Accept(found, [found], [new(JournalEvent.ResolutionDeclined, found.Key)]);
        }

        return Book(state, found, now);
    }

    private Decision Book(ILedgerState state, Discrepancy found, Timestamp now)
    {
        var content = Resolutions.ContentOf(state, found, found.Resolution);
        var parts = MatchBooks.Parts(state, found.MatchId, content);
        var match = new Match(found.MatchId, found.FundingAccountId, content.Kind, Match.ResolutionPass, 100, found.Reason,
            MatchBooks.Difference(parts), MatchState.Confirmed, found.ProposedBy, found.ProposedAt ?? now, Actor.Subject,
            now, "", "");
        var entries = new MatchEntries(state, state.Find(found.FundingAccountId)!, match, now);
        entries.Book(content, StatementLineState.Matched);
        found = found with { State = DiscrepancyState.Resolved, DecidedBy = Actor.Subject, DecidedAt = now };
        return Accept(found, [.. entries.Puts, .. parts, found],
            [.. entries.Lines, new(JournalEvent.DiscrepancyResolved, found.Key, Note: found.Reason)]);
    }
}
