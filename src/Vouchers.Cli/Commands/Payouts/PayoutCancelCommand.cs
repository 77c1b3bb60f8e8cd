using System.CommandLine;
using Vouchers.Client;

namespace Vouchers.Cli.Commands.Payouts;

/// <summary><c>vouchers payout cancel BATCH --reason …</c>.</summary>
internal static class PayoutCancelCommand
{
    public static Command Create(CommandContext context)
    {
        var id = PayoutArguments.Batch();
        var reason = PayoutArguments.Reason();
        var requestId = GlobalOptions.RequestId();
        var command = new DocumentedCommand("cancel", "Gives up a batch that was not exported. Role: finance.")
        {
            Arguments = { id },
            Options = { reason, requestId },
            Examples = ["payout cancel pay-000001 --reason 'an account was changed'"],
            Notes = "What it held is payable again once the service freed it, which takes a moment.",
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var batch = Run.Require(await client.Payouts.CancelPayoutBatchAsync(
                new()
                {
                    RequestId = (run.Get(requestId) ?? client.NewRequestId()).ToString(),
                    BatchId = run.Get(id),
                    Reason = run.Get(reason),
                },
                cancellationToken: run.Cancellation).AsOutcome()).Batch;
            PrintedPayout.Batch(run, "Cancelled", batch);
            return ExitCode.Ok;
        });
        return command;
    }
}
