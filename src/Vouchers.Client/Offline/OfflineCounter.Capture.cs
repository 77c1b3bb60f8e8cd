using System.Security.Cryptography;
using Vouchers.Credentials;

namespace Vouchers.Client.Offline;

public sealed partial class OfflineCounter
{
    // Another tab can be first a few times; for ever only where the store lies.
    private const int Tries = 32;

    /// <summary>
    /// Accepts a voucher: signs a slip and stores it. The rules are asked again, as of now: the code may have lapsed
    /// since, or another tab have taken the last place of the lease.
    /// </summary>
    /// <param name="check">What <see cref="CheckAsync"/> said.</param>
    /// <param name="cancellation">Ends the wait, up to the moment at which the slip is written.</param>
    public async ValueTask<CaptureOutcome> CaptureAsync(
        OfflineCheck.Acceptable check, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(check);
        try
        {
            using var held = await HoldAsync(cancellation).ConfigureAwait(false);
            for (var i = 0; i < Tries; i++)
            {
                var now = options.Clock.GetUtcNow();
                if (Judge(check.Credential, check.SessionId, now) is OfflineCheck.Refused refused)
                    return new CaptureOutcome.Refused(refused);
                if (await AppendAsync(check, now, cancellation).ConfigureAwait(false) is { } slip)
                    return new CaptureOutcome.Captured(slip.Show());
                await ReloadAsync(cancellation).ConfigureAwait(false);
            }
            return new CaptureOutcome.NotStored(
                "Other windows keep writing into this device's memory; close them and try again.");
        }
        catch (DeviceStoreException e)
        {
            await LookAgainAsync().ConfigureAwait(false);
            return new CaptureOutcome.NotStored(e.Message);
        }
    }

    // Null where another tab appended first.
    private async ValueTask<StoredSlip?> AppendAsync(
        OfflineCheck.Acceptable check, DateTimeOffset now, CancellationToken cancellation)
    {
        var last = memory.Last?.Slip;
        var unsigned = OfflineSlip.Prepare(
            new(
                Guid.CreateVersion7(now).ToByteArray(bigEndian: true), now, options.Device.Id,
                (last?.Claims.Sequence ?? 0) + 1, last?.Hash ?? new byte[OfflineClaims.HashBytes], memory.Lease!.Id,
                check.SessionId, check.Credential.Claims.VoucherId, check.Amount.MinorUnits, check.Amount.Currency,
                check.Presentation),
            options.Key.PublicKey.KeyId);
        var signature = await options.Key.SignAsync(unsigned.ToBeSigned, cancellation).ConfigureAwait(false);
        var bytes = unsigned.Seal(signature);
        if (!OfflineSlip.TryReadOwn(bytes, out var slip))
            throw new CryptographicException("A slip that was just made cannot be read.");
        // What was signed is one thing only once it is stored: whoever cancels now would not know.
        return await WriteAsync([new DeviceWrite.New(
            DeviceKeys.Numbered(DeviceKeys.Slips, slip.Claims.Sequence), bytes)]).ConfigureAwait(false)
            ? Added(new(bytes, slip, null, SlipState.None))
            : null;
    }

    private StoredSlip Added(StoredSlip slip)
    {
        memory = memory.With(slip);
        return slip;
    }

    // A failed write can have been carried out all the same. Where the store cannot even be read, the next use tries.
    private async ValueTask LookAgainAsync()
    {
        try
        {
            using var held = await HoldAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (DeviceStoreException)
        {
        }
    }
}
