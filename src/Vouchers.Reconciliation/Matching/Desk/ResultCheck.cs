namespace Vouchers.Reconciliation;

/// <summary>
/// What is true of every result. It stays on in production: a result that breaks it would lose a line or money.
/// </summary>
internal static class ResultCheck
{
    public static void Check(Desk desk, MatchingResult result)
    {
        foreach (var line in desk.Lines)
            True(line.Fate is not (Fate.Open or Fate.NotExpected), $"The line {line.Id} has no outcome.");
        foreach (var item in desk.Items)
            True(item.Fate is not Fate.Open, $"The payment {item.Id} has no outcome.");

        // A fate is given once; so equal counts mean that each line and each payment stands in one outcome.
        var lines = result.Matches.Sum(m => m.LineIds.Count) + result.Exceptions.Sum(e => e.LineIds.Count) +
            result.Suggestions.Count + desk.Lines.Count(l => l.Fate == Fate.Earlier);
        True(lines == desk.Lines.Length, $"{desk.Lines.Length} lines have {lines} outcomes.");
        var items = result.Matches.Sum(m => m.ItemIds.Count) + result.Exceptions.Sum(e => e.ItemIds.Count) +
            result.SuggestedPayments.Count + result.Earlier.Sum(m => m.ItemIds.Count) + result.NotExpected.Count;
        True(items == desk.Items.Length, $"{desk.Items.Length} payments have {items} outcomes.");

        foreach (var balance in result.Balances)
            True(balance.Explained == balance.Difference, $"{balance.Explained} explains {balance.Difference}.");
    }

    private static void True(bool holds, FormattableString message)
    {
        if (!holds)
            throw new InvalidOperationException(FormattableString.Invariant(message));
    }
}
