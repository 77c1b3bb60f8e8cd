using System.CommandLine;
using Vouchers.Cli.Commands.Payouts;
using Vouchers.Cli.Finance;

namespace Vouchers.Cli.Commands.Reports;

/// <summary><c>vouchers report remittance BATCH</c>: what each payment is of.</summary>
internal static class RemittanceCommand
{
    public static Command Create(CommandContext context)
    {
        var batch = PayoutArguments.Batch();
        var institution = ReportOptions.Institution();
        var output = new ReportOutput();
        var command = new DocumentedCommand(
            "remittance", "Which redemptions each payment of a batch is of. Roles: finance, programme officer, "
            + "auditor; an institution's operator for its own.")
        {
            Arguments = { batch },
            Examples =
            [
                "report remittance pay-000001",
                "report remittance pay-000001 --institution wz-vtc --html advice.html --lang zh",
            ],
            Notes = "In the CSV file claw-backs are below zero: the amounts of a payment add up to what was paid.",
        };
        ReportOptions.Add(command, [institution, .. output.Options]);
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var payments = Run.Require(await client.RemittanceAsync(
                run.Get(batch), run.Get(institution), run.In(ReportCommand.Longest), run.Cancellation));
            await output.GiveAsync(
                run, RemittancePage.Make(run.Get(batch), payments, output.Language(run)),
                RemittancePage.File(payments),
                new
                {
                    payments = payments.Select(payment => new
                    {
                        remittance = JsonOutput.Element(payment.Head),
                        lines = payment.Lines.Select(JsonOutput.Element),
                    }),
                });
            return ExitCode.Ok;
        });
        return command;
    }
}
