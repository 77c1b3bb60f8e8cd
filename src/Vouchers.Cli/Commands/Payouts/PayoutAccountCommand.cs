using System.CommandLine;
using Spectre.Console;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Commands.Payouts;

/// <summary><c>vouchers payout account …</c>: the city's accounts from which institutions are paid.</summary>
internal static class PayoutAccountCommand
{
    public static Command Create(CommandContext context) =>
        new DocumentedCommand("account", "Registers and lists the city's accounts from which institutions are paid.")
        {
            Subcommands = { Add(context), List(context) },
            Examples = ["payout account list"],
        };

    private static DocumentedCommand Add(CommandContext context)
    {
        var id = new Argument<string>("ID") { Description = "1 to 40 lower-case letters, digits and hyphens." };
        var bank = new BankOptions();
        var currency = new Option<string>("--currency")
        {
            Description = "What the account holds, ISO 4217.",
            DefaultValueFactory = _ => "CNY",
        };
        var coolingOff = new Option<int?>("--cooling-off")
        {
            Description = "How long a changed account of an institution is not paid to: 24 or more, 72 when not given. "
                + "A service in Development takes less, down to 0.",
            HelpName = "HOURS",
        };
        var requestId = GlobalOptions.RequestId();
        var command = new DocumentedCommand("add", "Registers an account of the city. Role: finance.")
        {
            Arguments = { id },
            Examples =
            [
                "payout account add city --holder 温州市人力资源和社会保障局 --number 1203280009000123456 "
                    + "--bank 102333000011",
                "payout account add city-eur --holder 'City of Wenzhou' --number DE89370400440532013000 "
                    + "--bank COBADEFFXXX --currency EUR --cooling-off 120",
            ],
        };
        bank.AddTo(command);
        command.Options.Add(currency);
        command.Options.Add(coolingOff);
        command.Options.Add(requestId);
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var request = new RegisterFundingAccountRequest
            {
                RequestId = (run.Get(requestId) ?? client.NewRequestId()).ToString(),
                FundingAccountId = run.Get(id),
                Bank = bank.Read(run),
                Currency = run.Get(currency),
            };
            if (run.Get(coolingOff) is { } hours)
                request.CoolingOffHours = hours;
            var added = Run.Require(await client.Payouts.RegisterFundingAccountAsync(
                request, cancellationToken: run.Cancellation).AsOutcome()).FundingAccount;
            if (run.Json)
                JsonOutput.Write(run.Terminal.Output, added);
            else
                run.Say($"[green]Registered[/]  {added.Id} ({added.Currency}) of {added.Bank.HolderName}");
            return ExitCode.Ok;
        });
        return command;
    }

    private static DocumentedCommand List(CommandContext context)
    {
        var command = new DocumentedCommand(
            "list", "Lists the city's accounts. Roles: finance, programme officer, auditor.")
        {
            Examples = ["payout account list", "payout account list --json"],
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var accounts = await Listing.AllAsync(
                token => client.Payouts.ListFundingAccountsAsync(
                    new() { PageSize = Listing.PageSize, PageToken = token }, cancellationToken: run.Cancellation),
                page => page.FundingAccounts,
                page => page.NextPageToken);
            if (run.Json)
                JsonOutput.Write(
                    run.Terminal.Output, new ListFundingAccountsResponse { FundingAccounts = { accounts } });
            else if (accounts.Count == 0)
                run.Say($"There is no account to pay from yet: vouchers payout account add --help");
            else
                Print(run, accounts);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Print(Run run, List<FundingAccount> accounts)
    {
        var table = new Table().SimpleBorder()
            .AddColumn(new TableColumn("account").NoWrap()).AddColumn("holder").AddColumn("number").AddColumn("bank")
            .AddColumn("currency").AddColumn(new TableColumn("cooling off").RightAligned());
        foreach (var account in accounts)
            table.AddRow(
                new Text(account.Id), new Text(account.Bank.HolderName),
                new Text(PrintedPayout.Masked(account.Bank.AccountNumber)), new Text(account.Bank.BankCode),
                new Text(account.Currency), new Text($"{account.CoolingOffHours} h"));
        run.Out.Write(table);
    }
}
