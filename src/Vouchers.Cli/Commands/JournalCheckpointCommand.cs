using System.CommandLine;
using Spectre.Console;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Commands;

/// <summary><c>vouchers journal checkpoint</c>.</summary>
internal static class JournalCheckpointCommand
{
    private const int LargestPage = 1_000;
    private const int HashDigitsShown = 16;

    private const string NothingSigned =
        "The service has not signed the journal yet: it does so every ten minutes and when it stops.";

    public static Command Create(CommandContext context)
    {
        var output = new Option<FileInfo?>("--out") { Description = "Keep them in this new file.", HelpName = "FILE" };
        var command = new DocumentedCommand("checkpoint", "Shows, or keeps, the newest signed head of each lane.")
        {
            Options = { output },
            Examples = ["journal checkpoint", "journal checkpoint --out 2026-q1.json"],
            Notes = "Keep the file where nobody who runs the service can reach it. `journal verify --checkpoint`\n"
                + "then tells whether anything that was in the books at this time was rewritten since. The service\n"
                + "signs every ten minutes and when it stops.",
        };
        context.Set(command, async run =>
        {
            var checkpoints = await ReadAsync(run);
            if (run.Get(output) is { } file)
            {
                if (checkpoints.Checkpoints.Count == 0)
                    throw Faults.BadInput(
                        $"{NothingSigned} So {file.Name} is not written.", "repeat the command in ten minutes.");
                await CheckpointFile.WriteAsync(file, checkpoints);
            }
            if (run.Json)
                JsonOutput.Write(run.Terminal.Output, checkpoints);
            else if (checkpoints.Checkpoints.Count == 0)
                run.Say($"{NothingSigned}");
            else
                Print(run, checkpoints);
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task<ListCheckpointsResponse> ReadAsync(Run run)
    {
        using var client = run.Client();
        var all = new ListCheckpointsResponse();
        var page = new ListCheckpointsResponse();
        do
        {
            page = Run.Require(await client.Journal.ListCheckpointsAsync(
                new() { PageSize = LargestPage, PageToken = page.NextPageToken, Newest = true },
                cancellationToken: run.Cancellation).AsOutcome());
            all.Checkpoints.AddRange(page.Checkpoints);
        }
        while (page.NextPageToken.Length > 0);
        return all;
    }

    private static void Print(Run run, ListCheckpointsResponse checkpoints)
    {
        var table = new Table().SimpleBorder()
            .AddColumn("lane").AddColumn("up to batch").AddColumn("hash").AddColumn("signed");
        foreach (var checkpoint in checkpoints.Checkpoints)
            table.AddRow(
                new Text($"{checkpoint.Lane}"),
                new Text($"{checkpoint.Batch}"),
                new Text(string.Concat(Convert.ToHexStringLower(checkpoint.Hash.Span).Take(HashDigitsShown))),
                new Text(Printed.Time(checkpoint.SignedAt)));
        run.Out.Write(table);
    }
}
