using Vouchers.Ledger;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>One credit transfer (ISO 20022 <c>CdtTrfTxInf</c>).</summary>
public sealed record PaymentItem
{
    /// <summary>
    /// The id that comes back on statements and status reports, 1 to 35 characters, unique in the file
    /// (<c>PmtId/EndToEndId</c>).
    /// </summary>
    public required string EndToEndId { get; init; }

    /// <summary>An id for the bank alone, 1 to 35 characters, or null (<c>PmtId/InstrId</c>).</summary>
    public string? InstructionId { get; init; }

    /// <summary>More than zero (<c>Amt/InstdAmt</c>).</summary>
    public required Money Amount { get; init; }

    /// <summary>Who is paid, on which account; the bank may be null where the account tells it.</summary>
    public required PaymentParty Creditor { get; init; }

    /// <summary>
    /// What the payee reads, at most 140 characters, or null (<c>RmtInf/Ustrd</c>). Longer text is refused, not cut,
    /// since a reference may stand at its end.
    /// </summary>
    public string? Remittance { get; init; }
}

/// <summary>A name with an account and its bank.</summary>
/// <param name="Name">As the account is held; cut at 140 characters by whole characters (<c>Nm</c>).</param>
/// <param name="Account">The account.</param>
/// <param name="Agent">The bank that keeps the account.</param>
public sealed record PaymentParty(string Name, PaymentAccount Account, PaymentAgent? Agent = null);

/// <summary>Who bears the charges (ISO 20022 <c>ChargeBearerType1Code</c>).</summary>
public enum ChargeBearer
{
    /// <summary>Each side its own (<c>SHAR</c>).</summary>
    Shared = 0,

    /// <summary>Who pays (<c>DEBT</c>).</summary>
    Debtor = 1,

    /// <summary>Who is paid (<c>CRED</c>).</summary>
    Creditor = 2,

    /// <summary>As the rules of the service level say (<c>SLEV</c>).</summary>
    ServiceLevel = 3,
}

/// <summary>The characters that the bank's file may hold.</summary>
public enum PaymentCharacters
{
    /// <summary>All of Unicode that XML can hold but control characters, as Chinese banks take.</summary>
    Any = 0,

    /// <summary>
    /// Latin letters, digits, space and <c>/ - ? : ( ) . , ' +</c> as SEPA guarantees; ids neither begin nor end with
    /// a slash nor hold two in a row.
    /// </summary>
    Sepa = 1,
}
