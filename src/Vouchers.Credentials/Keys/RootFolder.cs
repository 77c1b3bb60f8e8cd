namespace Vouchers.Credentials;

/// <summary>Where the root key lies when it is kept apart from the keys that sign all day.</summary>
/// <param name="Folder">E.g. on a medium that otherwise lies in a safe. Closed to group and others, like the key
/// folder.</param>
/// <param name="Passphrase">Encrypts the root key; best another one than the service knows.</param>
public sealed record RootFolder(string Folder, string Passphrase);
