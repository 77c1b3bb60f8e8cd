namespace Vouchers.Service;

/// <summary>The sizes of the pipeline.</summary>
internal sealed record PipelineOptions
{
    /// <summary>Commands that may wait; one more is refused at once.</summary>
    public int QueueLimit { get; init; } = 8_192;

    /// <summary>Commands that one transaction carries at most; 1 turns batching off.</summary>
    public int BatchLimit { get; init; } = 512;

    /// <summary>What a caller who found the queue full is told to wait.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often a batch is decided again after it lost a race, before its commands go one by one.</summary>
    public int RaceLimit { get; init; } = 20;
}
