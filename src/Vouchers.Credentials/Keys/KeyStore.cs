namespace Vouchers.Credentials;

/// <summary>
/// The private keys of an issuer, in a folder of encrypted PKCS#8 files: a root, which may lie elsewhere, one key per
/// <see cref="KeyUse"/>, their successors, and the trust list that the root signed. Safe for any number of threads,
/// and for several processes on one folder. Processes learn of each other's changes in <see cref="Reload"/>, to be
/// called each minute.
/// </summary>
/// <remarks>
/// A private key is destroyed when its time is over; its public key stays in the trust list until the last thing that
/// it signed has lapsed. Successors are listed before they sign, by four days at least, so that devices which are
/// offline know them, and as far ahead as the root is to stay away. The list is signed when what it says changes, and
/// only then; its version grows by one each time. To hold keys in an HSM instead, implement
/// <see cref="IHashSigner"/> and build a <see cref="TrustList"/> by hand.
/// </remarks>
public sealed class KeyStore
{
    private readonly KeyFolder folder;
    private readonly KeyVault vault;
    private readonly TimeProvider time;

    // The manifest's file and the field change together, so that a reader never puts an older one back.
    private readonly Lock stateGate = new();
    private volatile KeyState state;

    private KeyStore(KeyFolder folder, KeyVault vault, TimeProvider time, KeyState state)
    {
        this.folder = folder;
        this.vault = vault;
        this.time = time;
        this.state = state;
    }

    /// <summary>A secret of 32 bytes for keyed hashes. It never changes, or no hash would be found again.</summary>
    public ReadOnlyMemory<byte> Pepper => vault.Pepper;

    /// <summary>
    /// A secret of 32 bytes that scatters vouchers over their status lists. It never changes, or two would meet.
    /// </summary>
    public ReadOnlyMemory<byte> PlacesKey => vault.PlacesKey;

    /// <summary>
    /// A secret of 32 bytes for what a browser carries from one node to another while somebody signs in to the pages.
    /// </summary>
    public ReadOnlyMemory<byte> SignInKey => vault.SignInKey;

    /// <summary>The public key that verifiers pin.</summary>
    public P256PublicKey Root => state.Root.Trusted(Now).PublicKey;

    /// <summary>True where the root's private key is at hand, so that trust lists can be signed here.</summary>
    public bool HasRoot => vault.Holds(state.Root);

    /// <summary>The trust list as the root signed it last: the bytes to serve.</summary>
    public ReadOnlyMemory<byte> SignedTrustList => state.Manifest.TrustList;

    /// <summary>
    /// True where the signed list tells all that <see cref="Trust"/> does. It lags behind a revocation that was made
    /// while the root was away.
    /// </summary>
    public bool IsListCurrent => state.IsListCurrent;

    /// <summary>When the first of the keys that are prepared has no successor left; it then signs on.</summary>
    public DateTimeOffset PreparedUntil =>
        Enum.GetValues<KeyUse>().Min(use => KeyPlan.SuccessionOf(state.Manifest.Keys, use) ?? DateTimeOffset.MaxValue);

