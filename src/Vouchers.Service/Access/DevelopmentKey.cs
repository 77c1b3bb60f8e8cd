using System.Security.Cryptography;

namespace Vouchers.Service;

/// <summary>The key of the development issuer, as a file that its owner alone can read.</summary>
internal static class DevelopmentKey
{
    private const string FileName = "development-issuer.pem";

    /// <summary>The folder's key; made where there is none.</summary>
    /// <exception cref="StartRefusedException">The file holds no key, or cannot be used.</exception>
    public static ECDsa In(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            if (!File.Exists(path))
                Make(path);
            var key = ECDsa.Create();
            key.ImportFromPem(File.ReadAllText(path));
            return key;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException
            or CryptographicException)
        {
            throw new StartRefusedException(
                $"The key of development tokens, '{path}', cannot be used: {e.Message} Delete the file, and a new one "
                + "is made.", e);
        }
    }

    private static void Make(string path)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        // Complete before it is seen: of two services that start at once the second one takes the first one's.
        var own = $"{path}.{Guid.NewGuid():n}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new StreamWriter(own, options))
            file.Write(key.ExportPkcs8PrivateKeyPem());
        try
        {
            File.Move(own, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(own);
        }
    }
}
