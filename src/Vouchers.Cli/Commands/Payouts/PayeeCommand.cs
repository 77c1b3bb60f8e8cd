using System.CommandLine;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Commands.Payouts;

/// <summary><c>vouchers payout payee …</c>: the bank accounts of institutions.</summary>
internal static class PayeeCommand
{
    public static Command Create(CommandContext context) =>
        new DocumentedCommand("payee", "Enters, verifies, holds and shows the bank accounts of institutions.")
        {
            Subcommands = { Set(context), Verify(context), Hold(context), Release(context), Show(context) },
            Examples = ["payout payee show wz-vtc"],
            Notes = "A changed account is paid to once somebody else verified it and it has cooled off.",
        };

    private static DocumentedCommand Set(CommandContext context)
    {
        var institution = Institution();
        var bank = new BankOptions();
        var requestId = GlobalOptions.RequestId();
        var command = new DocumentedCommand(
            "set", "Enters or changes an account. Roles: the institution's operator, finance.")
        {
            Arguments = { institution },
            Examples =
            [
                "payout payee set wz-vtc --holder 温州职业技术学院 --number '1203 2820 0988 8888 888' --bank 102333000011",
            ],
        };
        bank.AddTo(command);
        command.Options.Add(requestId);
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var account = Run.Require(await client.Payouts.SetPayeeAccountAsync(
                new()
                {
                    RequestId = (run.Get(requestId) ?? client.NewRequestId()).ToString(),
                    InstitutionId = run.Get(institution),
                    Bank = bank.Read(run),
                },
                cancellationToken: run.Cancellation).AsOutcome()).PayeeAccount;
            PrintedPayout.Payee(run, "Entered", account);
            if (account.VerifiedAt is null)
                run.Say($"Next: somebody else of the finance office verifies it, from the bank's paper.");
            return ExitCode.Ok;
        });
        return command;
    }

    private static DocumentedCommand Verify(CommandContext context)
    {
        var institution = Institution();
        var number = BankOptions.Number("The number as it stands on the bank's paper, typed anew.");
        var requestId = GlobalOptions.RequestId();
        var command = new DocumentedCommand(
            "verify", "Confirms that an account is the institution's. Role: finance, never who entered it.")
        {
            Arguments = { institution },
            Options = { number, requestId },
            Examples = ["payout payee verify wz-vtc --number '1203 2820 0988 8888 888'"],
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var account = Run.Require(await client.Payouts.VerifyPayeeAccountAsync(
                new()
                {
                    RequestId = (run.Get(requestId) ?? client.NewRequestId()).ToString(),
                    InstitutionId = run.Get(institution),
                    AccountNumber = run.Get(number),
                },
                cancellationToken: run.Cancellation).AsOutcome()).PayeeAccount;
            PrintedPayout.Payee(run, "Verified", account);
            return ExitCode.Ok;
        });
        return command;
    }

    private static DocumentedCommand Hold(CommandContext context)
    {
        var reason = new Option<string>("--reason") { Description = "For the auditor.", Required = true };
        var command = new DocumentedCommand("hold", "Pays an institution nothing until it is released. Role: finance.")
        {
            Options = { reason },
            Examples = ["payout payee hold wz-vtc --reason 'attendance lists are being checked'"],
        };
        // An empty reason is how the API releases; nobody releases by a slip of the shell.
        command.Validators.Add(answers =>
        {
            if (string.IsNullOrWhiteSpace(answers.GetValue(reason)))
                answers.AddError("--reason must not be empty.");
        });
        return Holding(context, command, run => run.Get(reason)!, "Held");
    }

    private static DocumentedCommand Release(CommandContext context) => Holding(
        context,
        new DocumentedCommand("release", "Pays an institution again. Role: finance.")
        {
            Examples = ["payout payee release wz-vtc"],
        },
        _ => "",
        "Released");

    private static DocumentedCommand Holding(
        CommandContext context, DocumentedCommand command, Func<Run, string> reasonOf, string headline)
    {
        var institution = Institution();
        var requestId = GlobalOptions.RequestId();
        command.Arguments.Add(institution);
        command.Options.Add(requestId);
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var account = Run.Require(await client.Payouts.HoldPaymentsAsync(
                new()
                {
                    RequestId = (run.Get(requestId) ?? client.NewRequestId()).ToString(),
                    InstitutionId = run.Get(institution),
                    Reason = reasonOf(run),
                },
                cancellationToken: run.Cancellation).AsOutcome()).PayeeAccount;
            PrintedPayout.Payee(run, headline, account);
            return ExitCode.Ok;
        });
        return command;
    }

    private static DocumentedCommand Show(CommandContext context)
    {
        var institution = Institution();
        var command = new DocumentedCommand(
            "show", "Shows an account. Roles: the institution's operator, finance, programme officer, auditor.")
        {
            Arguments = { institution },
            Examples = ["payout payee show wz-vtc", "payout payee show wz-vtc --json"],
            Notes = "The number is masked, since it is verified from the bank's paper; --json has it in full.",
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var account = Run.Require(await client.Payouts.GetPayeeAccountAsync(
                new() { InstitutionId = run.Get(institution) },
                cancellationToken: run.Cancellation).AsOutcome()).PayeeAccount;
            PrintedPayout.Payee(run, StandingOf(account), account);
            return ExitCode.Ok;
        });
        return command;
    }

    private static string StandingOf(PayeeAccount account) => account switch
    {
        { HeldReason.Length: > 0 } => "Held",
        { VerifiedAt: null } => "Not verified",
        _ => "Verified",
    };

    private static Argument<string> Institution() => new("INSTITUTION") { Description = "The institution's id." };
}
