using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vouchers.Service;
using Vouchers.Web;

namespace Vouchers.Cli.Demo.Story;

/// <summary>The real service in this process, on SQLite in the output folder, by the story's clock.</summary>
internal sealed class DemoService : IAsyncDisposable
{
    private readonly WebApplication app;

    private DemoService(WebApplication app, ServiceAddresses addresses, string? portTrouble) =>
        (this.app, Addresses, PortTrouble) = (app, addresses, portTrouble);

    public ServiceAddresses Addresses { get; }

    /// <summary>Why other ports than the usual ones were taken; null where they were free.</summary>
    public string? PortTrouble { get; }

    public DevelopmentIssuer Issuer => app.Services.GetRequiredService<DevelopmentIssuer>();

    /// <summary>What the pages' sign-in offers.</summary>
    public DemoTour Tour => app.Services.GetRequiredService<DemoTour>();

    /// <summary>Starts on the usual ports, or on free ones where those are taken.</summary>
    public static async Task<DemoService> StartAsync(
        DemoFolder folder, TimeProvider time, CancellationToken cancellation)
    {
        var options = OptionsFor(folder);
        try
        {
            return await StartAsync(options, time, null, cancellation);
        }
        catch (StartRefusedException taken)
        {
            // Another cause than the ports is refused again, and then told.
            return await StartAsync(options with { GrpcPort = 0, WebPort = 0 }, time, taken.Message, cancellation);
        }
    }

    /// <summary>Returns when the service was told to stop, e.g. by Ctrl+C.</summary>
    public Task WaitAsync(CancellationToken cancellation) => app.WaitForShutdownAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await app.StopAsync();
        }
        catch (OperationCanceledException e)
        {
            throw new CliFault(ExitCode.Unexpected, $"The service did not stop in time: {e.Message}");
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    private static async Task<DemoService> StartAsync(
        ServiceOptions options, TimeProvider time, string? trouble, CancellationToken cancellation)
    {
        var app = await ServiceHost.BuildAsync(options, time,
            // The story has the screen; only trouble may interrupt it.
            services => services.AddLogging(logging => logging.AddFilter("Vouchers", LogLevel.Warning)),
            cancellation);
        try
        {
            return new DemoService(app, await ServiceHost.StartAsync(app, cancellation), trouble);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    private static ServiceOptions OptionsFor(DemoFolder folder) => new()
    {
        Environment = "Development",
        DataFolder = folder.Path,
        KeysFolder = folder.Keys,
        ExpiryIntervalSeconds = 1,
        BulkIssueIntervalSeconds = 1,
        PayoutIntervalSeconds = 1,
        // The link to the counter holds for as long as somebody looks around.
        DeviceCodeMinutes = 24 * 60,
    };
}
