using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Vouchers.Cli.Commands;
using Vouchers.Cli.Commands.Devices;
using Vouchers.Cli.Commands.Earning;
using Vouchers.Cli.Commands.Payouts;
using Vouchers.Cli.Commands.Reconciliation;
using Vouchers.Cli.Commands.Reports;
using Vouchers.Cli.Commands.Statements;
using Vouchers.Cli.Demo;

namespace Vouchers.Cli;

/// <summary>The command tree, and the way from arguments to an exit code.</summary>
internal static class CommandLine
{
    /// <summary>After Ctrl+C a service finishes what it accepted; it gives up before this is over.</summary>
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(40);

    public static async Task<int> RunAsync(
        IReadOnlyList<string> args, Terminal terminal, CancellationToken cancellation = default)
    {
        var global = new GlobalOptions();
        var root = Root(new(terminal, global));
        var parsed = root.Parse(args);
        // A group without its command asks what there is.
        if (parsed is { Action: ParseErrorAction, UnmatchedTokens: [], CommandResult.Command.Subcommands.Count: > 0 })
        {
            root.Parse([.. args, "--help"]).Invoke(new() { Output = terminal.Error });
            return ExitCode.Usage;
        }
        if (parsed.Action is ParseErrorAction || (parsed.Errors.Count > 0 && parsed.Action is not HelpWithExamples))
            return WrongUsage(parsed, terminal);
        return await parsed.InvokeAsync(
            new() { Output = terminal.Output, Error = terminal.Error, ProcessTerminationTimeout = DrainTime },
            cancellation);
    }

    private static int WrongUsage(ParseResult parsed, Terminal terminal)
    {
        if (parsed is { UnmatchedTokens: [var word, ..], CommandResult.Command.Subcommands.Count: > 0 })
            terminal.Error.WriteLine($"There is no command '{word}' here.");
        else
            foreach (var error in parsed.Errors)
                terminal.Error.WriteLine(error.Message);
        terminal.Error.WriteLine($"See `{PathOf(parsed.CommandResult.Command)} --help`.");
        return ExitCode.Usage;
    }

    internal static RootCommand Root(CommandContext context)
    {
        var root = new RootCommand("Electronic training vouchers: issue, show, redeem, and prove the books.")
        {
            DemoCommand.Create(context),
        };
        foreach (var create in Commands)
            root.Subcommands.Add(create(context));
        context.Global.AddTo(root);
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            var ordinary = (HelpAction)help.Action!;
            ordinary.MaxWidth = context.Terminal.Width;
            help.Action = new HelpWithExamples(ordinary);
        }
        return root;
    }

    private static readonly IReadOnlyList<Func<CommandContext, Command>> Commands =
    [
        ServeCommand.Create,
        MigrateCommand.Create,
        TokenCommand.Create,
        ProgrammeCommand.Create,
        ImportCommand.Create,
        DeviceCommand.Create,
        IssueCommand.Create,
        ShowCommand.Create,
        VerifyCommand.Create,
        RedeemCommand.Create,
        VoidCommand.Create,
        EvidenceCommand.Create,
        PayoutCommand.Create,
        StatementCommand.Create,
        ReconcileCommand.Create,
        MatchCommand.Create,
        DiscrepancyCommand.Create,
        PeriodCommand.Create,
        ReportCommand.Create,
        BalancesCommand.Create,
        JournalCommand.Create,
        TraceCommand.Create,
        KeysCommand.Create,
    ];

    private static string PathOf(Command command) => string.Join(' ', Ancestry(command).Reverse());

    private static IEnumerable<string> Ancestry(Command command)
    {
        yield return command is RootCommand ? "vouchers" : command.Name;
        if (command.Parents.OfType<Command>().FirstOrDefault() is { } parent)
        {
            foreach (var name in Ancestry(parent))
                yield return name;
        }
    }
}
