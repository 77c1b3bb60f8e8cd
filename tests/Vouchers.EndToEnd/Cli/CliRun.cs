using System.Text.Json;
using Vouchers.Cli;

namespace Vouchers.EndToEnd.Cli;

/// <summary>What a run of the command left: its exit code, and both streams as a file would get them.</summary>
internal sealed record CliRun(int ExitCode, string Output, string Error)
{
    public JsonElement Json => JsonElement.Parse(Output);

    public static Task<CliRun> OfAsync(params string[] args) => WithInputAsync("", args);

    public static Task<CliRun> WithInputAsync(string input, params string[] args) => RunAsync(input, _ => null, args);

    public static Task<CliRun> WithVariableAsync(string name, string value, params string[] args) =>
        RunAsync("", asked => asked == name ? value : null, args);

    public static Task<CliRun> WithVariablesAsync(
        IReadOnlyDictionary<string, string> variables, params string[] args) =>
        RunAsync("", variables.GetValueOrDefault, args);

    // What happens to be set where the tests run must not change them.
    private static async Task<CliRun> RunAsync(string input, Func<string, string?> environment, string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(output, error, true, true, TimeProvider.System)
        {
            Input = new StringReader(input),
            Environment = environment,
        };
        var exitCode = await CommandLine.RunAsync(args, terminal);
        return new(exitCode, output.ToString(), error.ToString());
    }
}
