using System.CommandLine;
using Spectre.Console;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Commands.Payouts;

/// <summary><c>vouchers payout clawback …</c>: takes a redemption's money back, by two people.</summary>
internal static class ClawBackCommand
{
    private const string ReceiptMark = "R-";

    public static Command Create(CommandContext context) =>
        new DocumentedCommand("clawback", "Takes the money of a redemption back; two people decide it.")
        {
            Subcommands =
            {
                Request(context),
                Deciding(context, "approve", "Approved", isApproved: true),
                Deciding(context, "decline", "Declined", isApproved: false),
                List(context),
            },
            Examples = ["payout clawback list"],
            Notes = "What was paid already is taken off the institution's next payments.",
        };

    /// <summary>A receipt is the redemption's id in groups that are read aloud.</summary>
    internal static string RedemptionIdOf(string receiptOrId) =>
        receiptOrId.StartsWith(ReceiptMark, StringComparison.OrdinalIgnoreCase)
            ? receiptOrId[ReceiptMark.Length..].Replace("-", "", StringComparison.Ordinal).ToLowerInvariant()
            : receiptOrId;

    private static DocumentedCommand Request(CommandContext context)
    {
        var redemption = new Argument<string>("RECEIPT-or-ID")
        {
            Description = "The number on the receipt, or the redemption's id.",
        };
        var reason = PayoutArguments.Reason();
        var requestId = GlobalOptions.RequestId();
        var command = new DocumentedCommand(
            "request", "Asks for the money of a redemption back. Roles: finance, programme officer.")
        {
            Arguments = { redemption },
            Options = { reason, requestId },
            Examples = ["payout clawback request R-01JX4M6QZK-8R5V0C2N-7W9T3H1B --reason 'nobody attended'"],
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var clawBack = Run.Require(await client.Payouts.RequestClawBackAsync(
                new()
                {
                    RequestId = (run.Get(requestId) ?? client.NewRequestId()).ToString(),
                    RedemptionId = RedemptionIdOf(run.Get(redemption)),
                    Reason = run.Get(reason),
                },
                cancellationToken: run.Cancellation).AsOutcome()).ClawBack;
            PrintedPayout.ClawBack(run, "Requested", clawBack);
            run.Say($"Next: somebody else decides it: vouchers payout clawback approve {clawBack.Id}");
            return ExitCode.Ok;
        });
        return command;
    }

    private static DocumentedCommand Deciding(CommandContext context, string name, string headline, bool isApproved)
    {
        var id = new Argument<string>("ID") { Description = "The claw-back's id." };
        var requestId = GlobalOptions.RequestId();
        var what = isApproved ? "Takes the money back" : "Lets the institution keep the money";
        var command = new DocumentedCommand(name, $"{what}. Role: finance, never who asked for it.")
        {
            Arguments = { id },
            Options = { requestId },
            Examples = [$"payout clawback {name} 01jx4m6qzk8r5v0c2n7w9t3h1b"],
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var clawBack = Run.Require(await client.Payouts.DecideClawBackAsync(
                new()
                {
                    RequestId = (run.Get(requestId) ?? client.NewRequestId()).ToString(),
                    ClawBackId = run.Get(id),
                    Approved = isApproved,
                },
                cancellationToken: run.Cancellation).AsOutcome()).ClawBack;
            PrintedPayout.ClawBack(run, headline, clawBack);
            return ExitCode.Ok;
        });
        return command;
    }

    private static DocumentedCommand List(CommandContext context)
    {
        var institution = new Option<string>("--institution")
        {
            Description = "Only this institution.",
            DefaultValueFactory = _ => "",
        };
        var command = new DocumentedCommand(
            "list", "Lists claw-backs. Roles: finance, programme officer, auditor, institution operator for its own.")
        {
            Options = { institution },
            Examples = ["payout clawback list", "payout clawback list --institution wz-vtc --json"],
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var clawBacks = await Listing.AllAsync(
                token => client.Payouts.ListClawBacksAsync(
                    new() { InstitutionId = run.Get(institution), PageSize = Listing.PageSize, PageToken = token },
                    cancellationToken: run.Cancellation),
                page => page.ClawBacks,
                page => page.NextPageToken);
            if (run.Json)
                JsonOutput.Write(run.Terminal.Output, new ListClawBacksResponse { ClawBacks = { clawBacks } });
            else if (clawBacks.Count == 0)
                run.Say($"There are no claw-backs.");
            else
                Print(run, clawBacks);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Print(Run run, List<ClawBack> clawBacks)
    {
        var table = new Table().SimpleBorder()
            .AddColumn(new TableColumn("claw-back").NoWrap()).AddColumn("owed by")
            .AddColumn(PrintedPayout.Number("amount")).AddColumn(PrintedPayout.Number("open"))
            .AddColumn(new TableColumn("state").NoWrap());
        foreach (var clawBack in clawBacks)
            table.AddRow(
                new Text($"{clawBack.Id}\nof {clawBack.RedemptionId}{clawBack.PaymentId.ToUpperInvariant()}"),
                new Text(clawBack.InstitutionId), new Text(Printed.Amount(clawBack.Amount)),
                new Text(Printed.Amount(clawBack.Open)), new Text(Words.Word(clawBack.State)));
        run.Out.Write(table);
    }
}
