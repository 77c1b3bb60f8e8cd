using Vouchers.Ledger;
using Vouchers.Reconciliation;
using BankLine = Vouchers.Reconciliation.BankMessages.StatementLine;

namespace Vouchers.Service;

/// <summary>What the ledger keeps of a line that a reader found.</summary>
internal static class BankLineDetails
{
    /// <summary>
    /// Whether the line moves money of the account: booked, in its currency, and not zero. A line in another currency
    /// is a fault of its statement's verdict already.
    /// </summary>
    public static bool Moves(this BankLine line, Currency currency) =>
        line is { Counts: true, Amount.MinorUnits: not 0 } && line.Amount.Currency == currency;

    /// <summary>The line's day: of booking, else of value, else the statement's last.</summary>
    public static DateOnly DayOf(this BankLine line, DateOnly last) => line.BookingDate ?? line.ValueDate ?? last;

    /// <summary>The line in the ledger's form, its texts cut to what the ledger holds.</summary>
    public static NewStatementLine ToLedger(this BankLine line, DateOnly last)
    {
        var told = line.Transaction;
        var sign = line.Direction == BankDirection.Credit ? 1 : -1;
        string?[] references =
        [
            told.InstructionId, told.MessageId, told.TransactionId, told.ServicerReference, told.CreditorReference,
            line.EntryReference, line.ServicerReference,
        ];
        return new NewStatementLine(line.Fingerprint, new LineDetails(
            checked(sign * line.Amount.MinorUnits),
            line.DayOf(last),
            line.ValueDate,
            Cut(told.EndToEndId, LineDetails.MaxId),
            Cut(string.Join('\n', references.OfType<string>().Select(OneLine).Where(r => r.Length > 0).Distinct()),
                LineDetails.MaxReferences),
            Cut(line.Batch?.BatchId ?? line.Batch?.MessageId ?? told.BatchId, LineDetails.MaxId),
            line.Part > 0 ? 1 : (int)Math.Clamp(line.Batch?.Count ?? line.Parts, 0, int.MaxValue),
            Cut(told.Counterparty?.Name, LineDetails.MaxName),
            Cut(told.Counterparty?.Account, LineDetails.MaxAccount),
            Cut(string.Join(' ', new[] { told.RemittanceText, told.AdditionalText, line.AdditionalText }
                .Where(t => !string.IsNullOrWhiteSpace(t))), LineDetails.MaxText),
            line.IsReversal,
            Cut(Reason(told.Return), LineDetails.MaxId),
            Cut(told.Return?.OriginalEndToEndId, LineDetails.MaxId)));
    }

    private static string? Reason(Vouchers.Reconciliation.BankMessages.StatementReturn? back) =>
        back is null ? null : $"{back.Code} {back.Text}".Trim();

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();

    // A surrogate pair is not torn apart.
    private static string Cut(string? text, int most) => text switch
    {
        null => "",
        { Length: var length } when length <= most => text,
        _ => text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)],
    };
}
