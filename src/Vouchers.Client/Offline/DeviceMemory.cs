using System.Buffers.Binary;
using System.Text;
using Vouchers.Credentials;
using Vouchers.V1;

namespace Vouchers.Client.Offline;

/// <summary>A status list as the device keeps it.</summary>
internal sealed record StoredStatusList(byte[] Bytes, string ETag, PublishedStatusList List);

/// <summary>
/// What the device knows: read from its store once, and followed by another one when the store has a change. The head
/// of the chain is the last slip, so there is nothing beside a slip that would have to be written with it. Immutable.
/// </summary>
internal sealed record DeviceMemory
{
    // By their sequence. There are few, as they leave with the sync.
    private StoredSlip[] slips = [];

    public TrustList? Trust { get; private init; }

    public Lease? Lease { get; private init; }

    /// <summary>How far the service's clock was ahead of the till's; null where that was never learned.</summary>
    public TimeSpan? ClockOffset { get; init; }

    public IReadOnlyDictionary<int, StoredStatusList> Statuses { get; private init; } =
        new Dictionary<int, StoredStatusList>();

    public IReadOnlyDictionary<string, OfflineSession> Sessions { get; private init; } =
        new Dictionary<string, OfflineSession>();

    /// <summary>In the order in which they were accepted.</summary>
    public IReadOnlyList<StoredSlip> Slips => slips;

    public StoredSlip? Last => slips.LastOrDefault();

    /// <summary>
    /// Reads a store. Lists that the pinned root does not vouch for are as good as none; a slip that is damaged stops
    /// everything, because no further one could follow it.
    /// </summary>
    /// <exception cref="DeviceStoreException">A slip is damaged or missing.</exception>
    public static async ValueTask<DeviceMemory> ReadAsync(
        IReadOnlyList<DeviceEntry> entries, P256PublicKey root, ISignatureCheck signatures,
        CancellationToken cancellation)
    {
        var values = entries.ToDictionary(entry => entry.Key, entry => entry.Value);
        var trust = values.TryGetValue(DeviceKeys.TrustList, out var signed)
            ? (await TrustList.ReadAsync(signed, root, 0, signatures, cancellation).ConfigureAwait(false)).List
            : null;
        var memory = new DeviceMemory
        {
            Trust = trust,
            Lease = values.TryGetValue(DeviceKeys.Lease, out var lease) ? Lease.Parser.ParseFrom(lease) : null,
            ClockOffset = values.TryGetValue(DeviceKeys.ClockOffset, out var offset)
                ? new TimeSpan(BinaryPrimitives.ReadInt64BigEndian(offset))
                : null,
            Statuses = trust is null
                ? []
                : await ReadStatusesAsync(values, trust, signatures, cancellation).ConfigureAwait(false),
            Sessions = values.Where(pair => pair.Key.StartsWith(DeviceKeys.Sessions, StringComparison.Ordinal))
                .Select(pair => OfflineSession.Parser.ParseFrom(pair.Value))
                .ToDictionary(session => session.Session.Id),
            slips = [.. values
                .Where(pair => DeviceKeys.IsNumbered(pair.Key, DeviceKeys.Slips, out _))
                .Select(pair => ReadSlip(pair.Key, pair.Value, values))
                .OrderBy(slip => slip.Sequence)],
        };
        memory.DemandChain();
        return memory;
    }

    public static byte[] BytesOf(TimeSpan offset)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, offset.Ticks);
        return bytes;
    }

    public StoredSlip? Find(long sequence) => Array.Find(slips, slip => slip.Sequence == sequence);

    public DeviceMemory With(StoredSlip slip) => this with
    {
        slips = [.. slips.Where(other => other.Sequence != slip.Sequence).Append(slip).OrderBy(one => one.Sequence)],
    };

    public DeviceMemory Without(IEnumerable<long> sequences) => this with
    {
        slips = [.. slips.ExceptBy(sequences, slip => slip.Sequence)],
    };

    /// <summary>Takes up what was fetched while the line was up.</summary>
    public DeviceMemory Renewed(
        TrustList trust, IEnumerable<KeyValuePair<int, StoredStatusList>> lists, IEnumerable<OfflineSession> sessions,
        Lease lease) => this with
        {
            Trust = trust,
            Lease = lease,
            Statuses = lists.ToDictionary(),
            Sessions = sessions.ToDictionary(session => session.Session.Id),
        };

    private static async ValueTask<Dictionary<int, StoredStatusList>> ReadStatusesAsync(
        Dictionary<string, byte[]> values, TrustList trust, ISignatureCheck signatures, CancellationToken cancellation)
    {
        var statuses = new Dictionary<int, StoredStatusList>();
        foreach (var (key, value) in values)
        {
            if (DeviceKeys.IsNumbered(key, DeviceKeys.Statuses, out var number)
                && await PublishedStatusList.ReadAsync(value, trust, signatures, cancellation).ConfigureAwait(false)
                    is { List: { } list })
                statuses[(int)number] = new(value, TagOf(number, values), list);
        }
        return statuses;
    }

    private static string TagOf(long number, Dictionary<string, byte[]> values) =>
        values.TryGetValue(DeviceKeys.Numbered(DeviceKeys.StatusTags, number), out var tag)
            ? Encoding.UTF8.GetString(tag)
            : "";

    private static StoredSlip ReadSlip(string key, byte[] bytes, Dictionary<string, byte[]> values)
    {
        DeviceKeys.IsNumbered(key, DeviceKeys.Slips, out var sequence);
        if (!OfflineSlip.TryReadOwn(bytes, out var slip) || slip.Claims.Sequence != sequence)
            throw Damaged(sequence);
        var result = values.TryGetValue(DeviceKeys.Numbered(DeviceKeys.Results, sequence), out var answer)
            ? OfflineResult.Parser.ParseFrom(answer)
            : null;
        var acknowledged = values.TryGetValue(DeviceKeys.Numbered(DeviceKeys.Acknowledged, sequence), out var state)
            ? (SlipState)state[0]
            : SlipState.None;
        return new(bytes, slip, result, acknowledged);
    }

    // Old slips are forgotten from the front, so the first that is there can be any.
    private void DemandChain()
    {
        StoredSlip? before = null;
        foreach (var slip in Slips)
        {
            if (before is not null && (slip.Sequence != before.Sequence + 1
                || !slip.Slip.Claims.PreviousHash.Span.SequenceEqual(before.Slip.Hash.Span)))
                throw Damaged(slip.Sequence);
            before = slip;
        }
    }

    private static DeviceStoreException Damaged(long sequence) => new(
        $"This device's memory is damaged: slip {sequence} or the one before cannot be read. Accept nothing off line "
        + "with it and bring it to the bureau, which takes in the slips that are left.");
}
