using System.Collections.Immutable;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>What a bank says about a payment, a batch or a whole file.</summary>
/// <param name="Code">The status.</param>
/// <param name="Word">The bank's own word for it, e.g. RJCT.</param>
/// <param name="Reasons">Why, as far as the bank says (<c>StsRsnInf</c>).</param>
public sealed record PaymentStatus(PaymentStatusCode Code, string Word, ImmutableArray<StatusReason> Reasons);

/// <summary>One reason of a status (ISO 20022 <c>StsRsnInf</c>).</summary>
/// <param name="Code">ISO's external code, e.g. AC04 for a closed account, NARR for words (<c>Rsn/Cd</c>).</param>
/// <param name="Proprietary">The bank's own code (<c>Rsn/Prtry</c>).</param>
/// <param name="Text">In words (<c>AddtlInf</c>), several joined by a space.</param>
public sealed record StatusReason(string? Code, string? Proprietary, string? Text);

/// <summary>The status of payments (ISO 20022 external payment status codes).</summary>
public enum PaymentStatusCode
{
    None = 0,

    /// <summary>Received, not looked at (<c>RCVD</c>).</summary>
    Received = 1,

    /// <summary>Checks are under way (<c>PDNG</c>).</summary>
    Pending = 2,

    /// <summary>The form is right (<c>ACTC</c>).</summary>
    AcceptedTechnically = 3,

    /// <summary>Form and customer are right (<c>ACCP</c>).</summary>
    AcceptedCustomerProfile = 4,

    /// <summary>Accepted with a change, such as another date (<c>ACWC</c>).</summary>
    AcceptedWithChange = 5,

    /// <summary>Being settled (<c>ACSP</c>). The money may still come back.</summary>
    AcceptedSettlementInProcess = 6,

    /// <summary>Debited here (<c>ACSC</c>); the payee's bank may still return it.</summary>
    AcceptedSettled = 7,

    /// <summary>On the payee's account (<c>ACCC</c>).</summary>
    AcceptedCredited = 8,

    /// <summary>Some are accepted, some not: it says nothing about a single one (<c>PART</c>).</summary>
    PartiallyAccepted = 9,

    /// <summary>Not carried out (<c>RJCT</c>).</summary>
    Rejected = 10,

    /// <summary>Cancelled before it was carried out (<c>CANC</c>).</summary>
    Cancelled = 11,

    /// <summary>A word that is not known; see <see cref="PaymentStatus.Word"/>.</summary>
    Other = 12,
}
