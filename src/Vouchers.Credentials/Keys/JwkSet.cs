using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Vouchers.Credentials;

/// <summary>Trusted keys as a JWK Set (RFC 7517).</summary>
internal static class JwkSet
{
    public static string Of(IEnumerable<TrustedKey> keys)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteStartArray("keys");
            foreach (var key in keys)
                Write(json, key);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter json, TrustedKey key)
    {
        json.WriteStartObject();
        json.WriteString("kty", "EC");
        json.WriteString("crv", "P-256");
        json.WriteString("x", Base64Url.EncodeToString(key.PublicKey.X.Span));
        json.WriteString("y", Base64Url.EncodeToString(key.PublicKey.Y.Span));
        json.WriteString("kid", key.KeyId.ToString());
        json.WriteString("alg", "ES256");
        json.WriteString("use", "sig");
        json.WriteString("voucher_use", key.Use.ToString());
        json.WriteNumber("nbf", key.NotBefore.ToUnixTimeSeconds());
        if (key.NotAfter is { } notAfter)
            json.WriteNumber("exp", notAfter.ToUnixTimeSeconds());
        if (key.CompromisedAt is { } compromisedAt)
        {
            json.WriteStartObject("revoked");
            json.WriteNumber("revoked_at", compromisedAt.ToUnixTimeSeconds());
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}
