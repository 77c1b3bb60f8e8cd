using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Vouchers.Service;

/// <summary>
/// Remembers for a minute that a token's signature was good: a counter sends the same token with each call, and
/// verifying it costs more than the rest of the call. Its lifetime is judged anew each time; a key that the issuer
/// withdraws is noticed within the minute. Thread safe.
/// </summary>
internal sealed class RememberingTokenHandler(TimeProvider time, DeviceTokens devices) : JsonWebTokenHandler
{
    /// <summary>How long a verdict is kept.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);

    private const int MaxRemembered = 2_000;

    private readonly ConcurrentDictionary<Digest, Remembered> remembered = new();

    public override async Task<TokenValidationResult> ValidateTokenAsync(
        string token, TokenValidationParameters validationParameters)
    {
        var now = time.GetUtcNow();
        var digest = Digest.Of(token);
        if (remembered.TryGetValue(digest, out var known) && now < known.Until)
        {
            var seen = known.Result.SecurityToken;
            if (validationParameters.LifetimeValidator(seen.ValidFrom, seen.ValidTo, seen, validationParameters))
                return known.Result;
        }

        var result = devices.IsOne(token) is { } device
            ? await devices.ValidateAsync(device, validationParameters)
            : await base.ValidateTokenAsync(token, validationParameters);
        if (!result.IsValid)
            return result;
        if (remembered.Count >= MaxRemembered)
            remembered.Clear();
        remembered[digest] = new Remembered(result, now + Memory);
        return result;
    }

    private sealed record Remembered(TokenValidationResult Result, DateTimeOffset Until);

    /// <summary>The token's SHA-256: what is remembered opens nothing.</summary>
    private readonly record struct Digest(UInt128 High, UInt128 Low)
    {
        public static Digest Of(string token)
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(Encoding.UTF8.GetBytes(token), hash);
            return new Digest(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash),
                System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));
        }
    }
}
