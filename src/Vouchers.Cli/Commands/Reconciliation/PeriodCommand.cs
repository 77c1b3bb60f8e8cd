using System.CommandLine;
using Spectre.Console;
using Vouchers.Cli.Commands.Payouts;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Commands.Reconciliation;

/// <summary><c>vouchers period …</c>: the months of a funding account.</summary>
internal static class PeriodCommand
{
    public static Command Create(CommandContext context) =>
        new DocumentedCommand("period", "Closes months in which everything is explained, and opens them again.")
        {
            Subcommands =
            {
                List(context), Close(context), Reopen(context),
                Deciding(context, "approve-reopening", isApproved: true),
                Deciding(context, "decline-reopening", isApproved: false),
            },
            Examples = ["period close city 2026-11"],
            Notes = "A closed month takes no posting; opening it again takes two people.",
        };

    private static DocumentedCommand List(CommandContext context)
    {
        var account = Account();
        var command = new DocumentedCommand("list", "Lists months. Roles: finance, auditor.")
        {
            Arguments = { account }, Examples = ["period list city"],
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var periods = await Listing.AllAsync(
                token => client.Reconciliation.ListPeriodsAsync(
                    new() { FundingAccountId = run.Get(account), PageSize = Listing.PageSize, PageToken = token },
                    cancellationToken: run.Cancellation),
                page => page.Periods,
                page => page.NextPageToken);
            return Told(run, periods, () => new ListPeriodsResponse { Periods = { periods } });
        });
        return command;
    }

    private static DocumentedCommand Close(CommandContext context)
    {
        var (account, month, requestId) = (Account(), Month(), GlobalOptions.RequestId());
        var command = new DocumentedCommand("close", "Closes a month. Role: finance.")
        {
            Arguments = { account, month }, Options = { requestId }, Examples = ["period close city 2026-11"],
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var period = Run.Require(await client.Reconciliation.ClosePeriodAsync(
                new()
                {
                    RequestId = (run.Get(requestId) ?? client.NewRequestId()).ToString(),
                    FundingAccountId = run.Get(account),
                    Month = run.Get(month),
                },
                cancellationToken: run.Cancellation).AsOutcome()).Period;
            var told = Told(run, [period], () => period);
            if (string.CompareOrdinal(period.Month, $"{run.Now.ToOffset(TimeOptions.China):yyyy-MM}") >= 0)
                run.Warn($"{period.Month} is not over: from now on a statement that ends in it is refused, unless two "
                    + "people open it again.");
            return told;
        });
        return command;
    }

    private static DocumentedCommand Reopen(CommandContext context)
    {
        var (account, month, requestId) = (Account(), Month(), GlobalOptions.RequestId());
        var reason = PayoutArguments.Reason();
        var command = new DocumentedCommand("reopen", "Asks to open the last closed month again. Role: finance.")
        {
            Arguments = { account, month },
            Options = { reason, requestId },
            Examples = ["period reopen city 2026-11 --reason 'a late correction of the bank'"],
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var period = Run.Require(await client.Reconciliation.RequestReopeningAsync(
                new()
                {
                    RequestId = (run.Get(requestId) ?? client.NewRequestId()).ToString(),
                    FundingAccountId = run.Get(account),
                    Month = run.Get(month),
                    Reason = run.Get(reason),
                },
                cancellationToken: run.Cancellation).AsOutcome()).Period;
            return Told(run, [period], () => period);
        });
        return command;
    }

    private static DocumentedCommand Deciding(CommandContext context, string name, bool isApproved)
    {
        var (account, month, requestId) = (Account(), Month(), GlobalOptions.RequestId());
        var what = isApproved ? "Opens a month again" : "Leaves a month closed";
        var command = new DocumentedCommand(name, $"{what}. Role: finance, never who asked for it.")
        {
            Arguments = { account, month }, Options = { requestId }, Examples = [$"period {name} city 2026-11"],
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var period = Run.Require(await client.Reconciliation.DecideReopeningAsync(
                new()
                {
                    RequestId = (run.Get(requestId) ?? client.NewRequestId()).ToString(),
                    FundingAccountId = run.Get(account),
                    Month = run.Get(month),
                    Approved = isApproved,
                },
                cancellationToken: run.Cancellation).AsOutcome()).Period;
            return Told(run, [period], () => period);
        });
        return command;
    }

    private static Argument<string> Account() => new("ACCOUNT") { Description = "The funding account's id." };

    private static Argument<string> Month() => new("MONTH") { Description = "A month such as 2026-11." };

    private static int Told(Run run, IReadOnlyList<Period> periods, Func<Google.Protobuf.IMessage> json)
    {
        if (run.Json)
        {
            JsonOutput.Write(run.Terminal.Output, json());
            return ExitCode.Ok;
        }

        var table = new Table().SimpleBorder().AddColumn("month").AddColumn("state")
            .AddColumn(PrintedPayout.Number("bank's balance")).AddColumn(PrintedPayout.Number("carried over"))
            .AddColumn("closed by");
        foreach (var period in periods)
            table.AddRow(new Text(period.Month), new Text(Words.Word(period.State)),
                new Text(period.Closing is null ? "" : Printed.Amount(period.Closing)),
                new Text($"{period.CarriedOver:N0}"), new Text(period.ClosedBy));
        run.Out.Write(table);
        return ExitCode.Ok;
    }
}
