using System.Collections.Immutable;
using Vouchers.Ledger;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>
/// How a bank's CSV of account movements is to be read. Columns are named as in its header, which may stand below
/// lines of other text; white space around a name does not matter.
/// </summary>
public sealed record StatementTableMapping
{
    /// <summary>The account whose movements these are; part of each line's fingerprint.</summary>
    public required string Account { get; init; }

    /// <summary>The currency of all amounts.</summary>
    public required Currency Currency { get; init; }

    /// <summary>The column of the booking date.</summary>
    public required string DateColumn { get; init; }

    /// <summary>
    /// The date's form as .NET writes it, e.g. <c>yyyy-MM-dd</c>, <c>yyyyMMdd</c> or <c>yyyy-MM-dd HH:mm:ss</c>.
    /// </summary>
    public string DateFormat { get; init; } = "yyyy-MM-dd";

    /// <summary>Where amounts and directions stand.</summary>
    public required AmountColumns Amounts { get; init; }

    /// <summary>The column of the end-to-end id, or null.</summary>
    public string? EndToEndIdColumn { get; init; }

    /// <summary>The column of the bank's reference, or null.</summary>
    public string? ReferenceColumn { get; init; }

    /// <summary>The column of the counterparty's name, or null.</summary>
    public string? CounterpartyColumn { get; init; }

    /// <summary>The column of the counterparty's account, or null.</summary>
    public string? CounterpartyAccountColumn { get; init; }

    /// <summary>The column of the text, or null.</summary>
    public string? TextColumn { get; init; }

    /// <summary>The column of the balance after each movement, by which the rows are checked; or null.</summary>
    public string? BalanceColumn { get; init; }

    /// <summary>What the account held before the first movement, where it is known otherwise.</summary>
    public Money? Opening { get; init; }

    /// <summary>What it held after the last movement, where it is known otherwise.</summary>
    public Money? Closing { get; init; }

    /// <summary>
    /// The statement's id, or null. Without one, movements in overlapping exports of whole days have the same
    /// fingerprints, which is what exports need.
    /// </summary>
    public string? StatementId { get; init; }

    /// <summary>Whether the newest movement comes first.</summary>
    public bool IsNewestFirst { get; init; }

    /// <summary>Between the fields; an ASCII character.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>Between whole units and decimals.</summary>
    public char DecimalSeparator { get; init; } = '.';

    /// <summary>Between thousands; null where there is none.</summary>
    public char? GroupSeparator { get; init; } = ',';

    /// <summary>The encoding; a UTF-8 byte order mark is believed whatever is said here.</summary>
    public StatementTableEncoding Encoding { get; init; }

    /// <summary>Rows that begin with one of these words are totals, not movements, and are passed over.</summary>
    public ImmutableArray<string> FooterWords { get; init; } = ["合计", "总计", "小计"];
}

/// <summary>The encoding of a table.</summary>
public enum StatementTableEncoding
{
    Utf8 = 0,

    /// <summary>The Chinese national standard, of which GBK and GB2312 are parts.</summary>
    Gb18030 = 1,
}

/// <summary>Where a table's amounts and directions stand.</summary>
public abstract record AmountColumns
{
    private AmountColumns()
    {
    }

    internal abstract IEnumerable<string> Columns { get; }

    /// <summary>One column, in which money out has a minus.</summary>
    public sealed record OneSigned(string Column) : AmountColumns
    {
        internal override IEnumerable<string> Columns => [Column];
    }

    /// <summary>A column for money out and one for money in, of which one is empty or zero.</summary>
    public sealed record DebitAndCredit(string DebitColumn, string CreditColumn) : AmountColumns
    {
        internal override IEnumerable<string> Columns => [DebitColumn, CreditColumn];
    }

    /// <summary>A column without signs, and one that says which way.</summary>
    public sealed record WithDirection(string AmountColumn, string DirectionColumn) : AmountColumns
    {
        /// <summary>The words for money out.</summary>
        public ImmutableArray<string> DebitWords { get; init; } = ["借", "支出", "D", "DR", "DBIT"];

        /// <summary>The words for money in.</summary>
        public ImmutableArray<string> CreditWords { get; init; } = ["贷", "收入", "C", "CR", "CRDT"];

        internal override IEnumerable<string> Columns => [AmountColumn, DirectionColumn];
    }
}
