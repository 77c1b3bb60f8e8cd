using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vouchers.Credentials;

/// <summary>
/// What the key folder holds, as a file: JSON, and in the last line an HMAC-SHA-256 of all before it, so that damage or
/// a date changed by hand is noticed. The signed trust list is in it, so that keys and list change together.
/// </summary>
internal sealed record KeyManifest(
    int Format, string SecretFile, string SecretSha256, IReadOnlyList<KeyEntry> Keys, byte[] TrustList)
{
    public const int CurrentFormat = 1;

    private const int MacBytes = 2 * HMACSHA256.HashSizeInBytes;

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter() },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public byte[] Write(byte[] macKey)
    {
        byte[] body = [.. JsonSerializer.SerializeToUtf8Bytes(this, Json), (byte)'\n'];
        return [.. body, .. Mac(body, macKey)];
    }

    /// <summary>Null when it is damaged. The MAC is checked later: its key is in a file that this names.</summary>
    public static KeyManifest? Read(byte[] file)
    {
        if (file.Length <= MacBytes)
            return null;
        try
        {
            var manifest = JsonSerializer.Deserialize<KeyManifest>(file.AsSpan(..^MacBytes), Json);
            return manifest?.Format == CurrentFormat ? manifest : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static bool IsGenuine(byte[] file, byte[] macKey) =>
        CryptographicOperations.FixedTimeEquals(file.AsSpan(^MacBytes..), Mac(file.AsSpan(..^MacBytes), macKey));

    private static byte[] Mac(ReadOnlySpan<byte> body, byte[] macKey) =>
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(HMACSHA256.HashData(macKey, body)));
}
