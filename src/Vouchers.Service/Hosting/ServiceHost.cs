using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Vouchers.Credentials;
using Vouchers.Storage;
using Vouchers.Web;

namespace Vouchers.Service;

/// <summary>Where a started service listens, with the ports that were really taken.</summary>
/// <param name="Grpc">Native gRPC: HTTP/2 without TLS.</param>
/// <param name="Web">gRPC-Web, JSON and pages: HTTP/1.1.</param>
public sealed record ServiceAddresses(Uri Grpc, Uri Web);

/// <summary>Builds and starts the service inside of the program that holds it: the command, the demo, a test.</summary>
public static class ServiceHost
{
    /// <summary>The largest request, in bytes: a thousand redemptions or citizens with room to spare.</summary>
    private const int MaxRequestBytes = 4 * 1024 * 1024;

    /// <summary>Opens database and keys and builds the service around them. It listens once it is started.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="time">The clock of tokens, rules and background work.</param>
    /// <param name="configure">Adds to the services, e.g. a test's logger.</param>
    /// <param name="cancellation">Gives up opening.</param>
    /// <returns>The service; dispose it to close the database.</returns>
    /// <exception cref="StartRefusedException">It cannot be built; the message says what to do.</exception>
    public static async Task<WebApplication> BuildAsync(
        ServiceOptions options, TimeProvider time, Action<IServiceCollection>? configure = null,
        CancellationToken cancellation = default)
    {
        options.Validate();
        var (store, keys) = await OpenLedger.OpenAsync(options, time, cancellation);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = "Vouchers.Service", EnvironmentName = options.Environment,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, options));
        builder.Logging.AddServiceLogging(options);
        builder.Services.Configure<HostOptions>(host =>
            host.ShutdownTimeout = TimeSpan.FromSeconds(options.ShutdownTimeoutSeconds));
        builder.Services.AddRouting();
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddSingleton<ServedServices>();
        builder.Services.AddSingleton<Listening>();
        builder.Services.AddSingleton<ILedgerStore>(provider => new WatchedStore(
            store, provider.GetRequiredService<Readiness>(), provider.GetRequiredService<ILogger<WatchedStore>>()));
        builder.Services.AddSingleton(keys);
        AddLedger(builder.Services, options, time);
        builder.Services.AddTokenCheck(options, time);
        AddGrpc(builder.Services, options);
        AddPages(builder.Services, options, keys);
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        // Resolved now, so that the container closes it even where the service is never started.
        app.Services.GetRequiredService<ILedgerStore>();
        Map(app, options);
        var readiness = app.Services.GetRequiredService<Readiness>();
        app.Lifetime.ApplicationStopping.Register(() => readiness.Advance(ServingState.Draining));
        return app;
    }

    /// <summary>
    /// Brings the database up to date and closes it again. Of the settings only those of the database matter: neither
    /// keys nor an issuer are needed, so that a deployment can migrate before either is there.
    /// </summary>
    /// <exception cref="StartRefusedException">The database cannot be used; the message says what to do.</exception>
    public static async Task MigrateAsync(ServiceOptions options, CancellationToken cancellation = default)
    {
        options.ValidateStore();
        await OpenLedger.MigrateAsync(options, cancellation);
    }

    /// <summary>Starts a built service and tells where it listens.</summary>
    /// <exception cref="StartRefusedException">
    /// A port cannot be had, or the trust list cannot be signed; the message says what to do.
    /// </exception>
    public static async Task<ServiceAddresses> StartAsync(WebApplication app, CancellationToken cancellation = default)
    {
        var options = app.Services.GetRequiredService<ServiceOptions>();
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException e) when (PortFaults.Explain(e, options) is { } sentence)
        {
            throw new StartRefusedException(sentence, e);
        }
        catch (System.Net.Sockets.SocketException e)
        {
            throw new StartRefusedException(PortFaults.Explain(e, options), e);
        }

        var addresses = AddressesOf(app);
        var web = addresses.Web.GetLeftPart(UriPartial.Authority);
        var listening = app.Services.GetRequiredService<Listening>();
        listening.PublicAddress = options.PublicAddress?.TrimEnd('/') ?? web;
        listening.Ledger = FromHere(addresses.Grpc);
        PublishTrust(app);
        if (app.Services.GetService<DevelopmentIssuer>() is { } issuer)
            issuer.Issuer = web;
        app.Services.GetRequiredService<Readiness>().Advance(ServingState.Serving);
        return addresses;
    }

    private static void PublishTrust(WebApplication app)
    {
        try
        {
            app.Services.GetRequiredService<TrustDesk>().Begin();
        }
        catch (KeyStoreException e)
        {
            throw new StartRefusedException(e.Message, e);
        }
    }

    private static void Listen(KestrelServerOptions kestrel, ServiceOptions options)
    {
        var address = IPAddress.Parse(options.BindAddress);
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
        kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        kestrel.Limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(20);
        // One connection of a busy institution carries more calls at once than the default of 100.
        kestrel.Limits.Http2.MaxStreamsPerConnection = 1_000;
        kestrel.Listen(address, options.GrpcPort, listen => listen.Protocols = HttpProtocols.Http2);
        kestrel.Listen(address, options.WebPort, listen => listen.Protocols = HttpProtocols.Http1);
    }

    private static void AddLedger(IServiceCollection services, ServiceOptions options, TimeProvider time)
    {
        services.AddSingleton(new PipelineOptions { QueueLimit = options.QueueLimit, BatchLimit = options.BatchLimit });
        services.AddSingleton<VoucherSealer>();
        services.AddSingleton<BatchRunner>();
        services.AddSingleton<LedgerPipeline>();
        services.AddSingleton<LedgerCalls>();
        services.AddSingleton<NewVouchers>();
        services.AddSingleton<TrustDesk>();
        services.AddSingleton<StatusDesk>();
        services.AddSingleton<EvidenceReader>();
        services.AddSingleton(new AttemptLimiter(
            options.AttemptLimit, TimeSpan.FromSeconds(options.AttemptRefillSeconds), time));
        services.AddSingleton<SignedHeads>();
        // Before the drain, so that it stops after it: the last head is signed when nothing follows.
        services.AddHostedService<CheckpointSigner>();
        services.AddHostedService<PipelineDrain>();
        services.AddSingleton<BulkIssueRunner>();
        services.AddHostedService(provider => provider.GetRequiredService<BulkIssueRunner>());
        services.AddSingleton<PayoutFiles>();
        services.AddSingleton<StatementImport>();
        services.AddSingleton<ReconcileRun>();
        services.AddSingleton<VoucherTrail>();
        services.AddSingleton<PayoutRunner>();
        services.AddHostedService(provider => provider.GetRequiredService<PayoutRunner>());
        services.AddHostedService<LapseRunner>();
        services.AddHostedService<Housekeeping>();
        services.AddHostedService<KeyWatch>();
    }

    private static void AddGrpc(IServiceCollection services, ServiceOptions options)
    {
        services.AddSingleton<CallInterceptor>();
        services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = MaxRequestBytes;
            grpc.Interceptors.Add<CallInterceptor>();
            grpc.EnableDetailedErrors = false;
        }).AddJsonTranscoding(json => json.TypeRegistry = ErrorTypes.Registry);
        if (options.IsDevelopment)
            services.AddGrpcReflection();
    }

    private static void AddPages(IServiceCollection services, ServiceOptions options, KeyStore keys)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<IDataProtectionProvider>(new SharedProtection(keys.SignInKey));
        if (options.HasCitySignIn)
            services.AddCityIdentity(options);
        services.AddWebFaces(PageSessions.Options(options));
    }

    private static void Map(WebApplication app, ServiceOptions options)
    {
        app.UseWebFaces();
        app.UseRouting();
        app.UseGrpcWeb(new GrpcWebOptions { DefaultEnabled = true });
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGrpcService<ProgrammeEndpoint>();
        app.MapGrpcService<CatalogueEndpoint>();
        app.MapGrpcService<CitizenEndpoint>();
        app.MapGrpcService<EnrolmentEndpoint>();
        app.MapGrpcService<VoucherEndpoint>();
        app.MapGrpcService<RedemptionEndpoint>();
        app.MapGrpcService<OfflineEndpoint>();
        app.MapGrpcService<PayoutEndpoint>();
        app.MapGrpcService<StatementEndpoint>();
        app.MapGrpcService<ReconciliationEndpoint>();
        app.MapGrpcService<ReportEndpoint>();
        app.MapGrpcService<TrustEndpoint>();
        app.MapGrpcService<JournalEndpoint>();
        app.MapGrpcService<HealthEndpoint>();
        app.MapTrustAddresses();
        app.MapGet("/healthz", () => Results.Text("alive")).AllowAnonymous();
        app.MapGet("/readyz", (Readiness readiness) => readiness.Now.Health.CanServe
            ? Results.Text("ready")
            : Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable)).AllowAnonymous();
        app.MapWebFaces();
        if (!options.IsDevelopment)
            return;
        app.MapGrpcReflectionService().AllowAnonymous();
        app.MapDevelopmentIssuer();
    }

    // A port of every interface is reached over loopback.
    private static Uri FromHere(Uri bound) => IPAddress.TryParse(bound.Host.Trim('[', ']'), out var ip)
        && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any))
        ? new UriBuilder(bound) { Host = ip.Equals(IPAddress.Any) ? "127.0.0.1" : "[::1]" }.Uri
        : bound;

    private static ServiceAddresses AddressesOf(WebApplication app)
    {
        // Kestrel reports them in the order in which they were configured.
        var bound = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!
            .Addresses.Select(a => new Uri(a)).ToArray();
        return new ServiceAddresses(bound[0], bound[1]);
    }
}
