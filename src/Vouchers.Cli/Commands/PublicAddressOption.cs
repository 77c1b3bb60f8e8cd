using System.CommandLine;
using Vouchers.Service;

namespace Vouchers.Cli.Commands;

/// <summary>The address under which verifiers find the service, as the trust list tells it to them.</summary>
internal sealed class PublicAddressOption
{
    private const string Variable = "VOUCHERS_PUBLIC_ADDRESS";

    private readonly Option<string?> option = new("--public-address")
    {
        Description = $"The service's address for counters, e.g. https://vouchers.example.org; else {Variable}.",
        HelpName = "URL",
    };

    public void AddTo(Command command) => command.Options.Add(option);

    /// <summary>What a status list's number follows; null where no address is given.</summary>
    public string? StatusLists(Run run)
    {
        if ((run.Get(option) ?? run.Terminal.Environment(Variable)) is not { Length: > 0 } address)
            return null;
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? ServiceOptions.StatusListsAt(address)
            : throw Faults.Usage($"'{address}' is no address; one looks like https://vouchers.example.org.");
    }
}
