using System.CommandLine;
using System.CommandLine.Parsing;
using NUnit.Framework;
using Vouchers.Cli;

namespace Vouchers.EndToEnd.Cli;

internal sealed class CommandLineTests
{
    private static readonly RootCommand Root = CommandLine.Root(new(Terminal.OfProcess(), new()));

    private static IEnumerable<Command> All => Below(Root);

    private static IEnumerable<DocumentedCommand> Documented => All.OfType<DocumentedCommand>();

    [Test]
    public void EveryCommandWithAnAction_HasExamples() => Assert.That(
        Documented.Where(command => command.Examples.Count == 0).Select(command => command.Name), Is.Empty);

    [Test]
    public void EverySymbol_HasADescription() => Assert.That(
        All.SelectMany(command => command.Options.Cast<Symbol>().Concat(command.Arguments).Append(command))
            .Where(symbol => string.IsNullOrEmpty(symbol.Description)).Select(symbol => symbol.Name), Is.Empty);

    [TestCaseSource(nameof(Documented))]
    public void EveryExample_Parses(Command command)
    {
        foreach (var example in ((DocumentedCommand)command).Examples)
        {
            // The shell's part: quotes, and what stands behind a pipe or a redirection.
            var line = example.Split('|', '<')[0].Replace('\'', '"');
            var parsed = Root.Parse(CommandLineParser.SplitCommandLine(line).ToArray());
            Assert.That(parsed.Errors.Select(error => error.Message), Is.Empty, example);
            Assert.That(
                parsed.CommandResult.Command, Is.SameAs(command).Or.Property("Parents").Contains(command), example);
        }
    }

    [Test]
    public async Task Help_OfTheRoot_TellsTheExitCodes()
    {
        var run = await CliRun.OfAsync("--help");

        Assert.That(run.ExitCode, Is.Zero);
        foreach (var (code, meaning) in ExitCode.All)
            Assert.That(run.Output, Does.Contain($"  {code}  {meaning}"));
    }

    [Test]
    public async Task Help_OfACommandWithMissingArguments_IsHelp()
    {
        var run = await CliRun.OfAsync("redeem", "--help");

        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Output, Does.Contain("Examples:").And.Contain("vouchers redeem 'TV1:"));
    }

    [TestCase("There is no command 'frobnicate'", "frobnicate")]
    [TestCase("'--session' is required", "redeem", "TV1:X")]
    [TestCase("--request-id", "redeem", "TV1:X", "--session", "s", "--request-id", "seven")]
    [TestCase("'foo' is no address", "balances", "--address", "foo")]
    [TestCase("Say one of --citizen", "issue", "--programme", "p")]
    [TestCase("Say one of --citizen", "issue", "--programme", "p", "--citizen", "c", "--all")]
    [TestCase("Say which --programme", "issue", "--all")]
    [TestCase("needs --root", "verify", "TV1:X", "--trust-list", "t.cose")]
    [TestCase("is no offset", "import", "courses", "c.csv", "--batch", "b", "--utc-offset", "8")]
    public async Task WrongUsage_TellsWhatIsWrong(string expected, params string[] args)
    {
        var run = await CliRun.OfAsync(args);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(run.Error, Does.Contain(expected).And.Contain("--help"));
        Assert.That(run.Output, Is.Empty);
    }

    [Test]
    public async Task NobodyListens_IsUnreachable()
    {
        var run = await CliRun.OfAsync("balances", "--address", "http://127.0.0.1:1", "--json");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Unreachable));
        Assert.That(run.Error, Does.Contain("cannot be reached").And.Contain("vouchers serve"));
        Assert.That(run.Json.GetProperty("error").GetProperty("exitCode").GetInt32(), Is.EqualTo(5));
    }

    [TestCase("--bind (VOUCHERS_BIND_ADDRESS) 'foo' is not an IP address", "--development", "--bind", "foo")]
    [TestCase("--web-port (VOUCHERS_WEB_PORT) is 7", "--development", "--grpc-port", "7", "--web-port", "7")]
    [TestCase("like --grpc-port (VOUCHERS_GRPC_PORT)", "--development", "--grpc-port", "7", "--web-port", "7")]
    public async Task Serve_RefusedSetting_IsNamedByItsOption(string expected, params string[] args)
    {
        var run = await CliRun.OfAsync(["serve", .. args]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Usage), run.Error);
        Assert.That(run.Error, Does.Contain(expected));
    }

    [TestCase("hello", "neither")]
    [TestCase("7K3M-Q2XA-9RTB-9", "wrong")]
    [TestCase(" ", "no text")]
    public async Task Redeem_NoVoucher_IsToldBeforeAnythingIsSent(string text, string expected)
    {
        var run = await CliRun.WithInputAsync(text, "redeem", "-", "--session", "s", "--address", "http://127.0.0.1:1");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain(expected));
    }

    private static IEnumerable<Command> Below(Command command) =>
        command.Subcommands.SelectMany(Below).Prepend(command);
}
