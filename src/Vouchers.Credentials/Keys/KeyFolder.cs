namespace Vouchers.Credentials;

/// <summary>
/// A folder that only its owner can read: folder 0700, files 0600, set when they are created, so that there is no
/// moment in which others could open one. On Windows the access list of the parent folder governs instead.
/// </summary>
internal sealed class KeyFolder
{
    public const string LockName = "lock";

    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(20);
    private const int LockAttempts = 1500;

    public KeyFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(Path);
        else
            Directory.CreateDirectory(Path, Owner | UnixFileMode.UserExecute);
    }

    public string Path { get; }

    public IEnumerable<string> KeyFiles => Directory.EnumerateFiles(Path, "*.pem").Select(System.IO.Path.GetFileName)!;

    /// <summary>Throws unless the folder and all that is in it are closed to group and others.</summary>
    public void DemandPrivacy()
    {
        if (OperatingSystem.IsWindows())
            return;
        if ((File.GetUnixFileMode(Path) & Others) != 0)
            throw new KeyStoreException($"Others can open the key folder: run 'chmod 700 {Path}' and start again.");
        foreach (var file in Directory.EnumerateFileSystemEntries(Path))
        {
            if ((File.GetUnixFileMode(file) & Others) != 0)
                throw new KeyStoreException($"Others can read a key file: run 'chmod 600 {file}' and start again.");
        }
    }

    /// <summary>
    /// Holds all other processes and threads off until disposed. The lock is flock(2) on a file and falls with the
    /// process that holds it. A network mount without flock gives no protection: keep the folder on a local one.
    /// </summary>
    public IDisposable Lock()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(PathOf(LockName), OwnerOnly(FileMode.OpenOrCreate));
            }
            catch (IOException) when (attempt < LockAttempts)
            {
                // Real time, not the TimeProvider's: another process is waited for, and it does not share our clock.
                Thread.Sleep(LockPause);
            }
            catch (IOException e)
            {
                throw new KeyStoreException(
                    $"'{PathOf(LockName)}' could not be locked for half a minute: end the process that holds it, or "
                    + "make the folder writable, and start again.", e);
            }
        }
    }

    /// <summary>Null when there is no such file.</summary>
    public byte[]? Read(string name) => File.Exists(PathOf(name)) ? File.ReadAllBytes(PathOf(name)) : null;

    public void Create(string name, byte[] content)
    {
        using var file = new FileStream(PathOf(name), OwnerOnly(FileMode.CreateNew));
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    /// <summary>A reader, or a power cut, meets the old content or the new one, never a part.</summary>
    public void Replace(string name, byte[] content)
    {
        var draft = name + ".new";
        File.Delete(PathOf(draft));
        Create(draft, content);
        File.Move(PathOf(draft), PathOf(name), overwrite: true);
    }

    public void Delete(string name) => File.Delete(PathOf(name));

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    private static FileStreamOptions OwnerOnly(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Owner;
        return options;
    }
}
