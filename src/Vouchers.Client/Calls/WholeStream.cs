using Grpc.Core;

namespace Vouchers.Client.Calls;

/// <summary>A stream whose pieces are handed on once all of them are there.</summary>
internal sealed class WholeStream<T>(Task<IReadOnlyList<T>> pieces) : IAsyncStreamReader<T>
{
    private int next;

    public T Current { get; private set; } = default!;

    public static async Task<IReadOnlyList<T>> ReadAsync(IAsyncStreamReader<T> stream, CancellationToken cancellation)
    {
        var read = new List<T>();
        while (await stream.MoveNext(cancellation).ConfigureAwait(false))
            read.Add(stream.Current);
        return read;
    }

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        var all = await pieces.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (next == all.Count)
            return false;
        Current = all[next++];
        return true;
    }
}
