using System.Collections.Concurrent;
using System.Text;
using Vouchers.Client.Offline;

namespace Vouchers.Testing;

/// <summary>
/// A device's memory in one file, in the place of a browser's: a transaction writes a whole new file, which takes the
/// place of the old one in one step. Objects with the same path are like tabs of one browser.
/// </summary>
internal sealed class FileDeviceStore(string path) : IDeviceStore
{
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Gates = [];

    private readonly SemaphoreSlim gate = Gates.GetOrAdd(path, _ => new(1, 1));

    public ValueTask<IReadOnlyList<DeviceEntry>> LoadAsync(CancellationToken cancellation) => InTurnAsync(
        () => (IReadOnlyList<DeviceEntry>)[.. Read().Select(pair => new DeviceEntry(pair.Key, pair.Value))]);

    public ValueTask<bool> WriteAsync(IReadOnlyList<DeviceWrite> writes) => InTurnAsync(() =>
    {
        var entries = Read();
        foreach (var write in writes)
        {
            switch (write)
            {
                case DeviceWrite.New added when !entries.TryAdd(added.Key, added.Value):
                    return false;
                case DeviceWrite.Set set:
                    entries[set.Key] = set.Value;
                    break;
                case DeviceWrite.Remove:
                    entries.Remove(write.Key);
                    break;
            }
        }
        Replace(entries);
        return true;
    });

    private async ValueTask<T> InTurnAsync<T>(Func<T> act)
    {
        await gate.WaitAsync();
        try
        {
            return act();
        }
        finally
        {
            gate.Release();
        }
    }

    private Dictionary<string, byte[]> Read()
    {
        var entries = new Dictionary<string, byte[]>();
        if (!File.Exists(path))
            return entries;
        using var reader = new BinaryReader(File.OpenRead(path), Encoding.UTF8);
        for (var left = reader.ReadInt32(); left > 0; left--)
            entries[reader.ReadString()] = reader.ReadBytes(reader.ReadInt32());
        return entries;
    }

    private void Replace(Dictionary<string, byte[]> entries)
    {
        using (var file = File.Create(path + ".new"))
        using (var writer = new BinaryWriter(file, Encoding.UTF8))
        {
            writer.Write(entries.Count);
            foreach (var (key, value) in entries)
            {
                writer.Write(key);
                writer.Write(value.Length);
                writer.Write(value);
            }
            writer.Flush();
            file.Flush(flushToDisk: true);
        }
        File.Move(path + ".new", path, overwrite: true);
    }
}
