using Vouchers.Ledger;

namespace Vouchers.Reconciliation;

/// <summary>
/// An entry of the exceptions list (a reconciliation exception, but nothing that is thrown). It owns lines and
/// payments, which appear in no other outcome.
/// </summary>
/// <param name="Type">What kind of work it is, and for whom.</param>
/// <param name="ItemIds">The payments that it explains, in ordinal order; may be empty.</param>
/// <param name="LineIds">The lines that it explains, in ordinal order; may be empty.</param>
/// <param name="RelatedItemIds">Payments that it is about and that have an outcome of their own, e.g. a match.</param>
/// <param name="Signals">What tells this type, then what makes one doubt it.</param>
/// <param name="Difference">
/// Signed amounts (credit positive) of its lines less those of its payments: what it explains of the difference
/// between bank and ledger.
/// </param>
public sealed record FoundDiscrepancy(
    DiscrepancyType Type,
    IReadOnlyList<string> ItemIds,
    IReadOnlyList<string> LineIds,
    IReadOnlyList<string> RelatedItemIds,
    IReadOnlyList<MatchSignal> Signals,
    Money Difference);
