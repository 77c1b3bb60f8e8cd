namespace Vouchers.Credentials;

/// <summary>What the key folder holds, with the signed trust list in it read.</summary>
internal sealed record KeyState(KeyManifest Manifest, TrustList List)
{
    /// <summary>The root, which signs the list and is not on it.</summary>
    public KeyEntry Root => RootOf(Manifest);

    /// <summary>True where the signed list tells all that verifiers have to know.</summary>
    public bool IsListCurrent => Tells(List, Manifest.Keys, List.StatusListAddress);

    /// <exception cref="KeyStoreException">The list is none that this root signed.</exception>
    public static KeyState Of(KeyManifest manifest)
    {
        var root = RootOf(manifest).Trusted(DateTimeOffset.UnixEpoch).PublicKey;
        return TrustList.TryRead(manifest.TrustList, root, minimumVersion: 1, out var list, out var fault)
            ? new(manifest, list)
            : throw new KeyStoreException(
                $"The trust list in the key folder is no good ({fault}): restore the key folder from a backup.");
    }

    /// <summary>What verifiers have to know, as it stands now and whether or not it is signed yet.</summary>
    public TrustList TrustAt(DateTimeOffset now) =>
        new(List.Version, now, Trusted(Manifest.Keys, now), List.StatusListAddress);

    /// <summary>These keys, and a list that tells of them: the same bytes where they tell all already.</summary>
    public KeyState With(
        IReadOnlyList<KeyEntry> keys, string statusListAddress, DateTimeOffset now, Func<IHashSigner> root) =>
        Tells(List, keys, statusListAddress)
            ? this with { Manifest = Manifest with { Keys = keys } }
            : Signed(Manifest with { Keys = keys }, List.Version + 1, statusListAddress, now, root());

    /// <summary>The manifest with a list of its keys.</summary>
    public static KeyState Signed(
        KeyManifest manifest, long version, string statusListAddress, DateTimeOffset now, IHashSigner root)
    {
        var list = new TrustList(version, now, Trusted(manifest.Keys, now), statusListAddress);
        return new(manifest with { TrustList = list.SignedBy(root) }, list);
    }

    private static KeyEntry RootOf(KeyManifest manifest) => manifest.Keys.First(key => key.Use == KeyUse.TrustList);

    private static bool Tells(TrustList list, IReadOnlyList<KeyEntry> keys, string statusListAddress) =>
        list.StatusListAddress == statusListAddress
        && list.Keys.Select(WithoutStatus).SequenceEqual(Trusted(keys, list.IssuedAt).Select(WithoutStatus));

    // Where a key stands follows from its times, so a list does not grow old by the clock alone.
    private static TrustedKey WithoutStatus(TrustedKey key) => key with { Status = default };

    private static IEnumerable<TrustedKey> Trusted(IEnumerable<KeyEntry> keys, DateTimeOffset now) =>
        keys.Where(key => key.Use != KeyUse.TrustList).Select(key => key.Trusted(now));
}
