using Vouchers.Ledger;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>Whether an entry's transactions explain its amount to the last minor unit.</summary>
internal sealed class DetailTie
{
    public DetailTie(IReadOnlyList<TransactionDraft> details, EntryMoney entry, StatementDraft statement)
    {
        var transactions = new List<StatementTransaction>(details.Count);
        foreach (var detail in details)
            transactions.Add(Transaction(detail, entry, statement));
        Transactions = transactions;
        Difference = transactions.Count switch
        {
            0 => null,
            1 => OfOne(transactions[0], entry),
            _ => OfSeveral(transactions, entry),
        };
    }

    /// <summary>The transactions with amount, direction and counterparty, as far as they can be told.</summary>
    public IReadOnlyList<StatementTransaction> Transactions { get; }

    /// <summary>By how much they do not add up to the entry, in a sentence; null where they do.</summary>
    public string? Difference { get; }

    private static StatementTransaction Transaction(TransactionDraft draft, EntryMoney entry, StatementDraft statement)
    {
        var direction = draft.Direction == BankDirection.None ? entry.Direction : draft.Direction;
        var (party, isOtherSide) = CounterpartyChoice.Of(
            direction, draft.Debtor, draft.Creditor, statement.Account, statement.Owner);
        if (isOtherSide)
        {
            draft.Notes.Add(BankNoteCode.OtherSide,
                $"The counterparty was found as the {(direction == BankDirection.Credit ? "creditor" : "debtor")}.");
        }

        return draft.Known with
        {
            Amount = AmountOf(draft, entry.Amount.Currency),
            Direction = direction,
            Counterparty = party,
        };
    }

    private static Money? AmountOf(TransactionDraft draft, Currency entry)
    {
        if (draft.AmountText is not { } text)
            return null;
        var currency = entry;
        if ((draft.AmountCurrency is not { } named || Currency.TryParse(named, out currency))
            && AmountText.TryParse(text, currency, out var money, out _))
        {
            return money;
        }

        draft.Notes.Add(BankNoteCode.Unreadable,
            $"The transaction's amount '{TextCut.Shorten(text)}' cannot be read and was left out.");
        return null;
    }

    // A single transaction without an amount is the entry's. One with another amount stays the only explanation.
    private static string? OfOne(StatementTransaction only, EntryMoney entry) =>
        only.Amount is not { } amount || (amount == entry.Amount && only.Direction == entry.Direction)
            ? null
            : $"The transaction is {Say(amount)}, {Word(only.Direction)}, but the entry "
                + $"{Say(entry.Amount)}, {Word(entry.Direction)}.";

    private static string? OfSeveral(List<StatementTransaction> transactions, EntryMoney entry)
    {
        var currency = entry.Amount.Currency;
        var count = BankWords.Number(transactions.Count);
        var without = transactions.Count(t => t.Amount is not { } amount || amount.Currency != currency);
        if (without > 0)
        {
            return $"{BankWords.Number(without)} of the entry's {count} transactions "
                + $"have no readable amount in {currency}.";
        }

        Int128 sum = 0;
        foreach (var transaction in transactions)
        {
            var units = transaction.Amount!.Value.MinorUnits;
            sum += transaction.Direction == entry.Direction ? units : -(Int128)units;
        }

        var off = sum - entry.Amount.MinorUnits;
        return off == 0
            ? null
            : $"The {count} transactions add up to {AmountText.Say(sum, currency)}, "
                + $"but the entry is {Say(entry.Amount)}: "
                + $"{AmountText.Say(Int128.Abs(off), currency)} too {(off > 0 ? "much" : "little")}.";
    }

    private static string Say(Money amount) => AmountText.Say(amount.MinorUnits, amount.Currency);

    private static string Word(BankDirection direction) => direction == BankDirection.Credit ? "credit" : "debit";
}
