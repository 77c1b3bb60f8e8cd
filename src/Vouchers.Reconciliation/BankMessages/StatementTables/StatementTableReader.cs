using Vouchers.Ledger;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>Reads the rows of a table as the lines of one statement.</summary>
internal sealed class StatementTableReader(StatementTable table, StatementTableMapping mapping, BankFileLimits limits)
{
    private const string Form = "CSV";
    private readonly Fingerprints fingerprints = new(mapping.Account, mapping.StatementId);
    private readonly Tally tally = new();
    private readonly TableBalance balance = new(mapping);
    private readonly BankNotes notes = new();
    private DateOnly? first;
    private DateOnly? last;
    private long footers;

    public async IAsyncEnumerable<StatementPart> ReadAsync()
    {
        var columns = await TableColumns.FindAsync(table, mapping).ConfigureAwait(false);
        yield return new StatementPart.Opened(Header());
        while (await table.NextAsync().ConfigureAwait(false) is { } row)
        {
            if (IsFooter(row))
                footers++;
            else
                yield return Part(row, columns);
        }

        yield return new StatementPart.Closed(End());
    }

    private StatementPart Part(TableRow row, TableColumns columns)
    {
        var entry = tally.Begin();
        if (entry > limits.MaxLines)
        {
            throw new BankFileException(BankFileFaultCode.TooMany,
                $"The file has more than {BankWords.Number(limits.MaxLines)} rows.", row.Line, 1);
        }

        if (new TableRowReader(columns, mapping).Read(row, out var why) is not { } read)
        {
            tally.AddUnreadable();
            balance.Interrupt();
            var says = $"The row at line {row.Line} cannot be counted: {why}.";
            return new StatementPart.Unreadable(new(entry, says, row.Line, ReferenceOf(row, columns)));
        }

        balance.Add(read);
        tally.Add(read.Line.Amount, read.Line.Direction, read.Line.Status);
        var date = read.Line.BookingDate;
        first = first <= date ? first : date;
        last = last >= date ? last : date;
        var line = read.Line with { Entry = entry };
        return new StatementPart.Line(line with { Fingerprint = fingerprints.Of(line, read.EndToEndId) });
    }

    private string? ReferenceOf(TableRow row, TableColumns columns) =>
        columns.Cell(row, mapping.ReferenceColumn) is { Length: > 0 } found
            ? TextCut.To(found, BankNotes.Reference)
            : null;

    private bool IsFooter(TableRow row) =>
        row.Cells.First(c => c.Length > 0) is var start
        && mapping.FooterWords.Any(w => start.StartsWith(w, StringComparison.Ordinal));

    private StatementHeader Header() => new()
    {
        Version = Form,
        StatementId = mapping.StatementId,
        Account = mapping.Account,
        Currency = mapping.Currency,
        From = first,
        To = last,
    };

    private StatementEnd End()
    {
        if (footers > 0)
        {
            notes.Add(BankNoteCode.TotalsPassedOver,
                $"{BankWords.Number(footers)} {(footers == 1 ? "row" : "rows")} of totals passed over.");
        }

        if (balance.IsInOtherOrder)
            notes.Add(BankNoteCode.OtherOrder, mapping.IsNewestFirst
                ? "The oldest row comes first, unlike the table says: read so, each balance follows."
                : "The newest row comes first: read so, each balance follows.");
        var judge = new StatementJudge(mapping.Currency, tally);
        judge.Entries();
        balance.Judge(judge);
        var booked = tally.BookedIn(mapping.Currency);
        return new()
        {
            Header = Header(),
            Opening = balance.Opening,
            Closing = balance.Closing,
            Entries = tally.Entries,
            BookedEntries = tally.Booked,
            BookedCredits = Sum(booked.CreditSum),
            BookedDebits = Sum(booked.DebitSum),
            Verdict = judge.Verdict,
            Notes = notes.ToImmutable(),
        };
    }

    private Money? Sum(Int128 sum) => sum <= StatementJudge.LargestSum ? new Money((long)sum, mapping.Currency) : null;
}
