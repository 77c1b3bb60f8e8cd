using Vouchers.Ledger;

namespace Vouchers.Reconciliation;

/// <summary>
/// The passes for lines that name one payment. Such a line is for that payment or for none; a payment that is named
/// is left to these passes.
/// </summary>
internal static class NamedPasses
{
    /// <summary>
    /// Pass 1: the same end-to-end id and amount. Of several such lines the first that was booked is the payment; the
    /// others are second debits, see <see cref="SecondLines"/>.
    /// </summary>
    public static void EndToEndId(Desk desk) => Exact(desk, byId: true, MatchPass.EndToEndId);

    /// <summary>Pass 2: its id or reference is a word of the line's references or text; the same amount.</summary>
    public static void Reference(Desk desk) => Exact(desk, byId: false, MatchPass.Reference);

    /// <summary>Pass 4: several lines that name it add up to it.</summary>
    public static void PartialPayments(Desk desk)
    {
        foreach (var item in desk.Items)
        {
            if (item is not { Fate: Fate.Open, NamedBy.Count: > 1 } ||
                item.NamedBy.Sum(n => n.Line.Amount) != item.Amount)
                continue;
            var lines = Lines(item);
            var worst = item.NamedBy.Find(n => Comparison.AccountsConflict(n.Line, item));
            worst = worst.Line is null ? item.NamedBy.Find(n => n.Line == lines[0]) : worst;
            var signals = desk.Compare.Circumstances(worst.Line, item, How(worst),
                new MatchSignal(SignalKind.SumEqual, item.Payment.Amount.Currency.Code!, $"{lines.Count}",
                    item.Amount));
            if (Comparison.AccountsConflict(worst.Line, item))
                desk.Except(DiscrepancyType.WrongPayee, [item], lines, signals);
            else
                desk.Match(MatchPass.PartialPayments, [item], lines, signals);
        }
    }

    /// <summary>What is named and still open has other amounts: an exception that keeps both sides.</summary>
    public static void Differences(Desk desk)
    {
        foreach (var item in desk.Items)
        {
            if (item is not { Fate: Fate.Open, NamedBy: not null })
                continue;
            var lines = Lines(item);
            var booked = new Ledger.Money(lines.Sum(l => l.Amount), item.Payment.Amount.Currency);
            desk.Except(DiscrepancyType.AmountDifference, [item], lines, desk.Compare.Circumstances(lines[0], item,
                How(item.NamedBy.Find(n => n.Line == lines[0])),
                new MatchSignal(SignalKind.AmountDiffers, $"{item.Payment.Amount}", $"{booked}",
                    lines.Sum(l => l.Signed) - item.Signed)));
        }
    }

    /// <summary>How a line names a payment.</summary>
    public static MatchSignal How(NamingLine naming) =>
        new(naming.ById ? SignalKind.EndToEndIdEqual : SignalKind.ReferenceFound, naming.Text);

    private static void Exact(Desk desk, bool byId, MatchPass pass)
    {
        foreach (var item in desk.Items)
        {
            if (item is not { Fate: Fate.Open, NamedBy: not null } || First(item, byId) is not { } naming)
                continue;
            var line = naming.Line;
            var signals = desk.Compare.Pair(line, item, How(naming));
            if (Comparison.AccountsConflict(line, item))
                desk.Except(DiscrepancyType.WrongPayee, [item], [line], signals);
            else
                desk.Match(pass, [item], [line], signals);
        }
    }

    // A line to the right account comes before an earlier one to another.
    private static NamingLine? First(ItemNode item, bool byId)
    {
        NamingLine? first = null;
        foreach (var naming in item.NamedBy!)
        {
            if (naming.ById == byId && naming.Line.Amount == item.Amount &&
                (first is null || Order(naming.Line, item).CompareTo(Order(first.Value.Line, item)) < 0))
                first = naming;
        }

        return first;
    }

    // Lines are given in order of their ids, so that the first of equal ones stays.
    private static (bool, int) Order(LineNode line, ItemNode item) =>
        (Comparison.AccountsConflict(line, item), line.Day);

    private static List<LineNode> Lines(ItemNode item) =>
        [.. item.NamedBy!.Select(n => n.Line).OrderBy(l => l.Day)];
}
