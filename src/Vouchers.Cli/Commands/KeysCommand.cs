using System.CommandLine;
using Spectre.Console;
using Vouchers.Cli.Import;
using Vouchers.Credentials;

namespace Vouchers.Cli.Commands;

/// <summary><c>vouchers keys</c>: the issuer's key folder, on the machine that holds it.</summary>
internal static class KeysCommand
{
    private const string PassphraseVariable = "VOUCHERS_KEYS_PASSPHRASE";

    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    private static readonly KeyUse[] Rotating = [.. Enum.GetValues<KeyUse>().Where(use => use != KeyUse.TrustList)];

    public static Command Create(CommandContext context) =>
        new DocumentedCommand("keys", "Lists, renews and revokes the issuer's signing keys.")
        {
            Subcommands = { CreateList(context), CreateRotate(context), CreateRevoke(context) },
            Examples = ["keys list --folder data/keys", "keys rotate --folder data/keys --use presentation"],
            Notes = $"The folder's passphrase is read from {PassphraseVariable}.",
        };

    private static DocumentedCommand CreateList(CommandContext context)
    {
        var folder = Folder();
        var command = new DocumentedCommand("list", "Lists the keys that verifiers need now.")
        {
            Options = { folder },
            Examples = ["keys list --folder data/keys", "keys list --folder data/keys --json"],
        };
        context.Set(command, run =>
        {
            Tell(run, Open(run, run.Get(folder)!));
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static DocumentedCommand CreateRotate(CommandContext context)
    {
        var folder = Folder();
        var use = new Option<KeyUse?>("--use")
        {
            Description = "Put a new key of this use into force at once: "
                + string.Join(", ", Rotating.Select(use => use.ToString().ToLowerInvariant())) + ".",
            HelpName = "USE",
        };
        use.Validators.Add(answer =>
        {
            if (answer.GetValueOrDefault<KeyUse?>() == KeyUse.TrustList)
                answer.AddError("The root does not rotate: begin a new key folder and pin its root everywhere.");
        });
        var command = new DocumentedCommand("rotate", "Creates the successors that are due, or one at once.")
        {
            Options = { folder, use },
            Examples = ["keys rotate --folder data/keys", "keys rotate --folder data/keys --use voucher"],
            Notes = "What a key signs that was put into force at once, offline counters refuse until they fetch the new\n"
                + "trust list. A running service takes the change up within a minute.",
        };
        context.Set(command, run =>
        {
            var keys = Open(run, run.Get(folder)!);
            var successors = run.Get(use) is { } one ? [keys.Rotate(one)] : keys.RotateDue();
            if (run.Json)
                JsonOutput.Write(run.Terminal.Output, new { successors = successors.Select(key => key.ToString()) });
            else if (successors.Count == 0)
                run.Say($"No key is due.");
            else
                run.Say($"[green]New keys[/]: {string.Join(", ", successors)}");
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static DocumentedCommand CreateRevoke(CommandContext context)
    {
        var folder = Folder();
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
            Options = { folder, since },
            Examples = ["keys revoke 3f0c9a2b7d51e846 --since 2026-03-01T08:00:00+08:00 --folder data/keys"],
            Notes = "What the key signed from that time on is refused, its private file is destroyed, and another key\n"
                + "signs in its place. Running services take it up within a minute, offline counters with their next\n"
                + "trust list. It cannot be taken back. The root is not revoked but replaced, with its pins.",
        };
        context.Set(command, run =>
        {
            if (!KeyId.TryParse(run.Get(key), out var stolen))
                throw Faults.Usage($"'{run.Get(key)}' is no key id.", "copy the 16 hex digits from `keys list`.");
            if (WrittenTime.TryRead(run.Get(since)!, China, isEnd: false)?.ToDateTimeOffset() is not { } from)
                throw Faults.Usage($"--since '{run.Get(since)}' {WrittenTime.Fault}.");
            if (from > run.Terminal.Time.GetUtcNow())
                throw Faults.Usage($"{Printed.Time(from)} is still to come.", "name a time that has passed.");
            try
            {
                Open(run, run.Get(folder)!).Revoke(stolen, from);
            }
            catch (ArgumentException)
            {
                throw Faults.BadInput(
                    $"{stolen} is no key of this folder that can be revoked.", "choose one from `keys list`.");
            }
            if (run.Json)
                JsonOutput.Write(run.Terminal.Output, new { revoked = stolen.ToString(), since = from });
            else
                run.Say($"[green]Revoked[/] {stolen.ToString()}: what it signed since {Printed.Time(from)} is refused.");
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static Option<DirectoryInfo> Folder() => new("--folder")
    {
        Description = "The service's key folder.",
        DefaultValueFactory = _ => new("data/keys"),
    };

    private static KeyStore Open(Run run, DirectoryInfo folder)
    {
        // Opening makes the keys of a new folder; here that would only be a slip of the path.
        if (!folder.Exists)
            throw Faults.BadInput(
                $"There is no folder {folder.FullName}.", "name the service's key folder with --folder.");
        if (run.Terminal.Environment(PassphraseVariable) is not { Length: > 0 } passphrase)
            throw Faults.Usage(
                "The keys are encrypted and no passphrase is given.",
                $"set {PassphraseVariable}; that of a service in Development is 'development'.");
        try
        {
            return KeyStore.Open(folder.FullName, passphrase, run.Terminal.Time);
        }
        catch (KeyStoreException e)
        {
            throw Faults.BadInput(e.Message);
        }
    }

    private static void Tell(Run run, KeyStore store)
    {
        var keys = store.BuildTrustList(0, [], "").Keys.OrderBy(key => key.Use).ThenBy(key => key.NotBefore).ToArray();
        if (run.Json)
        {
            JsonOutput.Write(run.Terminal.Output, new
            {
                root = store.Root.ToString(),
                keys = keys.Select(key => new
                {
                    id = key.KeyId.ToString(),
                    use = key.Use.ToString(),
                    status = key.Status.ToString(),
                    notBefore = key.NotBefore,
                    notAfter = key.NotAfter,
                    compromisedAt = key.CompromisedAt,
                }),
            });
            return;
        }
        run.Say($"Root, to be pinned: {store.Root.ToString()}");
        var table = new Table().SimpleBorder()
            .AddColumn("key").AddColumn("use").AddColumn("status").AddColumn("from").AddColumn("until");
        foreach (var key in keys)
            table.AddRow(
                key.KeyId.ToString(), key.Use.ToString(), key.Status.ToString(), Printed.Time(key.NotBefore),
                key.NotAfter is { } end ? Printed.Time(end) : "");
        run.Out.Write(table);
    }
}
