using System.CommandLine;
using Vouchers.Cli.Finance;

namespace Vouchers.Cli.Commands.Reports;

/// <summary><c>vouchers report budget</c>: where each programme's money is.</summary>
internal static class BudgetCommand
{
    public static Command Create(CommandContext context)
    {
        var output = new ReportOutput();
        var command = new DocumentedCommand(
            "budget", "Each programme's budget against actual. Roles: finance, programme officer, auditor.")
        {
            Examples = ["report budget", "report budget --html budget.html --lang zh", "report budget --json"],
            Notes = $"Ends with exit code {ExitCode.OutOfBalance} where a programme's accounts do not add up to what\n"
                + "was appropriated.",
        };
        ReportOptions.Add(command, output.Options);
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var report = Run.Require(await client.BudgetsAsync(run.Cancellation));
            await output.GiveAsync(
                run, BudgetPage.Make(report, output.Language(run)), BudgetPage.File(report.Programmes),
                new { asOf = report.AsOf, budgets = report.Programmes.Select(JsonOutput.Element) });
            return BudgetPage.Unexplained(report.Programmes).Count == 0 ? ExitCode.Ok : ExitCode.OutOfBalance;
        });
        return command;
    }
}
