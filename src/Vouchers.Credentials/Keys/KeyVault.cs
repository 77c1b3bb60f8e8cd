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

    private readonly KeyFolder folder;
    private readonly PrivateKeyCipher cipher;
    private readonly byte[] macKey;

    // A private file is opened when its key first signs, because the passphrase costs a tenth of a second a file.
    private readonly ConcurrentDictionary<string, Lazy<LocalSigner>> signers = [];

    private KeyVault(KeyFolder folder, PrivateKeyCipher cipher, byte[] secret)
    {
        this.folder = folder;
        this.cipher = cipher;
        Pepper = Derive(secret, "vouchers: pepper of keyed hashes");
        PlacesKey = Derive(secret, "vouchers: places in status lists");
        macKey = Derive(secret, "vouchers: key store manifest");
    }

    /// <summary>Derived from a sixth private key that signs nothing: all secrets have one file format.</summary>
    public byte[] Pepper { get; }

    /// <summary>Derived from the same.</summary>
    public byte[] PlacesKey { get; }

    /// <summary>Null when the folder holds no key yet.</summary>
    public static KeyVault? Open(KeyFolder folder, PrivateKeyCipher cipher, out KeyManifest? manifest)
    {
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
        var secret = cipher.Decrypt(secretFile)?.D
            ?? throw new KeyStoreException($"The passphrase does not open the key folder '{folder.Path}': correct it.");
        var vault = new KeyVault(folder, cipher, secret);
        if (!KeyManifest.IsGenuine(file, vault.macKey))
            throw Damaged(folder, ManifestName);
        vault.CheckFiles(manifest);
        return vault;
    }

    /// <summary>A vault with a new secret and no keys.</summary>
    public static KeyVault Create(KeyFolder folder, PrivateKeyCipher cipher, out KeyManifest manifest)
    {
        using var secret = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var parameters = secret.ExportParameters(includePrivateParameters: true);
        var file = cipher.Encrypt(secret);
        var name = KeyId.Of(parameters.Q.X, parameters.Q.Y) + ".pem";
        folder.Create(name, file);
        manifest = new(KeyManifest.CurrentFormat, name, Hash(file), []);
        return new(folder, cipher, parameters.D!);
    }

    /// <summary>What the folder holds now: another process may have rotated.</summary>
    public KeyManifest Read()
    {
        if (folder.Read(ManifestName) is not { } file
            || KeyManifest.Read(file) is not { } manifest
            || !KeyManifest.IsGenuine(file, macKey))
            throw Damaged(folder, ManifestName);
        return manifest;
    }

    public KeyEntry CreateKey(KeyUse use, DateTimeOffset notBefore)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signer = new LocalSigner(key.ExportParameters(includePrivateParameters: true));
        var file = cipher.Encrypt(key);
        var entry = new KeyEntry(
            signer.KeyId.ToString(), signer.PublicKey.ToString(), use, notBefore, null, null, Hash(file));
        folder.Create(entry.FileName, file);
        signers[entry.KeyId] = new(signer);
        return entry;
    }

    /// <summary>Commits the manifest, then destroys the private files that it no longer names.</summary>
    public void Save(KeyManifest manifest)
    {
        folder.Replace(ManifestName, manifest.Write(macKey));
        var named = manifest.Keys.Where(key => key.FileSha256 is not null).Select(key => key.FileName)
            .Append(manifest.SecretFile).ToHashSet();
        foreach (var unnamed in folder.KeyFiles.Where(file => !named.Contains(file)).ToList())
            folder.Delete(unnamed);
    }

    public LocalSigner SignerOf(KeyEntry entry) =>
        signers.GetOrAdd(entry.KeyId, _ => new(() => Load(entry))).Value;

    private LocalSigner Load(KeyEntry entry)
    {
        if (entry.Use == KeyUse.TrustList && folder.Read(entry.FileName) is null)
        {
            throw new KeyStoreException(
                $"The root key is offline: put {entry.FileName} into '{folder.Path}' while a trust list is signed.");
        }
        var file = ReadChecked(folder, entry.FileName, entry.FileSha256!);
        var parameters = cipher.Decrypt(file) ?? throw Damaged(folder, entry.FileName);
        return new(parameters);
    }

    private void CheckFiles(KeyManifest manifest)
    {
        foreach (var key in manifest.Keys.Where(key => key.FileSha256 is not null))
        {
            // The root may be kept elsewhere, on a medium in a safe, and is then missing here by intent.
            if (key.Use != KeyUse.TrustList || folder.Read(key.FileName) is not null)
                ReadChecked(folder, key.FileName, key.FileSha256!);
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
