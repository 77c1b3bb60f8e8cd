using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Vouchers.Counter;

/// <summary>What C# cannot do by itself in a browser; see <c>wwwroot/counter.js</c>.</summary>
internal sealed class BrowserModule(IJSRuntime js)
{
    private readonly Lazy<Task<IJSObjectReference>> module =
        new(() => js.InvokeAsync<IJSObjectReference>("import", "./counter.js").AsTask());

    /// <summary>The browser's name for what went wrong, e.g. QuotaExceededError.</summary>
    public static string FaultOf(JSException fault) => fault.Message.Split('\n')[0].Trim();

    /// <summary>All that the first screen needs, in one call: "owned" where this tab is the counter, as one of several
    /// is; the browser's language; the page's address with its fragment; then each setting's name and text.</summary>
    public Task<string[]> StartAsync() => CallAsync<string[]>("start");

    /// <summary>Takes a one-time code out of the address bar and the history.</summary>
    public Task ForgetAddressAsync() => DoAsync("forgetAddress");

    public Task TellAsync(string language, string title) => DoAsync("tell", language, title);

    /// <summary>Reports when the line comes back or goes down.</summary>
    public Task WatchLineAsync(DotNetObjectReference<Signal> signal) => DoAsync("watchLine", signal);

    /// <summary>Keeps the app for a start without a line, and reports when a new version of it waits.</summary>
    public Task WatchUpdatesAsync(DotNetObjectReference<Signal> signal) => DoAsync("watchUpdates", signal);

    /// <summary>Starts the app anew.</summary>
    public Task ReloadAsync() => DoAsync("reload");

    /// <summary>Starts the new version.</summary>
    public Task UpdateAsync() => DoAsync("update");

    public Task FocusAsync(string id) => DoAsync("focus", id);

    public Task PrintAsync() => DoAsync("printPage");

    /// <summary>A sound for yes or for no.</summary>
    public Task SoundAsync(bool isGood) => DoAsync("sound", isGood);

    /// <exception cref="JSException">The disk is full, or the browser keeps nothing.</exception>
    public Task WriteSettingAsync(string name, string value) => DoAsync("write", "settings", name, value);

    public Task RemoveSettingAsync(string name) => DoAsync("remove", "settings", name);

    /// <summary>Asks the browser to keep what is stored when the disk runs full.</summary>
    public Task<bool> PersistAsync() => CallAsync<bool>("persist");

    /// <summary>x and y of the device's public key, which is made at the first call.</summary>
    public Task<byte[]> DeviceKeyAsync() => CallAsync<byte[]>("deviceKey");

    /// <summary>r and s of an ES256 signature by the device's key.</summary>
    public Task<byte[]> SignAsync(byte[] bytes) => CallAsync<byte[]>("sign", bytes);

    /// <summary>Whether an ES256 signature fits the bytes and a public key, given as x and y.</summary>
    public Task<bool> VerifyAsync(byte[] key, byte[] bytes, byte[] signature) =>
        CallAsync<bool>("verify", key, bytes, signature);

    /// <summary>Everything in the device's memory; see <see cref="BrowserStore"/>.</summary>
    public Task<byte[]> LoadDeviceAsync() => CallAsync<byte[]>("loadDevice");

    /// <summary>Writes into the device's memory in one durable transaction, or nothing of it.</summary>
    public Task<bool> WriteDeviceAsync(byte[] writes) => CallAsync<bool>("writeDevice", writes);

    /// <summary>Reports codes that the camera sees.</summary>
    /// <returns>Empty, or the browser's name for what is wrong, e.g. NotAllowedError.</returns>
    public Task<string> StartCameraAsync(ElementReference video, DotNetObjectReference<ScanSink> sink) =>
        CallAsync<string>("startCamera", video, sink);

    public Task StopCameraAsync() => DoAsync("stopCamera");

    /// <summary>Reports codes that a USB scanner types.</summary>
    public Task WatchKeysAsync(DotNetObjectReference<ScanSink> sink) => DoAsync("watchKeys", sink);

    public Task UnwatchKeysAsync() => DoAsync("unwatchKeys");

    /// <summary>The text of the code in a chosen picture; empty where there is none, null where it is no picture.
    /// </summary>
    public Task<string?> DecodeFileAsync(ElementReference input) => CallAsync<string?>("decodeFile", input);

    private async Task<T> CallAsync<T>(string function, params object?[] arguments) =>
        await (await module.Value).InvokeAsync<T>(function, arguments);

    private async Task DoAsync(string function, params object?[] arguments) =>
        await (await module.Value).InvokeVoidAsync(function, arguments);
}
