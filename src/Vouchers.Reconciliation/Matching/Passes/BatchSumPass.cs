using Vouchers.Ledger;

namespace Vouchers.Reconciliation;

/// <summary>
/// Pass 3 again, for lines without a reference: a line that equals the sum of what is still open of a batch, when
/// nothing else has that sum. Sums are equal by chance too (payments of one face value add up alike), so the number of
/// payments or their payee must confirm it; else it is only suggested. It runs after the pass by payee, as only then
/// is known what is open, and leaves alone what that pass found ambiguous.
/// </summary>
internal static class BatchSumPass
{
    private sealed class Pair
    {
        public BatchNode? Batch { get; set; }

        public List<ItemNode> Items { get; set; } = [];

        public LineNode? Line { get; set; }

        public bool HasRival { get; set; }
    }

    public static void Run(Desk desk)
    {
        var bySum = new Dictionary<(BankDirection, Money), Pair>();
        var pairs = new List<Pair>();
        foreach (var batch in desk.Batches)
        {
            if (batch.Bookings.Count > 0 || batch.Free is not { Count: > 1 } items ||
                items.Exists(i => i.Alike.Line is not null))
                continue;
            var key = (items[0].Payment.Direction,
                new Money(items.Sum(i => i.Amount), items[0].Payment.Amount.Currency));
            if (bySum.TryGetValue(key, out var rival))
                rival.HasRival = true;
            else
                pairs.Add(bySum[key] = new Pair { Batch = batch, Items = items });
        }

        foreach (var line in desk.Lines)
        {
            if (!line.IsFree || line.Batch is not null || line.Alike.Item is not null ||
                line.Line.TransactionCount == 1 ||
                !bySum.TryGetValue((line.Line.Direction, line.Line.Amount), out var pair))
                continue;
            pair.HasRival |= pair.Line is not null;
            pair.Line ??= line;
        }

        foreach (var pair in pairs)
        {
            if (pair is { HasRival: false, Line: not null })
                Judge(desk, pair.Batch!, pair.Items, pair.Line);
        }
    }

    private static void Judge(Desk desk, BatchNode batch, List<ItemNode> items, LineNode line)
    {
        if (line.Day < items.Max(i => i.FirstDay)
            || Comparison.Distance(line, items.Min(i => i.Day), items.Max(i => i.Day)) > desk.Options.DateWindowDays)
            return;
        var sameAccount = items.TrueForAll(i => PayeeAccount.Same(i.Account, line.Account) is true);
        var sameName = line.Name.Length > 0 && items.TrueForAll(i => i.Name == line.Name) &&
            !items.Exists(i => Comparison.AccountsConflict(line, i));
        // A named counterparty that is not the payee of each speaks against a batch booking.
        var sameCount = line.Line.TransactionCount == items.Count && line.Name.Length == 0 && line.Account.Length == 0;
        if (!sameAccount && !sameName && !sameCount)
        {
            line.ChanceBatch = batch;
            return;
        }

        var sum = BatchPass.Sum(items, line.Amount);
        desk.Match(MatchPass.BatchSum, items, [line],
            desk.Compare.Many(line, items, sum, new MatchSignal(SignalKind.OnlyPair)));
    }
}
