using System.CommandLine;
using Vouchers.V1;

namespace Vouchers.Cli.Commands;

/// <summary><c>vouchers redeem TEXT --session S</c>.</summary>
internal static class RedeemCommand
{
    public static Command Create(CommandContext context)
    {
        var shown = new ShownVoucher();
        var session = new Option<string>("--session") { Description = "The session.", Required = true };
        var amount = new Option<long?>("--amount")
        {
            Description = "In minor units (fen), at most the voucher's value; all of it when not given.",
            HelpName = "FEN",
        };
        var currency = new Option<string>("--currency")
        {
            Description = "Of --amount.",
            DefaultValueFactory = _ => "CNY",
        };
        var requestId = GlobalOptions.RequestId();
        var command = new DocumentedCommand("redeem", "Uses a voucher for a session in which its holder is enrolled.")
        {
            Arguments = { shown.Text },
            Options = { session, shown.Pin, amount, currency, requestId },
            Examples =
            [
                "redeem 'TV1:6BF…' --session s-001",
                "redeem - --session s-001 < scanned.txt",
                "redeem 7K3M-Q2XA-9RTB-5 --pin 402913 --session s-001",
                "redeem 'TV1:6BF…' --session s-001 --amount 60000 --json",
            ],
        };
        context.Set(command, async run =>
        {
            var evidence = await shown.ReadAsync(run);
            var money = run.Get(amount) is { } units
                ? new Money { MinorUnits = units, Currency = run.Get(currency) }
                : null;
            using var client = run.Client();
            var redemption = Run.Require(await client.RedeemAsync(
                evidence, run.Get(session)!, money, run.Get(requestId), run.Cancellation));
            Printed.Redemption(run, "Redeemed", redemption);
            return ExitCode.Ok;
        });
        return command;
    }
}
