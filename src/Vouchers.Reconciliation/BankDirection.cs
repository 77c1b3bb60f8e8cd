namespace Vouchers.Reconciliation;

/// <summary>Which way money moved on a bank account, as its statement says (ISO 20022 <c>CdtDbtInd</c>).</summary>
public enum BankDirection
{
    None = 0,

    /// <summary>Money came in (<c>CRDT</c>).</summary>
    Credit = 1,

    /// <summary>Money went out (<c>DBIT</c>).</summary>
    Debit = 2,
}
