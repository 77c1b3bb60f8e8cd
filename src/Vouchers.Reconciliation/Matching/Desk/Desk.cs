using Vouchers.Ledger;

namespace Vouchers.Reconciliation;

/// <summary>
/// The lines and payments of one run, and the outcomes so far. Every outcome is put down here, so that each line and
/// each payment ends once.
/// </summary>
internal sealed class Desk
{
    public Desk(IEnumerable<ExpectedPayment> items, IEnumerable<BankLine> lines, DateOnly statementEnd,
        MatchingOptions options)
    {
        // In order of ids, so that the order of the inputs cannot show in the result.
        Items = Sorted(items.Select(i => new ItemNode(i)), i => i.Id);
        Lines = Sorted(lines.Select(l => new LineNode(l)), l => l.Id);
        (StatementEnd, Options) = (statementEnd, options);
        foreach (var item in Items)
            Check(item.Id, item.Payment.Direction, item.Amount, item.Payment.Amount.Currency);
        foreach (var line in Lines)
            Check(line.Id, line.Line.Direction, line.Amount, line.Line.Amount.Currency);
        Compare = new Comparison(options);
    }

    public ItemNode[] Items { get; }

    public LineNode[] Lines { get; }

    public DateOnly StatementEnd { get; }

    public MatchingOptions Options { get; }

    public Comparison Compare { get; }

    public List<BatchNode> Batches { get; } = [];

    public List<PaymentMatch> Matches { get; } = [];

    public List<PaymentMatch> Earlier { get; } = [];

    public List<MatchSuggestion> Suggestions { get; } = [];

    public List<FoundDiscrepancy> Exceptions { get; } = [];

    public void Match(MatchPass pass, IReadOnlyList<ItemNode> items, IReadOnlyList<LineNode> lines,
        IReadOnlyList<MatchSignal> signals)
    {
        if (Difference(items, lines).MinorUnits != 0)
            throw new InvalidOperationException($"The match of {items[0].Id} by {pass} does not balance.");
        var match = new PaymentMatch(pass, Ids(items), Ids(lines), signals);
        foreach (var item in items)
        {
            item.Fate = Leave(item.Id, item.Fate, Fate.Matched);
            item.Settlement = match;
        }

        foreach (var line in lines)
            line.Fate = Leave(line.Id, line.Fate, Fate.Matched);
        Matches.Add(match);
    }

    public void Except(DiscrepancyType type, IReadOnlyList<ItemNode> items, IReadOnlyList<LineNode> lines,
        IReadOnlyList<MatchSignal> signals, params IReadOnlyList<ItemNode> related)
    {
        foreach (var item in items)
            item.Fate = Leave(item.Id, item.Fate, Fate.Excepted);
        foreach (var line in lines)
            line.Fate = Leave(line.Id, line.Fate, Fate.Excepted);
        Exceptions.Add(
            new FoundDiscrepancy(type, Ids(items), Ids(lines), Ids(related), signals, Difference(items, lines)));
    }

    public void Suggest(LineNode line, IReadOnlyList<(ItemNode[] Items, MatchCandidate Candidate)> candidates)
    {
        line.Fate = Leave(line.Id, line.Fate, Fate.Suggested);
        foreach (var item in candidates.SelectMany(c => c.Items).Distinct())
            (item.SuggestedBy ??= []).Add(line.Id);
        Suggestions.Add(new MatchSuggestion(line.Id, [.. candidates.Select(c => c.Candidate)],
            new Money(line.Signed, line.Line.Amount.Currency)));
    }

    private static Money Difference(IReadOnlyList<ItemNode> items, IReadOnlyList<LineNode> lines)
    {
        var currency = items.Count > 0 ? items[0].Payment.Amount.Currency : lines[0].Line.Amount.Currency;
        var difference = new Money(0, currency);
        foreach (var line in lines)
            difference += new Money(line.Signed, line.Line.Amount.Currency);
        foreach (var item in items)
            difference -= new Money(item.Signed, item.Payment.Amount.Currency);
        return difference;
    }

    private static Fate Leave(string id, Fate from, Fate to) => from == Fate.Open
        ? to
        : throw new InvalidOperationException($"{id} was {from} and cannot become {to}.");

    private static string[] Ids(IReadOnlyList<ItemNode> items)
    {
        var ids = new string[items.Count];
        for (var n = 0; n < ids.Length; n++)
            ids[n] = items[n].Id;
        Array.Sort(ids, StringComparer.Ordinal);
        return ids;
    }

    private static string[] Ids(IReadOnlyList<LineNode> lines)
    {
        var ids = new string[lines.Count];
        for (var n = 0; n < ids.Length; n++)
            ids[n] = lines[n].Id;
        Array.Sort(ids, StringComparer.Ordinal);
        return ids;
    }

    private static T[] Sorted<T>(IEnumerable<T> nodes, Func<T, string> id)
    {
        var sorted = nodes.ToArray();
        var keys = Array.ConvertAll(sorted, n => id(n));
        Array.Sort(keys, sorted, StringComparer.Ordinal);
        for (var n = 1; n < keys.Length; n++)
        {
            if (keys[n] == keys[n - 1])
                throw new ArgumentException($"The id {keys[n]} is given twice.");
        }

        return sorted;
    }

    private static void Check(string id, BankDirection direction, long amount, Currency currency)
    {
        if (id.Length == 0)
            throw new ArgumentException("A line or a payment has no id.");
        if (direction is not (BankDirection.Credit or BankDirection.Debit))
            throw new ArgumentException($"{id} has no direction.");
        if (amount is < 0 or > Reconciler.MaxMinorUnits || currency.Code is null)
            throw new ArgumentException($"The amount of {id} is out of range: {amount} {currency}.");
    }
}
