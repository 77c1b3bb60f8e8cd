using System.CommandLine;
using System.Globalization;
using Vouchers.Cli.Commands.Payouts;
using Vouchers.Client;
using Vouchers.V1;
using Kind = Vouchers.V1.Match.Types.Kind;

namespace Vouchers.Cli.Commands.Reconciliation;

/// <summary><c>vouchers match propose ACCOUNT --kind WORD --line ID …</c>.</summary>
internal static class MatchProposeCommand
{
    private static readonly Dictionary<string, Kind> Kinds = new(StringComparer.Ordinal)
    {
        ["payment"] = Kind.Payment,
        ["return"] = Kind.Return,
        ["repayment"] = Kind.Repayment,
        ["arrival"] = Kind.Arrival,
    };

    public static Command Create(CommandContext context)
    {
        var account = new Argument<string>("ACCOUNT") { Description = "The funding account's id." };
        var kind = Words.Option("--kind", "What the lines show: ", Kinds);
        kind.Required = true;
        var lines = Ids("--line", "A line of the bank; give it once for each.");
        lines.Required = true;
        var payments = Ids("--payment", "A payment that explains it, e.g. PAY-000001.P1.I1; once for each.");
        var repaid = Repaid();
        var currency = new Option<string>("--currency")
        {
            Description = "Of --clawback.", DefaultValueFactory = _ => "CNY",
        };
        var difference = new Option<long>("--difference")
        {
            Description = "What the lines are beyond the payments, in minor units, credits positive.", HelpName = "FEN",
        };
        var reason = PayoutArguments.Reason();
        var requestId = GlobalOptions.RequestId();
        var command = new DocumentedCommand(
            "propose", "Says what explains lines; another person decides it. Role: finance.")
        {
            Arguments = { account },
            Options = { kind, lines, payments, repaid, currency, difference, reason, requestId },
            Examples =
            [
                "match propose city --kind payment --line f1-2c26b46b68ffc68ff99b453c1d304134 "
                    + "--payment PAY-000001.P1.I1 --reason 'the bank cut the reference'",
                "match propose city --kind repayment --line f1-2c26b46b68ffc68ff99b453c1d304134 "
                    + "--clawback 01jx4m6qzk8r5v0c2n7w9t3h1b=100000 --reason 'paid back by the school'",
            ],
            Notes = "One line with many payments, or one payment with many lines. The sums must be equal, or differ\n"
                + "by --difference, such as -500 for a fee of 5.00 that the bank took with the debit.\n"
                + "An arrival shows money of payments that had failed, or left twice: the institutions owe it, and their\n"
                + "next payments take it off. Payments on their way that the same line shows are paid.\n"
                + "The ids of lines: vouchers statement lines --account ACCOUNT",
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var match = Run.Require(await client.Reconciliation.ProposeMatchAsync(
                new()
                {
                    RequestId = (run.Get(requestId) ?? client.NewRequestId()).ToString(),
                    FundingAccountId = run.Get(account),
                    Kind = run.Get(kind),
                    LineIds = { run.Get(lines) ?? [] },
                    // The bank writes a payment's id in capitals.
                    PaymentIds = { (run.Get(payments) ?? []).Select(id => id.ToLowerInvariant()) },
                    Repayments =
                    {
                        (run.Get(repaid) ?? []).Select(part => new Repayment
                        {
                            ClawBackId = part.ClawBack,
                            Amount = new() { MinorUnits = part.Fen, Currency = run.Get(currency) },
                        }),
                    },
                    DifferenceMinorUnits = run.Get(difference),
                    Reason = run.Get(reason),
                },
                cancellationToken: run.Cancellation).AsOutcome()).Match;
            PrintedMatch.Match(run, "Proposed", match);
            run.Say($"Next: somebody else decides it: vouchers match approve {match.Id}");
            return ExitCode.Ok;
        });
        return command;
    }

    private static Option<string[]> Ids(string name, string description) => new(name)
    {
        Description = description, HelpName = "ID",
    };

    private static Option<(string ClawBack, long Fen)[]> Repaid() => new("--clawback")
    {
        Description = "A claw-back and what was paid back of it, in minor units; once for each.",
        HelpName = "ID=FEN",
        CustomParser = result =>
        {
            var parts = new List<(string, long)>();
            foreach (var text in result.Tokens.Select(token => token.Value))
            {
                var at = text.LastIndexOf('=');
                if (at > 0 && long.TryParse(
                    text[(at + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var fen))
                    parts.Add((text[..at], fen));
                else
                    result.AddError($"--clawback '{text}' is not like ID=FEN, e.g. 01jx4m6qzk8r5v0c2n7w9t3h1b=100000.");
            }
            return [.. parts];
        },
    };
}
