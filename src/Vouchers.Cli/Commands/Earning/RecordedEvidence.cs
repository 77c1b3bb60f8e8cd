using System.CommandLine;
using Vouchers.Client;

namespace Vouchers.Cli.Commands.Earning;

/// <summary><c>vouchers evidence attend|complete|certify ENROLMENT</c>.</summary>
internal static class RecordedEvidence
{
    public static Command Attend(CommandContext context)
    {
        var enrolment = EvidenceCommand.Enrolment();
        var hours = new Option<int>("--hours")
        {
            Description = "Class hours to add; negative to correct a slip.",
            Required = true,
        };
        var requestId = GlobalOptions.RequestId();
        var command = new DocumentedCommand(
            "attend", "Adds attended class hours. Roles: the session's institution, programme officer.")
        {
            Arguments = { enrolment },
            Options = { hours, requestId },
            Examples = ["evidence attend s-001.z-0001 --hours 8", "evidence attend s-001.z-0001 --hours -8"],
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            PrintedEvidence.Enrolment(run, "Attended", Run.Require(await client.RecordAttendanceAsync(
                run.Get(enrolment), run.Get(hours), run.Get(requestId), run.Cancellation)));
            return ExitCode.Ok;
        });
        return command;
    }

    public static Command Complete(CommandContext context)
    {
        var enrolment = EvidenceCommand.Enrolment();
        var requestId = GlobalOptions.RequestId();
        var command = new DocumentedCommand(
            "complete", "Ends a course that was attended enough. Roles: the session's institution, programme officer.")
        {
            Arguments = { enrolment },
            Options = { requestId },
            Examples = ["evidence complete s-001.z-0001"],
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            PrintedEvidence.Enrolment(run, "Completed", Run.Require(await client.CompleteAsync(
                run.Get(enrolment), run.Get(requestId), run.Cancellation)));
            return ExitCode.Ok;
        });
        return command;
    }

    public static Command Certify(CommandContext context)
    {
        var enrolment = EvidenceCommand.Enrolment();
        var number = new Option<string>("--number") { Description = "The certificate's number.", Required = true };
        var level = new Option<int>("--level")
        {
            Description = "The level that the examination confirmed; 0 where the course has none.",
        };
        var requestId = GlobalOptions.RequestId();
        var command = new DocumentedCommand(
            "certify", "Confirms a level and its certificate. Role: evaluation agency.")
        {
            Arguments = { enrolment },
            Options = { number, level, requestId },
            Examples = ["evidence certify s-001.z-0001 --number ZJ-2026-00017 --level 3"],
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            PrintedEvidence.Enrolment(run, "Certified", Run.Require(await client.Enrolments.CertifyEnrolmentAsync(
                new()
                {
                    RequestId = (run.Get(requestId) ?? client.NewRequestId()).ToString(),
                    EnrolmentId = run.Get(enrolment),
                    Level = run.Get(level),
                    CertificateNumber = run.Get(number),
                },
                cancellationToken: run.Cancellation).AsOutcome()).Enrolment);
            return ExitCode.Ok;
        });
        return command;
    }
}
