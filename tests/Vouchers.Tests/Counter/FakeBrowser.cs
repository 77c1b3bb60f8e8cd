using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Vouchers.Client.Offline;
using Vouchers.Counter;
using Vouchers.Credentials;
using Vouchers.Tests.Credentials;
using Vouchers.Tests.Offline;

namespace Vouchers.Tests.Counter;

/// <summary>A browser in which the counter's app runs: what <c>counter.js</c> does, with a till's memory and key.
/// </summary>
internal sealed class FakeBrowser(Till till) : IBrowser
{
    public Dictionary<string, string> Settings { get; } = new()
    {
        [nameof(KeptDevice)] = JsonSerializer.Serialize(new KeptDevice(
            "till-1", Till.Institution, "vtc-main", "一号柜台", Sample.Root.PublicKey.ToString())),
        [nameof(KeptChoice)] = JsonSerializer.Serialize(new KeptChoice(
            Desk.DayOf(till.Time.GetUtcNow()),
            new(Till.Session, "短视频制作", "Short video", "主校区", true, till.Time.GetUtcNow(),
                till.Time.GetUtcNow(), 1, 40))),
    };

    /// <summary>Nothing can be removed.</summary>
    public bool KeepsAll { get; set; }

    /// <summary>No more can be kept.</summary>
    public bool IsFull { get; set; }

    public Task<string[]> StartAsync() => Task.FromResult<string[]>(
        ["owned", "en", "https://vouchers.example/counter/",
            .. Settings.SelectMany(setting => new[] { setting.Key, setting.Value })]);

    public Task WriteSettingAsync(string name, string value)
    {
        ThrowIfFull();
        Settings[name] = value;
        return Task.CompletedTask;
    }

    public Task RemoveSettingAsync(string name)
    {
        if (KeepsAll)
            throw new BrowserException("UnknownError");
        Settings.Remove(name);
        return Task.CompletedTask;
    }

    public Task<byte[]> DeviceKeyAsync() =>
        Task.FromResult<byte[]>([.. till.PublicKey.X.Span, .. till.PublicKey.Y.Span]);

    public Task<byte[]> SignAsync(byte[] bytes) => Task.FromResult(till.Key.Sign(bytes));

    public async Task<bool> VerifyAsync(byte[] key, byte[] bytes, byte[] signature) =>
        P256PublicKey.TryCreate(key.AsSpan(0, 32), key.AsSpan(32), out var known)
        && await new EcdsaSignatureCheck().HoldsAsync(known, bytes, signature, CancellationToken.None);

    public async Task<byte[]> LoadDeviceAsync() =>
        [.. (await till.Store.LoadAsync(CancellationToken.None))
            .SelectMany(entry => Framed(Encoding.ASCII.GetBytes(entry.Key)).Concat(Framed(entry.Value)))];

    public Task ForgetDeviceAsync() => throw new NotSupportedException();

    public async Task<bool> WriteDeviceAsync(byte[] writes)
    {
        ThrowIfFull();
        return await till.Store.WriteAsync(ReadWrites(writes));
    }

    public void ForgetAddress()
    {
    }

    public void Tell(string language, string title)
    {
    }

    public void WatchLine(Action changed)
    {
    }

    public Task WatchUpdatesAsync(Action ready) => Task.CompletedTask;

    public void Reload()
    {
    }

    public Task UpdateAsync() => Task.CompletedTask;

    public void Focus(string id)
    {
    }

    public void Print()
    {
    }

    public void Sound(bool isGood)
    {
    }

    public Task PersistAsync() => Task.CompletedTask;

    public Task<string> StartCameraAsync(string videoId, Func<string, bool> scanned) => Task.FromResult("");

    public void StopCamera()
    {
    }

    public void WatchKeys(Action<string> scanned)
    {
    }

    public void UnwatchKeys()
    {
    }

    public Task<string?> DecodeFileAsync(string inputId) => Task.FromResult<string?>(null);

    private void ThrowIfFull()
    {
        if (IsFull)
            throw new BrowserException("QuotaExceededError");
    }

    private static byte[] Framed(byte[] part)
    {
        var framed = new byte[4 + part.Length];
        BinaryPrimitives.WriteInt32LittleEndian(framed, part.Length);
        part.CopyTo(framed, 4);
        return framed;
    }

    private static List<DeviceWrite> ReadWrites(byte[] bytes)
    {
        List<DeviceWrite> writes = [];
        for (var at = 0; at < bytes.Length;)
        {
            var kind = bytes[at++];
            var name = Encoding.ASCII.GetString(Part(bytes, ref at));
            var value = Part(bytes, ref at).ToArray();
            writes.Add(kind switch
            {
                0 => new DeviceWrite.New(name, value),
                1 => new DeviceWrite.Set(name, value),
                _ => new DeviceWrite.Remove(name),
            });
        }
        return writes;
    }

    private static ReadOnlySpan<byte> Part(byte[] bytes, ref int at)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
        at += 4 + length;
        return bytes.AsSpan(at - length, length);
    }
}
