using System.Security.Cryptography;
using System.Text;

namespace Vouchers.Service;

/// <summary>The key of the development issuer, as a file that its owner alone can read.</summary>
internal static class DevelopmentKey
{
    private const string FileName = "development-issuer.pem";
    private const int Attempts = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>The folder's key; made where there is none.</summary>
    /// <exception cref="StartRefusedException">The file holds no key, or cannot be used.</exception>
    public static ECDsa In(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            Directory.CreateDirectory(folder);
            using var file = OpenAlone(path);
            if (file.Length == 0)
                Write(file);
            var key = ECDsa.Create();
            key.ImportFromPem(new StreamReader(file).ReadToEnd());
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

    // One at a time, also among processes: of services that start at once the first one makes the key.
    private static FileStream OpenAlone(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(path, options);
            }
            catch (IOException) when (attempt < Attempts && File.Exists(path))
            {
                Thread.Sleep(Pause);
            }
        }
    }

    private static void Write(FileStream file)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        file.Write(Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
        file.Flush(flushToDisk: true);
        file.Position = 0;
    }
}
