using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Vouchers.Counter;

/// <summary>The counter that this browser is.</summary>
internal sealed record KeptDevice(string Id, string InstitutionId, string BranchId, string Name);

/// <summary>An enrolment under way: its key and code are kept, so that a lost reply is asked for again.</summary>
internal sealed record KeptEnrolment(string DeviceId, string Code, Guid RequestId);

/// <summary>A session as the counter shows it, also without a line.</summary>
internal sealed record KeptSession(
    string Id, string Title, string TitleInEnglish, string Branch, bool IsOwnBranch, DateTimeOffset StartsAt,
    DateTimeOffset EndsAt, int Enrolled, int Capacity);

/// <summary>The session of a day.</summary>
internal sealed record KeptChoice(DateOnly Day, KeptSession Session);

/// <summary>A redemption whose answer is not there yet. Kept before it is asked for and removed with the answer.
/// </summary>
internal sealed record KeptRedemption(
    Guid RequestId, string SessionId, string QrText, string Code, string Pin, string MaskedName);

/// <summary>The masked names of the day's redemptions, which the service does not list.</summary>
internal sealed record KeptNames(DateOnly Day, Dictionary<string, string> ByRedemption);

/// <summary>What stays in this browser when it is closed. Safe within the one thread of a browser.</summary>
internal sealed class Shelf(BrowserModule browser)
{
    /// <summary>What was kept under the name of its type; null where nothing is.</summary>
    public async Task<T?> ReadAsync<T>()
        where T : class =>
        await browser.ReadSettingAsync(typeof(T).Name) is { } text ? JsonSerializer.Deserialize(text, TypeOf<T>()) : null;

    /// <summary>It is on the disk when this returns.</summary>
    /// <exception cref="Microsoft.JSInterop.JSException">The disk is full, or the browser keeps nothing.</exception>
    public Task WriteAsync<T>(T value)
        where T : class =>
        browser.WriteSettingAsync(typeof(T).Name, JsonSerializer.Serialize(value, TypeOf<T>()));

    public Task RemoveAsync<T>() => browser.RemoveSettingAsync(typeof(T).Name);

    private static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)KeptJson.Default.GetTypeInfo(typeof(T))!;
}

/// <summary>How it is written; made when the app is built, since a trimmed app cannot reflect.</summary>
[JsonSerializable(typeof(KeptDevice))]
[JsonSerializable(typeof(KeptEnrolment))]
[JsonSerializable(typeof(KeptChoice))]
[JsonSerializable(typeof(KeptRedemption))]
[JsonSerializable(typeof(KeptNames))]
internal sealed partial class KeptJson : JsonSerializerContext;
