using Vouchers.Ledger;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>Makes the lines of an entry, and counts it.</summary>
internal sealed class EntryLines(StatementDraft statement)
{
    private readonly Fingerprints fingerprints = new(statement.Account, statement.StatementId);

    public IEnumerable<StatementPart> Of(EntryDraft entry)
    {
        if (!EntryMoney.TryRead(entry.Fields, statement.AccountCurrency, entry.Notes, out var money, out var why))
        {
            statement.Tally.AddUnreadable();
            return [new StatementPart.Unreadable(Unreadable(entry, why))];
        }

        statement.Tally.Add(money.Amount, money.Direction, money.Status);
        var details = new DetailTie(entry.Details, money, statement);
        var transactions = details.Transactions;
        NoteBatch(entry, money);
        if (details.Difference is { } difference)
            entry.Notes.Add(BankNoteCode.DetailsDiffer, difference);
        var line = Line(entry, money);
        if (transactions.Count > 1 && details.Difference is null)
            return transactions.Select((t, i) => Part(line, entry.Details[i], t, i + 1));
        if (transactions.Count > 1)
            return [Finished(line with { UntiedTransactions = transactions }, null, entry.Details)];
        return transactions.Count == 0
            ? [Finished(line, null, [])]
            : [Finished(line with { Transaction = transactions[0] }, entry.Details[0].EndToEndId, entry.Details)];
    }

    private StatementPart.Line Part(
        StatementLine line, TransactionDraft draft, StatementTransaction transaction, int part) => Finished(
        line with
        {
            Part = part,
            Amount = transaction.Amount!.Value,
            Direction = transaction.Direction,
            Batch = draft.Batch,
            Transaction = transaction,
        }, draft.EndToEndId, [draft]);

    private StatementPart.Line Finished(
        StatementLine line, string? endToEndId, IReadOnlyList<TransactionDraft> details) => new(line with
        {
            Fingerprint = fingerprints.Of(line, endToEndId),
            Notes = details.All(d => d.Notes.IsEmpty)
                ? line.Notes
                : [.. line.Notes, .. details.SelectMany(d => d.Notes.ToImmutable()).Take(BankNotes.Most)],
        });

    private static StatementLine Line(EntryDraft entry, EntryMoney money)
    {
        var (fields, notes) = (entry.Fields, entry.Notes);
        var read = new TransactionReader(notes);
        var batch = entry.Batches.Count > 0 ? entry.Batches[0] : null;
        var line = new StatementLine
        {
            Fingerprint = "",
            Entry = entry.Number,
            Parts = entry.Details.Count,
            Amount = money.Amount,
            Direction = money.Direction,
            Status = money.Status,
            IsReversal = StatementWords.FlagOf(fields.TextAt("RvslInd")) ?? false,
            BookingDate = DateOf(fields, "BookgDt", notes),
            ValueDate = DateOf(fields, "ValDt", notes),
            EntryReference = read.Id(fields, "NtryRef"),
            ServicerReference = read.Id(fields, "AcctSvcrRef"),
            BankCode = notes.Fit(TransactionReader.BankCodeOf(fields["BkTxCd"]), BankNotes.Reference, "BkTxCd"),
            AdditionalText = notes.Fit(fields.TextAt("AddtlNtryInf"), BankNotes.LongText, "AddtlNtryInf"),
            Batch = batch,
            Charges = read.ChargesOf(fields),
            FileLine = fields.Line,
        };
        return line with { Notes = notes.ToImmutable() };
    }

    private static void NoteBatch(EntryDraft entry, EntryMoney money)
    {
        if (entry.Batches.Count == 1 && entry.Batches[0].Total is { } total && total != money.Amount)
        {
            entry.Notes.Add(BankNoteCode.DetailsDiffer,
                $"The bank names {Say(total)} as the batch's total, but the entry is {Say(money.Amount)}.");
        }
        else if (entry.Batches.Count > 1 && entry.Details.Count == 0)
        {
            entry.Notes.Add(BankNoteCode.DetailsDiffer,
                $"The entry names {entry.Batches.Count} batches and no transaction; the first batch is shown.");
        }
    }

    private static DateOnly? DateOf(XmlPiece fields, string name, BankNotes notes)
    {
        if (fields[name] is not { } found)
            return null;
        var text = found.TextAt("Dt") ?? found.TextAt("DtTm") ?? found.Text;
        if (StatementWords.TryDate(text, out var date))
            return date;
        notes.Add(BankNoteCode.Unreadable, $"<{name}> '{TextCut.Shorten(text)}' is not a date and was left out.");
        return null;
    }

    private static UnreadableEntry Unreadable(EntryDraft entry, string why)
    {
        var reference = BankWords.IdOrNone(entry.Fields.TextAt("AcctSvcrRef"))
            ?? BankWords.IdOrNone(entry.Fields.TextAt("NtryRef"));
        var named = reference is null ? "" : $" ('{TextCut.Shorten(reference)}')";
        return new(entry.Number, $"Entry {entry.Number}{named} at line {entry.Fields.Line} cannot be counted: {why}.",
            entry.Fields.Line, reference is null ? null : TextCut.To(reference, BankNotes.Reference));
    }

    private static string Say(Money amount) => AmountText.Say(amount.MinorUnits, amount.Currency);
}
