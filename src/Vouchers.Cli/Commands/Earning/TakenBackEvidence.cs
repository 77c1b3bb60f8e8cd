using System.CommandLine;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Commands.Earning;

/// <summary><c>vouchers evidence take-back completion|certificate|end ENROLMENT --reason …</c>.</summary>
internal static class TakenBackEvidence
{
    public static Command Create(CommandContext context) =>
        new DocumentedCommand("take-back", "Takes back what was recorded in error, and what it earned.")
        {
            Subcommands =
            {
                Taking(
                    context, "completion",
                    "Roles: programme officer; the session's institution while it earned nothing.",
                    (client, id, enrolment, reason, cancellation) =>
                        client.TakeBackCompletionAsync(enrolment, reason, id, cancellation)),
                Taking(
                    context, "end", "The citizen came after all. Role: programme officer.",
                    async (client, id, enrolment, reason, cancellation) =>
                        (await client.Enrolments.ReinstateEnrolmentAsync(
                            new()
                            {
                                RequestId = (id ?? client.NewRequestId()).ToString(),
                                EnrolmentId = enrolment,
                                Reason = reason,
                            },
                            cancellationToken: cancellation).AsOutcome()).Map(answer => answer.Enrolment)),
                Taking(
                    context, "certificate", "Roles: the agency that confirmed it, programme officer.",
                    async (client, id, enrolment, reason, cancellation) =>
                        (await client.Enrolments.TakeBackCertificateAsync(
                            new()
                            {
                                RequestId = (id ?? client.NewRequestId()).ToString(),
                                EnrolmentId = enrolment,
                                Reason = reason,
                            },
                            cancellationToken: cancellation).AsOutcome()).Map(answer => answer.Enrolment)),
            },
            Examples = ["evidence take-back completion s-001.z-0001 --reason 'hours of another citizen'"],
            Notes = "It is refused while the money is in a payout or paid: `vouchers payout clawback` comes first.",
        };

    private static DocumentedCommand Taking(
        CommandContext context, string what, string roles,
        Func<VoucherClient, Guid?, string, string, CancellationToken, Task<Outcome<Enrolment>>> call)
    {
        var enrolment = EvidenceCommand.Enrolment();
        var reason = new Option<string>("--reason") { Description = "For the auditor.", Required = true };
        var requestId = GlobalOptions.RequestId();
        var whole = what == "end" ? "withdrawal or no-show" : what;
        var command = new DocumentedCommand(what, $"Takes the {whole} back. {roles}")
        {
            Arguments = { enrolment },
            Options = { reason, requestId },
            Examples = [$"evidence take-back {what} s-001.z-0001 --reason 'recorded for another citizen'"],
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            PrintedEvidence.Enrolment(run, "Taken back", Run.Require(await call(
                client, run.Get(requestId), run.Get(enrolment)!, run.Get(reason)!, run.Cancellation)));
            return ExitCode.Ok;
        });
        return command;
    }
}
