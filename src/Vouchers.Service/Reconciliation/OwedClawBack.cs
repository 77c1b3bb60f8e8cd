using Vouchers.Ledger;
using Vouchers.Reconciliation;

namespace Vouchers.Service;

/// <summary>A claw-back that an institution owes, as a run looks for its repayment.</summary>
/// <param name="ClawBack">What is open and in no payment's plan is looked for.</param>
/// <param name="Name">The redemption's receipt, or the payment's, which the institution is asked to name.</param>
/// <param name="Payer">The institution's account; null where it has none.</param>
internal sealed record OwedClawBack(ClawBack ClawBack, string Name, BankDetails? Payer)
{
    /// <summary>The credit that would pay it back whole.</summary>
    public ExpectedPayment Expected() => new(ClawBack.Key, BankDirection.Credit,
        new Money(ClawBack.FreeMinorUnits, ClawBack.Amount.Currency),
        DateOnly.FromDateTime(ClawBack.DecidedAt!.Value.ToDateTimeOffset().UtcDateTime))
    {
        Reference = Name,
        // One transfer may pay back all that an institution owes.
        BatchReference = $"claw-backs of {ClawBack.InstitutionId}",
        PayeeName = Payer?.HolderName ?? "",
        PayeeAccount = Payer?.AccountNumber ?? "",
    };
}
