using System.CommandLine;
using Vouchers.V1;

namespace Vouchers.Cli.Commands.Payouts;

/// <summary>Where a bank finds somebody's money, as options.</summary>
internal sealed class BankOptions
{
    private readonly Option<string> holder = new("--holder")
    {
        Description = "The name that the bank knows.",
        HelpName = "NAME",
        Required = true,
    };

    private readonly Option<string> number = Number("The account number or IBAN; spaces do not matter.");

    private readonly Option<string> bank = new("--bank")
    {
        Description = "The bank's BIC, or its CNAPS number of 12 digits.",
        HelpName = "CODE",
        Required = true,
    };

    /// <summary>The option --number, which is written in groups on most papers.</summary>
    public static Option<string> Number(string description) => new("--number")
    {
        Description = description,
        HelpName = "NUMBER",
        Required = true,
        CustomParser = result => result.Tokens[0].Value.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant(),
    };

    public void AddTo(Command command)
    {
        command.Options.Add(holder);
        command.Options.Add(number);
        command.Options.Add(bank);
    }

    public BankDetails Read(Run run) => new()
    {
        HolderName = run.Get(holder),
        AccountNumber = run.Get(number),
        BankCode = run.Get(bank),
    };
}
