using System.Diagnostics.CodeAnalysis;

namespace Vouchers.Credentials;

/// <summary>
/// Tells whether a scanned text is a credential that a trusted key signed. Safe for any number of threads.
/// </summary>
/// <param name="trust">The keys to trust. Make a new verifier when the list is renewed.</param>
public sealed class CredentialVerifier(TrustList trust)
{
    /// <summary>
    /// Judges form, key, signature and claims, in the order of <see cref="CredentialFault"/>. It never throws,
    /// whatever the text. Time is judged only as far as the key goes: the credential must have been issued while the
    /// key was in force and before it was compromised. Whether the credential itself is good now, ask
    /// <see cref="VerifiedCredential.IsWithin"/>; whether it was redeemed or revoked, the status list or the server.
    /// </summary>
    public bool TryVerify(
        string? text, [NotNullWhen(true)] out VerifiedCredential? credential, out CredentialFault fault)
    {
        fault = Verify(text, out credential);
        return credential is not null;
    }

    private CredentialFault Verify(string? text, out VerifiedCredential? credential)
    {
        credential = null;
        var fault = CredentialText.Read(text, out var bytes);
        if (fault != CredentialFault.None)
            return fault;
        fault = CoseSign1.Read(bytes, out var message);
        if (message is null)
            return fault;
        if (message.Type.Credential is not { } type)
            return CredentialFault.UnknownType;
        if (trust.Find(message.KeyId) is not { } key)
            return CredentialFault.UnknownKey;
        if (key.Use != KeyUses.Of(type))
            return CredentialFault.KeyNotForThisType;
        if (!message.IsSignedBy(key.PublicKey))
            return CredentialFault.BadSignature;
        if (ClaimsCbor.Read(message.Payload) is not { } claims)
            return CredentialFault.BadClaims;
        fault = key.FaultAt(claims.IssuedAt);
        if (fault == CredentialFault.None)
            credential = new(type, claims, key.KeyId);
        return fault;
    }
}
