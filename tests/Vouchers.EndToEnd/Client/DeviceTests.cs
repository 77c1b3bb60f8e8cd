using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Vouchers.Client;
using Vouchers.Client.Offline;
using Vouchers.Credentials;
using Vouchers.EndToEnd.Service;
using Vouchers.V1;

namespace Vouchers.EndToEnd.Client;

/// <summary>A program that becomes a counter device and calls as one, whatever its clock says.</summary>
[TestFixture]
internal sealed class DeviceTests
{
    private RunningService service = null!;
    private Scene scene = null!;
    private int devices;

    [OneTimeSetUp]
    public async Task Open()
    {
        service = await RunningService.StartAsync();
        scene = await Scene.BuildAsync(service);
    }

    [OneTimeTearDown]
    public async Task Close() => await service.DisposeAsync();

    [TestCase(0)]
    [TestCase(60)]
    [TestCase(-60)]
    public async Task Enrol_ByATillWhoseClockIsWrong_CallsAsTheDevice(int minutesWrong)
    {
        var till = new ShiftedTime();
        till.Advance(TimeSpan.FromMinutes(minutesWrong));
        var clock = new ServerClock(till);
        using var key = new EcdsaDeviceKey();
        using var device = await CounterDevice.RegisterAsync(scene, $"till-{++devices}");
        await using var client = Client(device.Id, key, clock);

        var enrolled = (await client.EnrolDeviceAsync(device.Id, await device.OfferAsync(), key)).Require();
        var lease = await client.OfflineRecords.GrantLeaseAsync(new()).AsOutcome();

        Assert.That(enrolled.Device.Id, Is.EqualTo(device.Id));
        Assert.That(enrolled.Root, Is.EqualTo(service.Services.GetRequiredService<KeyStore>().Root));
        Assert.That(lease.Require().Lease.DeviceId, Is.EqualTo(device.Id));
        Assert.That(clock.Offset!.Value.TotalMinutes, Is.EqualTo(-minutesWrong).Within(0.5));
    }

    [Test]
    public async Task Call_TheTillsClockWasSetBackMeanwhile_IsRepeatedWithATokenOfTheRightTime()
    {
        var till = new ShiftedTime();
        var clock = new ServerClock(till);
        using var key = new EcdsaDeviceKey();
        using var device = await CounterDevice.RegisterAsync(scene, $"till-{++devices}");
        await using var client = Client(device.Id, key, clock);
        (await client.EnrolDeviceAsync(device.Id, await device.OfferAsync(), key)).Require();

        till.Advance(TimeSpan.FromHours(-1));

        Assert.That(await client.OfflineRecords.GrantLeaseAsync(new()).AsOutcome(),
            Is.InstanceOf<Outcome<GrantLeaseResponse>.Ok>());
    }

    [Test]
    public async Task Token_IsKeptWhileItIsGoodForAMinute()
    {
        var till = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        using var key = new EcdsaDeviceKey();
        var tokens = new DeviceTokens("till", key, new ServerClock(till));

        var first = await tokens.GetAsync(CancellationToken.None);
        till.Advance(TimeSpan.FromMinutes(3));
        var second = await tokens.GetAsync(CancellationToken.None);
        till.Advance(TimeSpan.FromMinutes(1));
        var third = await tokens.GetAsync(CancellationToken.None);

        Assert.That(second, Is.EqualTo(first));
        Assert.That(third, Is.Not.EqualTo(first));
    }

    private VoucherClient Client(string device, EcdsaDeviceKey key, ServerClock clock) => new(new()
    {
        Address = service.Addresses.Grpc,
        Token = new DeviceTokens(device, key, clock).GetAsync,
        Deadline = TimeSpan.FromMinutes(2), TryDeadline = TimeSpan.FromMinutes(2),
        HttpHandler = clock.Listening(new SocketsHttpHandler()),
    });
}
