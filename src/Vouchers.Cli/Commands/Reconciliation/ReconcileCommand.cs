using System.CommandLine;
using Vouchers.Cli.Commands.Payouts;
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
            var result = Run.Require(await ProgressBar.ShowAsync(run, "Reconciling", report => client.ReconcileAsync(
                run.Get(account), progress => report(progress.Done, progress.Total), run.Cancellation)));
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
        var open = PrintedPayout.Count(result.Lines, "open line");
        run.Say($"Looked at {open} and {PrintedPayout.Count(result.Payments, "open payment")}.");
        foreach (var pass in result.Passes)
        {
            var payments = PrintedPayout.Count(pass.Payments, "payment");
            run.Say($"[green]Matched[/]  {payments} with {PrintedPayout.Count(pass.Lines, "line")} by {pass.Pass}");
            run.Say($"  {Printed.Amount(pass.Amount)}");
        }

        if (result.SettledDiscrepancies > 0)
            run.Say($"{result.SettledDiscrepancies:N0} earlier discrepancies are settled.");
        run.Say($"difference explained    {Printed.Amount(result.Explained)}");
        run.Say($"difference unexplained  {Printed.Amount(result.Unexplained)}");
        if (result.Discrepancies.Count == 0)
        {
            run.Say($"Nothing is before people.");
            return;
        }

        PrintedDiscrepancy.Table(run, result.Discrepancies);
        run.Say($"Next: vouchers discrepancy propose ID --resolution WORD --reason '...'; somebody else decides it.");
    }
}
