using Vouchers.Cli.Demo.Data;
using Vouchers.Client;
using Vouchers.Client.Offline;
using Vouchers.V1;

namespace Vouchers.Cli.Demo.Story;

/// <summary>
/// A counter on wheels at a session's branch: a device with a key and a memory of its own, which goes on by the client
/// library while its line is down.
/// </summary>
internal sealed class MobileCounter : IDisposable
{
    private readonly EcdsaDeviceKey key = new();
    private readonly Stage stage;
    private readonly SessionPlan plan;
    private VoucherClient? client;
    private OfflineCounter? till;

    private MobileCounter(Stage stage, SessionPlan plan) => (this.stage, this.plan) = (stage, plan);

    private OfflineCounter Till => till ?? throw new InvalidOperationException("The counter was not opened.");

    /// <summary>The institution registers the counter, and it takes up a lease.</summary>
    /// <returns>The counter with what it may accept; null where a call failed, which is then a surprise.</returns>
    public static async Task<(MobileCounter Counter, OfflineAllowance Lease)?> OpenAsync(Stage stage, SessionPlan plan)
    {
        var counter = new MobileCounter(stage, plan);
        if (await counter.EnrolAsync() is { } enrolled && await counter.PrepareAsync(enrolled) is { } lease)
            return (counter, lease);
        counter.Dispose();
        return null;
    }

    /// <summary>Without the line: judges what a holder shows, and accepts it.</summary>
    /// <returns>The provisional slip; null where it was not accepted, which is then a surprise.</returns>
    public async Task<CapturedSlip?> AcceptAsync(string text)
    {
        var check = await Till.CheckAsync(text, plan.Session.Id, stage.Cancellation);
        var outcome = check is OfflineCheck.Acceptable acceptable
            ? await Till.CaptureAsync(acceptable, stage.Cancellation)
            : null;
        if (outcome is CaptureOutcome.Captured { Slip: var slip })
            return slip;
        stage.Tally.Surprise($"A voucher was not accepted off line: {(object?)outcome ?? check}");
        return null;
    }

    /// <summary>The line is back.</summary>
    public Task<SyncReport?> SyncAsync() =>
        stage.Must("", "synchronisation of the mobile counter", _ => Till.SyncAsync(stage.Cancellation));

    public void Dispose()
    {
        till?.Dispose();
        client?.Dispose();
        key.Dispose();
    }

    private async Task<EnrolledDevice?> EnrolAsync()
    {
        var device = new Device
        {
            Id = $"{plan.Session.BranchId}-m1", InstitutionId = plan.Session.InstitutionId,
            BranchId = plan.Session.BranchId, Name = "流动窗口 Mobile counter",
        };
        await stage.Must(stage.OperatorOf(plan), $"register {device.Id}", service =>
            service.Catalogue.RegisterDeviceAsync(new() { Device = device }).AsOutcome());
        var offer = await stage.Must(stage.OperatorOf(plan), $"offer {device.Id}", service =>
            service.Catalogue.OfferDeviceEnrolmentAsync(new() { DeviceId = device.Id }).AsOutcome());
        // Whoever has the code needs no token.
        return offer is null
            ? null
            : await stage.Must("", $"enrol {device.Id}", service =>
                service.EnrolDeviceAsync(device.Id, offer.Code, key, cancellation: stage.Cancellation));
    }

    private async Task<OfflineAllowance?> PrepareAsync(EnrolledDevice enrolled)
    {
        // Not from the answers' dates: those are of the real clock, and the till lives in the story's.
        var clock = new ServerClock(stage.Clock);
        clock.Restore(TimeSpan.Zero);
        client = new VoucherClient(new VoucherClientOptions
        {
            Address = stage.Grpc,
            Token = new DeviceTokens(enrolled.Device.Id, key, clock).GetAsync,
        });
        till = await OfflineCounter.OpenAsync(new()
        {
            Device = enrolled.Device, Key = key, Root = enrolled.Root, Store = new MemoryDeviceStore(), Client = client,
            Clock = clock,
        }, stage.Cancellation);
        return await stage.Must("", "lease of the mobile counter", _ =>
            Till.PrepareAsync([plan.Session.Id], stage.Cancellation));
    }
}
