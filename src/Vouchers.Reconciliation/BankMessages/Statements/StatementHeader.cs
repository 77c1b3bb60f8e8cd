using Vouchers.Ledger;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>What a statement says of itself (ISO 20022 <c>Stmt</c>). What the bank left out is null.</summary>
public sealed record StatementHeader
{
    /// <summary>The version by its namespace, e.g. <c>camt.053.001.08</c>, or <c>CSV</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The message that carries it (<c>GrpHdr/MsgId</c>).</summary>
    public string? MessageId { get; init; }

    /// <summary>The statement (<c>Id</c>).</summary>
    public string? StatementId { get; init; }

    /// <summary>The bank's running number (<c>ElctrncSeqNb</c>, else <c>LglSeqNb</c>).</summary>
    public string? SequenceNumber { get; init; }

    /// <summary>When it was made, as the bank wrote it (<c>CreDtTm</c>).</summary>
    public string? CreatedAt { get; init; }

    /// <summary>The first day (<c>FrToDt</c>), by the bank's own calendar.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day (<c>FrToDt</c>).</summary>
    public DateOnly? To { get; init; }

    /// <summary>The account: IBAN or other number without spaces (<c>Acct/Id</c>).</summary>
    public string? Account { get; init; }

    /// <summary>The account's currency (<c>Acct/Ccy</c>), else the balances'.</summary>
    public Currency? Currency { get; init; }

    /// <summary>Who holds the account (<c>Acct/Ownr/Nm</c>).</summary>
    public string? Owner { get; init; }

    /// <summary>The bank by BIC, else by its other number or name (<c>Acct/Svcr</c>).</summary>
    public string? Servicer { get; init; }

    /// <summary>Where the statement comes in pages, the number of this one (<c>StmtPgntn/PgNb</c>).</summary>
    public string? Page { get; init; }

    /// <summary>Whether this is the last page (<c>StmtPgntn/LastPgInd</c>).</summary>
    public bool? IsLastPage { get; init; }

    /// <summary>COPY, DUPL or CODU where the bank sends it once more (<c>CpyDplctInd</c>).</summary>
    public string? CopyOrDuplicate { get; init; }
}
