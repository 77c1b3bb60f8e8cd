using Vouchers.Ledger;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>The balances of a statement (ISO 20022 <c>Bal</c>), of which three are kept.</summary>
internal sealed class StatementBalances
{
    private const int MostOthers = 10;
    private readonly Dictionary<string, List<XmlPiece>> kept = new()
    {
        ["OPBD"] = [],
        ["PRCD"] = [],
        ["CLBD"] = [],
    };

    private readonly SortedSet<string> others = new(StringComparer.Ordinal);

    public void Add(XmlPiece balance)
    {
        var code = balance.CodeAt("Tp", "CdOrPrtry") ?? balance.CodeAt("Tp") ?? "?";
        // Two suffice to tell that they differ; a page may repeat them.
        if (!kept.TryGetValue(code, out var known))
        {
            if (others.Count < MostOthers)
                others.Add(TextCut.Shorten(code));
        }
        else if (known.Count == 0 || (known.Count == 1 && !Same(known[0], balance)))
        {
            known.Add(balance);
        }
    }

    /// <summary>The currency that the balances name.</summary>
    public Currency? Currency => kept.Values.SelectMany(b => b).Select(CurrencyOf).FirstOrDefault(c => c is not null);

    public DateOnly? ClosingDay => kept["CLBD"].FirstOrDefault()?["Dt"] is { } day
        && StatementWords.TryDate(day.TextAt("Dt") ?? day.TextAt("DtTm") ?? day.Text, out var date)
            ? date
            : null;

    public BalanceRead Opening(Currency? account) =>
        kept["OPBD"].Count > 0 ? Read("opening", "OPBD", account)
        : kept["PRCD"].Count > 0 ? Read("opening", "PRCD", account)
        : new(null, $"The statement has no opening balance (OPBD or PRCD){Found()}.");

    public BalanceRead Closing(Currency? account) =>
        kept["CLBD"].Count > 0
            ? Read("closing", "CLBD", account)
            : new(null, $"The statement has no closing balance (CLBD){Found()}.");

    /// <summary>Notes where the statement before ended with another balance than this one begins with.</summary>
    public void NoteGap(Currency? account, BankNotes notes)
    {
        if (kept["OPBD"].Count > 0 && kept["PRCD"].Count > 0
            && Read("", "OPBD", account).Amount is { } opening && Read("", "PRCD", account).Amount is { } before
            && opening != before)
        {
            notes.Add(BankNoteCode.Contradiction,
                $"The opening balance (OPBD) is {Say(opening)}, but the previous closing one (PRCD) {Say(before)}.");
        }
    }

    private BalanceRead Read(string which, string code, Currency? account)
    {
        var balances = kept[code];
        if (balances.Count > 1)
            return new(null, $"The statement has two different {which} balances ({code}).");
        var balance = balances[0];
        if ((CurrencyOf(balance) ?? account) is not { } currency)
            return new(null, $"The {which} balance ({code}) names no currency.");
        if (!AmountText.TryParse(balance.TextAt("Amt"), currency, out var amount, out var why))
            return new(null, $"The {which} balance ({code}) cannot be read: {why}.");
        return StatementWords.DirectionOf(balance.TextAt("CdtDbtInd")) switch
        {
            BankDirection.Credit => new(amount, null),
            BankDirection.Debit => new(new Money(-amount.MinorUnits, currency), null),
            _ => new(null, $"The {which} balance ({code}) says neither credit nor debit."),
        };
    }

    private string Found() => others.Count == 0 ? "" : $"; it has {string.Join(", ", others)}";

    private static Currency? CurrencyOf(XmlPiece balance) =>
        Ledger.Currency.TryParse(balance["Amt"]?.Currency, out var currency) ? currency : null;

    private static bool Same(XmlPiece left, XmlPiece right) =>
        (left.TextAt("Amt"), left["Amt"]?.Currency, left.TextAt("CdtDbtInd"))
        == (right.TextAt("Amt"), right["Amt"]?.Currency, right.TextAt("CdtDbtInd"));

    private static string Say(Money amount) => AmountText.Say(amount.MinorUnits, amount.Currency);
}
