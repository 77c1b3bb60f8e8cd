using System.Collections.Concurrent;

namespace Vouchers.Service;

/// <summary>
/// Lets callers that want the same thing at once share one making of it. A caller that stops waiting stops nobody
/// else; a failure reaches all that waited, and the next caller tries again. Thread safe.
/// </summary>
internal sealed class SingleFlight<T>
{
    private readonly ConcurrentDictionary<int, Lazy<Task<T>>> flights = [];

    /// <summary>Joins the flight under this number, or begins one.</summary>
    /// <param name="number">What is wanted.</param>
    /// <param name="make">
    /// Makes it. It should look first whether it was made meanwhile: the caller may have come just after a landing.
    /// </param>
    /// <param name="cancellation">Ends this caller's wait.</param>
    public Task<T> JoinAsync(int number, Func<Task<T>> make, CancellationToken cancellation) =>
        flights.GetOrAdd(number, _ => new(() => FlyAsync(number, make))).Value.WaitAsync(cancellation);

    private async Task<T> FlyAsync(int number, Func<Task<T>> make)
    {
        try
        {
            return await make();
        }
        finally
        {
            flights.TryRemove(number, out _);
        }
    }
}
