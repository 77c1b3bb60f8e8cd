using System.Buffers.Binary;
using System.Formats.Cbor;
using System.Globalization;
using System.Security.Cryptography;

namespace Vouchers.Credentials;

/// <summary>
/// The kid of a key: the first 8 bytes of its COSE key thumbprint (RFC 9679, SHA-256), so that anybody can compute it
/// from the public key. Shown as 16 lower-case hex digits, which are safe in file names and on the command line.
/// </summary>
public readonly record struct KeyId
{
    /// <summary>The length in a COSE header.</summary>
    public const int Bytes = 8;

    private readonly ulong value;

    private KeyId(ulong value) => this.value = value;

    /// <summary>The id of the P-256 key with these coordinates, 32 bytes each.</summary>
    public static KeyId Of(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y)
    {
        var writer = new CborWriter(CborConformanceMode.Canonical, initialCapacity: 80);
        CoseKey.Write(writer, x, y);
        return new(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(writer.Encode())));
    }

    /// <summary>Reads the 8 bytes of a header; false for any other length.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out KeyId keyId)
    {
        keyId = bytes.Length == Bytes ? new(BinaryPrimitives.ReadUInt64BigEndian(bytes)) : default;
        return bytes.Length == Bytes;
    }

    /// <summary>Reads 16 hex digits of either case.</summary>
    public static bool TryParse(string? text, out KeyId keyId)
    {
        keyId = default;
        if (text?.Length != 2 * Bytes
            || !ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            return false;
        keyId = new(value);
        return true;
    }

    /// <inheritdoc cref="TryParse"/>
    /// <exception cref="FormatException">The text is not 16 hex digits.</exception>
    public static KeyId Parse(string text) =>
        TryParse(text, out var keyId) ? keyId : throw new FormatException("A key id has 16 hex digits.");

    /// <summary>The 8 bytes as a header carries them.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Bytes];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return bytes;
    }

    /// <summary>16 lower-case hex digits.</summary>
    public override string ToString() => value.ToString("x16", CultureInfo.InvariantCulture);
}
