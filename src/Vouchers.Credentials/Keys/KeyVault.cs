using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Vouchers.Credentials;

/// <summary>
/// The key folder opened with its passphrase: reads and writes the manifest and the private files. Everything but
/// <see cref="Read"/> and <see cref="SignerOf"/> must be called while the folder is locked.
/// </summary>
internal sealed class KeyVault
{
    private const string ManifestName = "manifest";

    private readonly KeyPlace home;
    private readonly KeyPlace rootHome;
    private readonly byte[] macKey;

    // A private file is opened when its key first signs, because the passphrase costs a tenth of a second a file.
    private readonly ConcurrentDictionary<string, Lazy<LocalSigner>> signers = [];

    private KeyVault(KeyPlace home, KeyPlace rootHome, byte[] secret)
    {
        this.home = home;
        this.rootHome = rootHome;
        Pepper = Derive(secret, "vouchers: pepper of keyed hashes");
        PlacesKey = Derive(secret, "vouchers: places in status lists");
        SignInKey = Derive(secret, "vouchers: sign-in to the pages");
        macKey = Derive(secret, "vouchers: key store manifest");
    }

    /// <summary>Derived from a private key that signs nothing: all secrets have one file format.</summary>
    public byte[] Pepper { get; }

    /// <summary>Derived from the same.</summary>
    public byte[] PlacesKey { get; }

    /// <summary>Derived from the same.</summary>
    public byte[] SignInKey { get; }

    /// <summary>Null when the folder holds no key yet.</summary>
    public static KeyVault? Open(KeyPlace home, KeyPlace rootHome, out KeyManifest? manifest)
    {
        var folder = home.Folder;
        manifest = null;
        if (folder.Read(ManifestName) is not { } file)
        {
            return folder.KeyFiles.Any()
                ? throw new KeyStoreException($"'{folder.PathOf(ManifestName)}' is missing although there are keys: "
                    + "restore it from a backup, or empty the folder to begin with new keys.")
                : null;
        }
        manifest = KeyManifest.Read(file) ?? throw Damaged(folder, ManifestName);
        var secretFile = ReadChecked(folder, manifest.SecretFile, manifest.SecretSha256);
        var secret = home.Cipher.Decrypt(secretFile)?.D
            ?? throw new KeyStoreException($"The passphrase does not open the key folder '{folder.Path}': correct it.");
        var vault = new KeyVault(home, rootHome, secret);
        if (!KeyManifest.IsGenuine(file, vault.macKey))
            throw Damaged(folder, ManifestName);
        vault.CheckFiles(manifest);
        return vault;
    }

    /// <summary>A vault with a new secret and no keys.</summary>
    public static KeyVault Create(KeyPlace home, KeyPlace rootHome, out KeyManifest manifest)
    {
        using var secret = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var parameters = secret.ExportParameters(includePrivateParameters: true);
        var file = home.Cipher.Encrypt(secret);
        var name = KeyId.Of(parameters.Q.X, parameters.Q.Y) + ".pem";
        home.Folder.Create(name, file);
        manifest = new(KeyManifest.CurrentFormat, name, Hash(file), [], []);
        return new(home, rootHome, parameters.D!);
    }

    /// <summary>What the folder holds now: another process may have rotated.</summary>
    public KeyManifest Read()
    {
        if (home.Folder.Read(ManifestName) is not { } file
            || KeyManifest.Read(file) is not { } manifest
            || !KeyManifest.IsGenuine(file, macKey))
            throw Damaged(home.Folder, ManifestName);
        return manifest;
    }

    public KeyEntry CreateKey(KeyUse use, DateTimeOffset notBefore)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signer = new LocalSigner(key.ExportParameters(includePrivateParameters: true));
        var place = PlaceOf(use);
        var file = place.Cipher.Encrypt(key);
        var entry = new KeyEntry(
            signer.KeyId.ToString(), signer.PublicKey.ToString(), use, notBefore, null, null, Hash(file));
        place.Folder.Create(entry.FileName, file);
        signers[entry.KeyId] = new(signer);
        return entry;
    }

    /// <summary>Commits the manifest, then destroys the private files that it no longer names.</summary>
    public void Save(KeyManifest manifest)
    {
        home.Folder.Replace(ManifestName, manifest.Write(macKey));
        var named = manifest.Keys.Where(key => key.FileSha256 is not null).Select(key => key.FileName)
            .Append(manifest.SecretFile).ToHashSet();
        foreach (var unnamed in home.Folder.KeyFiles.Where(file => !named.Contains(file)).ToList())
            home.Folder.Delete(unnamed);
    }

    /// <summary>Whether the root key is at hand.</summary>
    public bool Holds(KeyEntry root) => File.Exists(rootHome.Folder.PathOf(root.FileName));

    /// <summary>Throws unless the root key can sign, so that nothing is begun that cannot be finished.</summary>
    public void DemandRoot(KeyEntry root)
    {
        if (!Holds(root))
            throw new KeyStoreException($"The root key {root.FileName} is not in '{rootHome.Folder.Path}': run the "
                + "command where it lies, and name its folder with --root.");
        SignerOf(root);
    }

    public LocalSigner SignerOf(KeyEntry entry) =>
        // Not with the default mode, which would repeat a failure for good: a folder that was away comes back.
        signers.GetOrAdd(entry.KeyId, _ => new(() => Load(entry), LazyThreadSafetyMode.PublicationOnly)).Value;

    private LocalSigner Load(KeyEntry entry)
    {
        var place = PlaceOf(entry.Use);
        var file = ReadChecked(place.Folder, entry.FileName, entry.FileSha256!);
        // Its hash is right, so it is whole: another passphrase can only be the root's own.
        var parameters = place.Cipher.Decrypt(file)
            ?? throw new KeyStoreException($"The passphrase does not open the key {entry.FileName} in "
                + $"'{place.Folder.Path}': correct it.");
        return new(parameters);
    }

    private KeyPlace PlaceOf(KeyUse use) => use == KeyUse.TrustList ? rootHome : home;

    private void CheckFiles(KeyManifest manifest)
    {
        foreach (var key in manifest.Keys.Where(key => key.FileSha256 is not null))
        {
            // The root may be kept elsewhere, on a medium in a safe, and is then missing here by intent.
            if (key.Use != KeyUse.TrustList || Holds(key))
                ReadChecked(PlaceOf(key.Use).Folder, key.FileName, key.FileSha256!);
        }
    }

    private static byte[] ReadChecked(KeyFolder folder, string name, string sha256)
    {
        var file = folder.Read(name);
        return file is not null && Hash(file) == sha256 ? file : throw Damaged(folder, name);
    }

    private static KeyStoreException Damaged(KeyFolder folder, string name) =>
        new($"'{folder.PathOf(name)}' is missing or damaged: restore the key folder from a backup.");

    private static string Hash(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));

    private static byte[] Derive(byte[] secret, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: Encoding.ASCII.GetBytes(purpose));
}
