using System.CommandLine;
using Spectre.Console;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Commands;

/// <summary><c>vouchers programme list</c>.</summary>
internal static class ProgrammeListCommand
{
    private const int PageSize = 1_000;

    public static Command Create(CommandContext context)
    {
        var command = new DocumentedCommand("list", "Lists the programmes. Any role.")
        {
            Examples = ["programme list", "programme list --json"],
        };
        context.Set(command, async run =>
        {
            var programmes = await ReadAsync(run);
            if (run.Json)
                JsonOutput.Write(run.Terminal.Output, new ListProgrammesResponse { Programmes = { programmes } });
            else if (programmes.Count == 0)
                run.Say($"There are no programmes yet: vouchers programme create --help");
            else
                Print(run, programmes);
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task<List<Programme>> ReadAsync(Run run)
    {
        using var client = run.Client();
        var programmes = new List<Programme>();
        var page = new ListProgrammesResponse();
        do
        {
            page = Run.Require(await client.Programmes.ListProgrammesAsync(
                new() { PageSize = PageSize, PageToken = page.NextPageToken },
                cancellationToken: run.Cancellation).AsOutcome());
            programmes.AddRange(page.Programmes);
        }
        while (page.NextPageToken.Length > 0);
        return programmes;
    }

    private static void Print(Run run, List<Programme> programmes)
    {
        var table = new Table().SimpleBorder()
            .AddColumn("programme").AddColumn("title").AddColumn("category").AddColumn("state")
            .AddColumn("target groups").AddColumn("valid until");
        foreach (var programme in programmes)
            table.AddRow(
                new Text(programme.Id), new Text(programme.Title), new Text(Words.Word(programme.Category)),
                new Text(Words.Word(programme.State)), new Text(string.Join(", ", programme.Rules.TargetGroups)),
                new Text(Printed.Until(programme.ValidUntil)));
        run.Out.Write(table);
    }
}
