using System.CommandLine;

namespace Vouchers.Cli.Commands;

/// <summary><c>vouchers journal</c>: reads the books, proves them, and keeps what proves them later.</summary>
internal static class JournalCommand
{
    public static Command Create(CommandContext context) =>
        new DocumentedCommand("journal", "Reads and proves the books.")
        {
            Subcommands =
            {
                JournalVerifyCommand.Create(context), JournalCheckpointCommand.Create(context),
                JournalListCommand.Create(context),
            },
            Examples = ["journal verify", "journal list --subject 01jx4m6qzk8r5v0c2n7w9t3h1b"],
        };
}
