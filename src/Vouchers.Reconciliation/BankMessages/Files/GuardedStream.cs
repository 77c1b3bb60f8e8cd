using System.Security.Cryptography;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>
/// A bank's file on its way to a parser: hashed, counted, and stopped where it is too large or where one piece of it
/// (a text, a tag, a comment) goes on without end. Parsers hold a piece in memory until it is complete, so that the
/// bytes handed out since the last complete piece bound their memory, whatever the piece is and in any encoding.
/// </summary>
internal sealed class GuardedStream(Stream inner, BankFileLimits limits) : Stream
{
    // Parsers read ahead; two of XmlReader's buffers.
    private const long ReadAhead = 1 << 17;
    private const int MostBytesPerCharacter = 4;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly long mostInPiece = (long)limits.MaxTextLength * MostBytesPerCharacter + ReadAhead;
    private ReadOnlyMemory<byte> peeked;
    private long inPiece;

    /// <summary>How many bytes were read from the file so far.</summary>
    public long TotalBytes { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The parser has completed a piece.</summary>
    public void PieceDone() => inPiece = 0;

    /// <summary>The file's first bytes, at most so many, which are read again afterwards.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> PeekAsync(int count, CancellationToken cancellation)
    {
        var buffer = new byte[count];
        var length = 0;
        for (int read; (read = await ReadAsync(buffer.AsMemory(length), cancellation).ConfigureAwait(false)) > 0;)
            length += read;
        peeked = buffer.AsMemory(0, length);
        return peeked;
    }

    /// <summary>Reads what the parser left and gives the hash of all bytes, in lower-case hexadecimal digits.</summary>
    public async ValueTask<string> FinishAsync(CancellationToken cancellation)
    {
        var rest = new byte[4096];
        while (await ReadAsync(rest, cancellation).ConfigureAwait(false) > 0)
            PieceDone();
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var taken = TakePeeked(buffer);
        return taken > 0 ? taken : Count(buffer, inner.Read(buffer));
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var taken = TakePeeked(buffer.Span);
        if (taken > 0)
            return taken;
        var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        return Count(buffer.Span, read);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        // The file itself belongs to the caller.
        if (disposing)
            hash.Dispose();
        base.Dispose(disposing);
    }

    private int TakePeeked(Span<byte> buffer)
    {
        var taken = Math.Min(peeked.Length, buffer.Length);
        peeked.Span[..taken].CopyTo(buffer);
        peeked = peeked[taken..];
        return taken;
    }

    private int Count(ReadOnlySpan<byte> buffer, int read)
    {
        hash.AppendData(buffer[..read]);
        TotalBytes += read;
        inPiece += read;
        if (TotalBytes > limits.MaxBytes)
        {
            throw new BankFileException(BankFileFaultCode.TooLarge,
                $"The file is larger than {BankWords.Number(limits.MaxBytes)} bytes; ask the bank to split it.");
        }

        if (inPiece > mostInPiece)
        {
            throw new BankFileException(BankFileFaultCode.TextTooLong,
                $"A text, tag, comment or row is longer than {BankWords.Number(limits.MaxTextLength)} characters.");
        }

        return read;
    }
}
