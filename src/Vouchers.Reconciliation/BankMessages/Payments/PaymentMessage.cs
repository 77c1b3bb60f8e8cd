using System.Collections.Immutable;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>
/// An order to a bank: a file of one or more batches of credit transfers, all in one currency
/// (ISO 20022 <c>CstmrCdtTrfInitn</c>).
/// </summary>
public sealed record PaymentMessage
{
    /// <summary>The file's own id, 1 to 35 characters (<c>GrpHdr/MsgId</c>). Banks refuse one that they know.</summary>
    public required string MessageId { get; init; }

    /// <summary>
    /// When the file was made, written to the second with its offset (<c>GrpHdr/CreDtTm</c>). An input, so that the
    /// same message is the same bytes.
    /// </summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who sends the order (<c>GrpHdr/InitgPty/Nm</c>), cut at 140 characters.</summary>
    public required string InitiatingParty { get; init; }

    /// <summary>The sender's customer number at the bank, if it gave one (<c>InitgPty/Id/OrgId/Othr/Id</c>).</summary>
    public string? InitiatingPartyId { get; init; }

    /// <summary>At least one batch.</summary>
    public required ImmutableArray<PaymentBatch> Batches { get; init; }

    /// <summary>Which characters the bank takes.</summary>
    public PaymentCharacters Characters { get; init; }
}

/// <summary>One debit account, one day, any number of payments (ISO 20022 <c>PmtInf</c>).</summary>
public sealed record PaymentBatch
{
    /// <summary>The batch's id, 1 to 35 characters, unique in the file (<c>PmtInfId</c>).</summary>
    public required string BatchId { get; init; }

    /// <summary>The day on which the bank is to pay (<c>ReqdExctnDt/Dt</c>).</summary>
    public required DateOnly ExecutionDate { get; init; }

    /// <summary>Who pays, from which account at which bank. The bank is required (<c>DbtrAgt</c>).</summary>
    public required PaymentParty Debtor { get; init; }

    /// <summary>
    /// Whether the statement is to show one debit for the batch (true) or one an item (false); null leaves it to the
    /// bank (<c>BtchBookg</c>).
    /// </summary>
    public bool? BatchBooking { get; init; }

    /// <summary>Who bears the charges; null leaves it to the bank (<c>ChrgBr</c>).</summary>
    public ChargeBearer? ChargeBearer { get; init; }

    /// <summary>At least one payment.</summary>
    public required ImmutableArray<PaymentItem> Items { get; init; }
}
