using System.CommandLine;
using Spectre.Console;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Commands;

/// <summary><c>vouchers programme show ID</c>: the funnel and the money.</summary>
internal static class ProgrammeShowCommand
{
    public static Command Create(CommandContext context)
    {
        var programme = new Argument<string>("ID") { Description = "The programme's id." };
        var command = new DocumentedCommand(
            "show",
            "Shows how far each target group came, and the balances. Roles: programme officer, finance, auditor.")
        {
            Arguments = { programme },
            Examples = ["programme show wz-2026", "programme show wz-2026 --json"],
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var report = Run.Require(await client.Programmes.GetProgrammeReportAsync(
                new() { ProgrammeId = run.Get(programme) }, cancellationToken: run.Cancellation).AsOutcome());
            if (run.Json)
            {
                JsonOutput.Write(run.Terminal.Output, report);
                return ExitCode.Ok;
            }
            Printed.Programme(run, Words.Word(report.Programme.State), report.Programme);
            run.Out.Write(FunnelOf(report));
            run.Out.Write(BalancesOf(report));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Table FunnelOf(GetProgrammeReportResponse report)
    {
        var table = new Table().SimpleBorder().AddColumn("target group");
        foreach (var step in (string[])["eligible", "issued", "viewed", "redeemed", "completed", "certified"])
            table.AddColumn(new TableColumn(step).RightAligned().NoWrap());
        foreach (var group in report.Funnel)
            table.AddRow(
                new Text(group.TargetGroup), new Text($"{group.Eligible:N0}"), new Text($"{group.Issued:N0}"),
                new Text($"{group.Viewed:N0}"), new Text($"{group.Redeemed:N0}"), new Text($"{group.Completed:N0}"),
                new Text($"{group.Certified:N0}"));
        return table;
    }

    private static Table BalancesOf(GetProgrammeReportResponse report)
    {
        var table = new Table().SimpleBorder()
            .AddColumn("account").AddColumn(new TableColumn(report.Programme.Currency).RightAligned().NoWrap());
        foreach (var (account, minorUnits) in report.Balances.OrderBy(balance => balance.Key, StringComparer.Ordinal))
            table.AddRow(new Text(account), new Text(Printed.Amount(minorUnits)));
        return table;
    }
}
