using System.Diagnostics.CodeAnalysis;

namespace Vouchers.Credentials;

/// <summary>
/// The public keys that a verifier trusts, and where status lists are served. Immutable.
/// It travels as a COSE_Sign1 signed by the root whose public key the verifier has pinned.
/// </summary>
public sealed class TrustList
{
    /// <summary>A longer list is refused unread.</summary>
    public const int MaximumBytes = 256 * 1024;

    private readonly Dictionary<KeyId, TrustedKey> keysById;

    /// <summary>A list to be signed.</summary>
    /// <param name="version">Grows with every list; verifiers refuse one that is lower than they have seen.</param>
    /// <param name="issuedAt">When it was made. Whole seconds; a fraction is dropped when signing.</param>
    /// <param name="keys">The keys; the root is not among them, as no key vouches for itself.</param>
    /// <param name="statusListAddress">What a status list's number follows to make its address.</param>
    /// <exception cref="ArgumentException">Two keys have the same id.</exception>
    public TrustList(
        long version,
        DateTimeOffset issuedAt,
        IEnumerable<TrustedKey> keys,
        string statusListAddress)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(version);
        Version = version;
        IssuedAt = issuedAt;
        Keys = [.. keys];
        StatusListAddress = statusListAddress;
        if (Keys.DistinctBy(key => key.KeyId).Count() != Keys.Count)
            throw new ArgumentException("Two keys have the same id.", nameof(keys));
        keysById = Keys.ToDictionary(key => key.KeyId);
    }

    /// <summary>Grows with every list.</summary>
    public long Version { get; }

    /// <summary>When the list was made.</summary>
    public DateTimeOffset IssuedAt { get; }

    /// <summary>The trusted keys, each with its terms.</summary>
    public IReadOnlyList<TrustedKey> Keys { get; }

    /// <summary>What a status list's number follows to make its address.</summary>
    public string StatusListAddress { get; }

    /// <summary>The key with this id, or null.</summary>
    public TrustedKey? Find(KeyId keyId) => keysById.GetValueOrDefault(keyId);

    /// <summary>The list as a COSE_Sign1 (RFC 9052), typ 65013.</summary>
    public byte[] SignedBy(IHashSigner root) => CoseSign1.Sign(CoseType.TrustList, TrustListCbor.Write(this), root);

    /// <summary>Reads a signed list. It never throws on any bytes.</summary>
    /// <param name="bytes">What was downloaded.</param>
    /// <param name="root">The pinned key.</param>
    /// <param name="minimumVersion">The highest version seen so far; the same one is accepted again.</param>
    /// <param name="list">The list when true.</param>
    /// <param name="fault">Why not when false.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> bytes,
        P256PublicKey root,
        long minimumVersion,
        [NotNullWhen(true)] out TrustList? list,
        out TrustListFault fault)
    {
        list = null;
        fault = Open(bytes, root, out var message);
        if (fault == TrustListFault.None)
            fault = Finish(message!, message!.IsSignedBy(root), minimumVersion, out list);
        return list is not null;
    }

    /// <summary>The same verdict, with the signature checked behind a seam. It throws only what the seam throws.
    /// </summary>
    /// <returns>The list and no fault, or none and the fault.</returns>
    /// <inheritdoc cref="TryRead" path="/param"/>
    public static async ValueTask<(TrustList? List, TrustListFault Fault)> ReadAsync(
        ReadOnlyMemory<byte> bytes, P256PublicKey root, long minimumVersion, ISignatureCheck signatures,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(signatures);
        var fault = Open(bytes, root, out var message);
        if (fault != TrustListFault.None)
            return (null, fault);
        var holds = await message!.IsSignedByAsync(root, signatures, cancellation).ConfigureAwait(false);
        fault = Finish(message, holds, minimumVersion, out var list);
        return (list, fault);
    }

    /// <summary>
    /// The keys as a JWK Set (RFC 7517) for verifiers that know nothing of COSE. Besides the registered members each
    /// key carries voucher_use, nbf, exp and revoked.revoked_at (as OpenID Federation names them), in Unix seconds.
    /// </summary>
    public string ToJwks() => JwkSet.Of(Keys);

    private static TrustListFault Open(ReadOnlyMemory<byte> bytes, P256PublicKey root, out CoseSign1? message)
    {
        message = null;
        if (bytes.Length > MaximumBytes
            || CoseSign1.Read(bytes, out message) != CredentialFault.None
            || message is null
            || message.Type != CoseType.TrustList)
            return TrustListFault.Malformed;
        return message.KeyId == root.KeyId ? TrustListFault.None : TrustListFault.NotByRoot;
    }

    private static TrustListFault Finish(CoseSign1 message, bool holds, long minimumVersion, out TrustList? list)
    {
        list = null;
        if (!holds)
            return TrustListFault.NotByRoot;
        if (TrustListCbor.Read(message.Payload) is not { } read)
            return TrustListFault.Malformed;
        if (read.Version < minimumVersion)
            return TrustListFault.OlderVersion;
        list = read;
        return TrustListFault.None;
    }
}
