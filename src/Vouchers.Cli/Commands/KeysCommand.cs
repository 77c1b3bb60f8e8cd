using System.CommandLine;
using Spectre.Console;
using Vouchers.Credentials;

namespace Vouchers.Cli.Commands;

/// <summary><c>vouchers keys</c>: the issuer's key folder, on the machine that holds it.</summary>
internal static class KeysCommand
{
    private const string PassphraseVariable = "VOUCHERS_KEYS_PASSPHRASE";

    private static readonly KeyUse[] Rotating = [.. Enum.GetValues<KeyUse>().Where(use => use != KeyUse.TrustList)];

    public static Command Create(CommandContext context) =>
        new DocumentedCommand("keys", "Lists and renews the issuer's signing keys.")
        {
            Subcommands = { CreateList(context), CreateRotate(context) },
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
                + "trust list. A running service takes the change up within the hour.",
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
