namespace Vouchers.Service;

/// <summary>Where the service is in its life.</summary>
internal enum ServingState
{
    Starting = 0,
    Serving = 1,
    Draining = 2,
}

/// <summary>
/// Whether calls can be served now: once everything has started, and no more once a stop was asked for. Thread
/// safe.
/// </summary>
internal sealed class Readiness
{
    private readonly Lock gate = new();
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ServingState state;

    /// <summary>The state, and a task that ends when it is no longer so.</summary>
    public (ServingState State, Task Changed) Now
    {
        get
        {
            lock (gate)
                return (state, changed.Task);
        }
    }

    /// <summary>Goes on to a later state; never back.</summary>
    public void Advance(ServingState next)
    {
        TaskCompletionSource before;
        lock (gate)
        {
            if (next <= state)
                return;
            state = next;
            before = changed;
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        before.SetResult();
    }
}
