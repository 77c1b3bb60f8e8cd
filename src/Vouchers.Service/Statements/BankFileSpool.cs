using Grpc.Core;
using Vouchers.Reconciliation.BankMessages;

namespace Vouchers.Service;

/// <summary>
/// A file of a bank while it is imported: a temporary file, so that it can be read twice without being in memory. It is
/// gone when this is disposed, and with the process.
/// </summary>
internal sealed class BankFileSpool : IAsyncDisposable
{
    private const int BufferBytes = 128 * 1024;

    private readonly FileStream file;

    private BankFileSpool(FileStream file) => this.file = file;

    /// <summary>Takes the rest of a call's stream, which must hold nothing but content.</summary>
    /// <exception cref="RpcException">The file is too large, or a message has no content.</exception>
    public static async Task<BankFileSpool> TakeAsync(
        IAsyncStreamReader<V1.ImportStatementsRequest> stream, CancellationToken cancellation)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = BufferBytes,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var spool = new BankFileSpool(new FileStream(path, options));
        try
        {
            while (await stream.MoveNext(cancellation))
                await spool.AddAsync(stream.Current, cancellation);
            return spool;
        }
        catch
        {
            await spool.DisposeAsync();
            throw;
        }
    }

    /// <summary>The file from its beginning.</summary>
    public Stream Rewind()
    {
        file.Position = 0;
        return file;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => file.DisposeAsync();

    private async Task AddAsync(V1.ImportStatementsRequest part, CancellationToken cancellation)
    {
        if (part.PartCase != V1.ImportStatementsRequest.PartOneofCase.Content)
            throw Failures.Invalid([new() { Field = "content", Description = "must follow the one header" }]);
        if (file.Position + part.Content.Length > BankFileLimits.Default.MaxBytes)
            throw Failures.Invalid(
            [
                new()
                {
                    Field = "content",
                    Description = $"must be at most {BankFileLimits.Default.MaxBytes:N0} bytes; ask for several files",
                },
            ]);
        await file.WriteAsync(part.Content.Memory, cancellation);
    }
}
