using System.CommandLine;

namespace Vouchers.Cli.Commands;

/// <summary><c>vouchers keys create</c>: the keys of a new service, with their root apart.</summary>
internal static class KeysCreateCommand
{
    public static Command Create(CommandContext context)
    {
        var folder = new KeysFolder();
        var address = new PublicAddressOption();
        var ahead = KeysFolder.DaysAhead();
        var command = new DocumentedCommand(
            "create", "Makes the keys of a new service, with their root in another folder.")
        {
            Options = { ahead },
            Examples =
            [
                "keys create --folder data/keys --root /media/root --public-address https://vouchers.example.org",
            ],
            Notes = "The root signs the trust list, by which everybody knows all other keys. The service never needs\n"
                + "it: bring it for the other `keys` commands, and keep it in a safe meanwhile.",
        };
        folder.AddTo(command, rootIsRequired: true);
        address.AddTo(command);
        context.Set(command, run =>
        {
            var statusLists = address.StatusLists(run) ?? throw Faults.Usage(
                "The trust list names the address of the status lists.", "say it with --public-address.");
            var keys = folder.Create(run);
            KeysFolder.Do(() =>
            {
                keys.Publish(statusLists);
                return keys.RotateDue(TimeSpan.FromDays(run.Get(ahead)));
            });
            if (run.Json)
                JsonOutput.Write(run.Terminal.Output, new
                {
                    root = keys.Root.ToString(), trustListVersion = keys.Trust().Version,
                    preparedUntil = keys.PreparedUntil,
                });
            else
            {
                run.Say($"[green]New keys[/], prepared until {Printed.Time(keys.PreparedUntil)}.");
                run.Say($"Root, to be pinned: {keys.Root.ToString()}");
                run.Say($"Put {keys.Root.KeyId.ToString()}.pem into a safe; the service never needs it.");
            }

            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }
}
