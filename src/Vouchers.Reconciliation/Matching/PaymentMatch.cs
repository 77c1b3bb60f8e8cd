namespace Vouchers.Reconciliation;

/// <summary>
/// Lines and payments that belong together; their sums are equal. Only a match may be booked without asking.
/// </summary>
/// <param name="Pass">What it rests on.</param>
/// <param name="ItemIds">The payments, in ordinal order.</param>
/// <param name="LineIds">
/// The lines, in ordinal order. An earlier match may name lines that are not part of this run.
/// </param>
/// <param name="Signals">What made the match, then what spoke against it; empty for an earlier match.</param>
public sealed record PaymentMatch(
    MatchPass Pass, IReadOnlyList<string> ItemIds, IReadOnlyList<string> LineIds, IReadOnlyList<MatchSignal> Signals);
