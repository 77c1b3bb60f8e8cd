namespace Vouchers.Cli;

/// <summary>Ends a command with an exit code and words for the person at the keyboard.</summary>
internal sealed class CliFault(int exitCode, string headline, string? next = null) : Exception(headline)
{
    public int Code => exitCode;

    /// <summary>What to do next; null where the headline says it.</summary>
    public string? Next => next;

    /// <summary>The rule's word, e.g. SESSION_FULL.</summary>
    public string? Reason { get; init; }

    /// <summary>The values behind the headline.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    public TimeSpan? RetryAfter { get; init; }

    public Guid? RequestId { get; init; }
}
