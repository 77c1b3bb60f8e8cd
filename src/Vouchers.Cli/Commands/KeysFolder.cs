using System.CommandLine;
using Vouchers.Credentials;

namespace Vouchers.Cli.Commands;

/// <summary>Which keys a <c>keys</c> command works on: the service's folder, and where the root key lies.</summary>
internal sealed class KeysFolder
{
    public const string PassphraseVariable = "VOUCHERS_KEYS_PASSPHRASE";
    public const string RootPassphraseVariable = "VOUCHERS_ROOT_PASSPHRASE";

    /// <summary>For how long the root can stay in its safe: half a year, and a week to be late.</summary>
    public const int DefaultDaysAhead = 190;

    private readonly Option<DirectoryInfo> folder = new("--folder")
    {
        Description = "The service's key folder.",
        DefaultValueFactory = _ => new("data/keys"),
    };

    private readonly Option<DirectoryInfo?> root = new("--root")
    {
        Description = "The folder that holds the root key, e.g. on a medium from the safe; "
            + "the key folder when not given.",
        HelpName = "FOLDER",
    };

    public static Option<int> DaysAhead()
    {
        var option = new Option<int>("--ahead")
        {
            Description = "Prepare and list the keys of so many days, so that the root is not needed before.",
            HelpName = "DAYS",
            DefaultValueFactory = _ => DefaultDaysAhead,
        };
        option.Validators.Add(answer =>
        {
            if (answer.GetValueOrDefault<int>() is < 4 or > 3_653)
                answer.AddError("--ahead must be 4 to 3653 days.");
        });
        return option;
    }

    /// <summary>Only where the service's keys are.</summary>
    public Option<DirectoryInfo> Place => folder;

    public void AddTo(Command command, bool rootIsRequired = false)
    {
        root.Required = rootIsRequired;
        command.Options.Add(folder);
        command.Options.Add(root);
    }

    /// <summary>Opens the keys that are there.</summary>
    public KeyStore Open(Run run)
    {
        // Opening makes the keys of a new folder; here that would only be a slip of the path.
        foreach (var (place, option) in new[] { (run.Get(folder)!, "--folder"), (run.Get(root), "--root") })
        {
            if (place is { Exists: false })
                throw Faults.BadInput(
                    $"There is no folder {place.FullName}.", $"name the folder that holds the keys with {option}.");
        }

        if (!KeyStore.HasKeys(run.Get(folder)!.FullName))
            throw Faults.BadInput(
                $"There are no keys in {run.Get(folder)!.FullName}.",
                "name the folder that holds them with --folder, or make keys with `vouchers keys create`.");
        return OpenOrCreate(run);
    }

    /// <summary>Makes keys, which must not be there yet.</summary>
    public KeyStore Create(Run run)
    {
        var (keys, rootKey) = (run.Get(folder)!, run.Get(root)!);
        if (keys.FullName.TrimEnd('/', '\\') == rootKey.FullName.TrimEnd('/', '\\'))
            throw Faults.Usage(
                "--root names the key folder itself.", "name another one, which the service never sees.");
        if (KeyStore.HasKeys(keys.FullName))
            throw Faults.BadInput($"{keys.FullName} is not empty.", "name a new folder; keys are never written over.");
        return OpenOrCreate(run);
    }

    private KeyStore OpenOrCreate(Run run)
    {
        if (run.Terminal.Environment(PassphraseVariable) is not { Length: > 0 } passphrase)
            throw Faults.Usage(
                "The keys are encrypted and no passphrase is given.",
                $"set {PassphraseVariable}; that of a service in Development is 'development'.");
        var rootFolder = run.Get(root) is { } place
            ? new RootFolder(place.FullName, run.Terminal.Environment(RootPassphraseVariable) ?? passphrase)
            : null;
        return Do(() => KeyStore.Open(run.Get(folder)!.FullName, passphrase, run.Terminal.Time, rootFolder));
    }

    /// <summary>Works on the keys; their faults are those of the command.</summary>
    public static T Do<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (KeyStoreException e)
        {
            throw Faults.BadInput(e.Message);
        }
    }
}
