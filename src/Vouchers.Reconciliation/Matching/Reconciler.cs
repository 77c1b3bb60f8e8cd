using Vouchers.Ledger;

namespace Vouchers.Reconciliation;

/// <summary>
/// Matches what the ledger expects from the bank with what the bank's statements say. Pure: no clock, no I/O; the
/// order of the inputs does not matter. Time and memory are linear in the inputs, but for one sort of each side.
/// </summary>
/// <remarks>
/// The passes stand in <see cref="MatchPass"/>. Which line names which payment follows from the inputs alone. A pass
/// either settles all that it sees of a line or a payment, or leaves both to people where it is ambiguous; no later
/// and weaker pass gets what an earlier one found ambiguous. Hence a second run that is told the matches of the first
/// finds nothing new.
/// </remarks>
public static class Reconciler
{
    /// <summary>
    /// The largest amount of a line or a payment: 10 billion of the currency's units. Sums of nine million of them
    /// still fit into 64 bits.
    /// </summary>
    public const long MaxMinorUnits = LineDetails.MaxMinorUnits;

    /// <summary>Matches expected payments with bank lines.</summary>
    /// <param name="items">
    /// What was sent and is open, and of what was settled or rejected before as much as a late line may refer to.
    /// </param>
    /// <param name="lines">The lines of one or more statements; earlier matched ones may be among them.</param>
    /// <param name="statementEnd">The last day that the lines cover.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentException">An id is given twice or is empty, a direction or state is missing, an
    /// amount is out of range, or an option makes no sense.</exception>
    public static MatchingResult Match(IEnumerable<ExpectedPayment> items, IEnumerable<BankLine> lines,
        DateOnly statementEnd, MatchingOptions? options = null)
    {
        options ??= new MatchingOptions();
        options.Check();
        var desk = new Desk(items, lines, statementEnd, options);
        EarlierMatches.Run(desk);
        var ledgerSide = Balances.Of(desk.Items.Where(i => i.Fate == Fate.Open), i => i.Payment.Amount, i => i.Signed);
        var bankSide = Balances.Of(desk.Lines.Where(l => l.Fate == Fate.Open), l => l.Line.Amount, l => l.Signed);
        Naming.Run(desk);

        NamedPasses.EndToEndId(desk);
        NamedPasses.Reference(desk);
        BatchPass.Run(desk);
        NamedPasses.PartialPayments(desk);
        NamedPasses.Differences(desk);
        PayeePass.Run(desk);
        BatchSumPass.Run(desk);
        SecondLines.Run(desk);
        SuggestionPass.Run(desk);
        Leftovers.Run(desk);

        return Result(desk, bankSide, ledgerSide);
    }

    private static MatchingResult Result(
        Desk desk, Dictionary<Currency, long> bankSide, Dictionary<Currency, long> ledgerSide)
    {
        var suggested = desk.Items.Where(i => i.Fate == Fate.Suggested)
            .Select(i => new SuggestedPayment(i.Id, i.SuggestedBy!, new Money(-i.Signed, i.Payment.Amount.Currency)));
        var rejected = desk.Items.Where(i => i.Fate == Fate.NotExpected).Select(i => i.Id);
        var result = new MatchingResult(desk.Matches, desk.Earlier, desk.Suggestions, [.. suggested], desk.Exceptions,
            [.. rejected], [], desk.Compare.Pairs);
        result = result with { Balances = Balances.Of(result, bankSide, ledgerSide) };
        ResultCheck.Check(desk, result);
        return result;
    }
}
