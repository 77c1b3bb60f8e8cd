namespace Vouchers.Reconciliation;

/// <summary>
/// Points of a candidate, 0 to 100. An equal amount within the date window is worth a look by itself, and never more
/// than a look; a near amount needs a payee beside it.
/// </summary>
internal static class Score
{
    private const int CloseDate = 10;

    public static (int Points, MatchSignal[] Signals) Pair(Desk desk, LineNode line, ItemNode item)
    {
        var first = new List<MatchSignal>();
        if (line.Several?.Contains(item) == true)
            first.AddRange([new(SignalKind.ReferenceFound, item.Payment.EndToEndId), new(SignalKind.SeveralNamed)]);
        if (line.Batch is { } batch && batch.Holds(item) &&
            batch.Reference.Equals(item.Payment.BatchReference, StringComparison.OrdinalIgnoreCase))
            first.Add(new MatchSignal(SignalKind.BatchReferenceEqual, batch.Reference));
        if (line.SharedId is not null || item.SharesId)
            first.Add(new MatchSignal(SignalKind.IdShared, line.SharedId ?? item.Payment.EndToEndId));
        if (line.Alike.HasRival || item.Alike.HasRival)
            first.Add(new MatchSignal(SignalKind.SeveralAlike));
        var signals = desk.Compare.Pair(line, item, [.. first]);
        return (Points(signals, desk.Options), signals);
    }

    public static (int Points, MatchSignal[] Signals) Batch(Desk desk, LineNode line, BatchNode batch)
    {
        var items = batch.Free;
        var signals = desk.Compare.Many(line, items, BatchPass.Sum(items, line.Amount),
            new MatchSignal(SignalKind.ChanceSum, batch.Reference));
        return (Points(signals, desk.Options), signals);
    }

    private static int Points(MatchSignal[] signals, MatchingOptions options)
    {
        var (points, worthALook) = (0, false);
        foreach (var signal in signals)
        {
            points += Points(signal, options);
            worthALook |= signal.Kind is SignalKind.AmountEqual or SignalKind.AmountNear or SignalKind.SumEqual or
                SignalKind.ReferenceFound;
        }

        return worthALook ? Math.Clamp(points, 0, 100) : 0;
    }

    private static int Points(MatchSignal signal, MatchingOptions options) => signal.Kind switch
    {
        SignalKind.AmountEqual or SignalKind.SumEqual or SignalKind.ReferenceFound => 50,
        SignalKind.AccountEqual => 30,
        SignalKind.NameEqual => 25,
        SignalKind.AmountNear or SignalKind.NameSimilar or SignalKind.BatchReferenceEqual => 20,
        SignalKind.DateClose => CloseDate - (int)(CloseDate * signal.Number / (options.DateWindowDays + 1)),
        SignalKind.AccountDiffers => -20,
        SignalKind.DateFar => -30,
        _ => 0,
    };
}
