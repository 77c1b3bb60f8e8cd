namespace Vouchers.Credentials;

/// <summary>The typ header (RFC 9596): a content format's number, or a media type when the number is 0.</summary>
internal readonly record struct CoseType(int Number, string? MediaType)
{
    /// <summary>As the IETF Token Status List demands of a list in CWT form.</summary>
    public static readonly CoseType StatusList = new(0, "application/statuslist+cwt");

    public static readonly CoseType TrustList = new(65013, null);

    public static readonly CoseType JournalHead = new(65014, null);

    public static CoseType Of(CredentialType type) => new((int)type, null);

    /// <summary>Null when the type is that of no credential.</summary>
    public CredentialType? Credential =>
        MediaType is null && Enum.IsDefined((CredentialType)Number) ? (CredentialType)Number : null;
}
