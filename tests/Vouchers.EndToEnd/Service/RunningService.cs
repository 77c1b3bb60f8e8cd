using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vouchers.Credentials;
using Vouchers.Service;

namespace Vouchers.EndToEnd.Service;

/// <summary>
/// The whole service on free loopback ports, with its own SQLite file and keys in a folder of its own.
/// </summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string folder;

    private RunningService(WebApplication app, ServiceAddresses addresses, string folder)
    {
        (this.app, this.folder, Addresses) = (app, folder, addresses);
        Channel = GrpcChannel.ForAddress(addresses.Grpc);
        Web = new HttpClient { BaseAddress = addresses.Web };
    }

    public ServiceAddresses Addresses { get; }

    /// <summary>Native gRPC.</summary>
    public GrpcChannel Channel { get; }

    /// <summary>The web port.</summary>
    public HttpClient Web { get; }

    /// <summary>True where another process goes on with the files.</summary>
    public bool KeepsFolder { get; init; }

    public IServiceProvider Services => app.Services;

    public static ServiceOptions Development(string folder) => new()
    {
        Environment = "Development", GrpcPort = 0, WebPort = 0, DataFolder = folder, BulkIssueIntervalSeconds = 1,
        PayoutIntervalSeconds = 1, ExpiryIntervalSeconds = 1, ShutdownTimeoutSeconds = 5,
    };

    /// <summary>Where the root key of a service in Production lies, apart from its keys folder.</summary>
    public static RootFolder RootOf(string folder) => new(Path.Combine(folder, "root"), "root");

    /// <summary>Keys that are made and read quickly, since tests make hundreds and their passphrase is known.</summary>
    public static KeyStore OpenKeys(
        string folder, string passphrase = "test", TimeProvider? time = null, RootFolder? root = null) =>
        KeyStore.Open(folder, passphrase, time ?? TimeProvider.System, iterations: 1_000, root);

    public static string NewFolder() => Directory.CreateTempSubdirectory("vouchers-test-").FullName;

    public static async Task<RunningService> StartAsync(
        Func<ServiceOptions, ServiceOptions>? change = null, TimeProvider? time = null, string? folder = null,
        bool keepsFolder = false, Action<IServiceCollection>? configure = null)
    {
        folder ??= NewFolder();
        var options = Development(folder);
        options = change?.Invoke(options) ?? options;
        time ??= TimeProvider.System;
        // A service whose books are there without its keys has lost them.
        if (!Directory.EnumerateFiles(folder, "*.db").Any())
            OpenKeys(options.EffectiveKeysFolder, options.KeysPassphrase ?? OpenLedger.DevelopmentPassphrase, time,
                options.IsDevelopment ? null : RootOf(folder));
        var app = await ServiceHost.BuildAsync(options, time,
            services =>
            {
                services.AddLogging(logging => logging.ClearProviders());
                configure?.Invoke(services);
            });
        return new RunningService(app, await ServiceHost.StartAsync(app), folder) { KeepsFolder = keepsFolder };
    }

    /// <summary>A token of the development issuer.</summary>
    public string Token(DevelopmentTokenRequest request) =>
        app.Services.GetRequiredService<DevelopmentIssuer>().Mint(request).Token;

    public static Metadata Bearer(string token) => new() { { "authorization", $"Bearer {token}" } };

    /// <summary>The headers of a caller with this role.</summary>
    public Metadata As(
        string role, string? institution = null, string? branch = null, string? device = null, string? citizen = null,
        string? agency = null, string? subject = null) =>
        Bearer(Token(new DevelopmentTokenRequest(role, subject, institution, branch, device, citizen, agency)));

    /// <summary>Stops the service as SIGTERM does, and keeps its files.</summary>
    public Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        Web.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        if (!KeepsFolder)
            Directory.Delete(folder, recursive: true);
    }
}
