namespace Vouchers.Cli.Commands.Payouts;

/// <summary>
/// A file that is there whole or not at all: written beside its place, forced to the disk, and put into its place in
/// one step. Whoever picks files up for the bank never reads half of one.
/// </summary>
internal sealed class WholeFile : IAsyncDisposable
{
    private readonly FileInfo target;
    private readonly string part;
    private readonly FileStream stream;

    private WholeFile(FileInfo target, string part, FileStream stream) =>
        (this.target, this.part, this.stream) = (target, part, stream);

    /// <summary>Finds out now whether the file can be written.</summary>
    /// <exception cref="CliFault">It cannot.</exception>
    public static WholeFile Begin(FileInfo target)
    {
        if (Directory.Exists(target.FullName))
            throw Faults.BadInput($"{target.FullName} is a folder.", "name a file in it.");
        try
        {
            var part = $"{target.FullName}.{Guid.CreateVersion7():N}.part";
            return new(target, part, new FileStream(part, FileMode.CreateNew, FileAccess.Write));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(target, e);
        }
    }

    public async Task KeepAsync(ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        try
        {
            await stream.WriteAsync(content, cancellation);
            stream.Flush(flushToDisk: true);
            await stream.DisposeAsync();
            File.Move(part, target.FullName, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(target, e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        File.Delete(part);
    }

    private static CliFault Unwritable(FileInfo target, Exception e) =>
        Faults.BadInput($"{target.FullName} cannot be written: {e.Message}");
}
