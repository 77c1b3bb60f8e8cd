using Vouchers.Cli.Commands;
using Vouchers.Cli.Demo.Bank;
using Vouchers.Cli.Demo.Data;
using Vouchers.Cli.Finance;
using Vouchers.Cli.Pages;
using Vouchers.Client;
using Vouchers.V1;
using Kind = Vouchers.V1.Discrepancy.Types.Type;

namespace Vouchers.Cli.Demo.Story.Chapters;

/// <summary>
/// The bank's statement is proven against what was ordered; the trouble that it holds is found and typed.
/// </summary>
internal static class Reconciling
{
    public static async Task TellAsync(Stage stage, DemoFolder folder, PaidBatch paid)
    {
        stage.Tell.Chapter("Every payment against the bank's statement", "每笔付款与银行流水对账");
        var (file, hasTrouble) = BankStatement.Of(paid.Order, paid.Refused);
        await File.WriteAllBytesAsync(folder["statement.camt053.xml"], file, stage.Cancellation);
        var imported = await ImportAsync(stage, file);
        var again = await ImportAsync(stage, file);
        var statement = imported?.Statements.FirstOrDefault()?.Statement;
        stage.Tally.Expect("statements that tie", 1, statement?.State == Statement.Types.State.Open ? 1 : 0);
        stage.Tally.Expect("statements known at the second import", 1, again?.Statements.Count(s => s.WasKnown) ?? 0);
        stage.Tell.Say($"The statement of {statement?.FromDate} to {statement?.ToDate} has "
            + $"{Count(statement?.Lines ?? 0, "line")} and ties; importing the file twice changes nothing.");
        var run = await RunAsync(stage);
        var report = await ReadAsync(stage);
        if (run is null || report is null)
            return;
        foreach (var pass in run.Passes)
            stage.Tell.Say($"{ReconciliationWords.Pass(pass.Pass).En}: {Count(pass.Payments, "payment")} with "
                + $"{Count(pass.Lines, "line")}, {Yuan.Of(pass.Amount.MinorUnits)}.");
        stage.Tally.Expect("fen that nothing explains", 0, run.Unexplained.MinorUnits);
        Judge(stage, report, hasTrouble);
        await ResolveAsync(stage, run);
        var rest = await RunAsync(stage);
        await WriteAsync(stage, folder);
        stage.Tally.Expect("discrepancies after a second run",
            run.Discrepancies.Count(d => d.Type != Kind.Returned), rest?.Discrepancies.Count ?? 0);
        if (hasTrouble)
            await stage.Refused(stage.Tokens.Finance, "Finance closes the month all the same.",
                RefusalReason.PeriodUnexplained, client => client.Reconciliation.ClosePeriodAsync(new()
                {
                    FundingAccountId = BankAccounts.Treasury, Month = statement!.ToDate[..7],
                }).AsOutcome());
    }

    /// <summary>Each planted case is told once, and nothing else is.</summary>
    private static void Judge(Stage stage, ReconciliationReport report, bool hasTrouble)
    {
        IReadOnlyList<PlantedTrouble> planted = hasTrouble
            ? [PlantedTrouble.ClosedAccount, .. PlantedTrouble.OfStatement]
            : [PlantedTrouble.ClosedAccount];
        foreach (var trouble in planted)
        {
            var told = trouble.Told(report).ToList();
            stage.Tell.Say($"{trouble.Title}:");
            stage.Tell.Verdict(told.Count == 1, trouble.TypedAs, told.FirstOrDefault() ?? "(it was not found)");
            stage.Tally.Expect($"cases of: {trouble.Title}", 1, told.Count);
        }

        var all = report.Failed.Count + report.Discrepancies.Count + ReconciliationPage.Told(report).Count();
        stage.Tally.Expect("cases that the reconciliation tells", planted.Count, all);
        stage.Tell.Say($"{planted.Count} cases were planted, {all} are told, none of them false.");
    }

    /// <summary>The payment that came back is payable again once two people say so.</summary>
    private static async Task ResolveAsync(Stage stage, ReconcileResponse.Types.Result run)
    {
        if (run.Discrepancies.FirstOrDefault(d => d.Type == Kind.Returned) is not { } returned)
            return;
        await stage.Must(stage.Tokens.Finance, "proposal", client => client.Reconciliation.ProposeResolutionAsync(new()
        {
            DiscrepancyId = returned.Id,
            Resolution = Discrepancy.Types.Resolution.RePay,
            Reason = "the school's account was closed; it enters a new one",
        }).AsOutcome());
        Func<VoucherClient, Task<Outcome<DecideResolutionResponse>>> decide = client => client.Reconciliation
            .DecideResolutionAsync(new() { DiscrepancyId = returned.Id, Approved = true }).AsOutcome();
        await stage.Refused(stage.Tokens.Finance, "The same person decides the own proposal.",
            RefusalReason.SamePerson, decide);
        await stage.Must(stage.Tokens.Cashier, "decision", decide);
        stage.Tell.Say("A second person agrees: what came back is payable again.");
    }

    /// <summary>What became of each line and payment: a page in both languages, and rows for a spreadsheet.</summary>
    private static async Task WriteAsync(Stage stage, DemoFolder folder)
    {
        if (await ReadAsync(stage) is not { } report)
            return;
        foreach (var (file, language) in BothLanguages.Of(folder["reconciliation"]))
            await File.WriteAllTextAsync(
                file, HtmlPage.Render(ReconciliationPage.Make(report, language)), stage.Cancellation);
        await File.WriteAllBytesAsync(folder["reconciliation.csv"],
            CsvPage.Render(ReconciliationPage.File(report)), stage.Cancellation);
    }

    private static Task<ReconciliationReport?> ReadAsync(Stage stage) => stage.Must(
        stage.Tokens.Auditor, "the reconciliation", client => client.ReconciliationAsync(
            BankAccounts.Treasury, cancellation: stage.Cancellation));

    private static async Task<ImportStatementsResponse.Types.Result?> ImportAsync(Stage stage, byte[] file)
    {
        using var stream = new MemoryStream(file);
        return await stage.Must(stage.Tokens.Finance, "the bank's statement", client => client.ImportStatementsAsync(
            new(), stream, cancellation: stage.Cancellation));
    }

    private static Task<ReconcileResponse.Types.Result?> RunAsync(Stage stage) => stage.Must(
        stage.Tokens.Finance, "reconciliation", client => client.ReconcileAsync(
            BankAccounts.Treasury, cancellation: stage.Cancellation));

    private static string Count(long count, string noun) => Printed.Count(count, noun);
}
