using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Vouchers.EndToEnd.Client;

/// <summary>
/// A clock that stands still until the test moves it, and tells which waits began: a test that moves it before the wait
/// has begun would hang.
/// </summary>
internal sealed class WatchedTime : FakeTimeProvider
{
    private readonly Channel<TimeSpan> waits = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        waits.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>The next wait that begins; the first of a call is its deadline.</summary>
    public async Task<TimeSpan> NextWaitAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await waits.Reader.ReadAsync(patience.Token);
    }
}
