using CsvHelper;
using Vouchers.Reconciliation;

namespace Vouchers.Benchmarks;

/// <summary>A payment as a row of a file.</summary>
[CsvRecord]
internal sealed partial record PaymentRow(string Id, BankDirection Direction, long MinorUnits, string Currency,
    DateOnly ExecutionDate, string EndToEndId, string Reference, string BatchReference, string PayeeName,
    string PayeeAccount, ExpectedState State, string MatchedWith)
{
    public static PaymentRow Of(ExpectedPayment item) => new(item.Id, item.Direction, item.Amount.MinorUnits,
        item.Amount.Currency.Code!, item.ExecutionDate, item.EndToEndId, item.Reference, item.BatchReference,
        item.PayeeName, item.PayeeAccount, item.State, string.Join(' ', item.MatchedWith));
}

/// <summary>A statement line as a row of a file.</summary>
[CsvRecord]
internal sealed partial record LineRow(string Id, BankDirection Direction, long MinorUnits, string Currency,
    DateOnly BookingDate, string EndToEndId, string References, string BatchReference, int TransactionCount,
    string CounterpartyName, string CounterpartyAccount, string RemittanceText, bool IsReversal, string ReturnReason,
    string OriginalEndToEndId)
{
    public static LineRow Of(BankLine line) => new(line.Id, line.Direction, line.Amount.MinorUnits,
        line.Amount.Currency.Code!, line.BookingDate, line.EndToEndId, string.Join(' ', line.References),
        line.BatchReference, line.TransactionCount, line.CounterpartyName, line.CounterpartyAccount,
        line.RemittanceText, line.IsReversal, line.ReturnReason, line.OriginalEndToEndId);
}
