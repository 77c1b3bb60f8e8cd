namespace Vouchers.Credentials;

/// <summary>
/// Why a text is not a credential that we accept. The order is the order in which they are judged: a text with
/// several faults is reported by the first.
/// </summary>
public enum CredentialFault
{
    /// <summary>No fault.</summary>
    None = 0,

    /// <summary>Longer than <see cref="CredentialText.MaximumCharacters"/>; it was not looked at.</summary>
    TooLong,

    /// <summary>Does not begin with <see cref="CredentialText.Prefix"/>: some other QR code.</summary>
    WrongPrefix,

    /// <summary>Not base45 (RFC 9285), lower case included.</summary>
    BadEncoding,

    /// <summary>Not one tagged COSE_Sign1 in deterministic CBOR, or something follows it.</summary>
    Malformed,

    /// <summary>Signed by another algorithm than ES256.</summary>
    WrongAlgorithm,

    /// <summary>Carries a header other than alg, kid and typ, or an unprotected one.</summary>
    UnknownHeader,

    /// <summary>The typ header is none of <see cref="CredentialType"/>.</summary>
    UnknownType,

    /// <summary>The trust list does not name the key.</summary>
    UnknownKey,

    /// <summary>The key is trusted, but not to sign this type.</summary>
    KeyNotForThisType,

    /// <summary>The signature does not fit.</summary>
    BadSignature,

    /// <summary>Signed by us, yet its claims are not of the agreed shape.</summary>
    BadClaims,

    /// <summary>Issued at or after the time at which the key was compromised.</summary>
    KeyRevoked,

    /// <summary>Issued before the key was put into force or after it was retired.</summary>
    KeyRetired,
}
