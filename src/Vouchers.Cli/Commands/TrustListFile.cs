using Vouchers.Credentials;

namespace Vouchers.Cli.Commands;

/// <summary>Reads a signed trust list by a pinned root key.</summary>
internal static class TrustListFile
{
    public static TrustList Read(FileInfo file, string root)
    {
        var pinned = File.Exists(root) ? File.ReadAllText(root).Trim() : root;
        if (!P256PublicKey.TryParse(pinned, out var key))
            throw Faults.BadInput("--root is neither a root key of 86 characters nor a file that holds one.");
        return TrustList.TryRead(BytesOf(file), key, minimumVersion: 0, out var list, out var fault)
            ? list
            : throw Faults.BadInput(
                fault == TrustListFault.NotByRoot
                    ? $"{file.Name} is not signed by this root key."
                    : $"{file.Name} is no trust list.",
                "take the list as the service serves it, and the root key from the programme office.");
    }

    public static byte[] BytesOf(FileInfo file)
    {
        try
        {
            return File.ReadAllBytes(file.FullName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Faults.BadInput($"{file.FullName} cannot be read: {e.Message}");
        }
    }
}
