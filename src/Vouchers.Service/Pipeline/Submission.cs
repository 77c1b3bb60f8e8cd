using Vouchers.Ledger;

namespace Vouchers.Service;

/// <summary>How a decision becomes the bytes that are stored and answered.</summary>
/// <param name="Accepted">Encodes the command's answer.</param>
/// <param name="Refused">Encodes a refusal.</param>
internal sealed record AnswerFormat(Func<object, byte[]> Accepted, Func<Refusal, byte[]> Refused);

/// <summary>What the pipeline answers.</summary>
/// <param name="Decision">The decision; null where a stored answer was repeated.</param>
/// <param name="Refused">True where the answer is a refusal.</param>
/// <param name="Bytes">The encoded answer; empty where the submission asked for none.</param>
internal sealed record PipelineAnswer(Decision? Decision, bool Refused, ReadOnlyMemory<byte> Bytes);

/// <summary>The caller's id of a request and the keyed hash of its content, with the format of its answer.</summary>
/// <param name="RequestId">The id.</param>
/// <param name="ContentHash">16 bytes over caller and content.</param>
/// <param name="Format">How the answer is encoded.</param>
internal sealed record Idempotency(Guid RequestId, ReadOnlyMemory<byte> ContentHash, AnswerFormat Format);

/// <summary>A command on its way through the pipeline.</summary>
/// <param name="Command">What is asked.</param>
/// <param name="Idempotency">Null for steps of the service itself, which are idempotent by their state.</param>
/// <param name="IsTrial">True where the command is judged without being carried out.</param>
/// <param name="Abandoned">Cancelled when the caller stopped waiting.</param>
internal sealed record Submission(
    Command Command, Idempotency? Idempotency, bool IsTrial, CancellationToken Abandoned)
{
    // Without asynchronous continuations the writer thread would run the callers' code.
    private readonly TaskCompletionSource<PipelineAnswer> completion =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the answer is durable.</summary>
    public Task<PipelineAnswer> Answer => completion.Task;

    public void Complete(PipelineAnswer answer) => completion.TrySetResult(answer);

    public void Fail(Exception exception) => completion.TrySetException(exception);

    public void Drop() => completion.TrySetCanceled(Abandoned);
}

/// <summary>The queue is full: the call was not accepted and may be repeated after a while.</summary>
internal sealed class PipelineFullException(TimeSpan retryAfter)
    : Exception($"The service is busy; nothing was done. Try again in {retryAfter.TotalSeconds:0.#} s.")
{
    /// <summary>When to try again.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}

/// <summary>The service is stopping: the call was not accepted; another node or the next start takes it.</summary>
internal sealed class PipelineStoppedException()
    : Exception("The service is stopping; nothing was done. Try again in a moment.");

/// <summary>Other nodes won the same rows again and again; nothing was done.</summary>
internal sealed class RaceLostException(string what)
    : Exception($"Other nodes changed the same rows first ({what}); nothing was done. Try again.");
