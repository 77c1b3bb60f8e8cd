using Vouchers.Ledger;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>The money of an entry: how much, which way, and whether it is booked.</summary>
internal readonly record struct EntryMoney(Money Amount, BankDirection Direction, StatementLineStatus Status)
{
    /// <summary>Reads it, or says why it cannot be told.</summary>
    public static bool TryRead(
        XmlPiece entry, Currency? account, BankNotes notes, out EntryMoney money, out string why)
    {
        money = default;
        if (entry.All("Amt").Count() > 1 || entry.All("CdtDbtInd").Count() > 1)
        {
            why = "it has two amounts or directions";
            return false;
        }

        if (entry["Amt"] is not { } amount)
        {
            why = "it has no amount";
            return false;
        }

        if (CurrencyOf(amount, account, notes) is not { } currency)
        {
            why = $"its amount '{TextCut.Shorten(amount.Text)}' names no currency";
            return false;
        }

        if (!AmountText.TryParse(amount.Text, currency, out var found, out why))
            return false;
        var direction = StatementWords.DirectionOf(entry.TextAt("CdtDbtInd"));
        if (direction == BankDirection.None)
            why = $"it says neither credit nor debit but '{TextCut.Shorten(entry.TextAt("CdtDbtInd"))}'";
        else
            money = new(found, direction, StatusOf(entry, notes));
        return direction != BankDirection.None;
    }

    private static Currency? CurrencyOf(XmlPiece amount, Currency? account, BankNotes notes)
    {
        if (amount.Currency is { } named)
            return Currency.TryParse(named, out var currency) ? currency : null;
        if (account is not null)
            notes.Add(BankNoteCode.ElementMissing, $"The amount names no currency; the account's {account} was taken.");
        return account;
    }

    private static StatementLineStatus StatusOf(XmlPiece entry, BankNotes notes)
    {
        if (entry.CodeAt("Sts") is not { } word)
        {
            // The check of the balance tells whether this was right.
            notes.Add(BankNoteCode.ElementMissing, "The entry has no status; it was counted as booked.");
            return StatementLineStatus.Booked;
        }

        var status = StatementWords.StatusOf(word);
        if (status == StatementLineStatus.Other)
        {
            notes.Add(BankNoteCode.UnknownStatus,
                $"The status '{TextCut.Shorten(word)}' is not BOOK; the entry was listed and not counted.");
        }

        return status;
    }
}
