using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Vouchers.Credentials;

/// <summary>
/// A public key on the curve P-256. Safe for any number of threads. Its text, 86 base64url characters of x and y,
/// is what a counter app pins.
/// </summary>
public sealed class P256PublicKey : IEquatable<P256PublicKey>
{
    /// <summary>The length of an ES256 signature: r and s.</summary>
    internal const int SignatureBytes = 64;

    private const int CoordinateBytes = 32;

    private readonly byte[] x;
    private readonly byte[] y;

    // An ECDsa is costly to import and not promised to be safe for concurrent use, so idle ones are kept.
    private readonly ConcurrentBag<ECDsa> idle = [];

    private P256PublicKey(byte[] x, byte[] y)
    {
        this.x = x;
        this.y = y;
        KeyId = KeyId.Of(x, y);
    }

    /// <summary>The key's id, computed from its coordinates.</summary>
    public KeyId KeyId { get; }

    /// <summary>The first coordinate, 32 bytes, big endian.</summary>
    public ReadOnlyMemory<byte> X => x;

    /// <summary>The second coordinate, 32 bytes, big endian.</summary>
    public ReadOnlyMemory<byte> Y => y;

    /// <summary>False when the coordinates are not 32 bytes each or no point of the curve.</summary>
    public static bool TryCreate(
        ReadOnlySpan<byte> x, ReadOnlySpan<byte> y, [NotNullWhen(true)] out P256PublicKey? key)
    {
        key = null;
        if (x.Length != CoordinateBytes || y.Length != CoordinateBytes)
            return false;
        var candidate = new P256PublicKey(x.ToArray(), y.ToArray());
        // A browser judges the point itself, when WebCrypto imports it.
        if (OperatingSystem.IsBrowser())
        {
            key = candidate;
            return true;
        }
        try
        {
            candidate.idle.Add(candidate.Import());
        }
        catch (CryptographicException)
        {
            return false;
        }
        key = candidate;
        return true;
    }

    /// <summary>Reads the text of <see cref="ToString"/>; false for anything else.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out P256PublicKey? key)
    {
        key = null;
        if (text is null || !Base64Url.IsValid(text, out var length) || length != 2 * CoordinateBytes)
            return false;
        var point = Base64Url.DecodeFromChars(text);
        // Padding, white space and set spare bits decode too; only the one text of a key is taken.
        return Base64Url.EncodeToString(point) == text
            && TryCreate(point.AsSpan(0, CoordinateBytes), point.AsSpan(CoordinateBytes), out key);
    }

    /// <summary>x and y in base64url without padding.</summary>
    public override string ToString() => Base64Url.EncodeToString([.. x, .. y]);

    /// <inheritdoc/>
    public bool Equals(P256PublicKey? other) =>
        other is not null && x.AsSpan().SequenceEqual(other.x) && y.AsSpan().SequenceEqual(other.y);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as P256PublicKey);

    /// <inheritdoc/>
    public override int GetHashCode() => KeyId.GetHashCode();

    internal bool Verifies(ReadOnlySpan<byte> sha256, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureBytes)
            return false;
        if (!idle.TryTake(out var ecdsa))
            ecdsa = Import();
        var verifies = ecdsa.VerifyHash(sha256, signature);
        idle.Add(ecdsa);
        return verifies;
    }

    private ECDsa Import() =>
        ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = x, Y = y } });
}
