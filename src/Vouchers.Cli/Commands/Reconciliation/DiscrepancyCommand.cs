using System.CommandLine;
using Vouchers.Cli.Commands.Payouts;
using Vouchers.Client;
using Vouchers.V1;
using How = Vouchers.V1.Discrepancy.Types.Resolution;

namespace Vouchers.Cli.Commands.Reconciliation;

/// <summary><c>vouchers discrepancy …</c>: what people explain.</summary>
internal static class DiscrepancyCommand
{
    private const string Several = "Several ids are taken one after the other, up to the first that is refused.";

    public static Command Create(CommandContext context) =>
        new DocumentedCommand("discrepancy", "Lists what the reconciliation could not explain, and resolves it.")
        {
            Subcommands =
            {
                List(context), Show(context), Assign(context), Propose(context),
                Deciding(context, "approve", isApproved: true), Deciding(context, "decline", isApproved: false),
            },
            Examples = ["discrepancy list city"],
            Notes = "One person proposes a resolution and another one decides it.",
        };

    private static DocumentedCommand List(CommandContext context)
    {
        var account = new Argument<string>("ACCOUNT") { Description = "The funding account's id." };
        var all = new Option<bool>("--all") { Description = "Also those that are resolved or explained." };
        var command = new DocumentedCommand("list", "Lists discrepancies. Roles: finance, auditor.")
        {
            Arguments = { account }, Options = { all }, Examples = ["discrepancy list city"],
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var found = await Listing.AllAsync(
                token => client.Reconciliation.ListDiscrepanciesAsync(
                    new()
                    {
                        FundingAccountId = run.Get(account), IncludeEnded = run.Get(all), PageSize = Listing.PageSize,
                        PageToken = token,
                    },
                    cancellationToken: run.Cancellation),
                page => page.Discrepancies,
                page => page.NextPageToken);
            if (run.Json)
                JsonOutput.Write(run.Terminal.Output, new ListDiscrepanciesResponse { Discrepancies = { found } });
            else if (found.Count == 0)
                run.Say($"Nothing is before people.");
            else
                PrintedDiscrepancy.Table(run, found);
            return ExitCode.Ok;
        });
        return command;
    }

    private static DocumentedCommand Show(CommandContext context)
    {
        var id = Id();
        var command = new DocumentedCommand("show", "Shows a discrepancy. Roles: finance, auditor.")
        {
            Arguments = { id }, Examples = ["discrepancy show d1-01jx4m6qzk8r5v0c2n7w9t3h1b"],
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            PrintedDiscrepancy.Discrepancy(run, Run.Require(await client.Reconciliation.GetDiscrepancyAsync(
                new() { DiscrepancyId = run.Get(id) }, cancellationToken: run.Cancellation).AsOutcome()));
            return ExitCode.Ok;
        });
        return command;
    }

    private static DocumentedCommand Assign(CommandContext context)
    {
        var (id, requestId) = (Id(), GlobalOptions.RequestId());
        var owner = new Argument<string>("OWNER") { Description = "Who works on it, by the name in the tokens." };
        var command = new DocumentedCommand("assign", "Says who works on a discrepancy. Role: finance.")
        {
            Arguments = { id, owner },
            Options = { requestId },
            Examples = ["discrepancy assign d1-01jx4m6qzk8r5v0c2n7w9t3h1b finance-1"],
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            return Told(run, [Run.Require(await client.Reconciliation.AssignDiscrepancyAsync(
                new()
                {
                    RequestId = (run.Get(requestId) ?? client.NewRequestId()).ToString(),
                    DiscrepancyId = run.Get(id),
                    Owner = run.Get(owner),
                },
                cancellationToken: run.Cancellation).AsOutcome()).Discrepancy]);
        });
        return command;
    }

    private static DocumentedCommand Propose(CommandContext context)
    {
        var (ids, reason, requestId) = (Ids(), PayoutArguments.Reason(), GlobalOptions.RequestId());
        var resolution = Words.Option("--resolution", "How: ", Words.Of(How.Unspecified));
        resolution.Required = true;
        var command = new DocumentedCommand("propose", "Proposes a resolution. Role: finance.")
        {
            Arguments = { ids },
            Options = { resolution, reason, requestId },
            Examples =
            [
                "discrepancy propose d1-01jx4m6qzk8r5v0c2n7w9t3h1b --resolution re-pay --reason 'account closed'",
            ],
            Notes = Several,
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            return await EachAsync(run, client, run.Get(ids), run.Get(requestId), async (id, request) =>
            {
                var outcome = await client.Reconciliation.ProposeResolutionAsync(
                    new()
                    {
                        RequestId = request, DiscrepancyId = id, Resolution = run.Get(resolution),
                        Reason = run.Get(reason),
                    },
                    cancellationToken: run.Cancellation).AsOutcome();
                return outcome.Map(answer => answer.Discrepancy);
            });
        });
        return command;
    }

    /// <summary>Nobody but the bank knows that a payment which no statement shows will never be booked.</summary>
    private static void WarnOfPayingTwice(Run run, Discrepancy found)
    {
        if (found is { Resolution: How.RePay, LineIds.Count: 0, State: Discrepancy.Types.State.Proposed })
            run.Warn($"Careful: no statement shows {string.Join(", ", found.PaymentIds).ToUpperInvariant()} yet. Paid "
                + "again now, it may be paid twice: ask the bank first whether it recalled the payment. Until "
                + "it is approved, `vouchers discrepancy decline` takes the proposal back.");
    }

    private static DocumentedCommand Deciding(CommandContext context, string name, bool isApproved)
    {
        var (ids, requestId) = (Ids(), GlobalOptions.RequestId());
        var what = isApproved ? "Books a proposed resolution" : "Sends a discrepancy back";
        var command = new DocumentedCommand(name, $"{what}. Role: finance, never who proposed it.")
        {
            Arguments = { ids },
            Options = { requestId },
            Examples = [$"discrepancy {name} d1-01jx4m6qzk8r5v0c2n7w9t3h1b"],
            Notes = Several,
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            return await EachAsync(run, client, run.Get(ids), run.Get(requestId), async (id, request) =>
            {
                var outcome = await client.Reconciliation.DecideResolutionAsync(
                    new() { RequestId = request, DiscrepancyId = id, Approved = isApproved },
                    cancellationToken: run.Cancellation).AsOutcome();
                return outcome.Map(answer => answer.Discrepancy);
            });
        });
        return command;
    }

    /// <summary>One after the other; what came before one that is refused is done and told.</summary>
    private static async Task<int> EachAsync(
        Run run, VoucherClient client, string[] ids, Guid? requestId,
        Func<string, string, Task<Outcome<Discrepancy>>> step)
    {
        if (ids.Length > 1 && requestId is not null)
            throw Faults.Usage("--request-id repeats the call for one discrepancy; name one, or leave it out.");
        var done = new List<Discrepancy>();
        foreach (var id in ids)
        {
            var outcome = await step(id, (requestId ?? client.NewRequestId()).ToString());
            if (ids.Length > 1 && outcome is not Outcome<Discrepancy>.Ok)
            {
                if (done.Count > 0 && !run.Json)
                    Told(run, done);
                run.Warn($"{done.Count:N0} of {ids.Length:N0} are done; '{id}' is not, nor what follows it.");
            }

            done.Add(Run.Require(outcome));
        }

        var code = Told(run, done);
        foreach (var one in run.Json ? [] : done)
            await TellOwedAsync(run, client, one);
        return code;
    }

    /// <summary>Whom a booked resolution leaves owing what.</summary>
    private static async Task TellOwedAsync(Run run, VoucherClient client, Discrepancy found)
    {
        if (found is not { Resolution: How.ClawBack or How.RePay, State: Discrepancy.Types.State.Resolved })
            return;
        var answer = Run.Require(await client.Reconciliation.GetDiscrepancyAsync(
            new() { DiscrepancyId = found.Id }, cancellationToken: run.Cancellation).AsOutcome());
        PrintedDiscrepancy.Owed(run, answer.ClawBacks);
    }

    private static Argument<string> Id() => new("ID") { Description = "The discrepancy's id." };

    private static Argument<string[]> Ids() =>
        new("ID") { Description = "The ids of discrepancies.", Arity = ArgumentArity.OneOrMore };

    private static int Told(Run run, IReadOnlyList<Discrepancy> done)
    {
        foreach (var found in done)
            WarnOfPayingTwice(run, found);
        if (!run.Json)
            PrintedDiscrepancy.Table(run, done);
        else if (done is [var one])
            JsonOutput.Write(run.Terminal.Output, one);
        else
            JsonOutput.Write(run.Terminal.Output, new ListDiscrepanciesResponse { Discrepancies = { done } });
        return ExitCode.Ok;
    }
}
