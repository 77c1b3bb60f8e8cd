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
            "migrate", "Brings the database up to date, and creates the SQLite file where there is none.")
        {
            Examples = ["migrate", "migrate --data try", "migrate --sqlserver 'Server=db;Database=Vouchers;…'"],
            Notes = "Serving does the same at its start; this is for an upgrade of the database before the service.\n"
                + "It needs neither keys nor an issuer of tokens.",
        };
        settings.AddStoreTo(command);
        context.Set(command, async run =>
        {
            try
            {
                var options = settings.Read(run);
                await ServiceSettings.OpenAsync(run, options, async () =>
                {
                    await ServiceHost.MigrateAsync(options, run.Cancellation);
                    return true;
                });
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
