namespace Vouchers.Tests.Reconciliation.BankMessages;

/// <summary>A stream that can only be read forward, in pieces as large as its maker likes.</summary>
internal abstract class ForwardStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Fill(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer) => Fill(buffer);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Fill(buffer.AsSpan(offset, count)));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Fill(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected abstract int Fill(Span<byte> buffer);
}

/// <summary>Some bytes, and then one byte for ever.</summary>
internal sealed class EndlessStream(byte[] start, byte more) : ForwardStream
{
    private int position;

    protected override int Fill(Span<byte> buffer)
    {
        buffer.Fill(more);
        var rest = start.AsSpan(Math.Min(position, start.Length));
        rest[..Math.Min(rest.Length, buffer.Length)].CopyTo(buffer);
        position = Math.Min(position + buffer.Length, start.Length);
        return buffer.Length;
    }
}

/// <summary>Pieces of text that are made while they are read; none is kept.</summary>
internal sealed class GeneratedStream(IEnumerable<string> pieces) : ForwardStream
{
    private readonly IEnumerator<string> each = pieces.GetEnumerator();
    private byte[] piece = [];
    private int position;

    public bool IsAtEnd { get; private set; }

    protected override int Fill(Span<byte> buffer)
    {
        while (position == piece.Length && !buffer.IsEmpty)
        {
            if (!each.MoveNext())
            {
                IsAtEnd = true;
                return 0;
            }

            (piece, position) = (System.Text.Encoding.UTF8.GetBytes(each.Current), 0);
        }

        var count = Math.Min(buffer.Length, piece.Length - position);
        piece.AsSpan(position, count).CopyTo(buffer);
        position += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            each.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>A disk or a line that fails.</summary>
internal sealed class BrokenStream : ForwardStream
{
    protected override int Fill(Span<byte> buffer) => throw new IOException("The line is down.");
}
