using System.CommandLine;
using Vouchers.Client;

namespace Vouchers.Cli.Commands;

/// <summary><c>vouchers programme fund ID --amount FEN</c>.</summary>
internal static class ProgrammeFundCommand
{
    public static Command Create(CommandContext context)
    {
        var programme = new Argument<string>("ID") { Description = "The programme's id." };
        var amount = new Option<long>("--amount")
        {
            Description = "In minor units (fen): 100000000 is a million yuan.",
            HelpName = "FEN",
            Required = true,
        };
        var currency = new Option<string>("--currency")
        {
            Description = "Of --amount.",
            DefaultValueFactory = _ => "CNY",
        };
        var reference = new Option<string>("--reference")
        {
            Description = "The budget line or decree, for the auditor.",
            DefaultValueFactory = _ => "",
        };
        var requestId = GlobalOptions.RequestId();
        var command = new DocumentedCommand("fund", "Adds to the budget. Roles: programme officer, finance.")
        {
            Arguments = { programme },
            Options = { amount, currency, reference, requestId },
            Examples =
            [
                "programme fund wz-2026 --amount 100000000 --reference 'WZ-HR 2026/14'",
                "programme fund wz-2026 --amount 5000000 --request-id 01976d5e-5b7a-7c11-9d0e-3f5b8a0c2d41",
            ],
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var request = (run.Get(requestId) ?? client.NewRequestId()).ToString();
            var funded = Run.Require(await client.Programmes.FundProgrammeAsync(
                new()
                {
                    RequestId = request,
                    ProgrammeId = run.Get(programme),
                    Amount = new() { MinorUnits = run.Get(amount), Currency = run.Get(currency) },
                    Reference = run.Get(reference),
                },
                cancellationToken: run.Cancellation).AsOutcome());
            if (run.Json)
                JsonOutput.Write(run.Terminal.Output, funded);
            else
                run.Say($"[green]Funded[/]  {funded.Programme.Id} can promise {Printed.Amount(funded.Available)}.");
            return ExitCode.Ok;
        });
        return command;
    }
}
