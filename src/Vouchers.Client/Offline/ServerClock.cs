namespace Vouchers.Client.Offline;

/// <summary>
/// The service's time as far as a till knows it: the till's own clock, which may be wrong by an hour, plus what it was
/// wrong by when the service last answered. Timers and timestamps are the till's.
/// </summary>
/// <remarks>
/// <para>Put <see cref="Listening"/> around the handler of a <see cref="VoucherClient"/>: each answer has a Date header
/// (RFC 9110), also one that refuses a token because of a wrong clock. It has whole seconds, so the time is right to
/// half a second and half the round trip. Keep <see cref="Offset"/> for the next start and give it to
/// <see cref="Restore"/>; until then the till's clock counts as right.</para>
/// <para>Safe for any number of threads.</para>
/// </remarks>
/// <param name="till">The till's own clock.</param>
public sealed class ServerClock(TimeProvider till) : TimeProvider
{
    private static readonly TimeSpan WholeSecond = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private TimeSpan? offset;

    /// <summary>How far the service's clock is ahead of the till's; null until an answer told.</summary>
    public TimeSpan? Offset
    {
        get
        {
            lock (gate)
                return offset;
        }
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => till.TimestampFrequency;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => till.LocalTimeZone;

    /// <summary>Takes up what an earlier run of the program learned, unless an answer has told meanwhile.</summary>
    public void Restore(TimeSpan known)
    {
        lock (gate)
            offset ??= known;
    }

    /// <summary>A handler around this one that learns the time from each answer.</summary>
    /// <param name="inner">Carries the bytes; the new handler disposes it.</param>
    public DelegatingHandler Listening(HttpMessageHandler inner) => new Listener(this) { InnerHandler = inner };

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => till.GetUtcNow() + (Offset ?? TimeSpan.Zero);

    /// <inheritdoc/>
    public override long GetTimestamp() => till.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        till.CreateTimer(callback, state, dueTime, period);

    private DateTimeOffset TillNow() => till.GetUtcNow();

    // The header was written between the two, and its second has lasted less than one.
    private void Learn(DateTimeOffset date, DateTimeOffset sent, DateTimeOffset received)
    {
        var (least, most) = (date - received, date + WholeSecond - sent);
        lock (gate)
        {
            // A time that fits stays, so that it does not waver from answer to answer.
            if (least <= most && (offset < least || offset > most || offset is null))
                offset = least + (most - least) / 2;
        }
    }

    private sealed class Listener(ServerClock clock) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var sent = clock.TillNow();
            var answer = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            // What was not posted, a cache may have answered, with the date of long ago. gRPC posts.
            if (request.Method == HttpMethod.Post && answer.Headers.Date is { } date)
                clock.Learn(date, sent, clock.TillNow());
            return answer;
        }
    }
}
