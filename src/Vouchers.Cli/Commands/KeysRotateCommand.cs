using System.CommandLine;
using Vouchers.Credentials;

namespace Vouchers.Cli.Commands;

/// <summary><c>vouchers keys rotate</c>.</summary>
internal static class KeysRotateCommand
{
    private static readonly KeyUse[] Rotating = [.. Enum.GetValues<KeyUse>().Where(use => use != KeyUse.TrustList)];

    public static Command Create(CommandContext context)
    {
        var folder = new KeysFolder();
        var ahead = KeysFolder.DaysAhead();
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
        var command = new DocumentedCommand(
            "rotate", "Prepares the keys of the next half year, or puts one into force.")
        {
            Options = { use, ahead },
            Examples =
            [
                "keys rotate --folder data/keys --root /media/root",
                "keys rotate --folder data/keys --root /media/root --use voucher",
            ],
            Notes = "The trust list tells of prepared keys before they sign, so that nobody waits for them. What a\n"
                + "key signs that was put into force at once, offline counters refuse until they fetch the new\n"
                + "trust list. A running service takes the change up within a minute.",
        };
        folder.AddTo(command);
        context.Set(command, run =>
        {
            var keys = folder.Open(run);
            var successors = KeysFolder.Do(() => run.Get(use) is { } one
                ? [keys.Rotate(one)]
                : keys.RotateDue(TimeSpan.FromDays(run.Get(ahead))));
            if (run.Json)
                JsonOutput.Write(run.Terminal.Output, new
                {
                    successors = successors.Select(key => key.ToString()),
                    trustListVersion = keys.Trust().Version,
                    preparedUntil = keys.PreparedUntil,
                });
            else if (successors.Count == 0)
                run.Say($"No key is due; they are prepared until {Printed.Time(keys.PreparedUntil)}.");
            else
            {
                run.Say($"[green]New keys[/]: {string.Join(", ", successors)}");
                run.Say($"Prepared until {Printed.Time(keys.PreparedUntil)}.");
                run.Say($"Trust list: version {keys.Trust().Version}");
            }

            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }
}
