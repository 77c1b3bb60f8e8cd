using System.CommandLine;
using Spectre.Console;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Commands;

/// <summary><c>vouchers journal list</c>.</summary>
internal static class JournalListCommand
{
    private const int LargestPage = 1_000;

    public static Command Create(CommandContext context)
    {
        var subject = new Option<string>("--subject")
        {
            Description = "Only what happened to this voucher, redemption, session …",
            DefaultValueFactory = _ => "",
        };
        var limit = new Option<int>("--limit")
        {
            Description = "At most so many lines.",
            DefaultValueFactory = _ => 50,
        };
        var command = new DocumentedCommand("list", "Lists lines of the journal.")
        {
            Options = { subject, limit },
            Examples = ["journal list --limit 10", "journal list --subject 01jx4m6qzk8r5v0c2n7w9t3h1b --json"],
        };
        context.Set(command, async run =>
        {
            if (run.Get(limit) < 1)
                throw Faults.Usage("--limit must be 1 or more.");
            var entries = await ReadAsync(run, run.Get(subject)!, run.Get(limit));
            if (run.Json)
                JsonOutput.Write(run.Terminal.Output, new ListJournalEntriesResponse { Entries = { entries } });
            else
                Print(run, entries);
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task<List<JournalEntry>> ReadAsync(Run run, string subject, int limit)
    {
        using var client = run.Client();
        var entries = new List<JournalEntry>();
        var page = new ListJournalEntriesResponse();
        do
        {
            page = Run.Require(await client.Journal.ListJournalEntriesAsync(
                new()
                {
                    PageSize = Math.Min(LargestPage, limit - entries.Count),
                    PageToken = page.NextPageToken,
                    Subject = subject,
                },
                cancellationToken: run.Cancellation).AsOutcome());
            entries.AddRange(page.Entries);
        }
        while (page.NextPageToken.Length > 0 && entries.Count < limit);
        return entries;
    }

    private static void Print(Run run, List<JournalEntry> entries)
    {
        var table = new Table().SimpleBorder()
            .AddColumn("line").AddColumn("at").AddColumn("event").AddColumn("subject").AddColumn("debit → credit")
            .AddColumn(new TableColumn("amount").RightAligned().NoWrap()).AddColumn("actor");
        foreach (var entry in entries)
            table.AddRow(
                new Text($"{entry.Lane}/{entry.Sequence}"),
                new Text(Printed.Time(entry.At)),
                new Text(entry.Event),
                new Text(entry.Subject),
                new Text(entry.Debit.Length > 0 ? $"{entry.Debit} → {entry.Credit}" : ""),
                new Text(entry.Debit.Length > 0 ? Printed.Amount(entry.AmountMinorUnits) : ""),
                new Text(entry.Actor));
        run.Out.Write(table);
    }
}
