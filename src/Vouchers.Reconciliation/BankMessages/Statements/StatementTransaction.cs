using Vouchers.Ledger;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>Who paid whom and why (ISO 20022 <c>TxDtls</c>). Each field is null where the bank left it out.</summary>
public sealed record StatementTransaction
{
    /// <summary>Nothing known.</summary>
    public static StatementTransaction None { get; } = new();

    /// <summary>The payer's id of the payment (<c>Refs/EndToEndId</c>); null also for NOTPROVIDED.</summary>
    public string? EndToEndId { get; init; }

    /// <summary><c>Refs/InstrId</c>.</summary>
    public string? InstructionId { get; init; }

    /// <summary>The file that ordered it (<c>Refs/MsgId</c>).</summary>
    public string? MessageId { get; init; }

    /// <summary>The batch that ordered it (<c>Refs/PmtInfId</c>).</summary>
    public string? BatchId { get; init; }

    /// <summary>The id between the banks (<c>Refs/TxId</c>).</summary>
    public string? TransactionId { get; init; }

    /// <summary>The bank's reference (<c>Refs/AcctSvcrRef</c>).</summary>
    public string? ServicerReference { get; init; }

    /// <summary>Its amount, where legible (<c>Amt</c>, else <c>AmtDtls</c>); may be in another currency.</summary>
    public Money? Amount { get; init; }

    /// <summary>Its direction (<c>CdtDbtInd</c>), else the entry's.</summary>
    public BankDirection Direction { get; init; }

    /// <summary>The other side: who paid a credit, who got a debit; never the account's own holder.</summary>
    public Counterparty? Counterparty { get; init; }

    /// <summary>The text for the payee (<c>RmtInf/Ustrd</c>), several joined by a space.</summary>
    public string? RemittanceText { get; init; }

    /// <summary>The payee's reference (<c>RmtInf/Strd/CdtrRefInf/Ref</c>).</summary>
    public string? CreditorReference { get; init; }

    /// <summary>The bank's code (<c>BkTxCd</c>).</summary>
    public string? BankCode { get; init; }

    /// <summary>Why a payment came back, or null (<c>RtrInf</c>).</summary>
    public StatementReturn? Return { get; init; }

    /// <summary>Its charges, part of no sum here (<c>Chrgs</c>).</summary>
    public IReadOnlyList<StatementCharge> Charges { get; init; } = [];

    /// <summary>The bank's words (<c>AddtlTxInf</c>).</summary>
    public string? AdditionalText { get; init; }
}

/// <summary>The other side of a transaction.</summary>
/// <param name="Name">The name (<c>Nm</c>).</param>
/// <param name="Account">IBAN or other number, without spaces.</param>
/// <param name="Agent">Its bank by BIC, else by its other number or name.</param>
public sealed record Counterparty(string? Name, string? Account, string? Agent);

/// <summary>Why a payment came back (ISO 20022 <c>RtrInf</c>).</summary>
/// <param name="Code">ISO's code, e.g. AC04 for a closed account, or the bank's own (<c>Rsn</c>).</param>
/// <param name="Text">In words (<c>AddtlInf</c>).</param>
/// <param name="OriginalEndToEndId">The payment that came back, as far as the bank names it.</param>
public sealed record StatementReturn(string? Code, string? Text, string? OriginalEndToEndId);

/// <summary>A charge (ISO 20022 <c>Chrgs/Rcrd</c>).</summary>
/// <param name="Amount">Without sign.</param>
/// <param name="Direction">Which way; None where the bank does not say.</param>
/// <param name="IsIncluded">Whether the entry's amount contains it (<c>ChrgInclInd</c>); null where unsaid.</param>
/// <param name="Kind">Its type (<c>Tp</c>).</param>
public sealed record StatementCharge(Money Amount, BankDirection Direction, bool? IsIncluded, string? Kind);

/// <summary>A batch that was booked as one entry (ISO 20022 <c>Btch</c>).</summary>
/// <param name="MessageId">The file that ordered it (<c>MsgId</c>).</param>
/// <param name="BatchId">The batch in that file (<c>PmtInfId</c>).</param>
/// <param name="Count">How many transactions, as far as the bank says (<c>NbOfTxs</c>).</param>
/// <param name="Total">Their sum, as far as the bank says (<c>TtlAmt</c>).</param>
public sealed record StatementBatch(string? MessageId, string? BatchId, long? Count, Money? Total);
