using System.CommandLine;

namespace Vouchers.Cli.Commands;

/// <summary><c>vouchers keys sign</c>: the trust list, where it lags behind.</summary>
internal static class KeysSignCommand
{
    public const string Behind = "The trust list does not tell of this yet, so offline counters do not know: bring "
        + "the root key and run `vouchers keys sign --root FOLDER`.";

    public static Command Create(CommandContext context)
    {
        var folder = new KeysFolder();
        var address = new PublicAddressOption();
        var command = new DocumentedCommand("sign", "Signs the trust list anew where keys or the address changed.")
        {
            Examples =
            [
                "keys sign --folder data/keys --root /media/root",
                "keys sign --folder data/keys --root /media/root --public-address https://vouchers.example.org",
            ],
            Notes = "Rotating signs by itself, and so does revoking while the root is there. A running service\n"
                + "serves the new list within a minute.",
        };
        folder.AddTo(command);
        address.AddTo(command);
        context.Set(command, run =>
        {
            var keys = folder.Open(run);
            var before = keys.Trust().Version;
            KeysFolder.Do(() =>
            {
                keys.Publish(address.StatusLists(run));
                return true;
            });
            var version = keys.Trust().Version;
            if (run.Json)
                JsonOutput.Write(run.Terminal.Output, new { trustListVersion = version, isNew = version != before });
            else if (version == before)
                run.Say($"The trust list tells all already; it stays at version {version}.");
            else
                run.Say($"[green]Signed[/]: the trust list has version {version}.");
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }
}
