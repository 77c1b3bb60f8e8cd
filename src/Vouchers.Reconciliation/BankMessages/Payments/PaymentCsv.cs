using System.Globalization;
using CsvHelper;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>
/// Writes payment messages as CSV, one payment a row, for banks without ISO 20022 and for people. UTF-8 with a byte
/// order mark, so that spreadsheet programs read Chinese; a cell that such a program would take for a formula gets an
/// apostrophe before it. Pure: the same message gives the same bytes.
/// </summary>
/// <remarks>
/// Spreadsheet programs show long numbers shortened (6.2E+18) and save them so. Import the account columns as text.
/// </remarks>
public static class PaymentCsv
{
    private static readonly string[] Columns =
    [
        "message_id", "batch_id", "execution_date", "end_to_end_id", "amount", "currency", "creditor_name",
        "creditor_account", "creditor_agent", "remittance", "debtor_name", "debtor_account", "debtor_agent",
    ];

    // The full-width signs are formulas to some spreadsheet programs too.
    private const string FormulaSigns = "=+-@\t\r\n＝＋－＠";

    /// <summary>Writes a message, or says all that is wrong with it, by the rules of <see cref="Pain001"/>.</summary>
    public static PaymentFile Write(PaymentMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var faults = PaymentCheck.FaultsOf(message);
        if (faults.Length > 0)
            return new PaymentFile.Refused(faults);
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, new() { WriteByteOrderMark = true }, leaveOpen: true))
        {
            csv.WriteRecord(Columns);
            foreach (var batch in message.Batches)
            {
                foreach (var item in batch.Items)
                    csv.WriteRecord(Array.ConvertAll(Cells(message, batch, item), Guarded));
            }
        }

        return PaymentFile.Of(bytes.ToArray(), PaymentTotals.Of(message));
    }

    private static string Guarded(string cell) =>
        cell.Length > 0 && FormulaSigns.Contains(cell[0]) ? "'" + cell : cell;

    private static string[] Cells(PaymentMessage message, PaymentBatch batch, PaymentItem item) =>
    [
        message.MessageId,
        batch.BatchId,
        batch.ExecutionDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        item.EndToEndId,
        AmountText.Format(item.Amount),
        item.Amount.Currency.ToString(),
        PaymentText.Name(item.Creditor.Name),
        item.Creditor.Account.Text,
        item.Creditor.Agent?.Text ?? "",
        item.Remittance ?? "",
        PaymentText.Name(batch.Debtor.Name),
        batch.Debtor.Account.Text,
        batch.Debtor.Agent?.Text ?? "",
    ];
}
