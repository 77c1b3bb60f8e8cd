using System.Globalization;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>A row that was read.</summary>
/// <param name="Line">The line, without number and fingerprint.</param>
/// <param name="EndToEndId">The end-to-end id before it was cut.</param>
/// <param name="Balance">The balance after it, in minor units; null where the row has none.</param>
internal sealed record TableLine(StatementLine Line, string? EndToEndId, long? Balance);

/// <summary>Reads a row's cells by the mapping.</summary>
internal sealed class TableRowReader(TableColumns columns, StatementTableMapping mapping)
{
    /// <summary>The line, or null with the reason.</summary>
    public TableLine? Read(TableRow row, out string why)
    {
        if (row.Fault is { } fault)
        {
            why = fault;
            return null;
        }

        if (row.Cells.AsSpan(Math.Min(columns.Count, row.Cells.Length)).ContainsAnyExcept(""))
        {
            why = $"it has {row.Cells.Length} fields where the header has {columns.Count}";
            return null;
        }

        var day = columns.Cell(row, mapping.DateColumn);
        var form = mapping.DateFormat;
        if (!DateTime.TryParseExact(day, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            why = $"'{TextCut.Shorten(day)}' is not a date of the form {form}";
            return null;
        }

        return TryMovement(row, out var movement, out why) && TryBalance(row, out var balance, out why)
            ? new(Line(row, DateOnly.FromDateTime(date), movement), EndToEndId(row), balance)
            : null;
    }

    private StatementLine Line(TableRow row, DateOnly date, (long Units, BankDirection Direction) movement)
    {
        var notes = new BankNotes();
        string? Text(string? column, int limit) => columns.Cell(row, column) is { Length: > 0 } cell
            ? notes.Fit(cell, limit, $"'{column}'")
            : null;
        var name = Text(mapping.CounterpartyColumn, BankNotes.Name);
        var account = Text(mapping.CounterpartyAccountColumn, BankNotes.Reference);
        var line = new StatementLine
        {
            Fingerprint = "",
            Entry = 0,
            Amount = new(movement.Units, mapping.Currency),
            Direction = movement.Direction,
            Status = StatementLineStatus.Booked,
            BookingDate = date,
            ServicerReference = BankWords.IdOrNone(Text(mapping.ReferenceColumn, BankNotes.Reference)),
            FileLine = row.Line,
            Transaction = new()
            {
                EndToEndId = notes.Fit(EndToEndId(row), BankNotes.Reference, $"'{mapping.EndToEndIdColumn}'"),
                Direction = movement.Direction,
                Counterparty = name is null && account is null ? null : new(name, account, null),
                RemittanceText = Text(mapping.TextColumn, BankNotes.LongText),
            },
        };
        return line with { Notes = notes.ToImmutable() };
    }

    private string? EndToEndId(TableRow row) => BankWords.IdOrNone(columns.Cell(row, mapping.EndToEndIdColumn));

    private bool TryMovement(TableRow row, out (long Units, BankDirection Direction) movement, out string why) =>
        mapping.Amounts switch
        {
            AmountColumns.OneSigned signed => TrySigned(columns.Cell(row, signed.Column), out movement, out why),
            AmountColumns.DebitAndCredit two => TryTwo(
                columns.Cell(row, two.DebitColumn), columns.Cell(row, two.CreditColumn), out movement, out why),
            AmountColumns.WithDirection worded => TryWorded(row, worded, out movement, out why),
            _ => throw new InvalidOperationException("Amounts stand in one of three ways."),
        };

    private bool TrySigned(string cell, out (long Units, BankDirection Direction) movement, out string why)
    {
        var isRead = TableCells.TryAmount(cell, mapping, out var units, out why);
        movement = units < 0 ? (-units, BankDirection.Debit) : (units, BankDirection.Credit);
        return isRead;
    }

    private bool TryTwo(string debit, string credit, out (long Units, BankDirection Direction) movement, out string why)
    {
        movement = default;
        if (debit.Length + credit.Length == 0)
        {
            why = "it has neither a debit nor a credit";
            return false;
        }

        if (!TryUnsigned(debit.Length == 0 ? "0" : debit, out var paid, out why)
            || !TryUnsigned(credit.Length == 0 ? "0" : credit, out var received, out why))
        {
            return false;
        }

        if (paid != 0 && received != 0)
            why = "it has both a debit and a credit";
        movement = paid != 0 || credit.Length == 0 ? (paid, BankDirection.Debit) : (received, BankDirection.Credit);
        return why.Length == 0;
    }

    private bool TryWorded(
        TableRow row, AmountColumns.WithDirection columnsOf, out (long Units, BankDirection Direction) movement,
        out string why)
    {
        movement = default;
        var word = columns.Cell(row, columnsOf.DirectionColumn);
        if (!TryUnsigned(columns.Cell(row, columnsOf.AmountColumn), out var units, out why))
            return false;
        var isDebit = columnsOf.DebitWords.Contains(word, StringComparer.OrdinalIgnoreCase);
        if (isDebit == columnsOf.CreditWords.Contains(word, StringComparer.OrdinalIgnoreCase))
            why = $"'{TextCut.Shorten(word)}' says neither credit nor debit";
        movement = (units, isDebit ? BankDirection.Debit : BankDirection.Credit);
        return why.Length == 0;
    }

    private bool TryUnsigned(string cell, out long units, out string why)
    {
        if (!TableCells.TryAmount(cell, mapping, out units, out why))
            return false;
        if (units < 0)
            why = $"'{TextCut.Shorten(cell)}' is negative where the column tells the direction";
        return units >= 0;
    }

    private bool TryBalance(TableRow row, out long? balance, out string why)
    {
        balance = null;
        why = "";
        if (columns.Cell(row, mapping.BalanceColumn) is not { Length: > 0 } cell)
            return true;
        if (!TableCells.TryAmount(cell, mapping, out var units, out why))
        {
            why = $"its balance {why}";
            return false;
        }

        balance = units;
        return true;
    }
}
