using System.CommandLine;
using Vouchers.Cli.Import;
using Vouchers.Credentials;

namespace Vouchers.Cli.Commands;

/// <summary><c>vouchers keys revoke</c>.</summary>
internal static class KeysRevokeCommand
{
    public static Command Create(CommandContext context)
    {
        var folder = new KeysFolder();
        var key = new Argument<string>("KEY") { Description = "The stolen key's id, as `keys list` prints it." };
        var since = new Option<string>("--since")
        {
            Description = "The earliest time at which a thief may have had it; China's where it names no offset.",
            HelpName = "TIME",
            Required = true,
        };
        var command = new DocumentedCommand("revoke", "Declares a signing key stolen.")
        {
            Arguments = { key },
            Options = { since },
            Examples =
            [
                "keys revoke 3f0c9a2b7d51e846 --since 2026-03-01T08:00:00+08:00 --folder data/keys --root /media/root",
            ],
            Notes = "What the key signed from that time on is refused, its private file is destroyed, and another\n"
                + "key signs in its place. Running services take it up within a minute, with or without the root;\n"
                + "offline counters with the next trust list that the root signs. It cannot be taken back. The root\n"
                + "is not revoked but replaced, with its pins.",
        };
        folder.AddTo(command);
        context.Set(command, run =>
        {
            if (!KeyId.TryParse(run.Get(key), out var stolen))
                throw Faults.Usage($"'{run.Get(key)}' is no key id.", "copy the 16 hex digits from `keys list`.");
            var written = WrittenTime.TryRead(run.Get(since)!, TimeOptions.China, isEnd: false);
            if (written?.ToDateTimeOffset() is not { } from)
                throw Faults.Usage($"--since '{run.Get(since)}' {WrittenTime.Fault}.");
            if (from > run.Terminal.Time.GetUtcNow())
                throw Faults.Usage($"{Printed.Time(from)} is still to come.", "name a time that has passed.");
            var keys = folder.Open(run);
            Revoke(keys, stolen, from);
            if (run.Json)
                JsonOutput.Write(run.Terminal.Output, new
                {
                    revoked = stolen.ToString(), since = from, trustListVersion = keys.Trust().Version,
                    trustListIsCurrent = keys.IsListCurrent,
                });
            else
                run.Say(
                    $"[green]Revoked[/] {stolen.ToString()}: what it signed since {Printed.Time(from)} is refused.");
            if (!keys.IsListCurrent)
                run.Warn(KeysSignCommand.Behind);
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static void Revoke(KeyStore keys, KeyId stolen, DateTimeOffset since)
    {
        try
        {
            KeysFolder.Do(() =>
            {
                keys.Revoke(stolen, since);
                return true;
            });
        }
        catch (ArgumentException)
        {
            throw Faults.BadInput(
                $"{stolen} is no key of this folder that can be revoked.", "choose one from `keys list`.");
        }
    }
}
