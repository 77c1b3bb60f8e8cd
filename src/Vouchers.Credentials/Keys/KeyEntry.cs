namespace Vouchers.Credentials;

/// <summary>One key of the store. Immutable; times are whole seconds.</summary>
/// <param name="KeyId">Its id in hex, which also names its private file.</param>
/// <param name="PublicKey">The text of <see cref="P256PublicKey"/>.</param>
/// <param name="Use">The one thing it signs.</param>
/// <param name="NotBefore">When it begins to sign.</param>
/// <param name="NotAfter">The latest iat of its signatures, or null while no end is set.</param>
/// <param name="CompromisedAt">When it was stolen, if it was.</param>
/// <param name="FileSha256">The hash of its private file, or null once the private key was destroyed.</param>
internal sealed record KeyEntry(
    string KeyId,
    string PublicKey,
    KeyUse Use,
    DateTimeOffset NotBefore,
    DateTimeOffset? NotAfter,
    DateTimeOffset? CompromisedAt,
    string? FileSha256)
{
    public string FileName => KeyId + ".pem";

    public TrustedKey Trusted(DateTimeOffset now) =>
        P256PublicKey.TryParse(PublicKey, out var key)
            ? new(key, Use, StatusAt(now), NotBefore, NotAfter, CompromisedAt)
            : throw new KeyStoreException($"The key store names a public key that is none: {PublicKey}.");

    /// <summary>Whether anything that it signed may still have to be verified.</summary>
    public bool IsNeededAt(DateTimeOffset now) => NotAfter is not { } end || now - end <= KeyUses.Lapse(Use);

    public bool SignsAt(DateTimeOffset now) => CompromisedAt is null && NotBefore <= now && !(NotAfter < now);

    private KeyStatus StatusAt(DateTimeOffset now)
    {
        if (CompromisedAt is not null)
            return KeyStatus.Revoked;
        if (now < NotBefore)
            return KeyStatus.Next;
        return NotAfter < now ? KeyStatus.Retired : KeyStatus.Active;
    }
}
