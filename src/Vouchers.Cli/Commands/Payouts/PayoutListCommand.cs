using System.CommandLine;
using Spectre.Console;
using Vouchers.V1;

namespace Vouchers.Cli.Commands.Payouts;

/// <summary><c>vouchers payout list</c>.</summary>
internal static class PayoutListCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new DocumentedCommand(
            "list", "Lists the batches. Roles: finance, programme officer, auditor.")
        {
            Examples = ["payout list", "payout list --json"],
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var batches = await Listing.AllAsync(
                token => client.Payouts.ListPayoutBatchesAsync(
                    new() { PageSize = Listing.PageSize, PageToken = token }, cancellationToken: run.Cancellation),
                page => page.Batches,
                page => page.NextPageToken);
            if (run.Json)
                JsonOutput.Write(run.Terminal.Output, new ListPayoutBatchesResponse { Batches = { batches } });
            else if (batches.Count == 0)
                run.Say($"There is no batch yet: vouchers payout create --help");
            else
                Print(run, batches);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Print(Run run, List<PayoutBatch> batches)
    {
        var table = new Table().SimpleBorder()
            .AddColumn(new TableColumn("batch").NoWrap()).AddColumn(new TableColumn("state").NoWrap())
            .AddColumn(new TableColumn("pay on").NoWrap()).AddColumn(PrintedPayout.Number("payments"))
            .AddColumn(PrintedPayout.Number("held back")).AddColumn(PrintedPayout.Number("total"));
        foreach (var batch in batches)
            table.AddRow(
                new Text(batch.Id), new Text(Words.Word(batch.State)), new Text(PrintedPayout.Day(batch.PayOn)),
                new Text($"{batch.Items:N0}"), new Text($"{batch.HeldBack:N0}"),
                new Text(Printed.Amount(batch.Total)));
        run.Out.Write(table);
    }
}
