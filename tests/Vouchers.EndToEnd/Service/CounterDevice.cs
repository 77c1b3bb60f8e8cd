using Google.Protobuf;
using Grpc.Core;
using Vouchers.Client.Offline;
using Vouchers.Credentials;
using Vouchers.Ledger;

namespace Vouchers.EndToEnd.Service;

/// <summary>A counter's browser: it has a key of its own, and redeems with and without a line.</summary>
internal sealed class CounterDevice : IDisposable
{
    private readonly EcdsaDeviceKey key = new();
    private readonly Scene scene;
    private ReadOnlyMemory<byte> last = new byte[OfflineClaims.HashBytes];
    private V1.Lease? lease;
    private long sequence;

    private CounterDevice(Scene scene, string id)
    {
        (this.scene, Id) = (scene, id);
        Service = new(scene.Service.Channel);
    }

    public string Id { get; }

    public V1.OfflineService.OfflineServiceClient Service { get; }

    /// <summary>Registers a device, and gives it a key by a one-time code.</summary>
    public static async Task<CounterDevice> EnrolAsync(Scene scene, string id, string institution = "vtc")
    {
        var device = await RegisterAsync(scene, id, institution);
        await device.EnrolAsync(await device.OfferAsync());
        return device;
    }

    public static async Task<CounterDevice> RegisterAsync(Scene scene, string id, string institution = "vtc")
    {
        await scene.Catalogue.RegisterDeviceAsync(new()
        {
            RequestId = Scene.NewId(),
            Device = new() { Id = id, InstitutionId = institution, BranchId = $"{institution}-b1", Name = id },
        }, scene.Officer);
        return new CounterDevice(scene, id);
    }

    public async Task<string> OfferAsync() => (await scene.Catalogue.OfferDeviceEnrolmentAsync(
        new() { RequestId = Scene.NewId(), DeviceId = Id }, scene.Officer)).Code;

    public async Task EnrolAsync(string code) => await scene.Catalogue.EnrolDeviceAsync(
        new() { RequestId = Scene.NewId(), DeviceId = Id, Code = code, PublicKey = key.PublicKey.ToString() });

    /// <summary>The headers of a token that the device signed for itself.</summary>
    public async Task<Metadata> TokenAsync(TimeSpan? life = null, string? id = null, string audience = "vouchers") =>
        RunningService.Bearer(await new DeviceTokens(id ?? Id, key, new ServerClock(TimeProvider.System))
        {
            Life = life ?? TimeSpan.FromMinutes(5), Audience = audience,
        }.GetAsync(CancellationToken.None));

    public async Task<V1.Lease> LeaseAsync() => lease = (await Service.GrantLeaseAsync(
        new() { RequestId = Scene.NewId() }, await TokenAsync())).Lease;

    /// <summary>Accepts what the citizen shows, without a line.</summary>
    public byte[] Capture(string text, string voucher, string session, long amount = 100_000, bool skips = false)
    {
        if (!CredentialText.TryDecode(text, out var shown))
            throw new ArgumentException("No code.", nameof(text));
        sequence += skips ? 2 : 1;
        var now = TimeProvider.System.GetUtcNow();
        var slip = OfflineSlip.Prepare(new(
            Guid.CreateVersion7(now).ToByteArray(bigEndian: true), now, Id, sequence, last, lease!.Id, session,
            Uid.ToBytes(voucher), amount, "CNY", shown), key.PublicKey.KeyId);
        last = slip.Hash;
        return slip.Seal(key.Sign(slip.ToBeSigned.Span));
    }

    /// <summary>The line is back.</summary>
    public async Task<V1.SyncOfflineRecordsResponse> SyncAsync(params byte[][] slips) =>
        await SyncAsAsync(await TokenAsync(), slips);

    public async Task<V1.SyncOfflineRecordsResponse> SyncAsAsync(Metadata headers, params byte[][] slips) =>
        await Service.SyncOfflineRecordsAsync(
            new() { DeviceId = Id, Slips = { slips.Select(s => ByteString.CopyFrom(s)) } }, headers);

    public void Dispose() => key.Dispose();
}
