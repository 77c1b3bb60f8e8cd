using System.Collections.Concurrent;
using System.Globalization;
using Vouchers.Ledger;

namespace Vouchers.Service;

/// <summary>
/// Slows down guessing: each caller may fail a PIN or a typed code so often, and one failure is forgiven after
/// each refill time. An attempt is taken before it is judged and given back when it succeeds, so that a
/// thousand guesses at once count as a thousand. Kept in memory on each node; the lock of a single voucher's PIN
/// is in the ledger. Thread safe.
/// </summary>
/// <param name="limit">Attempts that may fail in a row.</param>
/// <param name="refill">After how long one of them is forgiven.</param>
/// <param name="time">The clock.</param>
internal sealed class AttemptLimiter(int limit, TimeSpan refill, TimeProvider time)
{
    /// <summary>Callers remembered before those who owe nothing are forgotten.</summary>
    private const int SweepAbove = 10_000;

    /// <summary>For each caller, the time at which every failure is forgiven.</summary>
    private readonly ConcurrentDictionary<string, DateTimeOffset> clearAt = new(StringComparer.Ordinal);

    /// <summary>Takes an attempt, or answers the refusal that says when to try again.</summary>
    public (Attempt? Attempt, Refusal? Refusal) Take(string caller)
    {
        var now = time.GetUtcNow();
        if (clearAt.Count > SweepAbove)
            Sweep(now);
        while (true)
        {
            var known = clearAt.TryGetValue(caller, out var clear);
            var next = (known && clear > now ? clear : now) + refill;
            if (next - now > refill * limit)
                return (null, Refuse(next - now - refill * limit));
            if (known ? clearAt.TryUpdate(caller, next, clear) : clearAt.TryAdd(caller, next))
                return (new Attempt(this, caller), null);
        }
    }

    private void GiveBack(string caller)
    {
        while (clearAt.TryGetValue(caller, out var clear))
        {
            if (clearAt.TryUpdate(caller, clear - refill, clear))
                return;
        }
    }

    private Refusal Refuse(TimeSpan wait)
    {
        var seconds = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Refusal.Of(RefusalCode.TooManyAttempts,
            $"Too many wrong PINs or codes; try again in {seconds} s.",
            ("limit", limit.ToString(CultureInfo.InvariantCulture)), (RefusalStatus.RetryAfterFact, seconds));
    }

    private void Sweep(DateTimeOffset now)
    {
        foreach (var entry in clearAt)
        {
            if (entry.Value <= now)
                clearAt.TryRemove(entry);
        }
    }

    /// <summary>An attempt that was taken. It counts as failed unless it is told to have succeeded.</summary>
    internal sealed class Attempt(AttemptLimiter? limiter, string caller) : IDisposable
    {
        /// <summary>The attempt of a call behind which no guess can be.</summary>
        public static readonly Attempt Unlimited = new(null, "");

        private bool succeeded;

        /// <summary>It was no wrong guess.</summary>
        public void Succeed() => succeeded = limiter is not null;

        /// <inheritdoc/>
        public void Dispose()
        {
            if (succeeded)
                limiter!.GiveBack(caller);
            succeeded = false;
        }
    }
}
