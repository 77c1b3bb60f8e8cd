using System.CommandLine;
using Vouchers.Client;

namespace Vouchers.Cli.Commands.Payouts;

/// <summary><c>vouchers payout approve BATCH</c>.</summary>
internal static class PayoutApproveCommand
{
    public static Command Create(CommandContext context)
    {
        var id = PayoutArguments.Batch();
        var requestId = GlobalOptions.RequestId();
        var command = new DocumentedCommand(
            "approve", "Approves a batch. Role: finance; neither who made it nor who entered an account in it.")
        {
            Arguments = { id },
            Options = { requestId },
            Examples = ["payout approve pay-000001"],
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var batch = Run.Require(await client.Payouts.ApprovePayoutBatchAsync(
                new()
                {
                    RequestId = (run.Get(requestId) ?? client.NewRequestId()).ToString(),
                    BatchId = run.Get(id),
                },
                cancellationToken: run.Cancellation).AsOutcome()).Batch;
            PrintedPayout.Batch(run, "Approved", batch);
            run.Say($"Next: the file for the bank: vouchers payout export {batch.Id} --out {batch.Id}.xml");
            return ExitCode.Ok;
        });
        return command;
    }
}
