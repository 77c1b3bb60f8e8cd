using Grpc.Core;

namespace Vouchers.Client.Calls;

/// <summary>How long a call may still take, and how long its next try.</summary>
internal sealed class CallClock
{
    // The longest that a timer can be set to.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(int.MaxValue);

    private readonly TimeProvider time;
    private readonly long start;
    private readonly TimeSpan longestTry;

    public CallClock(CallOptions call, VoucherClientOptions options)
    {
        time = options.Time;
        start = time.GetTimestamp();
        // A deadline that the caller gave with the call is wall-clock time, by gRPC's convention.
        var own = call.Deadline?.ToUniversalTime() - TimeProvider.System.GetUtcNow().UtcDateTime;
        Total = Clamp(own ?? options.Deadline);
        longestTry = own is null ? options.TryDeadline : Total;
    }

    public TimeSpan Total { get; }

    public TimeSpan Left => Clamp(Total - time.GetElapsedTime(start));

    /// <summary>The end of the next try, for the transport, whose clock is always the system's.</summary>
    public DateTime EndOfTry() =>
        TimeProvider.System.GetUtcNow().UtcDateTime + (longestTry < Left ? longestTry : Left);

    private static TimeSpan Clamp(TimeSpan span) =>
        span < TimeSpan.Zero ? TimeSpan.Zero : span < Longest ? span : Longest;
}
