using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Vouchers.Counter;

/// <summary>
/// What stays in this browser when it is closed, read once when the app starts: one tab is the counter, so nobody else
/// changes it. Safe within the one thread of a browser.
/// </summary>
internal sealed class Shelf(IBrowser browser)
{
    private readonly Dictionary<string, string> texts = [];

    /// <summary>Takes up names and texts, one after the other.</summary>
    public void Fill(ReadOnlySpan<string> settings)
    {
        for (var i = 0; i + 1 < settings.Length; i += 2)
            texts[settings[i]] = settings[i + 1];
    }

    /// <summary>What was kept under the name of its type; null where nothing is.</summary>
    public T? Read<T>()
        where T : class =>
        Text(typeof(T).Name) is { } text ? JsonSerializer.Deserialize(text, TypeOf<T>()) : null;

    public string? Text(string name) => texts.GetValueOrDefault(name);

    /// <summary>It is on the disk when this returns.</summary>
    /// <exception cref="BrowserException">The disk is full, or the browser keeps nothing.</exception>
    public async Task WriteAsync<T>(T value)
        where T : class
    {
        var text = JsonSerializer.Serialize(value, TypeOf<T>());
        await browser.WriteSettingAsync(typeof(T).Name, text);
        texts[typeof(T).Name] = text;
    }

    /// <summary>Keeps what is only a convenience at the next start; a full disk stops nobody for it.</summary>
    public Task RememberAsync<T>(T value)
        where T : class => RememberAsync(typeof(T).Name, JsonSerializer.Serialize(value, TypeOf<T>()));

    /// <inheritdoc cref="RememberAsync{T}"/>
    public async Task RememberAsync(string name, string text)
    {
        texts[name] = text;
        try
        {
            await browser.WriteSettingAsync(name, text);
        }
        catch (BrowserException)
        {
        }
    }

    /// <summary>Where the disk keeps it all the same, the next start finds it again, which harms nobody.</summary>
    public async Task RemoveAsync(string name)
    {
        texts.Remove(name);
        try
        {
            await browser.RemoveSettingAsync(name);
        }
        catch (BrowserException)
        {
        }
    }

    /// <inheritdoc cref="RemoveAsync(string)"/>
    public Task RemoveAsync<T>() => RemoveAsync(typeof(T).Name);

    private static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)KeptJson.Default.GetTypeInfo(typeof(T))!;
}
