using System.CommandLine;
using Vouchers.Cli.Finance;

namespace Vouchers.Cli.Commands.Reports;

/// <summary><c>vouchers report trial-balance</c>: every account with both of its sides.</summary>
internal static class TrialBalanceCommand
{
    public static Command Create(CommandContext context)
    {
        var until = TimeOptions.Time("--until", "Only what was booked before; a date includes that day.", isEnd: true);
        var programme = new Option<string?>("--programme") { Description = "Only this programme.", HelpName = "ID" };
        var output = new ReportOutput();
        var command = new DocumentedCommand(
            "trial-balance", "Every account with its debits and credits. Roles: finance, programme officer, auditor.")
        {
            Examples =
            [
                "report trial-balance", "report trial-balance --until 2026-01-31 --html trial-balance.html --lang zh",
            ],
            Notes = "Adds up the journal and compares each account with the balance that is kept of it. Ends with\n"
                + $"exit code {ExitCode.OutOfBalance} where they differ, or where debits and credits do.",
        };
        ReportOptions.Add(command, [until, programme, .. output.Options]);
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var balance = await ProgressBar.ShowAsync(run, "Adding up the journal", total: null, async _ =>
                Run.Require(await client.TrialBalanceAsync(
                    run.Get(until)?.ToDateTimeOffset(), run.Get(programme), run.In(ReportCommand.Longest),
                    run.Cancellation)));
            await output.GiveAsync(
                run, TrialBalancePage.Make(balance, output.Language(run)), TrialBalancePage.File(balance),
                new
                {
                    asOf = balance.AsOf,
                    accounts = balance.Accounts.Select(JsonOutput.Element),
                    totals = balance.Totals.Select(JsonOutput.Element),
                    differences = balance.Differences,
                });
            return TrialBalancePage.Balances(balance) ? ExitCode.Ok : ExitCode.OutOfBalance;
        });
        return command;
    }
}
