using System.CommandLine;
using Spectre.Console;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Commands;

/// <summary><c>vouchers balances</c>: the trial balance.</summary>
internal static class BalancesCommand
{
    public static Command Create(CommandContext context)
    {
        var programme = new Option<string>("--programme")
        {
            Description = "Only this programme.",
            DefaultValueFactory = _ => "",
        };
        var command = new DocumentedCommand("balances", "Shows the balance of every account.")
        {
            Options = { programme },
            Examples = ["balances", "balances --programme wz-2026 --json"],
            Notes = $"Ends with exit code {ExitCode.OutOfBalance} where a programme's accounts do not add up to zero.",
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var answer = Run.Require(await client.Journal.ListBalancesAsync(
                new() { ProgrammeId = run.Get(programme) }, cancellationToken: run.Cancellation).AsOutcome());
            if (run.Json)
                JsonOutput.Write(run.Terminal.Output, answer);
            else if (answer.Balances.Count == 0)
                run.Say($"There are no accounts yet.");
            else
                Print(run, answer.Balances);
            // Each transfer debits what it credits within one programme: what was granted is somewhere.
            var off = answer.Balances
                .GroupBy(balance => (balance.ProgrammeId, balance.Balance_.Currency))
                .Where(group => group.Sum(balance => balance.Balance_.MinorUnits) != 0)
                .Select(group => group.Key.ProgrammeId).ToArray();
            if (off.Length > 0)
                run.Warn(
                    $"The accounts of {string.Join(", ", off)} do not add up to zero. Next: vouchers journal verify");
            return off.Length > 0 ? ExitCode.OutOfBalance : ExitCode.Ok;
        });
        return command;
    }

    private static void Print(Run run, IEnumerable<Balance> balances)
    {
        var table = new Table().SimpleBorder()
            .AddColumn("programme").AddColumn("account").AddColumn("institution")
            .AddColumn(new TableColumn("balance").RightAligned().NoWrap());
        foreach (var balance in balances)
            table.AddRow(
                new Text($"{balance.ProgrammeId}{balance.FundingAccountId}"), new Text(balance.Kind),
                new Text(balance.InstitutionId),
                new Text(Printed.Amount(balance.Balance_)));
        run.Out.Write(table);
    }
}
