using System.Runtime.InteropServices.JavaScript;

namespace Vouchers.Counter;

/// <summary>The browser in which the app runs, by way of <c>wwwroot/counter.js</c>.</summary>
internal sealed class BrowserModule : IBrowser
{
    /// <summary>Fetches the script.</summary>
    public static async Task<BrowserModule> LoadAsync()
    {
        // From the runtime's folder.
        await JSHost.ImportAsync(Script.Name, "../counter.js");
        return new();
    }

    public async Task<string[]> StartAsync() => (await AskAsync(Script.Start())).Split('\0');

    public void ForgetAddress() => Script.ForgetAddress();

    public void Tell(string language, string title) => Script.Tell(language, title);

    public void WatchLine(Action changed) => Script.WatchLine(changed);

    public Task WatchUpdatesAsync(Action ready) => AskAsync(Script.WatchUpdates(ready));

    public void Reload() => Script.Reload();

    public Task UpdateAsync() => AskAsync(Script.Update());

    public void Focus(string id) => Script.Focus(id);

    public void Print() => Script.Print();

    public void Sound(bool isGood) => Script.Sound(isGood);

    public Task WriteSettingAsync(string name, string value) => AskAsync(Script.Write("settings", name, value));

    public Task RemoveSettingAsync(string name) => AskAsync(Script.Remove("settings", name));

    public Task PersistAsync() => AskAsync(Script.Persist());

    public Task<byte[]> DeviceKeyAsync() => BytesAsync(Script.DeviceKey());

    public Task<byte[]> SignAsync(byte[] bytes) => BytesAsync(Script.Sign(bytes));

    public Task<bool> VerifyAsync(byte[] key, byte[] bytes, byte[] signature) =>
        AskAsync(Script.Verify(key, bytes, signature));

    public Task<byte[]> LoadDeviceAsync() => BytesAsync(Script.LoadDevice());

    public Task ForgetDeviceAsync() => AskAsync(Script.ForgetDevice());

    public Task<bool> WriteDeviceAsync(byte[] writes) => AskAsync(Script.WriteDevice(writes));

    public Task<string> StartCameraAsync(string videoId, Func<string, bool> scanned) =>
        AskAsync(Script.StartCamera(videoId, scanned));

    public void StopCamera() => Script.StopCamera();

    public void WatchKeys(Action<string> scanned) => Script.WatchKeys(scanned);

    public void UnwatchKeys() => Script.UnwatchKeys();

    public Task<string?> DecodeFileAsync(string inputId) => AskAsync(Script.DecodeFile(inputId));

    // A promise gives no array of bytes, but an object that has one.
    private static async Task<byte[]> BytesAsync(Task<JSObject> asked)
    {
        using var answer = await AskAsync(asked);
        return answer.GetPropertyAsByteArray("bytes")!;
    }

    private static async Task<T> AskAsync<T>(Task<T> asked)
    {
        await AskAsync((Task)asked);
        return await asked;
    }

    private static async Task AskAsync(Task asked)
    {
        try
        {
            await asked;
        }
        catch (JSException e)
        {
            // "Error: QuotaExceededError", and where in the script.
            throw new BrowserException(
                e.Message.Split('\n')[0].Replace("Error: ", "", StringComparison.Ordinal).Trim(), e);
        }
    }
}
