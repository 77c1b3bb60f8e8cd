using System.CommandLine;
using Spectre.Console;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Commands.Payouts;

/// <summary><c>vouchers payout show BATCH</c>: the batch and its payments.</summary>
internal static class PayoutShowCommand
{
    public static Command Create(CommandContext context)
    {
        var id = PayoutArguments.Batch();
        var command = new DocumentedCommand(
            "show", "Shows a batch and its payments. Roles: finance, programme officer, auditor.")
        {
            Arguments = { id },
            Examples = ["payout show pay-000001", "payout show pay-000001 --json"],
            Notes = "Payments are named as the bank names them in its messages (EndToEndId).",
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var batch = await PayoutWatch.GetAsync(run, client, run.Get(id));
            var items = await Listing.AllAsync(
                token => client.Payouts.ListPayoutItemsAsync(
                    new() { BatchId = batch.Id, PageSize = Listing.PageSize, PageToken = token },
                    cancellationToken: run.Cancellation),
                page => page.Items,
                page => page.NextPageToken);
            if (run.Json)
            {
                JsonOutput.Write(run.Terminal.Output, new
                {
                    batch = JsonOutput.Element(batch),
                    items = items.Select(JsonOutput.Element),
                });
                return ExitCode.Ok;
            }
            PrintedPayout.Batch(run, Words.Word(batch.State), batch);
            if (items.Count > 0)
                Print(run, items);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Print(Run run, List<PayoutItem> items)
    {
        var table = new Table().SimpleBorder()
            .AddColumn(new TableColumn("payment").NoWrap()).AddColumn("payee").AddColumn("programme")
            .AddColumn(PrintedPayout.Number("redeemed")).AddColumn(PrintedPayout.Number("pays"))
            .AddColumn(new TableColumn("state").NoWrap());
        foreach (var item in items)
            table.AddRow(
                new Text(item.EndToEndId), new Text(item.InstitutionId), new Text(item.ProgrammeId),
                new Text($"{item.Redemptions:N0}"), new Text(Printed.Amount(item.Net)),
                new Text(Words.Word(item.State)));
        run.Out.Write(table);
        foreach (var item in items.Where(item => item.Netted.MinorUnits > 0))
            run.Say($"{item.EndToEndId}: claw-backs take {Printed.Amount(item.Netted)} off.");
        foreach (var item in items.Where(item => item.Netted.MinorUnits < 0))
            run.Say($"{item.EndToEndId}: adds {Printed.Amount(item.Netted.Negated())} that had been taken off.");
        foreach (var item in items.Where(item => item.Reason.Length > 0))
            run.Say($"{item.EndToEndId}: {item.Reason}");
    }
}
