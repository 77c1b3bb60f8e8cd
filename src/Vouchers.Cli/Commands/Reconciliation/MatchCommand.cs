using System.CommandLine;
using Vouchers.Cli.Commands.Payouts;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Commands.Reconciliation;

/// <summary><c>vouchers match …</c>: what explains lines of the bank.</summary>
internal static class MatchCommand
{
    private const string SampleId = "m-01jx4m6qzk8r5v0c2n7w9t3h1b";

    public static Command Create(CommandContext context) =>
        new DocumentedCommand("match", "Shows what explains the bank's lines, makes matches and takes them back.")
        {
            Subcommands =
            {
                List(context),
                Show(context),
                MatchProposeCommand.Create(context),
                Deciding(context, "approve", "Booked", isApproved: true),
                Deciding(context, "decline", "Declined", isApproved: false),
                Undo(context),
                DecidingUndo(context, "approve-undo", "Taken back", isApproved: true),
                DecidingUndo(context, "decline-undo", "Stands", isApproved: false),
            },
            Examples = ["match list city"],
            Notes = "A run of `vouchers reconcile` books what is sure. What a person matches or takes back, another\n"
                + "person decides.",
        };

    private static DocumentedCommand List(CommandContext context)
    {
        var account = new Argument<string>("ACCOUNT") { Description = "The funding account's id." };
        var command = new DocumentedCommand("list", "Lists matches. Roles: finance, auditor.")
        {
            Arguments = { account }, Examples = ["match list city", "match list city --json"],
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var matches = await Listing.AllAsync(
                token => client.Reconciliation.ListMatchesAsync(
                    new() { FundingAccountId = run.Get(account), PageSize = Listing.PageSize, PageToken = token },
                    cancellationToken: run.Cancellation),
                page => page.Matches,
                page => page.NextPageToken);
            if (run.Json)
                JsonOutput.Write(run.Terminal.Output, new ListMatchesResponse { Matches = { matches } });
            else if (matches.Count == 0)
                run.Say($"Nothing is matched yet: vouchers reconcile {run.Get(account)}");
            else
                PrintedMatch.Table(run, matches);
            return ExitCode.Ok;
        });
        return command;
    }

    private static DocumentedCommand Show(CommandContext context)
    {
        var id = Id();
        var command = new DocumentedCommand("show", "Shows a match and its parts. Roles: finance, auditor.")
        {
            Arguments = { id }, Examples = [$"match show {SampleId}"],
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var match = Run.Require(await client.Reconciliation.GetMatchAsync(
                new() { MatchId = run.Get(id) }, cancellationToken: run.Cancellation).AsOutcome()).Match;
            PrintedMatch.Match(run, Words.Word(match.State), match);
            return ExitCode.Ok;
        });
        return command;
    }

    private static DocumentedCommand Deciding(CommandContext context, string name, string headline, bool isApproved)
    {
        var (id, requestId) = (Id(), GlobalOptions.RequestId());
        var what = isApproved ? "Books a proposed match" : "Declines a proposed match";
        var command = new DocumentedCommand(name, $"{what}. Role: finance, never who proposed it.")
        {
            Arguments = { id },
            Options = { requestId },
            Examples = [$"match {name} {SampleId}"],
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            PrintedMatch.Match(run, headline, Run.Require(await client.Reconciliation.DecideMatchAsync(
                new()
                {
                    RequestId = (run.Get(requestId) ?? client.NewRequestId()).ToString(),
                    MatchId = run.Get(id),
                    Approved = isApproved,
                },
                cancellationToken: run.Cancellation).AsOutcome()).Match);
            return ExitCode.Ok;
        });
        return command;
    }

    private static DocumentedCommand Undo(CommandContext context)
    {
        var (id, reason, requestId) = (Id(), PayoutArguments.Reason(), GlobalOptions.RequestId());
        var command = new DocumentedCommand("undo", "Asks to take a booked match back. Role: finance.")
        {
            Arguments = { id },
            Options = { reason, requestId },
            Examples = [$"match undo {SampleId} --reason 'the line is of another payment'"],
            Notes = "Its entries are reversed by new ones once somebody else agrees.",
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var match = Run.Require(await client.Reconciliation.RequestUnmatchAsync(
                new()
                {
                    RequestId = (run.Get(requestId) ?? client.NewRequestId()).ToString(),
                    MatchId = run.Get(id),
                    Reason = run.Get(reason),
                },
                cancellationToken: run.Cancellation).AsOutcome()).Match;
            PrintedMatch.Match(run, "Asked to take back", match);
            run.Say($"Next: somebody else decides it: vouchers match approve-undo {match.Id}");
            return ExitCode.Ok;
        });
        return command;
    }

    private static DocumentedCommand DecidingUndo(
        CommandContext context, string name, string headline, bool isApproved)
    {
        var (id, requestId) = (Id(), GlobalOptions.RequestId());
        var what = isApproved ? "Takes a booked match back by new entries" : "Lets a booked match stand";
        var command = new DocumentedCommand(name, $"{what}. Role: finance, never who asked for it.")
        {
            Arguments = { id },
            Options = { requestId },
            Examples = [$"match {name} {SampleId}"],
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            PrintedMatch.Match(run, headline, Run.Require(await client.Reconciliation.DecideUnmatchAsync(
                new()
                {
                    RequestId = (run.Get(requestId) ?? client.NewRequestId()).ToString(),
                    MatchId = run.Get(id),
                    Approved = isApproved,
                },
                cancellationToken: run.Cancellation).AsOutcome()).Match);
            return ExitCode.Ok;
        });
        return command;
    }

    private static Argument<string> Id() => new("ID") { Description = "The match's id." };
}
