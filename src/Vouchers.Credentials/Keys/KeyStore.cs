namespace Vouchers.Credentials;

/// <summary>
/// The private keys of an issuer, in a folder of encrypted PKCS#8 files: a root, one key per <see cref="KeyUse"/>, and
/// their successors. Safe for any number of threads, and for several processes on one folder. Processes learn of each
/// other's changes in <see cref="Reload"/>, to be called each minute, and in <see cref="RotateDue"/>, each hour.
/// </summary>
/// <remarks>
/// A private key is destroyed when its time is over; its public key stays in the trust list until the last thing that
/// it signed has lapsed. A successor is published four days before it signs, so that devices which are offline know it.
/// To hold keys in an HSM instead, implement <see cref="IHashSigner"/> and build a <see cref="TrustList"/> by hand.
/// </remarks>
public sealed class KeyStore
{
    private readonly KeyFolder folder;
    private readonly KeyVault vault;
    private readonly TimeProvider time;

    // The manifest's file and the field change together, so that a reader never puts an older one back.
    private readonly Lock manifestGate = new();
    private volatile KeyManifest manifest;

    private KeyStore(KeyFolder folder, KeyVault vault, TimeProvider time, KeyManifest manifest)
    {
        this.folder = folder;
        this.vault = vault;
        this.time = time;
        this.manifest = manifest;
    }

    /// <summary>A secret of 32 bytes for keyed hashes. It never changes, or no hash would be found again.</summary>
    public ReadOnlyMemory<byte> Pepper => vault.Pepper;

    /// <summary>
    /// A secret of 32 bytes that scatters vouchers over their status lists. It never changes, or two would meet.
    /// </summary>
    public ReadOnlyMemory<byte> PlacesKey => vault.PlacesKey;

    /// <summary>The public key that verifiers pin.</summary>
    public P256PublicKey Root => SigningEntry(KeyUse.TrustList).Trusted(Now).PublicKey;

