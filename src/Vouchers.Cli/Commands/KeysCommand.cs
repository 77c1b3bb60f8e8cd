using System.CommandLine;

namespace Vouchers.Cli.Commands;

/// <summary><c>vouchers keys</c>: the issuer's key folder, on the machine that holds it.</summary>
internal static class KeysCommand
{
    public static Command Create(CommandContext context) =>
        new DocumentedCommand("keys", "Makes, lists, renews and revokes the issuer's signing keys.")
        {
            Subcommands =
            {
                KeysCreateCommand.Create(context), KeysListCommand.Create(context), KeysRotateCommand.Create(context),
                KeysRevokeCommand.Create(context), KeysSignCommand.Create(context),
            },
            Examples = ["keys list --folder data/keys", "keys rotate --folder data/keys --root /media/root"],
            Notes = $"The folder's passphrase is read from {KeysFolder.PassphraseVariable}, that of the root key\n"
                + $"from {KeysFolder.RootPassphraseVariable} where that is set.",
        };
}
