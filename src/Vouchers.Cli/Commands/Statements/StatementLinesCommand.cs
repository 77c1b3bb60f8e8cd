using System.CommandLine;
using Spectre.Console;
using Vouchers.Cli.Commands.Payouts;
using Vouchers.V1;

namespace Vouchers.Cli.Commands.Statements;

/// <summary><c>vouchers statement lines STATEMENT</c>, or <c>--account</c> for all that nothing explains.</summary>
internal static class StatementLinesCommand
{
    public static Command Create(CommandContext context)
    {
        var statement = new Argument<string?>("STATEMENT")
        {
            Description = "All lines of this statement.", Arity = ArgumentArity.ZeroOrOne,
        };
        var account = new Option<string?>("--account")
        {
            Description = "The lines of this funding account that nothing explains.", HelpName = "ID",
        };
        var command = new DocumentedCommand("lines", "Lists the bank's lines. Roles: finance, auditor.")
        {
            Arguments = { statement },
            Options = { account },
            Examples = ["statement lines st-01jx4m6qzk8r5v0c2n7w9t3h1b", "statement lines --account city --json"],
        };
        command.Validators.Add(answers =>
        {
            if (answers.GetValue(statement) is null == answers.GetValue(account) is null)
                answers.AddError("Say one of STATEMENT and --account.");
        });
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var lines = await Listing.AllAsync(
                token => client.Statements.ListStatementLinesAsync(
                    new()
                    {
                        StatementId = run.Find(statement) ?? "",
                        FundingAccountId = run.Get(account) ?? "",
                        PageSize = Listing.PageSize,
                        PageToken = token,
                    },
                    cancellationToken: run.Cancellation),
                page => page.Lines,
                page => page.NextPageToken);
            if (run.Json)
                JsonOutput.Write(run.Terminal.Output, new ListStatementLinesResponse { Lines = { lines } });
            else if (lines.Count == 0)
                run.Say($"There are no such lines.");
            else
                Print(run, lines);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Print(Run run, List<StatementLine> lines)
    {
        var table = new Table().SimpleBorder()
            .AddColumn(new TableColumn("booked").NoWrap()).AddColumn(PrintedPayout.Number("amount"))
            .AddColumn("what the bank says");
        foreach (var line in lines.OrderBy(line => line.BookingDate, StringComparer.Ordinal)
            .ThenBy(line => line.StatementId, StringComparer.Ordinal).ThenBy(line => line.Sequence))
            table.AddRow(
                new Text($"{line.BookingDate}\n{Words.Word(line.State)}"), new Text(Printed.Amount(line.Amount)),
                new Text($"{Said(line)}\n{line.Id}"));
        run.Out.Write(table);
    }

    /// <summary>What tells a line apart, as far as the bank says it.</summary>
    private static string Said(StatementLine line)
    {
        string[] words =
        [
            line.EndToEndId, line.BatchReference, line.CounterpartyName, line.ReturnReason, line.OriginalEndToEndId,
            line.Text,
        ];
        return string.Join(", ", words.Where(word => word.Length > 0).Distinct(StringComparer.Ordinal));
    }
}
