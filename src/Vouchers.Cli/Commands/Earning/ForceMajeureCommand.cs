using System.CommandLine;
using Spectre.Console;
using Vouchers.Cli.Commands.Payouts;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Commands.Earning;

/// <summary><c>vouchers evidence force-majeure …</c>: two officers let something earn despite its gate.</summary>
internal static class ForceMajeureCommand
{
    public static Command Create(CommandContext context) =>
        new DocumentedCommand("force-majeure", "Lets a redemption earn without evidence; two officers decide it.")
        {
            Subcommands =
            {
                Request(context),
                Deciding(context, "approve", "Approved", isApproved: true),
                Deciding(context, "decline", "Declined", isApproved: false),
                List(context),
            },
            Examples = ["evidence force-majeure list"],
            Notes = "For courses that nobody could finish through nobody's fault. The enrolment stays what it is.",
        };

    private static DocumentedCommand Request(CommandContext context)
    {
        var redemption = new Argument<string>("RECEIPT-or-ID")
        {
            Description = "The number on the receipt, or the redemption's id.",
        };
        var reason = new Option<string>("--reason") { Description = "For the auditor.", Required = true };
        var requestId = GlobalOptions.RequestId();
        var command = new DocumentedCommand(
            "request", "Asks that a redemption earns despite its gate. Role: programme officer.")
        {
            Arguments = { redemption },
            Options = { reason, requestId },
            Examples = ["evidence force-majeure request R-01JX4M6QZK-8R5V0C2N-7W9T3H1B --reason 'typhoon'"],
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var asked = Run.Require(await client.Enrolments.RequestForceMajeureAsync(
                new()
                {
                    RequestId = (run.Get(requestId) ?? client.NewRequestId()).ToString(),
                    RedemptionId = ClawBackCommand.RedemptionIdOf(run.Get(redemption)!),
                    Reason = run.Get(reason),
                },
                cancellationToken: run.Cancellation).AsOutcome()).ForceMajeure;
            PrintedEvidence.ForceMajeure(run, "Requested", asked);
            run.Say($"Next: another officer decides it: vouchers evidence force-majeure approve {asked.Id}");
            return ExitCode.Ok;
        });
        return command;
    }

    private static DocumentedCommand Deciding(CommandContext context, string name, string headline, bool isApproved)
    {
        var id = new Argument<string>("ID") { Description = "The id of the request." };
        var requestId = GlobalOptions.RequestId();
        var what = isApproved ? "Lets the redemption earn" : "Leaves the redemption to its gate";
        var command = new DocumentedCommand(name, $"{what}. Role: programme officer, never who asked for it.")
        {
            Arguments = { id },
            Options = { requestId },
            Examples = [$"evidence force-majeure {name} 01jx4m6qzk8r5v0c2n7w9t3h1b"],
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var decided = Run.Require(await client.Enrolments.DecideForceMajeureAsync(
                new()
                {
                    RequestId = (run.Get(requestId) ?? client.NewRequestId()).ToString(),
                    ForceMajeureId = run.Get(id),
                    Approved = isApproved,
                },
                cancellationToken: run.Cancellation).AsOutcome()).ForceMajeure;
            PrintedEvidence.ForceMajeure(run, headline, decided);
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
            "list", "Lists the requests. Roles: programme officer, finance, auditor, institution operator for its own.")
        {
            Options = { institution },
            Examples = ["evidence force-majeure list", "evidence force-majeure list --institution wz-vtc --json"],
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var all = await Listing.AllAsync(
                token => client.Enrolments.ListForceMajeuresAsync(
                    new() { InstitutionId = run.Get(institution), PageSize = Listing.PageSize, PageToken = token },
                    cancellationToken: run.Cancellation),
                page => page.ForceMajeures,
                page => page.NextPageToken);
            if (run.Json)
                JsonOutput.Write(run.Terminal.Output, new ListForceMajeuresResponse { ForceMajeures = { all } });
            else if (all.Count == 0)
                run.Say($"Nothing earned by force majeure, and nothing was asked for.");
            else
                Print(run, all);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Print(Run run, List<ForceMajeure> all)
    {
        var table = new Table().SimpleBorder()
            .AddColumn(new TableColumn("force majeure").NoWrap()).AddColumn("earned by")
            .AddColumn(PrintedPayout.Number("amount")).AddColumn(new TableColumn("state").NoWrap())
            .AddColumn("reason");
        foreach (var asked in all)
            table.AddRow(
                new Text(asked.Id), new Text(asked.InstitutionId), new Text(Printed.Amount(asked.Amount)),
                new Text(Words.Word(asked.State)), new Text(asked.Reason));
        run.Out.Write(table);
    }
}
