using Vouchers.Ledger;

namespace Vouchers.Reconciliation;

/// <summary>Why a line or a payment is for a person to explain.</summary>
public enum DiscrepancyType
{
    None = 0,

    /// <summary>The ledger sent it, the bank does not show it.</summary>
    MissingInBank = 1,

    /// <summary>The bank booked it, the ledger does not know it.</summary>
    MissingInLedger = 2,

    /// <summary>It is this payment, but the amounts differ.</summary>
    AmountDifference = 3,

    /// <summary>A line for a payment that another has paid. With a difference of zero it was given back.</summary>
    DuplicatePayment = 4,

    /// <summary>It is this payment, but the money went to another account.</summary>
    WrongPayee = 5,

    /// <summary>The payment came back. <see cref="Discrepancy.RelatedItemIds"/> names it, exactly one.</summary>
    Returned = 6,

    /// <summary>Executed so close to the statement's end that the next one may show it.</summary>
    Timing = 7,
}

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
public sealed record Discrepancy(
    DiscrepancyType Type,
    IReadOnlyList<string> ItemIds,
    IReadOnlyList<string> LineIds,
    IReadOnlyList<string> RelatedItemIds,
    IReadOnlyList<MatchSignal> Signals,
    Money Difference);