    private DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());

    /// <summary>
    /// Opens the folder, and creates it with new keys when it does not exist or is empty. Of several processes that do
    /// so at once one creates and the others find the same keys.
    /// </summary>
    /// <param name="folder">Created 0700, its files 0600. An existing one must be closed to group and others.</param>
    /// <param name="passphrase">Encrypts every private key.</param>
    /// <param name="time">Decides which key signs.</param>
    /// <param name="root">Where the root key lies, or is to lie; the same folder when null.</param>
    /// <exception cref="KeyStoreException">Others can read the folder or a file, the passphrase is wrong or empty, or a
    /// file is missing or damaged. The message says what to do.</exception>
    public static KeyStore Open(string folder, string passphrase, TimeProvider time, RootFolder? root = null) =>
        Open(folder, passphrase, time, PrivateKeyCipher.SafeIterations, root);

    /// <summary>Whether a folder holds keys, or what is left of some; else opening it makes new ones.</summary>
    public static bool HasKeys(string folder) => Directory.Exists(folder)
        && Directory.EnumerateFileSystemEntries(folder).Any(entry => Path.GetFileName(entry) != KeyFolder.LockName);

    // Tests open hundreds of stores and take fewer iterations.
    internal static KeyStore Open(
        string folder, string passphrase, TimeProvider time, int iterations, RootFolder? root = null)
    {
        try
        {
            var home = KeyPlace.Of(folder, passphrase, iterations);
            var rootHome = root is null ? home : KeyPlace.Of(root.Folder, root.Passphrase, iterations);
            using var held = home.Folder.Lock();
            home.Folder.DemandPrivacy();
            rootHome.Folder.DemandPrivacy();
            if (KeyVault.Open(home, rootHome, out var manifest) is { } vault)
                return new(home.Folder, vault, time, KeyState.Of(manifest!));
            vault = KeyVault.Create(home, rootHome, out manifest);
            var now = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
            KeyEntry[] keys = [.. Enum.GetValues<KeyUse>().Select(use => vault.CreateKey(use, now))];
            var signer = vault.SignerOf(keys.Single(key => key.Use == KeyUse.TrustList));
            var first = KeyState.Signed(manifest with { Keys = keys }, version: 1, statusListAddress: "", now, signer);
            vault.Save(first.Manifest);
            return new(home.Folder, vault, time, first);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KeyStoreException(
                $"The key folder '{folder}' cannot be used: let this user own it and start again. {e.Message}", e);
        }
    }

    /// <summary>The key that signs now. Ask each time: which one it is changes with the clock.</summary>
    /// <exception cref="KeyStoreException">The root was asked for and is kept elsewhere.</exception>
    public IHashSigner Current(KeyUse use) => vault.SignerOf(SigningEntry(use));

    /// <summary>
    /// All that verifiers have to know, as it stands now. The issuer itself judges by this, so that it need not wait
    /// for the root; everybody else goes by <see cref="SignedTrustList"/>.
    /// </summary>
    public TrustList Trust() => state.TrustAt(Now);

    /// <summary>
    /// Creates successors of the keys whose period ends within a time (vouchers and status lists quarterly,
    /// presentations weekly, receipts and journal yearly), one after another until that time is covered, and signs the
    /// list that tells of them. Forgets keys of which nothing can still be valid.
    /// </summary>
    /// <param name="ahead">For how long the root can stay away afterwards; four days when null.</param>
    /// <returns>The ids of the successors.</returns>
    /// <exception cref="KeyStoreException">Something is due and the root is not at hand. Nothing changed.</exception>
    public IReadOnlyList<KeyId> RotateDue(TimeSpan? ahead = null)
    {
        var covered = ahead is { } longer && longer > KeyUses.PublishedAhead ? longer : KeyUses.PublishedAhead;
        return Change(plan =>
        {
            if (plan.Due(covered).Any())
                vault.DemandRoot(state.Root);
            if (HasRoot)
                plan.ForgetUnneeded();
            var successors = plan.AddDue(covered).ToList();
            plan.GiveUpSpentFiles();
            return successors;
        });
    }

    /// <summary>
    /// Puts a new key of this use into force at once. Offline devices refuse what it signs until they fetch the new
    /// trust list, therefore prefer <see cref="RotateDue"/>. Other processes go on with the old key until their next
    /// <see cref="Reload"/>; it is accepted for an hour.
    /// </summary>
    /// <returns>The id of the new key.</returns>
    /// <exception cref="ArgumentException">The use is the root's, whose change means new pins everywhere.</exception>
    /// <exception cref="KeyStoreException">The root is not at hand. Nothing was changed.</exception>
    public KeyId Rotate(KeyUse use)
    {
        if (KeyUses.Period(use) is null)
            throw new ArgumentException("The root does not rotate: begin a new folder and pin its root.", nameof(use));
        return Change(plan =>
        {
            vault.DemandRoot(state.Root);
            return plan.PutIntoForce(use);
        });
    }

    /// <summary>
    /// Declares a key stolen. What it signed from then on is refused as soon as verifiers have the next trust list;
    /// its private file is destroyed, and when it was signing, another key takes its place at once. It does not wait
    /// for the root: the issuer itself refuses the key from now on, and devices do once the list is signed.
    /// </summary>
    /// <param name="keyId">The stolen key.</param>
    /// <param name="compromisedAt">The earliest time at which a thief may have had it.</param>
    /// <exception cref="ArgumentException">There is no such key, or it is the root.</exception>
    public void Revoke(KeyId keyId, DateTimeOffset compromisedAt)
    {
        var since = DateTimeOffset.FromUnixTimeSeconds(compromisedAt.ToUnixTimeSeconds());
        Change(plan => plan.Revoke(keyId, since)
            ? true
            : throw new ArgumentException($"{keyId} is no key of this store that can be revoked.", nameof(keyId)));
    }

    /// <summary>Signs the list anew where it does not tell all, or names another address.</summary>
    /// <param name="statusListAddress">What a status list's number follows; the one of before when null.</param>
    /// <exception cref="KeyStoreException">The list must be signed, and the root is not at hand.</exception>
    public void Publish(string? statusListAddress = null) => Change(
        _ =>
        {
            if (!IsListCurrent || (statusListAddress is not null && statusListAddress != state.List.StatusListAddress))
                vault.DemandRoot(state.Root);
            return true;
        },
        statusListAddress);

    /// <summary>Destroys the private files of keys whose time is over, which takes no root.</summary>
    public void DestroySpent() => Change(plan =>
    {
        plan.GiveUpSpentFiles();
        return true;
    });

    /// <summary>
    /// Takes up what other processes did, a revocation above all. Reads one small file and waits for nobody.
    /// </summary>
    /// <returns>True where anything was new: what was signed before may have to be signed again.</returns>
    /// <exception cref="KeyStoreException">The folder is damaged. The keys stay as they were.</exception>
    public bool Reload()
    {
        lock (stateGate)
        {
            var found = vault.Read();
            if (found.Keys.SequenceEqual(state.Manifest.Keys)
                && found.TrustList.AsSpan().SequenceEqual(state.Manifest.TrustList))
                return false;
            state = KeyState.Of(found);
            return true;
        }
    }

    private KeyEntry SigningEntry(KeyUse use)
    {
        var now = time.GetUtcNow();
        KeyEntry? signing = null;
        foreach (var key in state.Manifest.Keys)
        {
            if (key.Use == use && key.SignsAt(now) && !(key.NotBefore < signing?.NotBefore))
                signing = key;
        }
        return signing
            ?? throw new KeyStoreException($"No key for {use} is in force: set the clock right, or call RotateDue.");
    }

    /// <summary>One change of the folder, from what is in it now and not from what this process knows of it.</summary>
    private T Change<T>(Func<KeyPlan, T> change, string? statusListAddress = null)
    {
        using var held = folder.Lock();
        Reload();
        var (before, now) = (state, Now);
        var plan = new KeyPlan(vault, before.Manifest.Keys, now);
        var answer = change(plan);
        var after = HasRoot
            ? before.With(plan.Keys, statusListAddress ?? before.List.StatusListAddress, now,
                () => vault.SignerOf(before.Root))
            : before with { Manifest = before.Manifest with { Keys = plan.Keys } };
        lock (stateGate)
        {
            vault.Save(after.Manifest);
            state = after;
        }

        return answer;
    }
}
