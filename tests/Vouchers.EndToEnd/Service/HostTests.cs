using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Reflection.V1Alpha;
using NUnit.Framework;
using Vouchers.Service;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Vouchers.EndToEnd.Service;

/// <summary>How the service starts, tells its health, and stops.</summary>
[TestFixture]
internal sealed class HostTests
{
    [Test]
    public async Task Health_FollowsTheLifeOfTheService()
    {
        await using var service = await RunningService.StartAsync();
        var health = new Health.HealthClient(service.Channel);

        var now = await health.CheckAsync(new() { Service = "vouchers.v1.RedemptionService" });
        Assert.That(now.Status, Is.EqualTo(ServingStatus.Serving));
        await Expect.FailureAsync(() => health.CheckAsync(new() { Service = "x" }).ResponseAsync, StatusCode.NotFound);
        Assert.That((await service.Web.GetAsync("/readyz")).StatusCode, Is.EqualTo(HttpStatusCode.OK));

        using var watch = health.Watch(new());
        Assert.That(await watch.ResponseStream.MoveNext(default));
        Assert.That(watch.ResponseStream.Current.Status, Is.EqualTo(ServingStatus.Serving));
        var stop = service.StopAsync();
        Assert.That(await watch.ResponseStream.MoveNext(default));
        Assert.That(watch.ResponseStream.Current.Status, Is.EqualTo(ServingStatus.NotServing));
        Assert.That(await watch.ResponseStream.MoveNext(default), Is.False, "The watch ends, so that the stop can.");
        await stop.WaitAsync(TimeSpan.FromSeconds(4));
    }

    [Test]
    public async Task Health_KnowsEveryServiceOfTheApi()
    {
        await using var service = await RunningService.StartAsync();
        var health = new Health.HealthClient(service.Channel);
        var names = typeof(V1.ProgrammeService).Assembly.GetTypes()
            .Select(t => t.GetProperty("Descriptor")?.GetValue(null)).OfType<ServiceDescriptor>()
            .Select(s => s.FullName).Distinct().ToArray();

        Assert.That(names, Has.Length.GreaterThan(10));
        foreach (var name in names)
            Assert.That((await health.CheckAsync(new() { Service = name })).Status, Is.EqualTo(ServingStatus.Serving));
    }

    [Test]
    public async Task Restart_KeepsRowsKeysAndReceipts()
    {
        var folder = RunningService.NewFolder();
        var kept = Path.Combine(folder, "kept");
        var first = await RunningService.StartAsync(
            o => o with { DataFolder = kept }, folder: RunningService.NewFolder());
        var scene = await Scene.BuildAsync(first);
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        var request = await scene.RedeemRequestAsync(citizen, voucher.Id, "vtc");
        var receipt = (await scene.Redemptions.RedeemVoucherAsync(request, service(first, "vtc"))).Redemption;
        await first.DisposeAsync();

        await using var second = await RunningService.StartAsync(o => o with { DataFolder = kept }, folder: folder);
        var again = await new V1.RedemptionService.RedemptionServiceClient(second.Channel)
            .RedeemVoucherAsync(request, service(second, "vtc"));

        Assert.That(again.Redemption, Is.EqualTo(receipt));

        static Metadata service(RunningService running, string institution) =>
            running.As("institution_operator", institution);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Start_OnATakenPort_NamesPortAndSetting(bool web)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var folder = RunningService.NewFolder();
        var options = RunningService.Development(folder);
        await using var app = await ServiceHost.BuildAsync(
            web ? options with { WebPort = port } : options with { GrpcPort = port }, TimeProvider.System);

        var refused = (await Assert.ThrowsAsync<StartRefusedException>(async () => await ServiceHost.StartAsync(app)))!;

        Assert.That(refused.Message, Does.StartWith($"Port {port} for {(web ? "the web" : "gRPC")} is in use"));
        Assert.That(refused.Message, Does.Contain(web ? "VOUCHERS_WEB_PORT" : "VOUCHERS_GRPC_PORT"));
    }

    [Test]
    public void Start_InProductionWithoutIssuer_SaysWhatToDo()
    {
        var fault = Assert.Throws<StartRefusedException>(() => new ServiceOptions().Validate())!;
        Assert.That(fault.Message, Does.StartWith("VOUCHERS_OIDC_AUTHORITY must name").And.Contain("Development"));
    }

    [TestCase("0.0.0.0", null, false)]
    [TestCase("::", null, false)]
    [TestCase("0.0.0.0", "https://vouchers.example.org", true)]
    [TestCase("127.0.0.1", null, true)]
    public void Start_InProductionOnEveryInterface_NeedsThePublicAddress(string bind, string? address, bool starts)
    {
        var options = new ServiceOptions
        {
            BindAddress = bind, PublicAddress = address, KeysPassphrase = "test",
            OidcAuthority = "https://login.example.org",
        };

        Assert.That(options.Validate, starts
            ? Throws.Nothing
            : Throws.TypeOf<StartRefusedException>().With.Message.StartsWith("VOUCHERS_PUBLIC_ADDRESS must be set"));
    }

    [Test]
    public async Task Start_WithADatabaseThatIsNone_SaysWhichFile()
    {
        var folder = RunningService.NewFolder();
        var file = Path.Combine(folder, "vouchers.db");
        await File.WriteAllTextAsync(file, new string('x', 10_000));

        var refused = (await Assert.ThrowsAsync<StartRefusedException>(async () =>
            await ServiceHost.BuildAsync(RunningService.Development(folder), TimeProvider.System)))!;

        Assert.That(refused.Message, Does.Contain(file));
    }

    [Test]
    public async Task Reflection_InDevelopment_ListsServices()
    {
        await using var service = await RunningService.StartAsync();
        Assert.That(await ReflectAsync(service), Does.Contain("vouchers.v1.RedemptionService"));
    }

    [Test]
    public async Task Reflection_InProduction_IsOff()
    {
        await using var service = await RunningService.StartAsync(o => o with
        {
            Environment = "Production", KeysPassphrase = "test", OidcAuthority = "https://login.example.org",
        });
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await ReflectAsync(service));
        Assert.That(failure!.StatusCode, Is.AnyOf(StatusCode.Unimplemented, StatusCode.Unauthenticated));
    }

    private static async Task<string> ReflectAsync(RunningService service)
    {
        using var call = new ServerReflection.ServerReflectionClient(service.Channel).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(new ServerReflectionRequest { ListServices = "*" });
        await call.RequestStream.CompleteAsync();
        Assert.That(await call.ResponseStream.MoveNext(default));
        return call.ResponseStream.Current.ToString();
    }
}
