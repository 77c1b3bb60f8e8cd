namespace Vouchers.Reconciliation;

/// <summary>
/// What a programme may tune. Amounts have no tolerance: a fen too few is a difference. Immutable.
/// </summary>
public sealed record MatchingOptions
{
    /// <summary>
    /// How many days may lie between execution and booking where the date is evidence. An end-to-end id or a
    /// reference counts at any distance.
    /// </summary>
    public int DateWindowDays { get; init; } = 5;

    /// <summary>A payment executed this close to the end of the statement may be booked in the next one.</summary>
    public int TimingDays { get; init; } = 3;

    /// <summary>The least score, of 100, at which a pair is worth a person's look.</summary>
    public int SuggestionScore { get; init; } = 50;

    /// <summary>At most so many candidates are suggested for a line.</summary>
    public int SuggestionsPerLine { get; init; } = 3;

    /// <summary>How far an amount may be off to count as near, in percent of what is expected.</summary>
    public int NearAmountPercent { get; init; } = 5;

    /// <summary>From which likeness on, in percent, two names count as similar.</summary>
    public int NameSimilarityPercent { get; init; } = 80;

    /// <summary>Shorter references are not looked for in free text, where any number may stand.</summary>
    public int ShortestReference { get; init; } = 6;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(DateWindowDays);
        ArgumentOutOfRangeException.ThrowIfNegative(TimingDays);
        ArgumentOutOfRangeException.ThrowIfNegative(NearAmountPercent);
        ArgumentOutOfRangeException.ThrowIfNegative(SuggestionsPerLine);
        // With fewer points than an equal amount is worth by itself, a score would not tell anything.
        ArgumentOutOfRangeException.ThrowIfLessThan(SuggestionScore, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ShortestReference, 1);
    }
}
