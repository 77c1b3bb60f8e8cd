using System.CommandLine;
using Spectre.Console;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Commands;

/// <summary><c>vouchers journal verify</c>.</summary>
internal static class JournalVerifyCommand
{
    /// <summary>About a second for a million lines: enough for the books of many years.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    public static Command Create(CommandContext context)
    {
        var checkpoint = new Option<FileInfo[]>("--checkpoint")
        {
            Description = "Look besides for the signed heads in this file, of `journal checkpoint --out`.",
            HelpName = "FILE",
        };
        var command = new DocumentedCommand("verify", "Replays the whole journal and judges every invariant.")
        {
            Options = { checkpoint },
            Examples = ["journal verify", "journal verify --json", "journal verify --checkpoint 2026-q1.json"],
            Notes = $"Ends with exit code {ExitCode.OutOfBalance} where an invariant is violated.\n\n"
                + "Hashes alone do not tell when a lane was rewritten as a whole. The service therefore looks for\n"
                + "the newest head that it signed of each lane. Whoever can delete those cannot delete a file that\n"
                + "is kept elsewhere.",
        };
        context.Set(command, async run =>
        {
            var request = new VerifyJournalRequest();
            request.Checkpoints.AddRange((run.Get(checkpoint) ?? []).SelectMany(CheckpointFile.Read));
            using var client = run.Client();
            var answer = await ProgressBar.ShowAsync(run, "Replaying the journal", total: null, async _ => Run.Require(
                await client.Journal.VerifyJournalAsync(
                    request, deadline: run.In(Longest), cancellationToken: run.Cancellation).AsOutcome()));
            if (run.Json)
                JsonOutput.Write(run.Terminal.Output, answer);
            else
                Print(run, answer);
            return answer.Checks.Any(check => check.Violations > 0) ? ExitCode.OutOfBalance : ExitCode.Ok;
        });
        return command;
    }

    private static void Print(Run run, VerifyJournalResponse answer)
    {
        var table = new Table().SimpleBorder()
            .AddColumn("invariant").AddColumn("rule").AddColumn(new TableColumn("verdict").NoWrap());
        foreach (var check in answer.Checks)
            table.AddRow(
                new Text(check.Name),
                new Text(check.Rule),
                check.Violations == 0
                    ? new Markup("[green]holds[/]")
                    : new Text($"{check.Violations:N0} violations, first: {check.FirstViolation}", new(Color.Red)));
        run.Out.Write(table);
        var bad = answer.Checks.Count(check => check.Violations > 0);
        if (bad == 0)
        {
            run.Say($"[green]The books balance[/]: {answer.Checks.Count} invariants hold over {answer.Rows:N0} lines.");
            run.Say($"Signed heads that were looked for and are in their lanes: {answer.SignedHeads:N0}.");
        }
        else
            run.Say($"[red]The books do not balance[/]: {bad} of {answer.Checks.Count} invariants are violated.");
    }
}
