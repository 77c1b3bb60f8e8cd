using Vouchers.Ledger;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>
/// One movement of money on the account: an entry (ISO 20022 <c>Ntry</c>), or one of its transactions
/// (<c>TxDtls</c>) where an entry has several that explain its amount exactly. The booked lines of a statement thus
/// always add up to its booked entries. Immutable.
/// </summary>
public sealed record StatementLine
{
    /// <summary>
    /// 32 hexadecimal digits that the same line has in every file: of account, references, amount, status, date,
    /// end-to-end id, and its place among lines that are equal in all of these; where the bank gives it no reference
    /// of its own, of the statement too.
    /// </summary>
    public required string Fingerprint { get; init; }

    /// <summary>The entry in its statement, counted from 1.</summary>
    public required long Entry { get; init; }

    /// <summary>The transaction in its entry, counted from 1; 0 where the line is the whole entry.</summary>
    public int Part { get; init; }

    /// <summary>How many transactions the entry lists (<c>TxDtls</c>).</summary>
    public int Parts { get; init; }

    /// <summary>The amount without sign, never negative (<c>Amt</c>).</summary>
    public required Money Amount { get; init; }

    /// <summary>Which way it went (<c>CdtDbtInd</c>). A reversal does not turn it round.</summary>
    public required BankDirection Direction { get; init; }

    /// <summary>Whether it is booked (<c>Sts</c>). Only booked lines count.</summary>
    public required StatementLineStatus Status { get; init; }

    /// <summary>Whether the bank takes back an earlier entry (<c>RvslInd</c>): a mark that changes no sign.</summary>
    public bool IsReversal { get; init; }

    /// <summary>The day of booking (<c>BookgDt</c>), as written, in no time zone.</summary>
    public DateOnly? BookingDate { get; init; }

    /// <summary>The day from which it bears interest (<c>ValDt</c>).</summary>
    public DateOnly? ValueDate { get; init; }

    /// <summary>The entry's reference (<c>NtryRef</c>).</summary>
    public string? EntryReference { get; init; }

    /// <summary>The bank's reference of the entry (<c>AcctSvcrRef</c>).</summary>
    public string? ServicerReference { get; init; }

    /// <summary>The bank's code of the entry, e.g. <c>PMNT-ICDT-XBCT</c>, or its own word (<c>BkTxCd</c>).</summary>
    public string? BankCode { get; init; }

    /// <summary>The bank's words about the entry (<c>AddtlNtryInf</c>).</summary>
    public string? AdditionalText { get; init; }

    /// <summary>The batch that was booked as one (<c>Btch</c>), or null.</summary>
    public StatementBatch? Batch { get; init; }

    /// <summary>Who paid whom and why. Empty where the bank gives no details, or several that do not add up.</summary>
    public StatementTransaction Transaction { get; init; } = StatementTransaction.None;

    /// <summary>
    /// The entry's transactions where they do not add up to it, for a person to look at; else empty. They are no lines.
    /// </summary>
    public IReadOnlyList<StatementTransaction> UntiedTransactions { get; init; } = [];

    /// <summary>The entry's charges (<c>Chrgs</c>), which are part of no sum here.</summary>
    public IReadOnlyList<StatementCharge> Charges { get; init; } = [];

    /// <summary>What was tolerated.</summary>
    public IReadOnlyList<BankNote> Notes { get; init; } = [];

    /// <summary>Where the entry begins in the file, counted from 1.</summary>
    public long FileLine { get; init; }

    /// <summary>Whether the line is part of the balance.</summary>
    public bool Counts => Status == StatementLineStatus.Booked;
}

/// <summary>How far an entry is (ISO 20022 <c>Ntry/Sts</c>).</summary>
public enum StatementLineStatus
{
    None = 0,

    /// <summary>Booked (<c>BOOK</c>): part of the balance.</summary>
    Booked = 1,

    /// <summary>Announced (<c>PDNG</c>).</summary>
    Pending = 2,

    /// <summary>Told for information (<c>INFO</c>).</summary>
    Information = 3,

    /// <summary>Another word of the bank's, as the notes say.</summary>
    Other = 4,
}

/// <summary>An entry that was passed over, since its amount or direction cannot be told.</summary>
/// <param name="Entry">The entry in its statement, counted from 1.</param>
/// <param name="Message">Why, in a sentence.</param>
/// <param name="FileLine">Where it begins in the file, counted from 1.</param>
/// <param name="Reference">The bank's or the entry's reference, or null.</param>
public sealed record UnreadableEntry(long Entry, string Message, long FileLine, string? Reference);
