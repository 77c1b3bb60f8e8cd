using Vouchers.Ledger;

namespace Vouchers.Reconciliation;

/// <summary>How far the ledger knows an expected payment to be.</summary>
public enum ExpectedState
{
    None = 0,

    /// <summary>Sent to the bank (or claimed from a debtor) and not yet seen on a statement.</summary>
    Sent = 1,

    /// <summary>Matched before. Kept among the expected, so that a late return or a second debit finds it.</summary>
    Paid = 2,

    /// <summary>Matched before, and its return booked before.</summary>
    Returned = 3,

    /// <summary>The bank refused the order, or people gave it up. No line is expected.</summary>
    Rejected = 4,
}

/// <summary>One payment that the ledger expects on a bank statement. Immutable.</summary>
/// <param name="Id">Names the payment in every outcome; unique among the expected.</param>
/// <param name="Direction">Debit for money that goes out, credit for a claw-back that is paid back to us.</param>
/// <param name="Amount">Zero up to <see cref="Reconciler.MaxMinorUnits"/>, without a sign.</param>
/// <param name="ExecutionDate">When the bank was asked to book it, or when the debtor was asked to pay.</param>
public sealed record ExpectedPayment(string Id, BankDirection Direction, Money Amount, DateOnly ExecutionDate)
{
    /// <summary>
    /// The end-to-end identification that travels with the payment; empty or <c>NOTPROVIDED</c> for none. Compared
    /// without regard to case, since some banks shout.
    /// </summary>
    public string EndToEndId { get; init; } = "";

    /// <summary>
    /// What else names this one payment (an instruction or invoice number); empty for none. A reference that several
    /// payments have names none of them.
    /// </summary>
    public string Reference { get; init; } = "";

    /// <summary>The message or payment information id under which it was sent with others; empty for none.</summary>
    public string BatchReference { get; init; } = "";

    /// <summary>Who is paid, or for money that comes in, who pays.</summary>
    public string PayeeName { get; init; } = "";

    /// <summary>When it left the ledger: a line of an earlier day that does not name it is not it.</summary>
    public DateOnly NotBefore { get; init; } = DateOnly.MinValue;

    /// <summary>The account of that party, in any spelling: spaces and hyphens do not count.</summary>
    public string PayeeAccount { get; init; } = "";

    public ExpectedState State { get; init; } = ExpectedState.Sent;

    /// <summary>
    /// The ids of lines that earlier runs or people matched with it: its debit, and its return if that was booked.
    /// Where it is not empty, the payment is not expected again, whatever its state.
    /// </summary>
    public IReadOnlyList<string> MatchedWith { get; init; } = [];
}
