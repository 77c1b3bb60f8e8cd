using System.CommandLine;
using Vouchers.Credentials;
using Vouchers.Service;

namespace Vouchers.Cli.Commands;

/// <summary>
/// The settings of the service that people change on the command line; all others come from appsettings.json and the
/// environment (<c>VOUCHERS_…</c>).
/// </summary>
internal sealed class ServiceSettings
{
    public const string Notes = "Every other setting is an environment variable, e.g. VOUCHERS_OIDC_AUTHORITY, "
        + "VOUCHERS_KEYS_PASSPHRASE\nor VOUCHERS_QUEUE_LIMIT; what is said here comes before it.";

    private readonly Option<bool> development = new("--development")
    {
        Description = "For trying out on this machine: makes tokens itself (`vouchers token`).",
    };

    private readonly Option<DirectoryInfo?> data = new("--data")
    {
        Description = "Where the database file and the keys are; 'data' when not given.",
        HelpName = "FOLDER",
    };

    private readonly Option<string?> sqlServer = new("--sqlserver")
    {
        Description = "Keep the books in SQL Server instead of a file. Passwords are better kept in "
            + "VOUCHERS_CONNECTION_STRING, with VOUCHERS_STORE=SqlServer.",
        HelpName = "CONNECTION",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(development);
        AddStoreTo(command);
    }

    /// <summary>Only what says where the database is.</summary>
    public void AddStoreTo(Command command)
    {
        command.Options.Add(data);
        command.Options.Add(sqlServer);
    }

    public ServiceOptions Read(Run run)
    {
        var options = ServiceOptions.Load(AppContext.BaseDirectory);
        if (run.Get(development))
            options = options with { Environment = "Development" };
        if (run.Get(data) is { } folder)
            options = options with { DataFolder = folder.FullName };
        if (run.Get(sqlServer) is { } connection)
            options = options with { Store = StoreProvider.SqlServer, ConnectionString = connection };
        return options;
    }

    /// <summary>The exit code tells a script whether to try again: a database may come back, a setting not.</summary>
    public static CliFault FaultOf(StartRefusedException refused) => new(
        refused.InnerException switch
        {
            null => ExitCode.Usage,
            KeyStoreException => ExitCode.BadInput,
            _ => ExitCode.Unreachable,
        },
        refused.Message);
}
