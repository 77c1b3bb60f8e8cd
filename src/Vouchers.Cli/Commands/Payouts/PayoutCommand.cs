using System.CommandLine;

namespace Vouchers.Cli.Commands.Payouts;

/// <summary><c>vouchers payout …</c>: from what institutions earned to the file for the bank.</summary>
internal static class PayoutCommand
{
    public static Command Create(CommandContext context) =>
        new DocumentedCommand("payout", "Pays institutions what they earned.")
        {
            Subcommands =
            {
                PayoutAccountCommand.Create(context),
                PayeeCommand.Create(context),
                PayoutCreateCommand.Create(context),
                PayoutListCommand.Create(context),
                PayoutShowCommand.Create(context),
                PayoutApproveCommand.Create(context),
                PayoutCancelCommand.Create(context),
                PayoutExportCommand.Create(context),
                PayoutStatusCommand.Create(context),
                ClawBackCommand.Create(context),
            },
            Examples =
            [
                "payout create --from city",
                "payout approve pay-000001",
                "payout export pay-000001 --out pay-000001.xml",
            ],
            Notes = "Three people stand behind a payment: who entered the institution's account, who makes the batch,\n"
                + "and who approves it. Each has a token of their own.",
        };
}
