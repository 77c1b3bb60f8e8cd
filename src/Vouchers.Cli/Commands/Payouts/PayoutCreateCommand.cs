using System.CommandLine;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Commands.Payouts;

/// <summary><c>vouchers payout create --from ACCOUNT</c>.</summary>
internal static class PayoutCreateCommand
{
    public static Command Create(CommandContext context)
    {
        var from = new Option<string>("--from")
        {
            Description = "The account of the city that pays.",
            HelpName = "ACCOUNT",
            Required = true,
        };
        var cutOff = TimeOptions.Time(
            "--cut-off", "Collect what was earned until then; now when not given. A date is all of it, in China.",
            isEnd: true);
        var payOn = TimeOptions.Day("--pay-on", "The day on which the bank is asked to pay; today when not given.");
        var requestId = GlobalOptions.RequestId();
        var command = new DocumentedCommand("create", "Collects what is payable into a batch. Role: finance.")
        {
            Options = { from, cutOff, payOn, requestId },
            Examples =
            [
                "payout create --from city",
                "payout create --from city --cut-off 2026-10-31 --pay-on 2026-11-05 --json",
            ],
            Notes = "The batch is collected in the service: Ctrl+C ends the watching, not the batch. Where nothing is\n"
                + "payable it ends cancelled, and why is told.",
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var started = Run.Require(await client.Payouts.CreatePayoutBatchAsync(
                new()
                {
                    RequestId = (run.Get(requestId) ?? client.NewRequestId()).ToString(),
                    FundingAccountId = run.Get(from),
                    CutOff = run.Get(cutOff),
                    PayOn = run.Get(payOn),
                },
                cancellationToken: run.Cancellation).AsOutcome()).Batch;
            var batch = await PayoutWatch.FollowAsync(run, client, started);
            PrintedPayout.Batch(run, Words.Word(batch.State), batch);
            if (batch.State == PayoutBatch.Types.State.Draft || IsEmpty(batch))
                await LeftOut.TellAsync(run, client, batch);
            run.Say($"{NextAfter(batch)}");
            return batch.State == PayoutBatch.Types.State.Cancelled && !IsEmpty(batch)
                ? ExitCode.Unexpected
                : ExitCode.Ok;
        });
        return command;
    }

    private static bool IsEmpty(PayoutBatch batch) =>
        batch is { State: PayoutBatch.Types.State.Cancelled, Items: 0, Redemptions: 0 };

    // A repeated request finds its batch wherever it stands by now.
    private static string NextAfter(PayoutBatch batch) => batch switch
    {
        { State: PayoutBatch.Types.State.Draft } =>
            $"Next: somebody else approves it: vouchers payout approve {batch.Id}",
        _ when IsEmpty(batch) => $"There is nothing to pay, so {batch.Id} ended; make another when there is.",
        _ => $"See its payments: vouchers payout show {batch.Id}",
    };
}
