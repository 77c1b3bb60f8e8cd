namespace Vouchers.Credentials;

/// <summary>A public key and the terms on which its signatures are accepted.</summary>
/// <param name="PublicKey">The key.</param>
/// <param name="Use">The one thing it may sign.</param>
/// <param name="Status">Where it stood when the list was made; for people. Verification goes by the times.</param>
/// <param name="NotBefore">The earliest iat accepted, save for 30 s of clock skew. Whole seconds.</param>
/// <param name="NotAfter">The latest iat accepted, or null while no end is set. Whole seconds.</param>
/// <param name="CompromisedAt">When the key was stolen: an iat from then on is refused. A thief can date back, so
/// this guards the presentations (which must be fresh); vouchers are also looked up by cti.</param>
public sealed record TrustedKey(
    P256PublicKey PublicKey,
    KeyUse Use,
    KeyStatus Status,
    DateTimeOffset NotBefore,
    DateTimeOffset? NotAfter,
    DateTimeOffset? CompromisedAt)
{
    /// <summary>The key's id.</summary>
    public KeyId KeyId => PublicKey.KeyId;

    internal CredentialFault FaultAt(DateTimeOffset issuedAt)
    {
        if (issuedAt >= CompromisedAt)
            return CredentialFault.KeyRevoked;
        return issuedAt < NotBefore - VerifiedCredential.ClockSkew || issuedAt > NotAfter
            ? CredentialFault.KeyRetired
            : CredentialFault.None;
    }
}
