namespace Vouchers.Credentials;

/// <summary>Makes credentials. Safe for any number of threads when the signer is.</summary>
public static class CredentialSigner
{
    /// <summary>
    /// Signs the claims as a tagged COSE_Sign1 (RFC 9052) in deterministic CBOR; about 157 bytes.
    /// </summary>
    /// <param name="type">What the credential is for. The signer's key must be trusted for it.</param>
    /// <param name="claims">What it says.</param>
    /// <param name="signer">The key, in process or in an HSM.</param>
    /// <exception cref="ArgumentException">A claim is too long or out of its range, or the type is none.</exception>
    public static byte[] Sign(CredentialType type, CredentialClaims claims, IHashSigner signer)
    {
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentNullException.ThrowIfNull(signer);
        if (!Enum.IsDefined(type))
            throw new ArgumentException("No such type of credential.", nameof(type));
        return CoseSign1.Sign(CoseType.Of(type), ClaimsCbor.Write(claims), signer);
    }
}
