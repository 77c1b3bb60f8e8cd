namespace Vouchers.EndToEnd.Service;

/// <summary>The system's clock, put forward by a span: timers run as ever, dates lie ahead.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private long ticks;

    public void Advance(TimeSpan span) => Interlocked.Add(ref ticks, span.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref ticks));
}
