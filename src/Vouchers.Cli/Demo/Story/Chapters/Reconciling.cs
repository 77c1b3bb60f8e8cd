using System.Globalization;
using CsvHelper;
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
    private static readonly Kind[] Planted =
        [Kind.AmountDifference, Kind.DuplicatePayment, Kind.Returned, Kind.MissingInLedger, Kind.Timing];

    public static async Task TellAsync(Stage stage, DemoFolder folder, PaidBatch paid)
    {
        stage.Tell.Chapter("Every payment against the bank's statement");
        var (file, hasTrouble) = BankStatement.Of(paid.Order, paid.Refused);
        await File.WriteAllBytesAsync(folder["statement.camt053.xml"], file, stage.Cancellation);
        var imported = await ImportAsync(stage, file);
        var again = await ImportAsync(stage, file);
        var statement = imported?.Statements.FirstOrDefault()?.Statement;
        stage.Tally.Expect("statements that tie", 1, statement?.State == Statement.Types.State.Open ? 1 : 0);
        stage.Tally.Expect("statements known at the second import", 1, again?.Statements.Count(s => s.WasKnown) ?? 0);
        var days = $"{statement?.FromDate} – {statement?.ToDate}";
        stage.Tell.Say($"The statement of {days} has {statement?.Lines} lines and ties; importing the file twice "
            + "changes nothing.");
        var run = await RunAsync(stage);
        if (run is null)
            return;
        foreach (var pass in run.Passes)
            stage.Tell.Say($"Matched by {pass.Pass}: {pass.Payments} payments with {pass.Lines} lines, "
                + $"{Yuan.Of(pass.Amount.MinorUnits)}.");
        stage.Tell.Say("Rejected for a closed account, told by the bank before: no line is expected of it.");
        foreach (var found in run.Discrepancies.OrderBy(d => d.Type))
            stage.Tell.Verdict(Planted.Contains(found.Type), $"{found.Type}", found.Explanation.En);
        Judge(stage, run, hasTrouble);
        await WriteAsync(stage, folder, run);
        await File.WriteAllTextAsync(folder["reconciliation.html"],
            HtmlPage.Render(ReconciliationPage.Make(BankAccounts.Treasury, days, run, Language.Zh)),
            stage.Cancellation);
        await ResolveAsync(stage, run);
        var rest = await RunAsync(stage);
        stage.Tally.Expect("discrepancies after a second run",
            run.Discrepancies.Count(d => d.Type != Kind.Returned), rest?.Discrepancies.Count ?? 0);
        if (hasTrouble)
            await stage.Refused(stage.Tokens.Finance, "Finance closes the month all the same.",
                RefusalReason.PeriodUnexplained, client => client.Reconciliation.ClosePeriodAsync(new()
                {
                    FundingAccountId = BankAccounts.Treasury, Month = statement!.ToDate[..7],
                }).AsOutcome());
    }

    private static void Judge(Stage stage, ReconcileResponse.Types.Result run, bool hasTrouble)
    {
        stage.Tally.Expect("fen that nothing explains", 0, run.Unexplained.MinorUnits);
        stage.Tally.Expect("discrepancies", hasTrouble ? Planted.Length : 0, run.Discrepancies.Count);
        foreach (var kind in Planted)
            stage.Tally.Expect($"discrepancies of the type {kind}", hasTrouble ? 1 : 0,
                run.Discrepancies.Count(d => d.Type == kind));
        stage.Tally.Expect("debits that cover several payments", hasTrouble ? 3 : 0,
            run.Passes.Where(p => p.Pass == "Batch").Sum(p => p.Payments));
        stage.Tally.Expect("payments found without a reference", hasTrouble ? 1 : 0,
            run.Passes.Where(p => p.Pass == "AmountAndPayee").Sum(p => p.Payments));
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

    /// <summary>What was matched and what is before people, for a spreadsheet.</summary>
    private static async Task WriteAsync(Stage stage, DemoFolder folder, ReconcileResponse.Types.Result run)
    {
        using var csv = CsvWriter.ToFile(folder["reconciliation.csv"],
            new() { WriteByteOrderMark = true, Injection = CsvInjection.Escape });
        csv.WriteRecord(["outcome", "kind", "payments", "lines", "amount", "explanation", "说明"]);
        foreach (var match in await MatchesAsync(stage))
        {
            var lines = match.Parts.Where(p => p.Kind == MatchPart.Types.Kind.Line).ToList();
            var payments = match.Parts.Where(p => p.Kind == MatchPart.Types.Kind.Payment).Select(p => p.ReferenceId);
            Row("matched", match.Pass, payments, lines.Select(l => l.ReferenceId),
                lines.Sum(l => l.Amount.MinorUnits), match.Explanation);
        }

        foreach (var found in run.Discrepancies)
            Row("discrepancy", $"{found.Type}", found.PaymentIds, found.LineIds, found.Difference.MinorUnits,
                found.Explanation);

        void Row(string outcome, string kind, IEnumerable<string> payments, IEnumerable<string> lines, long fen,
            Explanation explanation) => csv.WriteRecord([outcome, kind, string.Join(' ', payments),
            string.Join(' ', lines), (fen / 100m).ToString("0.00", CultureInfo.InvariantCulture), explanation.En,
            explanation.Zh]);
    }

    private static async Task<List<Match>> MatchesAsync(Stage stage)
    {
        var page = await stage.Must(stage.Tokens.Auditor, "matches", client => client.Reconciliation.ListMatchesAsync(
            new() { FundingAccountId = BankAccounts.Treasury, PageSize = 1_000 }).AsOutcome());
        var matches = new List<Match>();
        foreach (var match in page?.Matches ?? [])
        {
            var whole = await stage.Must(stage.Tokens.Auditor, "match", client => client.Reconciliation.GetMatchAsync(
                new() { MatchId = match.Id }).AsOutcome());
            if (whole is not null)
                matches.Add(whole.Match);
        }

        return matches;
    }

    private static async Task<ImportStatementsResponse.Types.Result?> ImportAsync(Stage stage, byte[] file)
    {
        using var stream = new MemoryStream(file);
        return await stage.Must(stage.Tokens.Finance, "the bank's statement", client => client.ImportStatementsAsync(
            new(), stream, cancellation: stage.Cancellation));
    }

    private static Task<ReconcileResponse.Types.Result?> RunAsync(Stage stage) => stage.Must(
        stage.Tokens.Finance, "reconciliation", client => client.ReconcileAsync(
            BankAccounts.Treasury, cancellation: stage.Cancellation));
}
