using System.CommandLine;
using Spectre.Console;
using Vouchers.Client;
using Vouchers.Cli.Commands.Payouts;
using Vouchers.V1;

namespace Vouchers.Cli.Commands.Statements;

/// <summary><c>vouchers statement …</c>: what the bank says of an account.</summary>
internal static class StatementCommand
{
    public static Command Create(CommandContext context) =>
        new DocumentedCommand("statement", "Imports account statements, and decides those that do not tie.")
        {
            Subcommands =
            {
                StatementImportCommand.Create(context),
                List(context),
                Deciding(context, "accept", "Lets a held statement be matched. Role: finance, never who imported it.",
                    (client, run, request) => client.Statements.AcceptStatementAsync(new()
                    {
                        RequestId = request.RequestId, StatementId = request.StatementId, Reason = request.Reason,
                    }, cancellationToken: run.Cancellation).AsOutcome(), answer => answer.Statement),
                Deciding(context, "discard", "Gives a statement up of which nothing was posted. Role: finance.",
                    (client, run, request) => client.Statements.DiscardStatementAsync(
                        request, cancellationToken: run.Cancellation).AsOutcome(), answer => answer.Statement),
            },
            Examples = ["statement import statement.camt053.xml", "statement list"],
            Notes = "Next after an import: vouchers reconcile ACCOUNT.",
        };

    private static DocumentedCommand List(CommandContext context)
    {
        var account = new Option<string>("--account")
        {
            Description = "Only this funding account.", HelpName = "ID", DefaultValueFactory = _ => "",
        };
        var command = new DocumentedCommand("list", "Lists statements. Roles: finance, auditor.")
        {
            Options = { account }, Examples = ["statement list", "statement list --account city --json"],
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var statements = await Listing.AllAsync(
                token => client.Statements.ListStatementsAsync(
                    new() { FundingAccountId = run.Get(account), PageSize = Listing.PageSize, PageToken = token },
                    cancellationToken: run.Cancellation),
                page => page.Statements,
                page => page.NextPageToken);
            if (run.Json)
            {
                JsonOutput.Write(run.Terminal.Output, new ListStatementsResponse { Statements = { statements } });
                return ExitCode.Ok;
            }

            var table = new Table().SimpleBorder().AddColumn("statement").AddColumn("days")
                .AddColumn(PrintedPayout.Number("closing")).AddColumn(PrintedPayout.Number("lines"))
                .AddColumn(PrintedPayout.Number("open")).AddColumn("state");
            foreach (var one in statements.OrderBy(s => s.FromDate, StringComparer.Ordinal))
                table.AddRow(new Text(one.Id), new Text($"{one.FromDate} {one.ToDate}"),
                    new Text(one.Closing is null ? "" : Printed.Amount(one.Closing)), new Text($"{one.Lines:N0}"),
                    new Text($"{one.Unexplained:N0}"), new Text(Words.Word(one.State)));
            run.Out.Write(table);
            return ExitCode.Ok;
        });
        return command;
    }

    private static DocumentedCommand Deciding<TResponse>(
        CommandContext context, string name, string description,
        Func<VoucherClient, Run, DiscardStatementRequest, Task<Outcome<TResponse>>> call,
        Func<TResponse, Statement> statementOf)
    {
        var id = new Argument<string>("STATEMENT") { Description = "The statement's id." };
        var reason = PayoutArguments.Reason();
        var requestId = GlobalOptions.RequestId();
        var command = new DocumentedCommand(name, description)
        {
            Arguments = { id },
            Options = { reason, requestId },
            Examples = [$"statement {name} st-01jx4m6qzk8r5v0c2n7w9t3h1b --reason 'the bank confirmed it by letter'"],
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var statement = statementOf(Run.Require(await call(client, run, new DiscardStatementRequest
            {
                RequestId = (run.Get(requestId) ?? client.NewRequestId()).ToString(),
                StatementId = run.Get(id),
                Reason = run.Get(reason),
            })));
            if (run.Json)
                JsonOutput.Write(run.Terminal.Output, statement);
            else
                run.Say($"[green]{Words.Word(statement.State)}[/]  {statement.Id}, {statement.FromDate} - {statement.ToDate}");
            return ExitCode.Ok;
        });
        return command;
    }
}
