using System.Globalization;
using Vouchers.Ledger;
using Vouchers.Reconciliation.BankMessages;
using LedgerLine = Vouchers.Ledger.StatementLine;

namespace Vouchers.Service;

/// <summary>Statements as statement.proto spells them.</summary>
internal static class StatementMapping
{
    /// <summary>A day as ISO 8601 writes it.</summary>
    public static string Text(this DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static V1.Statement ToProto(this Statement statement) => new()
    {
        Id = statement.Id.Value,
        FundingAccountId = statement.FundingAccountId.Value,
        PeriodId = statement.PeriodId.Value,
        FileSha256 = statement.FileHash,
        Ordinal = statement.Ordinal,
        BankId = statement.BankId,
        FromDate = statement.From.Text(),
        ToDate = statement.To.Text(),
        Opening = Balance(statement.OpeningMinorUnits, statement.Currency),
        Closing = Balance(statement.ClosingMinorUnits, statement.Currency),
        Lines = statement.Lines,
        Added = statement.Added,
        Duplicates = statement.Duplicates,
        Unexplained = statement.Unexplained,
        Verdict = statement.Verdict,
        State = (V1.Statement.Types.State)(int)statement.State,
        ImportedBy = statement.ImportedBy,
        ImportedAt = statement.ImportedAt.ToProto(),
        DecidedBy = statement.DecidedBy,
        DecidedAt = statement.DecidedAt?.ToProto(),
    };

    /// <summary>A line as people are told it.</summary>
    /// <param name="line">The line.</param>
    /// <param name="period">Its month, or null where it is not looked at.</param>
    /// <param name="currency">The account's.</param>
    public static V1.StatementLine ToProto(this LedgerLine line, Period? period, Currency currency) => new()
    {
        Id = line.Id.Value,
        FundingAccountId = line.FundingAccountId.Value,
        StatementId = line.StatementId.Value,
        Sequence = line.Sequence,
        Amount = new Money(line.Details.AmountMinorUnits, currency).ToProto(),
        BookingDate = line.Details.BookingDate.Text(),
        ValueDate = line.Details.ValueDate?.Text() ?? "",
        EndToEndId = line.Details.EndToEndId,
        References = { line.Details.References.Split('\n', StringSplitOptions.RemoveEmptyEntries) },
        BatchReference = line.Details.BatchReference,
        TransactionCount = line.Details.TransactionCount,
        CounterpartyName = line.Details.CounterpartyName,
        CounterpartyAccount = line.Details.CounterpartyAccount,
        Text = line.Details.Text,
        IsReversal = line.Details.IsReversal,
        ReturnReason = line.Details.ReturnReason,
        OriginalEndToEndId = line.Details.OriginalEndToEndId,
        State = (V1.StatementLine.Types.State)(int)line.StateIn(period),
        MatchId = line.MatchId.Text(),
    };

    /// <summary>Reads how a CSV is to be read.</summary>
    /// <param name="fields">Takes what is wrong.</param>
    /// <param name="table">The message.</param>
    /// <param name="funding">Whose movements the file has.</param>
    public static StatementTableMapping Read(
        this RequestFields fields, V1.StatementTable table, FundingAccount funding)
    {
        fields.Text(table.DateColumn, 1, 100);
        return new StatementTableMapping
        {
            Account = funding.Bank.AccountNumber,
            Currency = funding.Currency,
            DateColumn = table.DateColumn,
            DateFormat = OrElse(table.DateFormat, "yyyy-MM-dd"),
            Amounts = Amounts(fields, table),
            EndToEndIdColumn = OrNull(table.EndToEndIdColumn),
            ReferenceColumn = OrNull(table.ReferenceColumn),
            CounterpartyColumn = OrNull(table.CounterpartyColumn),
            CounterpartyAccountColumn = OrNull(table.CounterpartyAccountColumn),
            TextColumn = OrNull(table.TextColumn),
            BalanceColumn = OrNull(table.BalanceColumn),
            Opening = SignedMoney(fields, table.Opening, "opening"),
            Closing = SignedMoney(fields, table.Closing, "closing"),
            IsNewestFirst = table.NewestFirst,
            Separator = OneSign(fields, table.Separator, "separator") ?? ',',
            DecimalSeparator = OneSign(fields, table.DecimalSeparator, "decimal_separator") ?? '.',
            GroupSeparator = OneSign(fields, table.GroupSeparator, "group_separator") ?? ',',
            Encoding = table.Encoding == V1.StatementTable.Types.Encoding.Gb18030
                ? StatementTableEncoding.Gb18030
                : StatementTableEncoding.Utf8,
        };
    }

    private static AmountColumns Amounts(RequestFields fields, V1.StatementTable table)
    {
        var (one, out_, in_) = (table.AmountColumn, table.DebitColumn, table.CreditColumn);
        if (one.Length > 0 == (out_.Length > 0 && in_.Length > 0) || out_.Length > 0 != in_.Length > 0)
            fields.Violate("table.amount_column",
                "must be set, or debit_column and credit_column instead of it, so that the file's money can be told");
        if (one.Length == 0 && table.DirectionColumn.Length > 0)
            fields.Violate("table.direction_column", "goes with amount_column");
        if (one.Length == 0)
            return new AmountColumns.DebitAndCredit(out_, in_);
        return table.DirectionColumn.Length > 0
            ? new AmountColumns.WithDirection(one, table.DirectionColumn)
            : new AmountColumns.OneSigned(one);
    }

    // A bank account may be overdrawn.
    private static Money? SignedMoney(RequestFields fields, V1.Money? value, string field)
    {
        if (value is null)
            return null;
        if (Currency.TryParse(value.Currency, out var currency))
            return new Money(value.MinorUnits, currency);
        fields.Violate($"table.{field}.currency", "must be an ISO 4217 code such as CNY");
        return null;
    }

    private static char? OneSign(RequestFields fields, string text, string field)
    {
        if (text.Length > 1 || (text.Length == 1 && !char.IsAscii(text[0])))
            fields.Violate($"table.{field}", "must be one ASCII character");
        return text.Length == 0 ? null : text[0];
    }

    private static V1.Money? Balance(long? minorUnits, Currency currency) =>
        minorUnits is { } known ? new Money(known, currency).ToProto() : null;

    private static string OrElse(string text, string other) => text.Length > 0 ? text : other;

    private static string? OrNull(string text) => text.Length > 0 ? text : null;
}
