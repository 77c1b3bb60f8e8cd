using Vouchers.Ledger;

namespace Vouchers.Reconciliation;

/// <summary>The sums of each side, by currency.</summary>
internal static class Balances
{
    public static Dictionary<Currency, long> Of<T>(IEnumerable<T> nodes, Func<T, Money> amount, Func<T, long> signed)
    {
        var sums = new Dictionary<Currency, long>();
        foreach (var node in nodes)
            Add(sums, new Money(signed(node), amount(node).Currency));
        return sums;
    }

    public static List<MatchingBalance> Of(
        MatchingResult result, Dictionary<Currency, long> bankSide, Dictionary<Currency, long> ledgerSide)
    {
        var explained = new Dictionary<Currency, long>();
        foreach (var exception in result.Exceptions)
            Add(explained, exception.Difference);
        foreach (var suggestion in result.Suggestions)
            Add(explained, suggestion.Difference);
        foreach (var payment in result.SuggestedPayments)
            Add(explained, payment.Difference);
        var currencies = bankSide.Keys.Union(ledgerSide.Keys).OrderBy(c => c.Code, StringComparer.Ordinal);
        return [.. currencies.Select(c =>
            new MatchingBalance(Sum(bankSide, c), Sum(ledgerSide, c), Sum(explained, c)))];
    }

    private static void Add(Dictionary<Currency, long> sums, Money amount) =>
        sums[amount.Currency] = sums.GetValueOrDefault(amount.Currency) + amount.MinorUnits;

    private static Money Sum(Dictionary<Currency, long> sums, Currency currency) =>
        new(sums.GetValueOrDefault(currency), currency);
}
