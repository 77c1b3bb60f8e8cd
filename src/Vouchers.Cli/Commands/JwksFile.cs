using System.Buffers.Text;
using System.Text.Json;
using Vouchers.Credentials;

namespace Vouchers.Cli.Commands;

/// <summary>Reads the keys of <c>jwks.json</c> (RFC 7517) with the members that the trust list adds.</summary>
internal static class JwksFile
{
    public static TrustList Read(FileInfo file) => Parse(TrustListFile.BytesOf(file), file.Name);

    public static TrustList Parse(ReadOnlyMemory<byte> json, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var keys = document.RootElement.GetProperty("keys").EnumerateArray().Select(KeyOf).ToArray();
            return new(0, DateTimeOffset.UnixEpoch, keys, "");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException or ArgumentException)
        {
            throw Faults.BadInput(
                $"{name} is not a key list of this system: {e.Message}",
                "take jwks.json as the service serves it at /v1/jwks.json.");
        }
    }

    private static TrustedKey KeyOf(JsonElement key)
    {
        if (!P256PublicKey.TryCreate(Coordinate(key, "x"), Coordinate(key, "y"), out var publicKey))
            throw new FormatException("a key is no point of the curve P-256.");
        return new(
            publicKey,
            Enum.Parse<KeyUse>(key.GetProperty("voucher_use").GetString()!),
            KeyStatus.Active,
            TimeOf(key.GetProperty("nbf")),
            key.TryGetProperty("exp", out var exp) ? TimeOf(exp) : null,
            key.TryGetProperty("revoked", out var revoked) ? TimeOf(revoked.GetProperty("revoked_at")) : null);
    }

    private static byte[] Coordinate(JsonElement key, string name) =>
        Base64Url.DecodeFromChars(key.GetProperty(name).GetString());

    private static DateTimeOffset TimeOf(JsonElement seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(seconds.GetInt64());
}
