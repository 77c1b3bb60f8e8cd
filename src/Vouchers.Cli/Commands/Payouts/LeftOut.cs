using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Commands.Payouts;

/// <summary>
/// Why money that was redeemed is in no payment of a batch: payable and held back, or not earned yet.
/// </summary>
internal static class LeftOut
{
    /// <summary>Institutions that are named; of more, the count is enough to look further.</summary>
    private const int Named = 10;

    public static async Task TellAsync(Run run, VoucherClient client, PayoutBatch batch)
    {
        if (run.Json)
            return;
        if (batch.HeldBack > 0)
            await TellHeldBackAsync(run, client, batch.Total.Currency);
        if (batch.Items == 0)
            await TellUnearnedAsync(run, client, batch.Total.Currency);
    }

    private static async Task TellHeldBackAsync(Run run, VoucherClient client, string currency)
    {
        var owed = Run.Require(await client.AgeingAsync(cancellation: run.Cancellation)).Rows
            .Where(row => row.Currency == currency && row.Payable.Total.MinorUnits > 0).ToArray();
        foreach (var row in owed.Take(Named))
        {
            var why = await WhyAsync(run, client, row.InstitutionId);
            run.Say($"{row.InstitutionId}: {Printed.Amount(row.Payable.Total)} is payable and held back: {why}.");
        }

        if (owed.Length > Named)
            run.Say($"{owed.Length - Named:N0} more institutions: vouchers report ageing");
    }

    private static async Task<string> WhyAsync(Run run, VoucherClient client, string institution)
    {
        var answer = await client.Payouts.GetPayeeAccountAsync(
            new() { InstitutionId = institution }, cancellationToken: run.Cancellation).AsOutcome();
        if (answer is Outcome<GetPayeeAccountResponse>.Refused { Refusal.Reason: RefusalReason.NotFound })
            return "it has entered no bank account";
        return Run.Require(answer).PayeeAccount switch
        {
            { HeldReason.Length: > 0 } held => $"payments are held ({held.HeldReason})",
            { VerifiedAt: null } => $"nobody verified its account; vouchers payout payee show {institution}",
            _ => "its account is cooling off, or it is over the programme's limit",
        };
    }

    /// <summary>What was redeemed behind each programme's gate.</summary>
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
}
