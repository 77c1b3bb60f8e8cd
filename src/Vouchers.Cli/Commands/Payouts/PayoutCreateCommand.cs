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
            Notes = "The batch is collected in the service: Ctrl+C ends the watching, not the batch.",
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
            if (!run.Json && batch is { State: PayoutBatch.Types.State.Draft, Items: 0 })
                await TellUnearnedAsync(run, client, batch.Total.Currency);
            run.Say($"{NextAfter(batch)}");
            return batch.State == PayoutBatch.Types.State.Cancelled ? ExitCode.Unexpected : ExitCode.Ok;
        });
        return command;
    }

    /// <summary>Why there is nothing to pay though vouchers were redeemed: each programme has a gate.</summary>
    private static async Task TellUnearnedAsync(Run run, VoucherClient client, string currency)
    {
        var answer = Run.Require(await client.Journal.ListBalancesAsync(
            new(), cancellationToken: run.Cancellation).AsOutcome());
        foreach (var programme in answer.Balances
            .Where(b => b.Kind == "unearned" && b.Balance_.MinorUnits > 0 && b.Balance_.Currency == currency)
            .GroupBy(b => b.ProgrammeId))
        {
            var waiting = new Money { MinorUnits = programme.Sum(b => b.Balance_.MinorUnits), Currency = currency };
            var paying = Run.Require(await client.Programmes.GetProgrammeAsync(
                new() { ProgrammeId = programme.Key }, cancellationToken: run.Cancellation).AsOutcome()).Programme;
            run.Say($"{programme.Key}: {Printed.Amount(waiting)} is redeemed and waits for {GateOf(paying.Rules)}.");
        }
    }

    private static string GateOf(ProgrammeRules rules) => rules.Vesting switch
    {
        Vesting.OnCompletion => $"completion with {rules.AttendancePercent} % attendance or more",
        Vesting.OnCertificate => "certificates that the evaluation agency confirms",
        // Its rules were others when it was redeemed.
        _ => "evidence or force majeure",
    };

    // A repeated request finds its batch wherever it stands by now.
    private static string NextAfter(PayoutBatch batch) => batch switch
    {
        { State: PayoutBatch.Types.State.Draft, Items: > 0 } =>
            $"Next: somebody else approves it: vouchers payout approve {batch.Id}",
        { State: PayoutBatch.Types.State.Draft } =>
            $"There is nothing to pay. Next: vouchers payout cancel {batch.Id} --reason 'nothing to pay'",
        _ => $"See its payments: vouchers payout show {batch.Id}",
    };
}
