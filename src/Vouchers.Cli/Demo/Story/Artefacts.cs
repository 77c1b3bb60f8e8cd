using System.Globalization;
using CsvHelper;
using Vouchers.Cli.Demo.Report;
using Vouchers.Client;
using Vouchers.Credentials;
using Vouchers.V1;

namespace Vouchers.Cli.Demo.Story;

/// <summary>Writes what the story leaves behind in the output folder.</summary>
internal static class Artefacts
{
    private const int PixelsPerModule = 8;

    public static async Task WriteAsync(Stage stage, DemoFolder folder, DemoReport report)
    {
        stage.Tell.Chapter("What is left behind", "留下的文件");
        var trust = await stage.Must(stage.Tokens.Auditor, "trust list", client =>
            client.Trust.GetTrustListAsync(new()).AsOutcome());
        await File.WriteAllBytesAsync(folder["trust-list.cose"], trust?.TrustList.ToByteArray() ?? []);
        await File.WriteAllTextAsync(folder["jwks.json"], trust?.Jwks ?? "");
        var checkpoints = await stage.Must(stage.Tokens.Auditor, "checkpoints", client =>
            client.Journal.ListCheckpointsAsync(new() { Newest = true }).AsOutcome());
        await File.WriteAllTextAsync(folder["checkpoints.json"], checkpoints?.ToString() ?? "");
        var rows = await JournalAsync(stage, folder["journal.csv"]);
        stage.Tally.Expect("journal rows written", report.JournalRows, rows);
        await BalancesAsync(stage, folder["balances.csv"]);
        await File.WriteAllTextAsync(folder["report.html"], ReportPage.Render(report));
        stage.Tell.Say($"{folder.Path} holds:");
        foreach (var entry in folder.Left())
            stage.Tell.Say($"  {entry}");
        stage.Tell.EndChapter();
    }

    /// <summary>
    /// Draws the visitor's paper voucher and a live presentation. Before the books are closed, because opening a
    /// voucher is journalled.
    /// </summary>
    public static async Task DrawAsync(Stage stage, DemoFolder folder)
    {
        var visitor = stage.Demo.Cast.Visitor;
        var id = stage.VoucherOf(visitor);
        var paper = await stage.Must(stage.Tokens.Citizen(visitor), "paper voucher", client => client.Vouchers
            .GetVoucherCredentialAsync(new() { VoucherId = id }).AsOutcome());
        var shown = await stage.Must(stage.Tokens.Citizen(visitor), "presentation", client => client.Vouchers
            .PresentVoucherAsync(new() { VoucherId = id }).AsOutcome());
        var (voucher, presentation) = (paper?.Text ?? "", shown?.Text ?? "");
        await File.WriteAllTextAsync(folder["voucher.txt"], voucher);
        await File.WriteAllBytesAsync(folder["voucher.png"], QrPicture.Png(voucher, QrMedium.Paper, PixelsPerModule));
        await File.WriteAllTextAsync(folder["voucher.svg"],
            QrPicture.Svg(voucher, QrMedium.Paper, "Training voucher 培训券"));
        await File.WriteAllTextAsync(folder["presentation.txt"], presentation);
        await File.WriteAllBytesAsync(folder["presentation.png"],
            QrPicture.Png(presentation, QrMedium.Screen, PixelsPerModule));
    }

    private static async Task<long> JournalAsync(Stage stage, string path)
    {
        // A note that begins like a formula must not run when the file is opened in a spreadsheet.
        using var csv = CsvWriter.ToFile(path, new() { WriteByteOrderMark = true, Injection = CsvInjection.Escape });
        csv.WriteRecord(["lane", "sequence", "batch", "at", "event", "subject", "debit", "credit",
            "amount_minor_units", "actor", "request_id", "note"]);
        long rows = 0;
        var token = "";
        do
        {
            var page = await stage.Must(stage.Tokens.Auditor, "journal", client => client.Journal
                .ListJournalEntriesAsync(new() { PageSize = 1_000, PageToken = token }).AsOutcome());
            foreach (var entry in page?.Entries ?? [])
            {
                csv.WriteRecord([Number(entry.Lane), Number(entry.Sequence), Number(entry.Batch), TimeOf(entry),
                    entry.Event, entry.Subject, entry.Debit, entry.Credit, Number(entry.AmountMinorUnits),
                    entry.Actor, entry.RequestId, entry.Note]);
                rows++;
            }

            token = page?.NextPageToken ?? "";
        }
        while (token.Length > 0);
        return rows;
    }

    private static async Task BalancesAsync(Stage stage, string path)
    {
        var answer = await stage.Must(stage.Tokens.Auditor, "balances", client => client.Journal
            .ListBalancesAsync(new()).AsOutcome());
        using var csv = CsvWriter.ToFile(path, new() { WriteByteOrderMark = true });
        csv.WriteRecord(["account", "kind", "programme", "institution", "minor_units", "currency"]);
        foreach (var balance in answer?.Balances ?? [])
        {
            csv.WriteRecord([balance.Account, balance.Kind, balance.ProgrammeId, balance.InstitutionId,
                Number(balance.Balance_.MinorUnits), balance.Balance_.Currency]);
        }
    }

    private static string TimeOf(JournalEntry entry) =>
        entry.At.ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
