using System.CommandLine;
using Vouchers.Cli.Finance;

namespace Vouchers.Cli.Commands.Reports;

/// <summary><c>vouchers report ageing</c>: what institutions are owed and owe, by age.</summary>
internal static class AgeingCommand
{
    public static Command Create(CommandContext context)
    {
        var institution = ReportOptions.Institution();
        var output = new ReportOutput();
        var command = new DocumentedCommand(
            "ageing", "What institutions are owed and owe, by age. Roles: finance, programme officer, auditor; an "
            + "institution's operator for its own.")
        {
            Examples = ["report ageing", "report ageing --html ageing.html --csv ageing.csv --lang zh"],
            Notes = $"Ends with exit code {ExitCode.OutOfBalance} where it does not add up to the accounts.",
        };
        ReportOptions.Add(command, [institution, .. output.Options]);
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var report = Run.Require(await client.AgeingAsync(run.Get(institution), run.Cancellation));
            await output.GiveAsync(
                run, AgeingPage.Make(report, output.Language(run)), AgeingPage.File(report),
                new { asOf = report.AsOf, rows = report.Rows.Select(JsonOutput.Element) });
            return AgeingPage.Untied(report).Count == 0 ? ExitCode.Ok : ExitCode.OutOfBalance;
        });
        return command;
    }
}
