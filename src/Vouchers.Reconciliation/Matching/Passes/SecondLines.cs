using Vouchers.Ledger;

namespace Vouchers.Reconciliation;

/// <summary>
/// Lines for payments that are settled, or were never expected: second debits, returns, and second debits that were
/// given back. A return does not undo the match: the payment was made, and it came back.
/// </summary>
internal static class SecondLines
{
    public static void Run(Desk desk)
    {
        foreach (var item in desk.Items)
        {
            if (item.NamedBy is not null || item.Opposite is not null)
                Named(desk, item);
        }

        foreach (var batch in desk.Batches)
        {
            if (batch.Bookings.Exists(l => l.Fate == Fate.Open))
                Booked(desk, batch);
        }

        foreach (var line in desk.Lines)
        {
            if (line is { Fate: Fate.Open, Several: { } items } && items[0].Settlement is { } match &&
                Array.TrueForAll(items, i => i.Settlement == match) && items.Sum(i => i.Amount) == line.Amount)
                desk.Except(DiscrepancyType.DuplicatePayment, [], [line], desk.Compare.Many(line, items,
                    BatchPass.Sum(items, line.Amount), PaidAlready(items[0])), items);
        }
    }

    private static void Named(Desk desk, ItemNode item)
    {
        var paidBy = PaidBy(item);
        var back = new Dictionary<long, Queue<LineNode>>();
        foreach (var line in InOrder(item.Opposite))
        {
            if (!back.TryGetValue(line.Amount, out var lines))
                back[line.Amount] = lines = new Queue<LineNode>();
            lines.Enqueue(line);
        }

        var seconds = item.NamedBy?.Where(n => n.Line.Fate == Fate.Open).OrderBy(n => n.Line.Day).ToList() ?? [];
        foreach (var naming in seconds)
        {
            var given = back.GetValueOrDefault(naming.Line.Amount) is { Count: > 0 } lines ? lines.Dequeue() : null;
            Second(desk, item, naming, paidBy, given);
        }

        Returns(desk, item, paidBy, InOrder(item.Opposite));
    }

    // With a second debit that came back the payee has what is due: no return of the payment.
    private static void Second(Desk desk, ItemNode item, NamingLine naming, string paidBy, LineNode? given)
    {
        var line = naming.Line;
        var rejected = item.Fate == Fate.NotExpected;
        var why = rejected ? new MatchSignal(SignalKind.Rejected, item.Id)
            : new MatchSignal(SignalKind.PaidAlready, paidBy);
        var how = NamedPasses.How(naming);
        var signals = given is null
            ? desk.Compare.Pair(line, item, how, why)
            : desk.Compare.Pair(line, item, how, why, new MatchSignal(SignalKind.GivenBack, given.Id));
        desk.Except(rejected ? DiscrepancyType.MissingInLedger : DiscrepancyType.DuplicatePayment, [],
            given is null ? [line] : [line, given], signals, item);
    }

    private static void Returns(Desk desk, ItemNode item, string paidBy, List<LineNode> lines)
    {
        var returned = item.Payment.State == ExpectedState.Returned;
        foreach (var line in lines)
        {
            var against = item.Fate == Fate.NotExpected ? new MatchSignal(SignalKind.Rejected, item.Id)
                : returned ? new MatchSignal(SignalKind.ReturnedAlready, item.Id)
                : default;
            var came = against != default ? against
                : item.Fate == Fate.Open ? new MatchSignal(SignalKind.NotBookedBefore)
                : new MatchSignal(SignalKind.MatchedBefore, paidBy);
            // A second return, or one of what was never paid, must not make the payment payable once more.
            var type = against == default ? DiscrepancyType.Returned : DiscrepancyType.MissingInLedger;
            desk.Except(type, [], [line], desk.Compare.Pair(line, item, [.. Marks(line, item), came]), item);
            returned = true;
        }
    }

    /// <summary>What marks a line as a return.</summary>
    public static IEnumerable<MatchSignal> Marks(LineNode line, ItemNode? item)
    {
        if (item is not null)
            yield return new MatchSignal(SignalKind.OriginalIdEqual, item.Payment.EndToEndId);
        if (line.Line.ReturnReason.Length > 0)
            yield return new MatchSignal(SignalKind.ReturnReason, line.Line.ReturnReason);
        if (line.Line.IsReversal)
            yield return new MatchSignal(SignalKind.ReversalMarked);
    }

    // A batch that is settled as a whole, and a line of the same sum.
    private static void Booked(Desk desk, BatchNode batch)
    {
        var bySum = batch.Items.Where(i => i.Settlement is not null).GroupBy(i => i.Settlement)
            .GroupBy(g => g.Sum(i => i.Amount)).ToDictionary(g => g.Key, g => g.First().First());
        foreach (var line in batch.Bookings)
        {
            if (line.Fate == Fate.Open && bySum.TryGetValue(line.Amount, out var paid))
                desk.Except(DiscrepancyType.DuplicatePayment, [], [line],
                    [new MatchSignal(SignalKind.BatchReferenceEqual, batch.Reference), PaidAlready(paid)], paid);
        }
    }

    private static MatchSignal PaidAlready(ItemNode item) => new(SignalKind.PaidAlready, PaidBy(item));

    private static string PaidBy(ItemNode item) => item.Settlement is { LineIds: [var first, ..] } ? first :
        item.NamedBy?.Find(n => n.Line.Fate != Fate.Open).Line?.Id ?? "";

    private static List<LineNode> InOrder(IEnumerable<LineNode>? lines) =>
        lines is null ? [] : [.. lines.Where(l => l.Fate == Fate.Open).OrderBy(l => l.Day)];
}
