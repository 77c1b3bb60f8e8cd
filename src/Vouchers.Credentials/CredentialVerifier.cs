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
        credential = null;
        fault = Open(text, out var message, out var key);
        if (fault == CredentialFault.None)
            fault = Finish(message!, key!, message!.IsSignedBy(key!.PublicKey), out credential);
        return credential is not null;
    }

    /// <summary>
    /// The same verdict, with the signature checked behind a seam. It throws only what the seam throws.
    /// </summary>
    /// <returns>The credential and no fault, or none and the fault.</returns>
    public async ValueTask<(VerifiedCredential? Credential, CredentialFault Fault)> VerifyAsync(
        string? text, ISignatureCheck signatures, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(signatures);
        var fault = Open(text, out var message, out var key);
        if (fault != CredentialFault.None)
            return (null, fault);
        var holds = await message!.IsSignedByAsync(key!.PublicKey, signatures, cancellation).ConfigureAwait(false);
        fault = Finish(message, key, holds, out var credential);
        return (credential, fault);
    }

    // What comes before the signature.
    private CredentialFault Open(string? text, out CoseSign1? message, out TrustedKey? key)
    {
        (message, key) = (null, null);
        var fault = CredentialText.Read(text, out var bytes);
        if (fault != CredentialFault.None)
            return fault;
        fault = CoseSign1.Read(bytes, out message);
        if (message is null)
            return fault;
        if (message.Type.Credential is not { } type)
            return CredentialFault.UnknownType;
        key = trust.Find(message.KeyId);
        if (key is null)
            return CredentialFault.UnknownKey;
        return key.Use == KeyUses.Of(type) ? CredentialFault.None : CredentialFault.KeyNotForThisType;
    }

    // What comes after it: nothing of a payload is read that nobody signed.
    private static CredentialFault Finish(
        CoseSign1 message, TrustedKey key, bool holds, out VerifiedCredential? credential)
    {
        credential = null;
        if (!holds)
            return CredentialFault.BadSignature;
        if (ClaimsCbor.Read(message.Payload) is not { } claims)
            return CredentialFault.BadClaims;
        var fault = key.FaultAt(claims.IssuedAt);
        if (fault == CredentialFault.None)
            credential = new(message.Type.Credential!.Value, claims, key.KeyId);
        return fault;
    }
}
