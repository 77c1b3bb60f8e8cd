using System.CommandLine;
using Vouchers.Service;

namespace Vouchers.Cli.Commands;

/// <summary><c>vouchers migrate</c>: brings the database up to date without serving.</summary>
internal static class MigrateCommand
{
    public static Command Create(CommandContext context)
    {
        var settings = new ServiceSettings();
        var command = new DocumentedCommand(
            "migrate", "Brings the database up to date, and creates it and the keys where there are none.")
        {
            Examples = ["migrate --development", "migrate --sqlserver 'Server=db;Database=Vouchers;…'"],
            Notes = "Serving does the same at its start; this is for an upgrade of the database before the service.\n"
                + ServiceSettings.Notes,
        };
        settings.AddTo(command);
        context.Set(command, async run =>
        {
            try
            {
                var options = settings.Read(run);
                // Opened and closed: opening is what migrates, in whatever process does it first.
                await using (await ServiceHost.BuildAsync(options, run.Terminal.Time, cancellation: run.Cancellation))
                    Tell(run, options);
                return ExitCode.Ok;
            }
            catch (StartRefusedException e)
            {
                throw ServiceSettings.FaultOf(e);
            }
        });
        return command;
    }

    private static void Tell(Run run, ServiceOptions options)
    {
        if (run.Json)
            JsonOutput.Write(run.Terminal.Output, new { store = options.Store.ToString(), upToDate = true });
        else
            run.Say($"[green]The database is up to date[/] ({options.Store}).");
    }
}
