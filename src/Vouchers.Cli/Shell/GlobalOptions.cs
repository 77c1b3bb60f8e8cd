using System.CommandLine;

namespace Vouchers.Cli;

/// <summary>The options that every command has.</summary>
internal sealed class GlobalOptions
{
    public const string TokenVariable = "VOUCHERS_TOKEN";
    public const string AddressVariable = "VOUCHERS_ADDRESS";
    public const string WebVariable = "VOUCHERS_WEB";
    public const string DefaultAddress = "http://127.0.0.1:5081";
    private const string DefaultWeb = "http://127.0.0.1:5080";

    public Option<Uri> Address { get; } =
        Url("--address", $"The service's gRPC address; else {AddressVariable}.", DefaultAddress, recursive: true);

    public Option<string?> Token { get; } = new("--token")
    {
        // A token in the environment, unlike one on the command line, is not seen in the list of processes.
        Description = $"The bearer token; better set {TokenVariable}.",
        HelpName = "JWT",
        Recursive = true,
    };

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "One JSON document on standard output and nothing else there.",
        Recursive = true,
    };

    /// <summary>
    /// An option of each command that changes something; not recursive, as readers have no use for it.
    /// </summary>
    public static Option<Guid?> RequestId() => new("--request-id")
    {
        Description = "The id of an earlier call to repeat: its answer is given again and nothing is done twice.",
        HelpName = "UUID",
    };

    /// <summary>An option of each command that asks or names the service's web address.</summary>
    public static Option<Uri> Web() =>
        Url("--web", $"The address at which browsers reach the service; else {WebVariable}.", DefaultWeb);

    /// <summary>Reads an address; null where it is none.</summary>
    public static Uri? AddressOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https") ? uri : null;

    private static Option<Uri> Url(
        string name, string description, string whenMissing, bool recursive = false) => new(name)
    {
        Description = description,
        HelpName = "URL",
        Recursive = recursive,
        DefaultValueFactory = _ => new(whenMissing),
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (AddressOf(text) is { } address)
                return address;
            result.AddError($"{name} '{text}' is no address; one looks like {whenMissing}.");
            return null;
        },
    };

    public void AddTo(Command root)
    {
        root.Options.Add(Address);
        root.Options.Add(Token);
        root.Options.Add(Json);
    }
}
