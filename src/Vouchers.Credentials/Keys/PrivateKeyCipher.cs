using System.Security.Cryptography;
using System.Text;

namespace Vouchers.Credentials;

/// <summary>
/// A private key as encrypted PKCS#8 in PEM (RFC 7468), which `openssl pkey` reads: AES-256-CBC under
/// PBKDF2-HMAC-SHA-256.
/// </summary>
internal sealed class PrivateKeyCipher(string passphrase, int iterations)
{
    /// <summary>The least that OWASP advises for this function; about a tenth of a second a file.</summary>
    public const int SafeIterations = 600_000;

    private readonly PbeParameters encryption =
        new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, iterations);

    public byte[] Encrypt(ECDsa key) =>
        Encoding.ASCII.GetBytes(key.ExportEncryptedPkcs8PrivateKeyPem(passphrase, encryption));

    /// <summary>Null when the passphrase does not open it. Damage looks the same: check its hash first.</summary>
    public ECParameters? Decrypt(byte[] file)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportFromEncryptedPem(Encoding.ASCII.GetString(file), passphrase);
            return key.ExportParameters(includePrivateParameters: true);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return null;
        }
    }
}
