using Vouchers.Ledger;

namespace Vouchers.Reconciliation;

/// <summary>
/// Pass 3: one line for many payments. Either it names each of them, or it stands for their batch. The control sum
/// decides; payments that lines of their own name are not part of it.
/// </summary>
internal static class BatchPass
{
    public static void Run(Desk desk)
    {
        foreach (var line in desk.Lines)
        {
            if (line is { Fate: Fate.Open, Several: not null })
                Named(desk, line, line.Several);
        }

        foreach (var batch in desk.Batches)
        {
            if (batch.Bookings.Count > 0 && batch.Free is { Count: > 0 } free)
                Booked(desk, batch, free);
        }
    }

    // Where another line names one of them too, nobody can tell which of the lines it belongs to.
    private static void Named(Desk desk, LineNode line, ItemNode[] items)
    {
        if (!Array.TrueForAll(items, i => i.IsFree && i.NamedAmongOthers == 1 &&
            !Comparison.AccountsConflict(line, i) && i.Payment.Amount.Currency == line.Line.Amount.Currency) ||
            items.Sum(i => i.Amount) != line.Amount)
            return;
        desk.Match(MatchPass.Batch, items, [line], desk.Compare.Many(line, items,
            new MatchSignal(SignalKind.ReferenceFound, string.Join(", ", items.Take(3).Select(i => i.Id))),
            Sum(items, line.Amount)));
    }

    private static void Booked(Desk desk, BatchNode batch, List<ItemNode> items)
    {
        var sum = items.Sum(i => i.Amount);
        var reference = new MatchSignal(SignalKind.BatchReferenceEqual, batch.Reference);
        var bookings = batch.Bookings.OrderBy(l => l.Day).ToList();
        var whole = bookings.Where(l => l.Amount == sum)
            .OrderBy(l => l.Line.TransactionCount > 0 && l.Line.TransactionCount != items.Count).FirstOrDefault();
        if (whole is not null)
        {
            desk.Match(MatchPass.Batch, items, [whole],
                desk.Compare.Many(whole, items, reference, Sum(items, sum)));
            return;
        }

        var booked = bookings.Sum(l => l.Amount);
        if (booked == sum)
        {
            desk.Match(MatchPass.Batch, items, bookings, [reference, Sum(items, sum)]);
            return;
        }

        var currency = items[0].Payment.Amount.Currency;
        desk.Except(DiscrepancyType.AmountDifference, items, bookings, desk.Compare.Many(bookings[0], items, reference,
            new MatchSignal(SignalKind.AmountDiffers, $"{new Ledger.Money(sum, currency)}",
                $"{new Ledger.Money(booked, currency)}", bookings.Sum(l => l.Signed) - items.Sum(i => i.Signed))));
    }

    public static MatchSignal Sum(IReadOnlyList<ItemNode> items, long sum) =>
        new(SignalKind.SumEqual, items[0].Payment.Amount.Currency.Code!, $"{items.Count}", sum);
}
