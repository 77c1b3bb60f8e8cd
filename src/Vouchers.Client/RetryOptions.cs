namespace Vouchers.Client;

/// <summary>
/// When a call is tried again: after UNAVAILABLE, DEADLINE_EXCEEDED, ABORTED, RESOURCE_EXHAUSTED and broken
/// connections, always with the request id of the first try, never after a refusal. A delay that the service names
/// (google.rpc.RetryInfo) takes the place of the computed one.
/// </summary>
public sealed record RetryOptions
{
    /// <summary>Tries after the first; 4 by default, 0 for none.</summary>
    public int MaximumRetries { get; init; } = 4;

    /// <summary>
    /// The wait before the first retry, 100 milliseconds by default; it doubles with each, with jitter.
    /// </summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest wait that the doubling comes to; 2 seconds by default.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Numbers from 0 up to 1 for the jitter; a seeded source makes a run repeatable. Thread-safe.</summary>
    public Func<double> Random { get; init; } = System.Random.Shared.NextDouble;
}
