namespace Vouchers.Reconciliation.BankMessages;

/// <summary>ISO's four letters for each status.</summary>
internal static class PaymentStatusWords
{
    private static readonly Dictionary<string, PaymentStatusCode> Codes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["RCVD"] = PaymentStatusCode.Received,
        ["PDNG"] = PaymentStatusCode.Pending,
        ["ACTC"] = PaymentStatusCode.AcceptedTechnically,
        ["ACCP"] = PaymentStatusCode.AcceptedCustomerProfile,
        ["ACWC"] = PaymentStatusCode.AcceptedWithChange,
        ["ACSP"] = PaymentStatusCode.AcceptedSettlementInProcess,
        ["ACSC"] = PaymentStatusCode.AcceptedSettled,
        ["ACCC"] = PaymentStatusCode.AcceptedCredited,
        ["PART"] = PaymentStatusCode.PartiallyAccepted,
        ["RJCT"] = PaymentStatusCode.Rejected,
        ["CANC"] = PaymentStatusCode.Cancelled,
    };

    public static PaymentStatusCode CodeOf(string word) => Codes.GetValueOrDefault(word, PaymentStatusCode.Other);
}
