using Vouchers.Ledger;

namespace Vouchers.Reconciliation;

/// <summary>What nothing explains: lines that the ledger does not know, payments that the bank does not show.</summary>
internal static class Leftovers
{
    public static void Run(Desk desk)
    {
        foreach (var line in desk.Lines)
        {
            if (line.Fate == Fate.Open)
                desk.Except(DiscrepancyType.MissingInLedger, [], [line], [.. Signals(desk, line)],
                    line.Named is null ? [] : [line.Named]);
        }

        var lastSure = desk.StatementEnd.DayNumber - desk.Options.TimingDays;
        foreach (var item in desk.Items)
        {
            if (item.Fate == Fate.Open)
                desk.Except(item.Day > lastSure ? DiscrepancyType.Timing : DiscrepancyType.MissingInBank, [item], [],
                    [.. Signals(item, desk.StatementEnd.DayNumber - item.Day, item.Day > lastSure)]);
        }
    }

    private static IEnumerable<MatchSignal> Signals(Desk desk, LineNode line)
    {
        if (line.Named is { } item)
            return desk.Compare.Pair(line, item, [.. line.IsMarked ? SecondLines.Marks(line, item) : []]);
        var signals = SecondLines.Marks(line, null).ToList();
        if (line.Batch is { } batch)
            signals.Add(new MatchSignal(SignalKind.BatchReferenceEqual, batch.Reference));
        if (line.SharedId is { } id)
            signals.Add(new MatchSignal(SignalKind.IdShared, id));
        if (line.Several is not null)
            signals.Add(new MatchSignal(SignalKind.SeveralNamed));
        if (line.Alike.HasRival)
            signals.Add(new MatchSignal(SignalKind.SeveralAlike));
        signals.Add(new MatchSignal(line.IsMarked ? SignalKind.OriginalUnknown : SignalKind.NoPayment));
        return signals;
    }

    private static IEnumerable<MatchSignal> Signals(ItemNode item, int daysLeft, bool nearEnd)
    {
        if (nearEnd)
            yield return new MatchSignal(SignalKind.NearStatementEnd, Number: Math.Abs(daysLeft));
        if (item.SharesId)
            yield return new MatchSignal(SignalKind.IdShared, item.Payment.EndToEndId);
        if (item.OtherCurrency is { } line)
            yield return new MatchSignal(SignalKind.CurrencyDiffers, $"{item.Payment.Amount}", $"{line.Line.Amount}");
        yield return new MatchSignal(SignalKind.NoLine);
    }
}
