using System.CommandLine;
using Vouchers.Cli.Finance;

namespace Vouchers.Cli.Commands.Reports;

/// <summary><c>vouchers report reconciliation ACCOUNT</c>: what became of each line and of each payment.</summary>
internal static class ReconciliationCommand
{
    public static Command Create(CommandContext context)
    {
        var account = new Argument<string>("ACCOUNT") { Description = "The funding account's id." };
        var month = new Option<string?>("--month")
        {
            Description = "Only what is of this month, e.g. 2026-11; everything when not given.", HelpName = "MONTH",
        };
        var output = new ReportOutput();
        var command = new DocumentedCommand(
            "reconciliation", "What the bank's lines were matched by, which payments failed, and what is before "
            + "people. Roles: finance, auditor.")
        {
            Arguments = { account },
            Examples =
            [
                "report reconciliation city",
                "report reconciliation city --month 2026-11 --html november.html --csv november.csv --lang zh",
            ],
            Notes = "Reads only: `vouchers reconcile ACCOUNT` looks for more matches. The CSV file has a row for each\n"
                + "failed payment, each discrepancy and each match, with its sentence in both languages.",
        };
        ReportOptions.Add(command, [month, .. output.Options]);
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var report = await ProgressBar.ShowAsync(run, "Reading lines and matches", total: null, async _ =>
                Run.Require(await client.ReconciliationAsync(
                    run.Get(account), run.Get(month), run.In(ReportCommand.Longest), run.Cancellation)));
            await output.GiveAsync(
                run, ReconciliationPage.Make(report, output.Language(run)), ReconciliationPage.File(report),
                new
                {
                    reconciliation = JsonOutput.Element(report.Head),
                    failedPayments = report.Failed.Select(JsonOutput.Element),
                    discrepancies = report.Discrepancies.Select(JsonOutput.Element),
                    matches = report.Matches.Select(JsonOutput.Element),
                });
            return ExitCode.Ok;
        });
        return command;
    }
}
