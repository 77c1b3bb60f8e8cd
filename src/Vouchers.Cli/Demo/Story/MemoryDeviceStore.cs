using Vouchers.Client.Offline;

namespace Vouchers.Cli.Demo.Story;

/// <summary>A device's memory that lives as long as the story: a program, unlike a till, is not switched off in it.
/// </summary>
internal sealed class MemoryDeviceStore : IDeviceStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, byte[]> entries = new(StringComparer.Ordinal);

    public ValueTask<IReadOnlyList<DeviceEntry>> LoadAsync(CancellationToken cancellation)
    {
        lock (gate)
            return new([.. entries.Select(entry => new DeviceEntry(entry.Key, entry.Value))]);
    }

    public ValueTask<bool> WriteAsync(IReadOnlyList<DeviceWrite> writes)
    {
        lock (gate)
        {
            if (writes.OfType<DeviceWrite.New>().Any(added => entries.ContainsKey(added.Key)))
                return new(false);
            foreach (var write in writes)
            {
                if (write is DeviceWrite.Remove)
                    entries.Remove(write.Key);
                else
                    entries[write.Key] = write is DeviceWrite.New added ? added.Value : ((DeviceWrite.Set)write).Value;
            }

            return new(true);
        }
    }
}
