using System.CommandLine;
using Google.Protobuf;
using Vouchers.V1;

namespace Vouchers.Cli.Commands.Statements;

/// <summary><c>vouchers statement import FILE</c>: what the bank says of an account.</summary>
internal static class StatementImportCommand
{
    public static Command Create(CommandContext context)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The bank's file: camt.053, or a CSV." };
        var account = new Option<string>("--account")
        {
            Description = "The funding account that it is of; when not given, the one that each statement names.",
            HelpName = "ID",
            DefaultValueFactory = _ => "",
        };
        var table = new Option<FileInfo?>("--table")
        {
            Description = "Reads a CSV by this JSON file, e.g. {\"dateColumn\":\"交易日期\",\"debitColumn\":\"借方\","
                + "\"creditColumn\":\"贷方\",\"balanceColumn\":\"余额\"}.",
            HelpName = "FILE",
        };
        var check = new Option<bool>("--check") { Description = "Reads and judges the file, and keeps nothing." };
        var command = new DocumentedCommand("import", "Imports a file of account statements. Role: finance.")
        {
            Arguments = { file },
            Options = { account, table, check },
            Examples =
            [
                "statement import statement.camt053.xml",
                "statement import july.csv --account city --table table.json",
            ],
            Notes = "The same file again changes nothing. A statement that does not tie is held until a second person\n"
                + $"accepts it, and ends with exit code {ExitCode.Refused}; a file or table that is bad ends with "
                + $"{ExitCode.BadInput}.",
        };
        context.Set(command, async run =>
        {
            var header = new ImportStatementsRequest.Types.Header
            {
                FundingAccountId = run.Get(account), ValidateOnly = run.Get(check),
            };
            if (run.Get(table) is { } mapping)
                header.Table = Read(mapping);
            await using var stream = Open(run.Get(file)!);
            using var client = run.Client();
            // A file is read twice: to its end, and then into the books.
            var title = $"Importing {run.Get(file)!.Name}";
            var result = Run.RequireOfFile(await ProgressBar.ShowAsync(run, title, total: null,
                done => client.ImportStatementsAsync(
                    header, stream, at => done(at.LinesAdded > 0 ? at.LinesAdded : at.LinesRead), run.Cancellation)),
                typed: "funding_account_id");
            if (run.Json)
                JsonOutput.Write(run.Terminal.Output, result);
            else
                Tell(run, result, header.ValidateOnly);
            return result.Statements.Any(s => s.Statement.State == Statement.Types.State.Held)
                ? ExitCode.Refused
                : ExitCode.Ok;
        });
        return command;
    }

    private static FileStream Open(FileInfo file)
    {
        try
        {
            return file.OpenRead();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Faults.BadInput($"{file.FullName} cannot be read: {e.Message}", "check the path.");
        }
    }

    private static StatementTable Read(FileInfo file)
    {
        try
        {
            return JsonParser.Default.Parse<StatementTable>(File.ReadAllText(file.FullName));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidProtocolBufferException
            or InvalidJsonException)
        {
            throw Faults.BadInput($"{file.FullName} does not tell how to read a CSV: {e.Message}",
                "its fields are those of StatementTable in statement.proto.");
        }
    }

    private static void Tell(Run run, ImportStatementsResponse.Types.Result result, bool isCheck)
    {
        foreach (var imported in result.Statements)
        {
            var statement = imported.Statement;
            var word = imported.WasKnown ? "Known before" : isCheck ? "Would be imported" : "Imported";
            run.Say($"[green]{word}[/]  {statement.FundingAccountId}, {PrintedStatement.Days(statement)}");
            // What is only checked is not kept under any id.
            if (!isCheck || imported.WasKnown)
                run.Say($"  statement   {statement.Id}");
            run.Say($"  balance     {Balances(statement)}");
            run.Say($"  lines       {statement.Lines:N0}, of which another statement had {statement.Duplicates:N0}");
            if (statement.Verdict.Length > 0)
                run.Say($"  does not tie  {statement.Verdict}");
            foreach (var note in imported.Notes)
                run.Say($"  note        {note}");
            if (statement.State == Statement.Types.State.Held && isCheck)
                run.Say($"It would be held until somebody else accepts it, or it is discarded.");
            else if (statement.State == Statement.Types.State.Held)
            {
                run.Say($"Next: somebody else accepts it, or it is discarded:");
                run.Say($"  vouchers statement accept {statement.Id} --reason '...'");
            }
        }

        foreach (var note in result.Notes)
            run.Say($"note: {note}");
        var ready = result.Statements.FirstOrDefault(s => s.Statement.State == Statement.Types.State.Open);
        if (!isCheck && ready is { } open)
            run.Say($"Next: vouchers reconcile {open.Statement.FundingAccountId}");
    }

    private static string Balances(Statement statement) =>
        $"{PrintedStatement.Balance(statement.Opening)} -> {PrintedStatement.Balance(statement.Closing)}";
}
