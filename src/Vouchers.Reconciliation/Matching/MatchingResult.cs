using Vouchers.Ledger;

namespace Vouchers.Reconciliation;

/// <summary>
/// Where every line and every payment ended, each in exactly one place: <see cref="Matches"/>, <see cref="Earlier"/>,
/// <see cref="Suggestions"/> (lines) or <see cref="SuggestedPayments"/>, <see cref="Exceptions"/>, or, for rejected
/// payments, <see cref="NotExpected"/>. The same for any order of the inputs.
/// </summary>
/// <param name="Matches">What this run matched, of each pass in turn, by payment.</param>
/// <param name="Earlier">What was matched before, put together from what the payments say.</param>
/// <param name="Suggestions">One for each line that may be something, in order of the lines' ids.</param>
/// <param name="SuggestedPayments">The other side of the suggestions, in order of the payments' ids.</param>
/// <param name="Exceptions">What a person has to explain.</param>
/// <param name="NotExpected">Ids of rejected payments: the bank owes no line for them.</param>
/// <param name="Balances">One for each currency, in order of its code.</param>
/// <param name="PairsCompared">How many pairs of a line and a payment were looked at: the work that was done.</param>
public sealed record MatchingResult(
    IReadOnlyList<PaymentMatch> Matches,
    IReadOnlyList<PaymentMatch> Earlier,
    IReadOnlyList<MatchSuggestion> Suggestions,
    IReadOnlyList<SuggestedPayment> SuggestedPayments,
    IReadOnlyList<FoundDiscrepancy> Exceptions,
    IReadOnlyList<string> NotExpected,
    IReadOnlyList<MatchingBalance> Balances,
    long PairsCompared);

/// <summary>
/// The sums of one currency. What is matched earlier counts on neither side.
/// </summary>
/// <param name="BankSide">Signed amounts of the lines, credit positive.</param>
/// <param name="LedgerSide">Signed amounts of the payments that were open.</param>
/// <param name="Explained">
/// Differences of exceptions and suggestions; always equal to <see cref="Difference"/>.
/// </param>
public sealed record MatchingBalance(Money BankSide, Money LedgerSide, Money Explained)
{
    /// <summary>The bank's side less the ledger's.</summary>
    public Money Difference => BankSide - LedgerSide;
}
