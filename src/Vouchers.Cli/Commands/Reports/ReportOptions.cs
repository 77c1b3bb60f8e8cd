using System.CommandLine;

namespace Vouchers.Cli.Commands.Reports;

/// <summary>What several reports ask for.</summary>
internal static class ReportOptions
{
    public static Option<string?> Institution() => new("--institution")
    {
        Description = "Only this institution; an operator sees its own without it.",
        HelpName = "ID",
    };

    public static void Add(Command command, IEnumerable<Option> options)
    {
        foreach (var option in options)
            command.Options.Add(option);
    }
}
