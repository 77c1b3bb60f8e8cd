using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Vouchers.Client.Offline;

/// <summary>
/// The bearer tokens that an enrolled device signs for itself: JWTs (RFC 7519, ES256) of type <c>device+jwt</c>, made
/// when one is needed and kept until shortly before they lapse. Use <see cref="GetAsync"/> as
/// <see cref="VoucherClientOptions.Token"/>.
/// </summary>
/// <remarks>
/// A token follows the corrected clock: after an answer told that the till's was wrong, the next one is made anew.
/// Safe for any number of threads when the key is; two that ask at once may get two tokens, both of which are good.
/// </remarks>
/// <param name="deviceId">The device that the service knows by this key.</param>
/// <param name="key">Its key.</param>
/// <param name="clock">The service's time.</param>
public sealed class DeviceTokens(string deviceId, IDeviceKey key, ServerClock clock)
{
    private const string Type = "device+jwt";
    private const string IssuerPrefix = "device:";

    // The corrected clock can be ahead by a second, and a token from the future is refused.
    private static readonly TimeSpan DatedBack = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RenewedAhead = TimeSpan.FromMinutes(1);

    private volatile Token? last;

    /// <summary>Who the token is for; <c>vouchers</c> by default, as in the service's settings.</summary>
    public string Audience { get; init; } = "vouchers";

    /// <summary>How long a token lives; 5 minutes by default. The service refuses one of more than 10.</summary>
    public TimeSpan Life { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A token that is good for another minute at least.</summary>
    public async ValueTask<string> GetAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (last is { } known && now >= known.IssuedAt && now < known.ExpiresAt - RenewedAhead)
            return known.Text;
        var issuedAt = now - DatedBack;
        var made = new Token(await MakeAsync(issuedAt, cancellation).ConfigureAwait(false), issuedAt, issuedAt + Life);
        last = made;
        return made.Text;
    }

    private async Task<string> MakeAsync(DateTimeOffset issuedAt, CancellationToken cancellation)
    {
        var header = Encode(json =>
        {
            json.WriteString("alg", "ES256");
            json.WriteString("kid", deviceId);
            json.WriteString("typ", Type);
        });
        var claims = Encode(json =>
        {
            json.WriteString("iss", IssuerPrefix + deviceId);
            json.WriteString("sub", IssuerPrefix + deviceId);
            json.WriteString("aud", Audience);
            json.WriteNumber("iat", issuedAt.ToUnixTimeSeconds());
            json.WriteNumber("nbf", issuedAt.ToUnixTimeSeconds());
            json.WriteNumber("exp", (issuedAt + Life).ToUnixTimeSeconds());
        });
        var signed = $"{header}.{claims}";
        var signature = await key.SignAsync(Encoding.ASCII.GetBytes(signed), cancellation).ConfigureAwait(false);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    // Written by hand: a serializer would reflect, and a trimmed app could not.
    private static string Encode(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return Base64Url.EncodeToString(bytes.ToArray());
    }

    private sealed record Token(string Text, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt);
}
