using System.CommandLine;
using Spectre.Console;
using Vouchers.Credentials;

namespace Vouchers.Cli.Commands;

/// <summary><c>vouchers keys list</c>.</summary>
internal static class KeysListCommand
{
    public static Command Create(CommandContext context)
    {
        var folder = new KeysFolder();
        var command = new DocumentedCommand("list", "Lists the keys that verifiers need, now and later.")
        {
            Options = { folder.Place },
            Examples = ["keys list --folder data/keys", "keys list --folder data/keys --json"],
        };
        context.Set(command, run =>
        {
            Tell(run, folder.Open(run));
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static void Tell(Run run, KeyStore store)
    {
        var trust = store.Trust();
        var keys = trust.Keys.OrderBy(key => key.Use).ThenBy(key => key.NotBefore).ToArray();
        if (run.Json)
        {
            JsonOutput.Write(run.Terminal.Output, new
            {
                root = store.Root.ToString(),
                trustListVersion = trust.Version,
                trustListIsCurrent = store.IsListCurrent,
                statusLists = trust.StatusListAddress,
                preparedUntil = store.PreparedUntil,
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
        run.Say($"Trust list: version {trust.Version}, status lists at {trust.StatusListAddress}");
        run.Say($"Prepared until {Printed.Time(store.PreparedUntil)}.");
        if (!store.IsListCurrent)
            run.Warn(KeysSignCommand.Behind);
        var table = new Table().SimpleBorder()
            .AddColumn("key").AddColumn("use").AddColumn("status").AddColumn("from").AddColumn("until");
        foreach (var key in keys)
            table.AddRow(
                key.KeyId.ToString(), key.Use.ToString(), key.Status.ToString(), Printed.Time(key.NotBefore),
                key.NotAfter is { } end ? Printed.Time(end) : "");
        run.Out.Write(table);
    }
}
