using System.CommandLine;

namespace Vouchers.Cli.Commands;

/// <summary><c>vouchers void REDEMPTION --reason …</c>.</summary>
internal static class VoidCommand
{
    public static Command Create(CommandContext context)
    {
        var redemption = new Argument<string>("REDEMPTION") { Description = "The redemption's id." };
        var reason = new Option<string>("--reason") { Description = "For the auditor.", Required = true };
        var requestId = GlobalOptions.RequestId();
        var command = new DocumentedCommand("void", "Undoes a redemption within the programme's window.")
        {
            Arguments = { redemption },
            Options = { reason, requestId },
            Examples = ["void 01jx4m6qzk8r5v0c2n7w9t3h1b --reason 'wrong session'"],
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var voided = Run.Require(await client.VoidAsync(
                run.Get(redemption), run.Get(reason)!, run.Get(requestId), run.Cancellation));
            Printed.Redemption(run, "Voided", voided);
            return ExitCode.Ok;
        });
        return command;
    }
}
