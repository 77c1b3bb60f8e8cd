namespace Vouchers.Counter;

/// <summary>What C# cannot do by itself in a browser. What the browser refuses is a <see cref="BrowserException"/>.
/// </summary>
internal interface IBrowser
{
    /// <summary>All that the first screen needs, in one call: "owned" where this tab is the counter, as one of several
    /// is; the browser's language; the page's address with its fragment; then each setting's name and text.</summary>
    Task<string[]> StartAsync();

    /// <summary>Takes a one-time code out of the address bar and the history.</summary>
    void ForgetAddress();

    void Tell(string language, string title);

    /// <summary>Reports when the line comes back or goes down.</summary>
    void WatchLine(Action changed);

    /// <summary>Keeps the app for a start without a line, and reports when a new version of it waits.</summary>
    Task WatchUpdatesAsync(Action ready);

    /// <summary>Starts the app anew.</summary>
    void Reload();

    /// <summary>Starts the new version.</summary>
    Task UpdateAsync();

    /// <param name="id">The element's.</param>
    void Focus(string id);

    void Print();

    /// <summary>A sound for yes or for no.</summary>
    void Sound(bool isGood);

    /// <summary>It is on the disk when this returns.</summary>
    Task WriteSettingAsync(string name, string value);

    Task RemoveSettingAsync(string name);

    /// <summary>Asks the browser to keep what is stored when the disk runs full.</summary>
    Task PersistAsync();

    /// <summary>x and y of the device's public key, which is made at the first call.</summary>
    Task<byte[]> DeviceKeyAsync();

    /// <summary>r and s of an ES256 signature by the device's key.</summary>
    Task<byte[]> SignAsync(byte[] bytes);

    /// <summary>Whether an ES256 signature fits the bytes and a public key, given as x and y.</summary>
    Task<bool> VerifyAsync(byte[] key, byte[] bytes, byte[] signature);

    /// <summary>Everything in the device's memory; see <see cref="BrowserStore"/>.</summary>
    Task<byte[]> LoadDeviceAsync();

    /// <summary>Forgets the device with its key, its memory and its settings, all or nothing.</summary>
    Task ForgetDeviceAsync();

    /// <summary>Writes into the device's memory in one durable transaction, or nothing of it.</summary>
    Task<bool> WriteDeviceAsync(byte[] writes);

    /// <summary>Reports codes that the camera sees.</summary>
    /// <param name="videoId">The element that shows what it sees.</param>
    /// <param name="scanned">Takes a code's text; false where it does not now, and is to be asked again.</param>
    /// <returns>Empty, or the browser's name for what is wrong, e.g. NotAllowedError.</returns>
    Task<string> StartCameraAsync(string videoId, Func<string, bool> scanned);

    void StopCamera();

    /// <summary>Reports codes that a USB scanner types.</summary>
    void WatchKeys(Action<string> scanned);

    void UnwatchKeys();

    /// <summary>The text of the code in the picture that was chosen; empty where there is none, null where it is no
    /// picture.</summary>
    /// <param name="inputId">The element in which it was chosen.</param>
    Task<string?> DecodeFileAsync(string inputId);
}
