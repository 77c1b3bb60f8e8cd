using Vouchers.Credentials;
using Vouchers.V1;

namespace Vouchers.Client.Offline;

/// <summary>
/// A counter device whose line may be down: judges what citizens show, accepts vouchers under a lease as signed slips
/// that nothing can lose, and brings them in when the line is back.
/// </summary>
/// <remarks>
/// <para>While the line is up: <see cref="SyncAsync"/>, then <see cref="PrepareAsync"/> with the sessions of these days,
/// at the start and every few minutes; redeem by <see cref="VoucherClient.RedeemAsync"/>. While it is down:
/// <see cref="CheckAsync"/> what was scanned, show it, and on the clerk's word <see cref="CaptureAsync"/>. Show
/// <see cref="Slips"/> that need attention until the clerk acknowledged each.</para>
/// <para>A slip is captured when it is durable and not before; its number and the hash that the next one names are in
/// it, so that one write is all there is. Slips are sent in their order, and again until each is answered for good; the
/// service takes each in once. Killed at any point, the device goes on where it stood.</para>
/// <para>Safe for any number of threads, and for several tabs that share a store: each sees what another one accepted
/// at the latest when it accepts or synchronises itself.</para>
/// </remarks>
public sealed partial class OfflineCounter : IDisposable
{
    /// <summary>The keys of the store that belong to this class begin with it.</summary>
    public const string KeyPrefix = DeviceKeys.Prefix;

    private readonly OfflineCounterOptions options;
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly SemaphoreSlim line = new(1, 1);
    private volatile DeviceMemory memory;

    // True after a write of which nobody knows whether it was carried out.
    private volatile bool isStale;

    private OfflineCounter(OfflineCounterOptions options, DeviceMemory memory) =>
        (this.options, this.memory) = (options, memory);

    /// <summary>
    /// What was accepted off line, the latest first. Those that were settled long ago are forgotten, as the service has
    /// them.
    /// </summary>
    public IReadOnlyList<CapturedSlip> Slips => [.. memory.Slips.Reverse().Select(slip => slip.Show())];

    /// <summary>What may still be accepted; null where the device has no lease.</summary>
    public OfflineAllowance? Allowance
    {
        get
        {
            var known = memory;
            if (known.Lease is not { } lease)
                return null;
            var (count, sum) = OfflineJudge.Left(lease, known.Slips);
            return new(
                Math.Max(count, 0), new() { MinorUnits = Math.Max(sum, 0), Currency = lease.Sum.Currency },
                lease.UntilTime.ToDateTimeOffset(),
                known.Statuses.Values.Select(s => (DateTimeOffset?)s.List.IssuedAt).Min());
        }
    }

    /// <summary>The sessions that the device is prepared for, with their courses.</summary>
    public IReadOnlyList<OfflineSession> Sessions =>
        [.. memory.Sessions.Values.OrderBy(s => s.Session.StartsAt.ToDateTimeOffset())];

    /// <summary>Reads the device's memory.</summary>
    /// <exception cref="DeviceStoreException">It cannot be read, or is damaged.</exception>
    public static async ValueTask<OfflineCounter> OpenAsync(
        OfflineCounterOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var memory = await ReadAsync(options, cancellation).ConfigureAwait(false);
        if (memory.ClockOffset is { } offset)
            options.Clock.Restore(offset);
        return new OfflineCounter(options, memory);
    }

    /// <summary>Judges what was scanned, without the service. Changes nothing.</summary>
    /// <param name="text">As the scanner gives it; line ends around it do not matter.</param>
    /// <param name="sessionId">The session that the holder wants to attend.</param>
    /// <param name="cancellation">Ends the wait for the signature's check.</param>
    public async ValueTask<OfflineCheck> CheckAsync(
        string text, string sessionId, CancellationToken cancellation = default)
    {
        text = text.Trim();
        var (shown, refused) = await ScannedText.ReadAsync(text, memory.Trust, options.Signatures, cancellation)
            .ConfigureAwait(false);
        if (shown is null)
            return refused!;
        CredentialText.TryDecode(text, out var presentation);
        var check = Judge(shown, sessionId, options.Clock.GetUtcNow());
        return check is OfflineCheck.Acceptable acceptable
            ? acceptable with { Credential = shown, Presentation = presentation }
            : check;
    }

    /// <summary>The clerk has read why a slip is no redemption. What the bureau decides later is shown again.</summary>
    /// <exception cref="DeviceStoreException">It could not be noted.</exception>
    public async ValueTask AcknowledgeAsync(long sequence, CancellationToken cancellation = default)
    {
        using var held = await HoldAsync(cancellation).ConfigureAwait(false);
        if (memory.Find(sequence) is not { NeedsAttention: true } slip)
            return;
        await WriteAsync([
            new DeviceWrite.Set(DeviceKeys.Numbered(DeviceKeys.Acknowledged, sequence), [(byte)slip.State]),
        ]).ConfigureAwait(false);
        memory = memory.With(slip with { Acknowledged = slip.State });
    }

    /// <summary>Ends the use of this object. What it stored stays.</summary>
    public void Dispose()
    {
        gate.Dispose();
        line.Dispose();
    }

    private static async ValueTask<DeviceMemory> ReadAsync(
        OfflineCounterOptions options, CancellationToken cancellation) => await DeviceMemory.ReadAsync(
            await options.Store.LoadAsync(cancellation).ConfigureAwait(false), options.Root, options.Signatures,
            cancellation).ConfigureAwait(false);

    private OfflineCheck Judge(VerifiedCredential shown, string sessionId, DateTimeOffset now) =>
        new OfflineJudge(memory, options.Device.InstitutionId, shown, sessionId, now).Judge();

    /// <summary>Only one at a time changes the memory, and never one that may not be what the store holds.</summary>
    private async ValueTask<Held> HoldAsync(CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation).ConfigureAwait(false);
        var held = new Held(gate);
        try
        {
            if (isStale)
                await ReloadAsync(cancellation).ConfigureAwait(false);
            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private async ValueTask ReloadAsync(CancellationToken cancellation)
    {
        memory = await ReadAsync(options, cancellation).ConfigureAwait(false);
        isStale = false;
    }

    private async ValueTask<bool> WriteAsync(List<DeviceWrite> writes)
    {
        var offset = options.Clock.Offset;
        if (offset is { } learned && learned != memory.ClockOffset)
            writes.Add(new DeviceWrite.Set(DeviceKeys.ClockOffset, DeviceMemory.BytesOf(learned)));
        try
        {
            var written = await options.Store.WriteAsync(writes).ConfigureAwait(false);
            if (written && offset is { } kept)
                memory = memory with { ClockOffset = kept };
            return written;
        }
        catch
        {
            isStale = true;
            throw;
        }
    }

    private sealed class Held(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