    private DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());

    /// <summary>
    /// Opens the folder, and creates it with new keys when it does not exist or is empty. Of several processes that do
    /// so at once one creates and the others find the same keys.
    /// </summary>
    /// <param name="folder">Created 0700, its files 0600. An existing one must be closed to group and others.</param>
    /// <param name="passphrase">Encrypts every private key.</param>
    /// <param name="time">Decides which key signs.</param>
    /// <exception cref="KeyStoreException">Others can read the folder or a file, the passphrase is wrong or empty, or a
    /// file is missing or damaged. The message says what to do.</exception>
    public static KeyStore Open(string folder, string passphrase, TimeProvider time) =>
        Open(folder, passphrase, time, PrivateKeyCipher.SafeIterations);

    // Tests open hundreds of stores and take fewer iterations.
    internal static KeyStore Open(string folder, string passphrase, TimeProvider time, int iterations)
    {
        if (string.IsNullOrEmpty(passphrase))
            throw new KeyStoreException($"The passphrase of the key folder '{folder}' is empty: set one.");
        try
        {
            var keys = new KeyFolder(folder);
            var cipher = new PrivateKeyCipher(passphrase, iterations);
            using var held = keys.Lock();
            keys.DemandPrivacy();
            if (KeyVault.Open(keys, cipher, out var manifest) is { } vault)
                return new(keys, vault, time, manifest!);
            vault = KeyVault.Create(keys, cipher, out manifest);
            var created = new KeyStore(keys, vault, time, manifest);
            created.Commit(manifest with
            {
                Keys = [.. Enum.GetValues<KeyUse>().Select(use => vault.CreateKey(use, created.Now))],
            });
            return created;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KeyStoreException(
                $"The key folder '{folder}' cannot be used: let this user own it and start again. {e.Message}", e);
        }
    }

    /// <summary>The key that signs now. Ask each time: which one it is changes with the clock.</summary>
    /// <exception cref="KeyStoreException">The root was asked for and is kept offline.</exception>
    public IHashSigner Current(KeyUse use) => vault.SignerOf(SigningEntry(use));

    /// <summary>
    /// Creates successors of the keys whose period ends within four days (vouchers and status lists quarterly,
    /// presentations weekly, receipts yearly), forgets keys of which nothing can still be valid, and takes up what
    /// other processes did. Publish a new trust list when the answer is not empty.
    /// </summary>
    /// <returns>The ids of the successors.</returns>
    public IReadOnlyList<KeyId> RotateDue()
    {
        using var held = folder.Lock();
        var now = Now;
        var before = vault.Read();
        var keys = before.Keys.Where(key => key.IsNeededAt(now)).ToList();
        var successors = new List<KeyId>();
        foreach (var use in Enum.GetValues<KeyUse>())
        {
            var last = keys.Where(key => key.Use == use && key.CompromisedAt is null).MaxBy(key => key.NotBefore);
            if (last is null || KeyUses.Period(use) is not { } period
                || now < last.NotBefore + period - KeyUses.PublishedAhead)
                continue;
            var due = last.NotBefore + period;
            successors.Add(AddSuccessor(keys, use, due > now ? due : now));
        }
        Commit(before with { Keys = [.. keys.Select(key => WithoutSpentFile(key, now))] });
        return successors;
    }

    /// <summary>
    /// Puts a new key of this use into force at once. Offline devices refuse what it signs until they fetch the new
    /// trust list, therefore prefer <see cref="RotateDue"/>. Other processes go on with the old key until their next
    /// <see cref="Reload"/>; it is accepted for an hour.
    /// </summary>
    /// <returns>The id of the new key.</returns>
    /// <exception cref="ArgumentException">The use is the root's, whose change means new pins everywhere.</exception>
    public KeyId Rotate(KeyUse use)
    {
        if (KeyUses.Period(use) is null)
            throw new ArgumentException("The root does not rotate: begin a new folder and pin its root.", nameof(use));
        using var held = folder.Lock();
        var before = vault.Read();
        var keys = before.Keys.ToList();
        var successor = PutIntoForce(keys, use, Now);
        Commit(before with { Keys = keys });
        return successor;
    }

    /// <summary>
    /// Declares a key stolen. What it signed from then on is refused as soon as verifiers have the next trust list; its
    /// private file is destroyed, and when it was signing, another key takes its place at once.
    /// </summary>
    /// <param name="keyId">The stolen key.</param>
    /// <param name="compromisedAt">The earliest time at which a thief may have had it.</param>
    /// <exception cref="ArgumentException">There is no such key, or it is the root.</exception>
    public void Revoke(KeyId keyId, DateTimeOffset compromisedAt)
    {
        using var held = folder.Lock();
        var before = vault.Read();
        var keys = before.Keys.ToList();
        var now = Now;
        var at = keys.FindIndex(key => key.KeyId == keyId.ToString());
        if (at < 0 || keys[at].Use == KeyUse.TrustList)
            throw new ArgumentException($"{keyId} is no key of this store that can be revoked.", nameof(keyId));
        var since = DateTimeOffset.FromUnixTimeSeconds(compromisedAt.ToUnixTimeSeconds());
        keys[at] = keys[at] with { CompromisedAt = since, NotAfter = keys[at].NotAfter ?? now, FileSha256 = null };
        if (!keys.Any(key => key.Use == keys[at].Use && key.SignsAt(now)))
            PutIntoForce(keys, keys[at].Use, now);
        Commit(before with { Keys = keys });
    }

    /// <summary>
    /// Takes up what other processes did, a revocation above all. Reads one small file and waits for nobody.
    /// </summary>
    /// <returns>True where anything was new: what was signed before may have to be signed again.</returns>
    /// <exception cref="KeyStoreException">The folder is damaged. The keys stay as they were.</exception>
    public bool Reload()
    {
        lock (manifestGate)
        {
            var found = vault.Read();
            if (found.Keys.SequenceEqual(manifest.Keys))
                return false;
            manifest = found;
            return true;
        }
    }

    /// <summary>All keys that a verifier needs now, to be signed by the root.</summary>
    /// <param name="version">Higher than that of any list published before.</param>
    /// <param name="programmes">The programme table.</param>
    /// <param name="statusListAddress">Where status lists are served.</param>
    public TrustList BuildTrustList(
        long version, IEnumerable<TrustedProgramme> programmes, string statusListAddress)
    {
        var now = Now;
        var keys = manifest.Keys
            .Where(key => key.Use != KeyUse.TrustList && key.IsNeededAt(now))
            .Select(key => key.Trusted(now));
        return new(version, now, keys, programmes, statusListAddress);
    }

    private KeyEntry SigningEntry(KeyUse use)
    {
        var now = time.GetUtcNow();
        KeyEntry? signing = null;
        foreach (var key in manifest.Keys)
        {
            if (key.Use == use && key.SignsAt(now) && !(key.NotBefore < signing?.NotBefore))
                signing = key;
        }
        return signing
            ?? throw new KeyStoreException($"No key for {use} is in force: set the clock right, or call RotateDue.");
    }

    private KeyId PutIntoForce(List<KeyEntry> keys, KeyUse use, DateTimeOffset now)
    {
        // A successor that is published already is the better choice: devices know it.
        var next = keys.FindIndex(key => key.Use == use && key.CompromisedAt is null && key.NotBefore > now);
        if (next < 0)
            return AddSuccessor(keys, use, now);
        keys[next] = keys[next] with { NotBefore = now };
        Retire(keys, use, now, except: keys[next]);
        return KeyId.Parse(keys[next].KeyId);
    }

    private KeyId AddSuccessor(List<KeyEntry> keys, KeyUse use, DateTimeOffset notBefore)
    {
        var successor = vault.CreateKey(use, notBefore);
        Retire(keys, use, notBefore, except: successor);
        keys.Add(successor);
        return KeyId.Parse(successor.KeyId);
    }

    private static void Retire(List<KeyEntry> keys, KeyUse use, DateTimeOffset from, KeyEntry except)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            var end = from + KeyUses.Overlap;
            if (keys[i].Use == use && keys[i] != except && !(keys[i].NotAfter <= end))
                keys[i] = keys[i] with { NotAfter = end };
        }
    }

    private static KeyEntry WithoutSpentFile(KeyEntry key, DateTimeOffset now) =>
        key.NotAfter < now ? key with { FileSha256 = null } : key;

    private void Commit(KeyManifest changed)
    {
        lock (manifestGate)
        {
            vault.Save(changed);
            manifest = changed;
        }
    }
}
