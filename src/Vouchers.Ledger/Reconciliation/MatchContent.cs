namespace Vouchers.Ledger;

/// <summary>A part of a claw-back that an institution paid back.</summary>
public readonly record struct RepaidAmount(Id<ClawBack> ClawBackId, long AmountMinorUnits);

/// <summary>What a match joins: one line with many payments, or one payment with many lines.</summary>
/// <param name="Kind">What it books.</param>
/// <param name="Lines">The lines.</param>
/// <param name="Payments">The payments; exactly one for a return or a re-pay.</param>
/// <param name="Repayments">The claw-backs; of a repayment only.</param>
public sealed record MatchContent(
    MatchKind Kind, IReadOnlyList<Id<StatementLine>> Lines, IReadOnlyList<Id<PayoutItem>> Payments,
    IReadOnlyList<RepaidAmount> Repayments)
{
    /// <summary>
    /// True where the bank itself sent the money of the claw-backs back: that happens whatever payments took off
    /// meanwhile.
    /// </summary>
    public bool IsSentBack { get; init; }

    /// <summary>The most lines, payments and claw-backs of one match: it is booked in one transaction.</summary>
    public const int MaxParts = 2_000;

    /// <summary>Reads the parts of a stored match.</summary>
    public static MatchContent Of(Match match, IReadOnlyList<MatchPart> parts)
    {
        return new MatchContent(
            match.Kind,
            [.. Those(MatchPartKind.Line).Select(p => Id<StatementLine>.Parse(p.Reference))],
            [.. Those(MatchPartKind.Payment).Select(p => Id<PayoutItem>.Parse(p.Reference))],
            // Those of an arrival are opened by it.
            match.Kind == MatchKind.Arrival ? [] : [.. Those(MatchPartKind.ClawBack)
                .Select(p => new RepaidAmount(Id<ClawBack>.Parse(p.Reference), p.AmountMinorUnits))])
        {
            IsSentBack = match is { Kind: MatchKind.Repayment, Pass: Match.ResolutionPass },
        };

        IEnumerable<MatchPart> Those(MatchPartKind kind) => parts.Where(p => p.Kind == kind);
    }

    /// <summary>The first fault of a match that people or runs make, or null.</summary>
    public Refusal? FirstFault()
    {
        var others = Payments.Count + Repayments.Count;
        if (Lines.Count + others > MaxParts)
            return Refusal.Invalid("parts", $"must be at most {MaxParts}, are {Lines.Count + others}");
        if (Lines.Distinct().Count() + Payments.Distinct().Count() + Repayments.DistinctBy(r => r.ClawBackId).Count()
            != Lines.Count + others)
            return Refusal.Invalid("parts", "must each be named once");
        if (Repayments.Any(r => r.AmountMinorUnits <= 0))
            return Refusal.Invalid("repayments", "must be 1 minor unit or more");
        var fits = Kind switch
        {
            MatchKind.Payment => Lines.Count > 0 && Payments.Count > 0 && Repayments.Count == 0
                && (Lines.Count == 1 || Payments.Count == 1),
            MatchKind.Return => Lines.Count > 0 && Payments.Count == 1 && Repayments.Count == 0,
            MatchKind.Repayment => Lines.Count > 0 && Payments.Count == 0 && Repayments.Count > 0,
            MatchKind.WriteOff => Lines.Count > 0 && others == 0,
            MatchKind.RePay => Payments.Count == 1 && Repayments.Count == 0,
            MatchKind.Arrival => Lines.Count > 0 && Payments.Count > 0 && Repayments.Count == 0,
            _ => false,
        };
        return fits
            ? null
            : Refusal.Invalid("parts",
                $"do not make a {Kind}: {Lines.Count} lines, {Payments.Count} payments, {Repayments.Count} claw-backs");
    }
}
