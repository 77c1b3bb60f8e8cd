using System.CommandLine;

namespace Vouchers.Cli.Commands.Reports;

/// <summary><c>vouchers report …</c>: what the finance office reads, prints and sends.</summary>
internal static class ReportCommand
{
    /// <summary>A trial balance reads the whole journal, which takes a second for a million lines.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public static Command Create(CommandContext context) =>
        new DocumentedCommand("report", "Reports of the finance office, for the screen, a printer or a spreadsheet.")
        {
            Subcommands =
            {
                RemittanceCommand.Create(context),
                AgeingCommand.Create(context),
                BudgetCommand.Create(context),
                TrialBalanceCommand.Create(context),
                ReconciliationCommand.Create(context),
            },
            Examples =
            [
                "report remittance pay-000001 --institution wz-vtc --html advice.html --lang zh",
                "report ageing --csv ageing.csv",
                "report trial-balance --until 2026-01-31",
            ],
        };
}
