using System.Collections.Immutable;
using Vouchers.Ledger;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>What became of reading a status report.</summary>
public abstract record StatusReportFile
{
    private StatusReportFile()
    {
    }

    /// <summary>The file was read to its end.</summary>
    public sealed record Read(StatusReport Report, BankFileDigest Digest) : StatusReportFile;

    /// <summary>The file cannot be read.</summary>
    public sealed record Refused(BankFileFault Fault) : StatusReportFile;
}

/// <summary>A bank's answer to a payment file (ISO 20022 <c>CstmrPmtStsRpt</c>).</summary>
public sealed record StatusReport
{
    /// <summary>The version by its namespace, e.g. <c>pain.002.001.10</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The report's own id (<c>GrpHdr/MsgId</c>).</summary>
    public string? MessageId { get; init; }

    /// <summary>When it was made, as the bank wrote it (<c>GrpHdr/CreDtTm</c>).</summary>
    public string? CreatedAt { get; init; }

    /// <summary>The file that it answers (<c>OrgnlGrpInfAndSts/OrgnlMsgId</c>).</summary>
    public string? OriginalMessageId { get; init; }

    /// <summary>The kind of that file (<c>OrgnlGrpInfAndSts/OrgnlMsgNmId</c>).</summary>
    public string? OriginalMessageName { get; init; }

    /// <summary>About the whole file, or null (<c>GrpSts</c>).</summary>
    public PaymentStatus? Group { get; init; }

    /// <summary>About batches (<c>OrgnlPmtInfAndSts</c>).</summary>
    public required ImmutableArray<BatchStatus> Batches { get; init; }

    /// <summary>About single payments (<c>TxInfAndSts</c>), in the order of the file.</summary>
    public required ImmutableArray<TransactionStatus> Transactions { get; init; }

    /// <summary>What was tolerated.</summary>
    public ImmutableArray<BankNote> Notes { get; init; } = [];
}

/// <summary>About one batch (ISO 20022 <c>OrgnlPmtInfAndSts</c>).</summary>
/// <param name="BatchId">The batch (<c>OrgnlPmtInfId</c>).</param>
/// <param name="Status">Its status, or null (<c>PmtInfSts</c>).</param>
public sealed record BatchStatus(string? BatchId, PaymentStatus? Status);

/// <summary>About one payment (ISO 20022 <c>TxInfAndSts</c>).</summary>
public sealed record TransactionStatus
{
    /// <summary>The batch in which the report lists it, or null.</summary>
    public string? BatchId { get; init; }

    /// <summary>The payment (<c>OrgnlEndToEndId</c>); null where the bank gave none.</summary>
    public string? EndToEndId { get; init; }

    /// <summary>The payment by its other id (<c>OrgnlInstrId</c>).</summary>
    public string? InstructionId { get; init; }

    /// <summary>Its status, or null (<c>TxSts</c>).</summary>
    public PaymentStatus? Status { get; init; }

    /// <summary>The bank's own reference (<c>AcctSvcrRef</c>).</summary>
    public string? ServicerReference { get; init; }

    /// <summary>The amount, where the bank repeats it legibly (<c>OrgnlTxRef/Amt/InstdAmt</c>).</summary>
    public Money? Amount { get; init; }
}
