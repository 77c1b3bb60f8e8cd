namespace Vouchers.Credentials;

/// <summary>A folder of private files and what encrypts them.</summary>
internal sealed record KeyPlace(KeyFolder Folder, PrivateKeyCipher Cipher)
{
    public static KeyPlace Of(string folder, string passphrase, int iterations) =>
        string.IsNullOrEmpty(passphrase)
            ? throw new KeyStoreException($"The passphrase of the key folder '{folder}' is empty: set one.")
            : new(new(folder), new(passphrase, iterations));
}
