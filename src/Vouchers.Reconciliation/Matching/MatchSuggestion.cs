using Vouchers.Ledger;

namespace Vouchers.Reconciliation;

/// <summary>A line that no rule matches, with the payments that it may be, best first. Never booked unasked.</summary>
/// <param name="LineId">The line; it stands in no other outcome.</param>
/// <param name="Candidates">At least one, see <see cref="MatchingOptions.SuggestionsPerLine"/>.</param>
/// <param name="Difference">What the line adds to the bank's side while nobody decides: its signed amount.</param>
public sealed record MatchSuggestion(string LineId, IReadOnlyList<MatchCandidate> Candidates, Money Difference);

/// <summary>What a line may be.</summary>
/// <param name="ItemIds">One payment, or all that are open of a batch.</param>
/// <param name="Score">0 to 100: the points of the signals, see <see cref="MatchingOptions.SuggestionScore"/>.</param>
/// <param name="Signals">What earned the points, then what speaks against it.</param>
public sealed record MatchCandidate(IReadOnlyList<string> ItemIds, int Score, IReadOnlyList<MatchSignal> Signals);

/// <summary>A payment without a match that at least one line may be.</summary>
/// <param name="ItemId">The payment; it stands in no other outcome.</param>
/// <param name="LineIds">The lines whose suggestions name it, in ordinal order.</param>
/// <param name="Difference">What it takes from the ledger's side: its signed amount, negated.</param>
public sealed record SuggestedPayment(string ItemId, IReadOnlyList<string> LineIds, Money Difference);
