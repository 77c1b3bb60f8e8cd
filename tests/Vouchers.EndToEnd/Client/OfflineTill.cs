using NUnit.Framework;
using Vouchers.Client;
using Vouchers.Client.Offline;
using Vouchers.Credentials;
using Vouchers.EndToEnd.Service;
using Vouchers.Testing;
using Vouchers.V1;

namespace Vouchers.EndToEnd.Client;

/// <summary>
/// A till that a clerk uses: an enrolled device with a memory on disk, a clock that may be wrong, and a line that may
/// be down. It can be killed at any time and opened again.
/// </summary>
internal sealed class OfflineTill : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("till-").FullName;
    private readonly EcdsaDeviceKey key = new();
    private readonly Scene scene;
    private ServerClock clock = null!;
    private DelegatingHandler handler = null!;
    private VoucherClient client = null!;

    private OfflineTill(Scene scene, Device device, P256PublicKey root)
    {
        (this.scene, Device, Root) = (scene, device, root);
        Store = new FaultyDeviceStore(new FileDeviceStore(Path.Combine(folder, "memory")));
    }

    public Device Device { get; private set; }

    public P256PublicKey Root { get; set; }

    public ShiftedTime Time { get; } = new();

    public FaultyDeviceStore Store { get; }

    public Line Line { get; private set; } = null!;

    public OfflineCounter Counter { get; private set; } = null!;

    /// <summary>Registers and enrols a device, and prepares it for its institution's session.</summary>
    public static async Task<OfflineTill> OpenAsync(
        Scene scene, P256PublicKey root, string id, string institution = "vtc", TimeSpan wrongBy = default)
    {
        using var registered = await CounterDevice.RegisterAsync(scene, id, institution);
        var till = new OfflineTill(scene, new() { Id = id, InstitutionId = institution }, root);
        till.Time.Advance(wrongBy);
        await till.RestartAsync();
        till.Device = (await till.client.EnrolDeviceAsync(id, await registered.OfferAsync(), till.key)).Require()
            .Device;
        await till.RestartAsync();
        (await till.PrepareAsync()).Require();
        return till;
    }

    /// <summary>The slip is the one redemption of its voucher.</summary>
    public static async Task AssertRedeemedOnceAsync(Scene scene, CapturedSlip slip)
    {
        var redemption = (await scene.Redemptions.GetRedemptionAsync(
            new() { RedemptionId = slip.RecordId }, scene.Officer)).Redemption;
        Assert.That(redemption.VoucherId, Is.EqualTo(slip.VoucherId));
        var voucher = (await scene.Vouchers.GetVoucherAsync(new() { VoucherId = slip.VoucherId }, scene.Officer)).Voucher;
        Assert.That((voucher.State, voucher.RedemptionId), Is.EqualTo((Voucher.Types.State.Redeemed, slip.RecordId)));
    }

    /// <summary>The program is killed and started again: nothing is left but what the memory holds.</summary>
    public async Task RestartAsync()
    {
        Close();
        clock = new ServerClock(Time);
        Line = new Line(new SocketsHttpHandler());
        handler = clock.Listening(Line);
        client = new(new()
        {
            Address = scene.Service.Addresses.Grpc, HttpHandler = handler, Retry = new() { MaximumRetries = 0 },
            Token = new DeviceTokens(Device.Id, key, clock).GetAsync,
            // A test asks what comes of a day, not how long a busy machine takes over it.
            Deadline = TimeSpan.FromMinutes(2), TryDeadline = TimeSpan.FromMinutes(2),
        });
        Counter = await OfflineCounter.OpenAsync(new()
        {
            Device = Device, Key = key, Root = Root, Store = Store, Client = client, Clock = clock,
        });
    }

    public Task<Outcome<OfflineAllowance>> PrepareAsync() =>
        Counter.PrepareAsync([Scene.SessionOf(Device.InstitutionId)]);

    public async Task<OfflineCheck> CheckAsync(string text) =>
        await Counter.CheckAsync(text, Scene.SessionOf(Device.InstitutionId));

    public async Task<CaptureOutcome> TryCaptureAsync(string text)
    {
        var check = await CheckAsync(text);
        Assert.That(check, Is.InstanceOf<OfflineCheck.Acceptable>());
        return await Counter.CaptureAsync((OfflineCheck.Acceptable)check);
    }

    public async Task<CapturedSlip> CaptureAsync(string text)
    {
        var outcome = await TryCaptureAsync(text);
        Assert.That(outcome, Is.InstanceOf<CaptureOutcome.Captured>());
        return ((CaptureOutcome.Captured)outcome).Slip;
    }

    public ValueTask DisposeAsync()
    {
        Close();
        key.Dispose();
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private void Close()
    {
        Counter?.Dispose();
        client?.Dispose();
        handler?.Dispose();
    }
}
