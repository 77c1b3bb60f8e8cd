using Vouchers.Ledger;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>Numbers and sums of entries in one currency, in minor units. 128 bits hold any file's sum.</summary>
internal sealed class Totals
{
    public long Credits { get; private set; }

    public long Debits { get; private set; }

    public Int128 CreditSum { get; private set; }

    public Int128 DebitSum { get; private set; }

    public long Count => Credits + Debits;

    public Int128 Sum => CreditSum + DebitSum;

    public Int128 Net => CreditSum - DebitSum;

    public void Add(long minorUnits, BankDirection direction)
    {
        if (direction == BankDirection.Credit)
            (Credits, CreditSum) = (Credits + 1, CreditSum + minorUnits);
        else
            (Debits, DebitSum) = (Debits + 1, DebitSum + minorUnits);
    }
}

/// <summary>What a statement's entries add up to, by currency, since its own may be told only after them.</summary>
internal sealed class Tally
{
    private readonly Dictionary<Currency, (Totals All, Totals Booked)> totals = [];

    /// <summary>The currency of the first entry, or null.</summary>
    public Currency? First { get; private set; }

    /// <summary>Entries of any status, readable or not.</summary>
    public long Entries { get; private set; }

    public long Booked { get; private set; }

    public long Unreadable { get; private set; }

    /// <summary>Another entry begins; gives its number.</summary>
    public long Begin() => ++Entries;

    public void AddUnreadable() => Unreadable++;

    public void Add(Money amount, BankDirection direction, StatementLineStatus status)
    {
        First ??= amount.Currency;
        if (!totals.TryGetValue(amount.Currency, out var both))
            totals.Add(amount.Currency, both = (new(), new()));
        both.All.Add(amount.MinorUnits, direction);
        if (status != StatementLineStatus.Booked)
            return;
        Booked++;
        both.Booked.Add(amount.MinorUnits, direction);
    }

    public Totals AllIn(Currency currency) => totals.TryGetValue(currency, out var both) ? both.All : new();

    public Totals BookedIn(Currency currency) => totals.TryGetValue(currency, out var both) ? both.Booked : new();

    /// <summary>The currencies of entries other than the statement's, with how many each has.</summary>
    public IEnumerable<(Currency Currency, long Count)> Strangers(Currency currency) =>
        totals.Where(t => t.Key != currency).Select(t => (t.Key, t.Value.All.Count));
}
