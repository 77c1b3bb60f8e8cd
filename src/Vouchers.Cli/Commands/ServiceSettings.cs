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

    // The database waits for other programs on its own; whoever looks on should know it before they give up.
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(2);

    // A setting that has an option is named by both, as whoever typed the one may never have heard of the other.
    private static readonly (string Variable, string Option)[] Options =
    [
        ($"{ServiceOptions.Variable(nameof(ServiceOptions.Environment))}=Development", "--development"),
        (ServiceOptions.Variable(nameof(ServiceOptions.DataFolder)), "--data"),
        (ServiceOptions.Variable(nameof(ServiceOptions.ConnectionString)), "--sqlserver"),
        (ServiceOptions.Variable(nameof(ServiceOptions.GrpcPort)), "--grpc-port"),
        (ServiceOptions.Variable(nameof(ServiceOptions.WebPort)), "--web-port"),
        (ServiceOptions.Variable(nameof(ServiceOptions.BindAddress)), "--bind"),
    ];

    /// <summary>
    /// Opens on another thread, because SQLite blocks the one that it works on, and tells of it where it takes long.
    /// </summary>
    public static async Task<T> OpenAsync<T>(Run run, ServiceOptions options, Func<Task<T>> open)
    {
        // Nobody else can hold a file that is made only now.
        var isNew = options.Store == StoreProvider.Sqlite && !File.Exists(options.EffectiveConnection);
        var opening = Task.Run(open);
        if (await Task.WhenAny(opening, Task.Delay(SilenceLimit, run.Terminal.Time, run.Cancellation)) != opening)
            run.Warn(options.Store switch
            {
                StoreProvider.Sqlite when isNew => $"Making the database file {options.EffectiveConnection} …",
                StoreProvider.Sqlite => $"Still opening the database file {options.EffectiveConnection}; another "
                    + "program may have it locked.",
                _ => "Still opening the database; the server may be busy or out of reach.",
            });
        return await opening;
    }

    /// <summary>The exit code tells a script whether to try again: a database may come back, a setting not.</summary>
    public static CliFault FaultOf(StartRefusedException refused) => new(
        refused.InnerException switch
        {
            null => ExitCode.Usage,
            KeyStoreException => ExitCode.BadInput,
            _ => ExitCode.Unreachable,
        },
        Options.Aggregate(refused.Message, (message, setting) => message.Replace(
            setting.Variable, $"{setting.Option} ({setting.Variable})", StringComparison.Ordinal)));
}
