using Vouchers.Client.Offline;
using Vouchers.Credentials;
using Vouchers.V1;

namespace Vouchers.Client;

public sealed partial class VoucherClient
{
    /// <summary>
    /// Makes this program the device, for which a one-time code was given out. Needs no token: the code counts. A
    /// device has one key for life, so keep the key before the call.
    /// </summary>
    /// <param name="deviceId">The device.</param>
    /// <param name="code">As it was shown; case and hyphens do not matter. Good once, and wrong ones are slowed down.
    /// </param>
    /// <param name="key">The device's key from now on.</param>
    /// <param name="requestId">The id of an earlier call to repeat; null makes a new one.</param>
    /// <param name="cancellation">Ends the wait; whether the device is enrolled is then not known.</param>
    public async Task<Outcome<EnrolledDevice>> EnrolDeviceAsync(
        string deviceId, string code, IDeviceKey key, Guid? requestId = null, CancellationToken cancellation = default)
    {
        var request = new EnrolDeviceRequest
        {
            RequestId = Text(requestId),
            DeviceId = deviceId,
            Code = code,
            PublicKey = key.PublicKey.ToString(),
        };
        var outcome = await Catalogue.EnrolDeviceAsync(request, With(cancellation)).AsOutcome().ConfigureAwait(false);
        return outcome.Map(answer => P256PublicKey.TryParse(answer.TrustRoot, out var root)
            ? new EnrolledDevice(answer.Device, root)
            : throw new InvalidOperationException($"The service's root key '{answer.TrustRoot}' is none on P-256."));
    }
}

/// <summary>What a program has become, and whom it believes. Immutable.</summary>
/// <param name="Device">As the service knows it.</param>
/// <param name="Root">The key to pin; see <see cref="OfflineCounterOptions.Root"/>.</param>
public sealed record EnrolledDevice(Device Device, P256PublicKey Root);
