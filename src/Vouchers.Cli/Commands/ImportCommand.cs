using System.CommandLine;
using System.Globalization;
using Google.Protobuf;
using Vouchers.Cli.Import;
using Vouchers.Cli.Import.Kinds;

namespace Vouchers.Cli.Commands;

/// <summary><c>vouchers import KIND FILE</c>.</summary>
internal static class ImportCommand
{
    public static Command Create(CommandContext context)
    {
        var batch = new Option<string>("--batch")
        {
            Description = "The batch in which the courses are published, e.g. 2026-1.",
            Required = true,
        };
        var courses = Create(context, "courses", "Publishes a batch of courses.", Courses.All, Courses.Sample,
            run => new Courses(run.Get(batch)!), "courses.csv --batch 2026-1");
        courses.Options.Add(batch);
        return new DocumentedCommand("import", "Imports a CSV file: all of its rows, or none.")
        {
            Examples =
            [
                "import courses courses.csv --batch 2026-1",
                "import citizens citizens.csv --dry-run",
                "import citizens citizens.csv --skip-bad",
            ],
            Subcommands =
            {
                courses,
                Create(context, "institutions", "Registers institutions.", Institutions.All, Institutions.Sample,
                    _ => new Institutions(), "institutions.csv"),
                Create(context, "branches", "Registers branches of institutions.", Branches.All, Branches.Sample,
                    _ => new Branches(), "branches.csv"),
                Create(context, "sessions", "Schedules sessions.", Sessions.All, Sessions.Sample,
                    _ => new Sessions(), "sessions.csv --utc-offset +08:00"),
                Create(context, "citizens", "Imports citizens and their target groups: a row for each group.",
                    Citizens.All, Citizens.Sample, _ => new Citizens(), "citizens.csv --skip-bad"),
                Create(context, "enrolments", "Enrols citizens in sessions.", Enrolments.All, Enrolments.Sample,
                    _ => new Enrolments(), "enrolments.csv"),
            },
        };
    }

    private static DocumentedCommand Create<T>(
        CommandContext context,
        string kindName,
        string description,
        IReadOnlyList<Column> columns,
        string sample,
        Func<Run, ImportKind<T>> kind,
        string example)
        where T : class, IMessage<T>
    {
        var file = new Argument<FileInfo>("FILE") { Description = "CSV in UTF-8, with a header." };
        var skipBad = new Option<bool>("--skip-bad") { Description = "Import the good rows though others are bad." };
        var dryRun = new Option<bool>("--dry-run")
        {
            Description = "Check the file, here and with the service, and import nothing.",
        };
        var offset = UtcOffset();
        var requestId = GlobalOptions.RequestId();
        var command = new DocumentedCommand(kindName, description)
        {
            Arguments = { file },
            Options = { skipBad, dryRun, offset, requestId },
            Notes = NotesOn(columns, sample),
            Examples = [$"import {kindName} {example}", $"import {kindName} {example} --json"],
        };
        context.Set(command, async run =>
        {
            var settings = new ImportSettings(
                run.Get(skipBad), run.Get(dryRun), run.Get(offset) ?? TimeOptions.China,
                run.Get(requestId) ?? Guid.CreateVersion7(run.Now));
            Tell(run, await new Importer<T>(kind(run), settings, run).ImportAsync(run.Get(file)));
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Tell(Run run, ImportSummary summary)
    {
        if (run.Json)
        {
            JsonOutput.Write(run.Terminal.Output, summary);
            return;
        }
        if (summary.DryRun)
            run.Say($"[green]{summary.Records:N0}[/] {summary.Kind} can be imported; nothing was.");
        else
        {
            var (created, updated) = (summary.Created, summary.Updated);
            run.Say(
                $"[green]{created + updated:N0}[/] {summary.Kind} imported ({created:N0} new, {updated:N0} changed).");
        }
        var rows = summary.RejectedRows == 1 ? "row" : "rows";
        if (summary.RejectedRows > 0)
            run.Say($"[yellow]{summary.RejectedRows:N0}[/] {rows} rejected: see {summary.RejectsFile}");
    }

    private static Option<TimeSpan?> UtcOffset() => new("--utc-offset")
    {
        Description = "Of times that do not name theirs; +08:00 when not given.",
        HelpName = "±HH:MM",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (text is ['+' or '-', _, ..]
                && TimeSpan.TryParseExact(text[1..], @"hh\:mm", CultureInfo.InvariantCulture, out var offset)
                && offset <= TimeSpan.FromHours(14))
                return text[0] == '-' ? -offset : offset;
            result.AddError($"--utc-offset '{text}' is no offset such as +08:00.");
            return null;
        },
    };

    private static string NotesOn(IReadOnlyList<Column> columns, string sample)
    {
        var width = columns.Max(column => column.Name.Length);
        return "Columns:\n" + string.Join('\n', columns.Select(column =>
            $"  {column.Name.PadRight(width)}  {column.Meaning}{(column.IsRequired ? "" : " (optional)")}"))
            + $"\n\nA file of one row:\n  {sample.ReplaceLineEndings("\n  ")}"
            + "\n\nRows that are not imported are listed in FILE.rejects.csv with line, column, value and reason.";
    }
}
