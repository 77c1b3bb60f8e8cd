using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Vouchers.Cli;

/// <summary>A command whose help ends with examples to copy, and notes where a sentence is not enough.</summary>
internal sealed class DocumentedCommand(string name, string description) : Command(name, description)
{
    /// <summary>Command lines without the leading <c>vouchers</c>.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>Lines after the options, e.g. the columns of a file.</summary>
    public string Notes { get; init; } = "";
}

/// <summary>The ordinary help, then the notes and examples of the command; at the root the exit codes.</summary>
internal sealed class HelpWithExamples(HelpAction ordinary) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        ordinary.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command;
        if (command is DocumentedCommand documented)
        {
            if (documented.Notes.Length > 0)
                output.WriteLine(documented.Notes + output.NewLine);
            WriteExamples(output, documented.Examples);
        }
        else if (command is RootCommand)
        {
            output.WriteLine("Exit codes:");
            foreach (var (code, meaning) in ExitCode.All)
                output.WriteLine($"  {code}  {meaning}");
            output.WriteLine();
            WriteExamples(output,
            [
                "demo",
                "serve --development",
                "redeem 'TV1:…' --session s-001",
                "journal verify --json",
            ]);
        }
        return ExitCode.Ok;
    }

    private static void WriteExamples(TextWriter output, IReadOnlyList<string> examples)
    {
        if (examples.Count == 0)
            return;
        output.WriteLine("Examples:");
        foreach (var example in examples)
            output.WriteLine($"  vouchers {example}");
        output.WriteLine();
    }
}
