namespace Vouchers.Credentials;

/// <summary>
/// The seam behind which signatures are verified: in this process by ECDsa, or in a browser, which has none, by
/// WebCrypto. What is verified and what follows from it is decided on this side of it, once for both. Implementations
/// must be safe for concurrent use.
/// </summary>
public interface ISignatureCheck
{
    /// <summary>Whether this is the key's ES256 signature (RFC 9053) over the SHA-256 of these bytes.</summary>
    /// <param name="key">A key that is trusted. One that turns out to be no point of P-256 has signed nothing: answer
    /// false.</param>
    /// <param name="message">The bytes, not yet hashed, as WebCrypto's <c>verify</c> takes them.</param>
    /// <param name="signature">r and s, 32 bytes each, big endian (IEEE P1363).</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<bool> HoldsAsync(
        P256PublicKey key, ReadOnlyMemory<byte> message, ReadOnlyMemory<byte> signature,
        CancellationToken cancellation);
}
