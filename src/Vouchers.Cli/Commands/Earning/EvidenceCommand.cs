using System.CommandLine;

namespace Vouchers.Cli.Commands.Earning;

/// <summary><c>vouchers evidence …</c>: what proves that a course took place, and so earns the subsidy.</summary>
internal static class EvidenceCommand
{
    public static Command Create(CommandContext context) =>
        new DocumentedCommand("evidence", "Attendance, completion and certificates: what earns a redeemed subsidy.")
        {
            Subcommands =
            {
                RecordedEvidence.Attend(context),
                RecordedEvidence.Complete(context),
                RecordedEvidence.Certify(context),
                TakenBackEvidence.Create(context),
                ForceMajeureCommand.Create(context),
            },
            Examples =
            [
                "evidence attend s-001.z-0001 --hours 40",
                "evidence complete s-001.z-0001",
                "evidence certify s-001.z-0001 --number ZJ-2026-00017 --level 3",
            ],
            Notes = "Evidence may come late: after the session, the voucher's validity or the programme's end.\n"
                + "An enrolment's id is its session's and its citizen's, joined by a dot.",
        };

    internal static Argument<string> Enrolment() =>
        new("ENROLMENT") { Description = "Session and citizen, joined by a dot." };
}
