using Vouchers.Credentials;

namespace Vouchers.Client.Offline;

/// <summary>
/// The seam behind which a counter device's own key lives: in a browser a WebCrypto key that no script can read, which
/// therefore signs asynchronously. Implementations must be safe for concurrent use.
/// </summary>
public interface IDeviceKey
{
    /// <summary>The public half; what the service learns when the device is enrolled.</summary>
    P256PublicKey PublicKey { get; }

    /// <summary>
    /// Signs with ECDSA on P-256 over the SHA-256 of these bytes (ES256), as WebCrypto's <c>sign</c> does, which hashes
    /// by itself.
    /// </summary>
    /// <returns>r and s, 32 bytes each, big endian (IEEE P1363).</returns>
    ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation);
}
