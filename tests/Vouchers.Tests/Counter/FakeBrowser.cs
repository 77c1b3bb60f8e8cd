using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Microsoft.JSInterop;
using Vouchers.Client.Offline;
using Vouchers.Counter;
using Vouchers.Credentials;
using Vouchers.Tests.Credentials;
using Vouchers.Tests.Offline;

namespace Vouchers.Tests.Counter;

/// <summary>A browser in which the counter's app runs: what <c>counter.js</c> does, with a till's memory and key.
/// </summary>
internal sealed class FakeBrowser(Till till) : IJSRuntime, IJSObjectReference
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

    /// <summary>No more can be kept.</summary>
    public bool IsFull { get; set; }

    public ValueTask<T> InvokeAsync<T>(string identifier, object?[]? args) =>
        InvokeAsync<T>(identifier, CancellationToken.None, args);

    public async ValueTask<T> InvokeAsync<T>(string identifier, CancellationToken cancellationToken, object?[]? args) =>
        await DoAsync(identifier, args ?? []) is T value ? value : default!;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<object?> DoAsync(string function, object?[] args)
    {
        switch (function)
        {
            case "import":
                return this;
            case "start":
                return (string[])["owned", "en", "https://vouchers.example/counter/",
                    .. Settings.SelectMany(setting => new[] { setting.Key, setting.Value })];
            case "write" or "writeDevice" when IsFull:
                throw new JSException("QuotaExceededError\n    at storage.js");
            case "write":
                Settings[(string)args[1]!] = (string)args[2]!;
                return null;
            case "remove":
                Settings.Remove((string)args[1]!);
                return null;
            case "deviceKey":
                return (byte[])[.. till.PublicKey.X.Span, .. till.PublicKey.Y.Span];
            case "sign":
                return till.Key.Sign((byte[])args[0]!);
            case "verify":
                var point = (byte[])args[0]!;
                return P256PublicKey.TryCreate(point.AsSpan(0, 32), point.AsSpan(32), out var key)
                    && await new EcdsaSignatureCheck().HoldsAsync(
                        key, (byte[])args[1]!, (byte[])args[2]!, CancellationToken.None);
            case "loadDevice":
                return (byte[])[.. (await till.Store.LoadAsync(CancellationToken.None))
                    .SelectMany(entry => Framed(Encoding.ASCII.GetBytes(entry.Key)).Concat(Framed(entry.Value)))];
            case "writeDevice":
                return await till.Store.WriteAsync(ReadWrites((byte[])args[0]!));
            default:
                return null;
        }
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
