using System.Buffers.Binary;
using System.Text;
using Vouchers.Client.Offline;

namespace Vouchers.Counter;

/// <summary>The device's memory in IndexedDB; see <c>wwwroot/storage.js</c> for the other end of the bytes.</summary>
internal sealed class BrowserStore(IBrowser browser) : IDeviceStore
{
    public async ValueTask<IReadOnlyList<DeviceEntry>> LoadAsync(CancellationToken cancellation)
    {
        var bytes = await AskAsync(browser.LoadDeviceAsync());
        var entries = new List<DeviceEntry>();
        for (var at = 0; at < bytes.Length;)
            entries.Add(new(Encoding.ASCII.GetString(Part(bytes, ref at)), Part(bytes, ref at).ToArray()));
        return entries;
    }

    public async ValueTask<bool> WriteAsync(IReadOnlyList<DeviceWrite> writes)
    {
        using var bytes = new MemoryStream();
        foreach (var write in writes)
        {
            var (kind, value) = write switch
            {
                DeviceWrite.New added => ((byte)0, added.Value),
                DeviceWrite.Set changed => ((byte)1, changed.Value),
                _ => ((byte)2, []),
            };
            bytes.WriteByte(kind);
            Append(bytes, Encoding.ASCII.GetBytes(write.Key));
            Append(bytes, value);
        }
        return await AskAsync(browser.WriteDeviceAsync(bytes.ToArray()));
    }

    private static ReadOnlySpan<byte> Part(byte[] bytes, ref int at)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
        var part = bytes.AsSpan(at + sizeof(int), length);
        at += sizeof(int) + length;
        return part;
    }

    private static void Append(MemoryStream bytes, byte[] part)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, part.Length);
        bytes.Write(length);
        bytes.Write(part);
    }

    private static async Task<T> AskAsync<T>(Task<T> asked)
    {
        try
        {
            return await asked;
        }
        catch (BrowserException e)
        {
            throw new DeviceStoreException(e.Fault, e);
        }
    }
}
