namespace Vouchers.Credentials;

/// <summary>A credential whose signature and key were found good.</summary>
/// <param name="Type">What it is for.</param>
/// <param name="Claims">What it says.</param>
/// <param name="KeyId">The key that signed it.</param>
public sealed record VerifiedCredential(CredentialType Type, CredentialClaims Claims, KeyId KeyId)
{
    /// <summary>How long a presentation lives after its iat, whatever its exp says.</summary>
    public static readonly TimeSpan PresentationLifetime = TimeSpan.FromSeconds(60);

    /// <summary>How far the clocks of the issuer and of a counter may differ, either way.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether the credential is good at this time. A presentation: from 30 s before iat to 30 s after its 60 s, or
    /// after its exp when that is sooner; both ends included. Others: from 30 s before iat until exp, exp excluded.
    /// </summary>
    public bool IsWithin(DateTimeOffset now)
    {
        if (now < Claims.IssuedAt - ClockSkew)
            return false;
        if (Type != CredentialType.Presentation)
            return now < Claims.ExpiresAt;
        // Differences, because adding to a time near the year 9999 would overflow.
        return now - Claims.IssuedAt <= PresentationLifetime + ClockSkew && now - Claims.ExpiresAt <= ClockSkew;
    }
}
