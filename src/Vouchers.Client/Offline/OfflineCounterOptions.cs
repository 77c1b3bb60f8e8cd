using Vouchers.Credentials;
using Vouchers.V1;

namespace Vouchers.Client.Offline;

/// <summary>What a device is made of; see <see cref="OfflineCounter"/>.</summary>
public sealed record OfflineCounterOptions
{
    /// <summary>The device, as <see cref="VoucherClient.EnrolDeviceAsync"/> answered. The app keeps it.</summary>
    public required Device Device { get; init; }

    /// <summary>The device's key.</summary>
    public required IDeviceKey Key { get; init; }

    /// <summary>The root key that the app pins: what it did not sign is not believed.</summary>
    public required P256PublicKey Root { get; init; }

    /// <summary>What outlives a crash.</summary>
    public required IDeviceStore Store { get; init; }

    /// <summary>The service, with the device's own tokens (<see cref="DeviceTokens"/>).</summary>
    public required VoucherClient Client { get; init; }

    /// <summary>The clock that <see cref="Client"/> listens to; see <see cref="ServerClock.Listening"/>.</summary>
    public required ServerClock Clock { get; init; }

    /// <summary>Checks signatures; by ECDsa where nothing else is set, which a browser does not have.</summary>
    public ISignatureCheck Signatures { get; init; } = new EcdsaSignatureCheck();
}
