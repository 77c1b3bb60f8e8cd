using System.CommandLine;
using Vouchers.Cli.Finance;
using Vouchers.V1;

namespace Vouchers.Cli.Commands.Reconciliation;

/// <summary><c>vouchers reconcile ACCOUNT</c>: payments against the bank's statements.</summary>
internal static class ReconcileCommand
{
    public static Command Create(CommandContext context)
    {
        var account = new Argument<string>("ACCOUNT") { Description = "The funding account's id." };
        var command = new DocumentedCommand(
            "reconcile", "Matches payments with the bank's statements; what is not sure is put before people.")
        {
            Arguments = { account },
            Examples = ["reconcile city", "reconcile city --json"],
            Notes = "Role: finance. Done again it changes what became clearer and nothing else.",
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var result = Run.Require(await ProgressBar.ShowAsync(run, $"Reconciling {run.Get(account)}", total: null,
                done => client.ReconcileAsync(run.Get(account)!, at => done(at.Done), run.Cancellation)));
            if (run.Json)
                JsonOutput.Write(run.Terminal.Output, result);
            else
                Print(run, result);
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>What a run did, and what is before people.</summary>
    private static void Print(Run run, ReconcileResponse.Types.Result result)
    {
        var (lines, payments) = (
            Printed.Count(result.Lines, "open line"), Printed.Count(result.Payments, "open payment"));
        run.Say($"Looked at {lines} and {payments}.");
        foreach (var pass in result.Passes)
        {
            var what = $"{Printed.Count(pass.Payments, "payment")} with {Printed.Count(pass.Lines, "line")}";
            run.Say($"[green]Matched[/]  {what}, {Printed.Amount(pass.Amount)}");
            run.Say($"  {ReconciliationWords.Pass(pass.Pass).En}");
        }

        if (result.SettledDiscrepancies > 0)
            run.Say($"Settled since the last run: {result.SettledDiscrepancies:N0} earlier discrepancies.");
        run.Say($"difference between books and bank");
        run.Say($"  before people, below  {Printed.Amount(result.Explained)}");
        run.Say($"  in neither            {Printed.Amount(result.Unexplained)}");
        if (result.Discrepancies.Count == 0)
        {
            run.Say($"Nothing is before people.");
            return;
        }

        PrintedDiscrepancy.Table(run, result.Discrepancies);
        run.Say($"The month closes once people have decided each of these but timing.");
        run.Say($"Next: vouchers discrepancy propose ID --resolution WORD --reason '...'; somebody else decides it.");
    }
}
