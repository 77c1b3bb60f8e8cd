using System.CommandLine;

namespace Vouchers.Cli.Commands;

/// <summary><c>vouchers programme …</c>: subsidy schemes, from their rules to plan against actual.</summary>
internal static class ProgrammeCommand
{
    public static Command Create(CommandContext context) =>
        new DocumentedCommand("programme", "Makes, funds, shows and closes subsidy programmes.")
        {
            Subcommands =
            {
                ProgrammeCreateCommand.Create(context),
                ProgrammeFundCommand.Create(context),
                ProgrammeListCommand.Create(context),
                ProgrammeShowCommand.Create(context),
                ProgrammeCloseCommand.Create(context),
            },
            Examples =
            [
                "programme create --id wz-2026 --title '温州 2026' --category project-based-training "
                    + "--valid-from 2026-01-01 --valid-until 2026-12-31 --group rural-youth",
                "programme fund wz-2026 --amount 100000000",
                "programme show wz-2026",
            ],
        };
}
