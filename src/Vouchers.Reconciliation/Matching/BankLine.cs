using Vouchers.Ledger;

namespace Vouchers.Reconciliation;

/// <summary>One line of a bank statement (ISO 20022 <c>Ntry</c> or one of its <c>TxDtls</c>). Immutable.</summary>
/// <param name="Id">Names the line in every outcome; unique among the lines.</param>
/// <param name="Direction">
/// As the line itself says. A reversal marker does not turn it round: a reversed debit is a credit line.
/// </param>
/// <param name="Amount">Zero up to <see cref="Reconciler.MaxMinorUnits"/>, without a sign.</param>
/// <param name="BookingDate">When the bank booked it.</param>
public sealed record BankLine(string Id, BankDirection Direction, Money Amount, DateOnly BookingDate)
{
    /// <summary>From when the amount bears interest; null where the bank does not say.</summary>
    public DateOnly? ValueDate { get; init; }

    /// <summary>Empty or <c>NOTPROVIDED</c> for none.</summary>
    public string EndToEndId { get; init; } = "";

    /// <summary>The bank's own references and all others that the line bears, in any order.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>The message or payment information id of a batch booked as one line; empty for none.</summary>
    public string BatchReference { get; init; } = "";

    /// <summary>How many transactions the line stands for; 0 where the bank does not say.</summary>
    public int TransactionCount { get; init; }

    public string CounterpartyName { get; init; } = "";

    public string CounterpartyAccount { get; init; } = "";

    /// <summary>Free text for the receiver. People and banks write into it, so it proves nothing by itself.</summary>
    public string RemittanceText { get; init; } = "";

    /// <summary>The bank's reversal marker (<c>RvslInd</c>).</summary>
    public bool IsReversal { get; init; }

    /// <summary>Why a payment came back, e.g. <c>AC04</c> for a closed account; empty for none.</summary>
    public string ReturnReason { get; init; } = "";

    /// <summary>The end-to-end id of the payment that came back; empty for none.</summary>
    public string OriginalEndToEndId { get; init; } = "";
}
