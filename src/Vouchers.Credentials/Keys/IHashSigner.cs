namespace Vouchers.Credentials;

/// <summary>
/// The seam behind which a private key lives: in this process, or in an HSM or a cloud KMS, which see a hash and never
/// a claim. Implementations must be safe for concurrent use.
/// </summary>
public interface IHashSigner
{
    /// <summary>The id of the key; see <see cref="Credentials.KeyId"/>.</summary>
    KeyId KeyId { get; }

    /// <summary>
    /// Signs a SHA-256 hash with ES256 (RFC 9053). The answer is r and s, 32 bytes each, big endian (IEEE P1363);
    /// a KMS that answers DER must convert.
    /// </summary>
    byte[] SignHash(ReadOnlySpan<byte> sha256);
}
