namespace Vouchers.Reconciliation;

/// <summary>What a line and a payment have in common, and what not, as signals.</summary>
internal sealed class Comparison(MatchingOptions options)
{
    private readonly List<MatchSignal> signals = [];

    /// <summary>How many pairs were compared.</summary>
    public long Pairs { get; private set; }

    /// <summary>All that can be said of a pair, after what the caller says first.</summary>
    public MatchSignal[] Pair(LineNode line, ItemNode item, params ReadOnlySpan<MatchSignal> first)
    {
        Begin(first);
        Amount(line, item);
        Party(line, item);
        Date(line, item.Day, item.Day);
        return End();
    }

    /// <summary>Party and date of a pair, where the amounts are judged as a sum.</summary>
    public MatchSignal[] Circumstances(LineNode line, ItemNode item, params ReadOnlySpan<MatchSignal> first)
    {
        Begin(first);
        Party(line, item);
        Date(line, item.Day, item.Day);
        return End();
    }

    /// <summary>A line against the payments of a batch.</summary>
    public MatchSignal[] Many(LineNode line, IReadOnlyList<ItemNode> items, params ReadOnlySpan<MatchSignal> first)
    {
        Begin(first);
        if (line.Line.TransactionCount > 0)
        {
            signals.Add(line.Line.TransactionCount == items.Count
                ? new MatchSignal(SignalKind.CountEqual, Number: items.Count)
                : new MatchSignal(SignalKind.CountDiffers, $"{items.Count}", $"{line.Line.TransactionCount}"));
        }

        // One payee for all is worth telling; of many, none is the line's.
        if (items.All(i => i.Account == items[0].Account))
            Account(line, items[0]);
        if (items.All(i => i.Name == items[0].Name))
            Name(line, items[0]);
        var (earliest, latest) = (int.MaxValue, int.MinValue);
        foreach (var item in items)
            (earliest, latest) = (Math.Min(earliest, item.Day), Math.Max(latest, item.Day));
        Date(line, earliest, latest);
        return End();
    }

    /// <summary>Days between a line and the nearest day of a span.</summary>
    public static int Distance(LineNode line, int earliest, int latest) =>
        line.Day < earliest ? earliest - line.Day : Math.Max(0, line.Day - latest);

    public static bool AccountsConflict(LineNode line, ItemNode item) =>
        PayeeAccount.Same(item.Account, line.Account) is false;

    /// <summary>An amount as a signal: the currency in front, so that the texts can show it.</summary>
    public static MatchSignal Amounts(SignalKind kind, ItemNode item, long amount) =>
        new(kind, item.Payment.Amount.Currency.Code!, Number: amount);

    /// <summary>Counts a pair that was looked at by its keys alone.</summary>
    public void Look() => Pairs++;

    private void Begin(ReadOnlySpan<MatchSignal> first)
    {
        Pairs++;
        signals.Clear();
        signals.AddRange(first);
    }

    private MatchSignal[] End()
    {
        // What speaks for it comes first. Stable, as the order within both is that of strength.
        var sorted = new MatchSignal[signals.Count];
        var at = 0;
        foreach (var against in (ReadOnlySpan<bool>)[false, true])
        {
            foreach (var signal in signals)
            {
                if (signal.IsAgainst == against)
                    sorted[at++] = signal;
            }
        }

        return sorted;
    }

    private void Amount(LineNode line, ItemNode item)
    {
        var (expected, booked) = (item.Payment.Amount, line.Line.Amount);
        if (expected == booked)
            signals.Add(Amounts(SignalKind.AmountEqual, item, item.Amount));
        else if (expected.Currency != booked.Currency)
            signals.Add(new MatchSignal(SignalKind.CurrencyDiffers, $"{expected}", $"{booked}"));
        else
            signals.Add(new MatchSignal(IsNear(line, item) ? SignalKind.AmountNear : SignalKind.AmountDiffers,
                $"{expected}", $"{booked}", line.Signed - item.Signed));
    }

    private bool IsNear(LineNode line, ItemNode item) =>
        Math.Abs(line.Amount - item.Amount) * 100 <= item.Amount * options.NearAmountPercent;

    private void Party(LineNode line, ItemNode item)
    {
        Account(line, item);
        Name(line, item);
    }

    private void Account(LineNode line, ItemNode item)
    {
        var (expected, found) = (item.Payment, line.Line);
        if (PayeeAccount.Same(item.Account, line.Account) is { } same)
        {
            signals.Add(same
                ? new MatchSignal(SignalKind.AccountEqual, expected.PayeeAccount)
                : new MatchSignal(SignalKind.AccountDiffers, expected.PayeeAccount, found.CounterpartyAccount));
        }
    }

    private void Name(LineNode line, ItemNode item)
    {
        var (expected, found) = (item.Payment, line.Line);
        if (expected.PayeeName == found.CounterpartyName)
        {
            if (expected.PayeeName.Length > 0)
                signals.Add(new MatchSignal(SignalKind.NameEqual, expected.PayeeName));
        }
        else if (item.Name.Length > 0 && line.Name.Length > 0)
        {
            signals.Add(Names(item, line));
        }
    }

    private MatchSignal Names(ItemNode item, LineNode line)
    {
        if (item.Name == line.Name)
            return new MatchSignal(SignalKind.NameEqual, item.Payment.PayeeName);
        var percent = PayeeName.Similarity(item.Name, line.Name);
        var kind = percent >= options.NameSimilarityPercent ? SignalKind.NameSimilar : SignalKind.NameDiffers;
        return new MatchSignal(kind, item.Payment.PayeeName, line.Line.CounterpartyName, percent);
    }

    private void Date(LineNode line, int earliest, int latest)
    {
        var days = Distance(line, earliest, latest);
        signals.Add(
            new MatchSignal(days <= options.DateWindowDays ? SignalKind.DateClose : SignalKind.DateFar, Number: days));
    }
}
