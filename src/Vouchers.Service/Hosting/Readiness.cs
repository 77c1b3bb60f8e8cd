namespace Vouchers.Service;

/// <summary>Where the service is in its life.</summary>
internal enum ServingState
{
    Starting = 0,
    Serving = 1,
    Draining = 2,
}

/// <summary>The service's health: where it is in its life, and whether its database answered the last time.</summary>
internal readonly record struct ServiceHealth(ServingState State, bool StoreFails)
{
    public bool CanServe => State == ServingState.Serving && !StoreFails;
}

/// <summary>
/// Whether calls can be served now: once everything has started, no more once a stop was asked for, and not while
/// the database fails. Nobody polls the database for it: each use of the store tells how it went, and background
/// work uses the store even where a balancer sends no calls. One failure is enough to turn callers away; they come
/// back with the first success after <see cref="Calm"/> without any failure, because a database in trouble answers
/// some of the calls. Thread safe.
/// </summary>
internal sealed class Readiness(TimeProvider time)
{
    /// <summary>How long nothing may have failed before callers come back.</summary>
    public static readonly TimeSpan Calm = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool storeFails;
    private long lastFailure;
    private ServingState state;

    /// <summary>The state, and a task that ends when it is no longer so.</summary>
    public (ServiceHealth Health, Task Changed) Now
    {
        get
        {
            lock (gate)
                return (new(state, storeFails), changed.Task);
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
            before = Renew();
        }

        before.SetResult();
    }

    /// <summary>Tells how a use of the store went. Nearly always nothing changes, which costs one read.</summary>
    /// <returns>True where the health changed by it.</returns>
    public bool StoreAnswered(bool fails)
    {
        if (!fails && !storeFails)
            return false;
        TaskCompletionSource before;
        lock (gate)
        {
            if (fails)
                lastFailure = time.GetTimestamp();
            if (storeFails == fails || (!fails && time.GetElapsedTime(lastFailure) < Calm))
                return false;
            storeFails = fails;
            before = Renew();
        }

        before.SetResult();
        return true;
    }

    private TaskCompletionSource Renew()
    {
        var before = changed;
        changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return before;
    }
}
