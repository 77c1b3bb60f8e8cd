using System.Globalization;

namespace Vouchers.Ledger;

/// <summary>
/// An instant, as microseconds since 1970-01-01T00:00:00Z. Stored as one 64-bit integer, so that both database
/// engines keep and compare it alike. The default value is the epoch.
/// </summary>
public readonly record struct Timestamp(long Microseconds) : IComparable<Timestamp>
{
    /// <summary>The city's time: all of China keeps one, without daylight saving.</summary>
    public static readonly TimeSpan CityOffset = TimeSpan.FromHours(8);

    public static bool operator <(Timestamp left, Timestamp right) => left.Microseconds < right.Microseconds;

    public static bool operator >(Timestamp left, Timestamp right) => left.Microseconds > right.Microseconds;

    public static bool operator <=(Timestamp left, Timestamp right) => left.Microseconds <= right.Microseconds;

    public static bool operator >=(Timestamp left, Timestamp right) => left.Microseconds >= right.Microseconds;

    public static Timestamp operator +(Timestamp left, TimeSpan right) => left.Add(right);

    public static Timestamp operator -(Timestamp left, TimeSpan right) => left.Add(-right);

    /// <summary>Takes a date and time of any offset; what is finer than a microsecond is cut off.</summary>
    public static Timestamp From(DateTimeOffset time) =>
        new((time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond);

    /// <summary>The instant later by a span (earlier by a negative one).</summary>
    public Timestamp Add(TimeSpan span) => new(checked(Microseconds + span.Ticks / TimeSpan.TicksPerMicrosecond));

    /// <summary>The instant as a UTC date and time.</summary>
    public DateTimeOffset ToDateTimeOffset() =>
        DateTimeOffset.UnixEpoch.AddTicks(checked(Microseconds * TimeSpan.TicksPerMicrosecond));

    /// <summary>The day in the city.</summary>
    public DateOnly CityDay => DateOnly.FromDateTime(ToDateTimeOffset().ToOffset(CityOffset).Date);

    /// <inheritdoc/>
    public int CompareTo(Timestamp other) => Microseconds.CompareTo(other.Microseconds);

    /// <summary>
    /// RFC 3339 in the city's time to the second, e.g. <c>2026-11-23T16:30:00+08:00</c>: refusals are read by people,
    /// whose other times are the city's too.
    /// </summary>
    public override string ToString() => ToDateTimeOffset().ToOffset(CityOffset)
        .ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
