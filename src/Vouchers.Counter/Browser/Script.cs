using System.Runtime.InteropServices.JavaScript;

namespace Vouchers.Counter;

/// <summary>The functions of <c>wwwroot/counter.js</c>; <see cref="IBrowser"/> says what they do.</summary>
internal static partial class Script
{
    public const string Name = "counter";

    [JSImport("start", Name)]
    public static partial Task<string> Start();

    [JSImport("forgetAddress", Name)]
    public static partial void ForgetAddress();

    [JSImport("tell", Name)]
    public static partial void Tell(string language, string title);

    [JSImport("watchLine", Name)]
    public static partial void WatchLine([JSMarshalAs<JSType.Function>] Action changed);

    [JSImport("watchUpdates", Name)]
    public static partial Task WatchUpdates([JSMarshalAs<JSType.Function>] Action ready);

    [JSImport("reload", Name)]
    public static partial void Reload();

    [JSImport("update", Name)]
    public static partial Task Update();

    [JSImport("focus", Name)]
    public static partial void Focus(string id);

    [JSImport("printPage", Name)]
    public static partial void Print();

    [JSImport("sound", Name)]
    public static partial void Sound(bool isGood);

    [JSImport("write", Name)]
    public static partial Task Write(string store, string key, string value);

    [JSImport("remove", Name)]
    public static partial Task Remove(string store, string key);

    [JSImport("persist", Name)]
    public static partial Task Persist();

    [JSImport("deviceKey", Name)]
    public static partial Task<JSObject> DeviceKey();

    [JSImport("sign", Name)]
    public static partial Task<JSObject> Sign(byte[] bytes);

    [JSImport("verify", Name)]
    public static partial Task<bool> Verify(byte[] key, byte[] bytes, byte[] signature);

    [JSImport("forgetDevice", Name)]
    public static partial Task ForgetDevice();

    [JSImport("loadDevice", Name)]
    public static partial Task<JSObject> LoadDevice();

    [JSImport("writeDevice", Name)]
    public static partial Task<bool> WriteDevice(byte[] writes);

    [JSImport("startCamera", Name)]
    public static partial Task<string> StartCamera(
        string videoId, [JSMarshalAs<JSType.Function<JSType.String, JSType.Boolean>>] Func<string, bool> scanned);

    [JSImport("stopCamera", Name)]
    public static partial void StopCamera();

    [JSImport("watchKeys", Name)]
    public static partial void WatchKeys([JSMarshalAs<JSType.Function<JSType.String>>] Action<string> scanned);

    [JSImport("unwatchKeys", Name)]
    public static partial void UnwatchKeys();

    [JSImport("decodeFile", Name)]
    public static partial Task<string?> DecodeFile(string inputId);
}
