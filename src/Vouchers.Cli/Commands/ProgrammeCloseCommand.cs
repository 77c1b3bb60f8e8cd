using System.CommandLine;
using Vouchers.Client;

namespace Vouchers.Cli.Commands;

/// <summary><c>vouchers programme close ID --reason …</c>.</summary>
internal static class ProgrammeCloseCommand
{
    public static Command Create(CommandContext context)
    {
        var programme = new Argument<string>("ID") { Description = "The programme's id." };
        var reason = new Option<string>("--reason") { Description = "For the auditor.", Required = true };
        var requestId = GlobalOptions.RequestId();
        var command = new DocumentedCommand(
            "close", "Ends the issue of vouchers; live ones can still be redeemed. Role: programme officer.")
        {
            Arguments = { programme },
            Options = { reason, requestId },
            Examples = ["programme close wz-2026 --reason 'the year is over'"],
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var request = (run.Get(requestId) ?? client.NewRequestId()).ToString();
            var closed = Run.Require(await client.Programmes.CloseProgrammeAsync(
                new() { RequestId = request, ProgrammeId = run.Get(programme), Reason = run.Get(reason) },
                cancellationToken: run.Cancellation).AsOutcome()).Programme;
            Printed.Programme(run, "Closed", closed);
            return ExitCode.Ok;
        });
        return command;
    }
}
