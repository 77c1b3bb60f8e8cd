using System.Collections.Concurrent;

namespace Vouchers.Cli.Demo.Story;

/// <summary>
/// The service's clock during the story. It runs at real speed and can be moved forward, so that weeks pass in a
/// moment; it never goes back. Timers that a jump makes due fire at once, as they would have on the way. Thread safe.
/// </summary>
internal sealed class DemoClock(TimeProvider real, DateTimeOffset start) : TimeProvider
{
    private readonly ConcurrentDictionary<Timer, byte> timers = [];
    private long offsetTicks = (start - real.GetUtcNow()).Ticks;

    public override TimeZoneInfo LocalTimeZone => real.LocalTimeZone;

    public override long TimestampFrequency => real.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => real.GetUtcNow().AddTicks(Interlocked.Read(ref offsetTicks));

    public override long GetTimestamp() => real.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timers[timer] = 0;
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves to a later time; an earlier one changes nothing.</summary>
    public void MoveTo(DateTimeOffset time) => Move((time - real.GetUtcNow()).Ticks);

    /// <summary>Joins the real clock, from the past.</summary>
    public void MoveToNow() => Move(0);

    private void Move(long toOffsetTicks)
    {
        if (toOffsetTicks <= Interlocked.Read(ref offsetTicks))
            return;
        Interlocked.Exchange(ref offsetTicks, toOffsetTicks);
        foreach (var timer in timers.Keys)
            timer.Aim();
    }

    private sealed class Timer : ITimer
    {
        private readonly DemoClock clock;
        private readonly ITimer inner;
        private readonly Lock aiming = new();
        private DateTimeOffset? dueAt;
        private TimeSpan period = Timeout.InfiniteTimeSpan;

        public Timer(DemoClock clock, TimerCallback callback, object? state)
        {
            this.clock = clock;
            inner = clock.RealTimer(_ =>
            {
                Again();
                callback(state);
            });
        }

        public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
        {
            lock (aiming)
            {
                period = newPeriod;
                dueAt = dueTime == Timeout.InfiniteTimeSpan ? null : clock.GetUtcNow() + dueTime;
            }

            return inner.Change(dueTime, Timeout.InfiniteTimeSpan);
        }

        /// <summary>Sets the real timer to what is left by the story's clock.</summary>
        public void Aim()
        {
            lock (aiming)
            {
                if (dueAt is not { } due)
                    return;
                var left = due - clock.GetUtcNow();
                inner.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            }
        }

        public void Dispose()
        {
            clock.timers.TryRemove(this, out _);
            inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            clock.timers.TryRemove(this, out _);
            return inner.DisposeAsync();
        }

        private void Again()
        {
            lock (aiming)
            {
                dueAt = period > TimeSpan.Zero ? clock.GetUtcNow() + period : null;
                if (dueAt is not null)
                    inner.Change(period, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private ITimer RealTimer(TimerCallback callback) =>
        real.CreateTimer(callback, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
}
