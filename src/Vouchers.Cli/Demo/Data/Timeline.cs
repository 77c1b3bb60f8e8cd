namespace Vouchers.Cli.Demo.Data;

/// <summary>
/// The story's days, counted from its first. It begins six weeks ago and ends now, so that when it is told the
/// service's clock is the real one again and any other client may join.
/// </summary>
internal sealed record Timeline(DateOnly FirstDay)
{
    public const int Days = 42;
    public const int ClaimsDay = 1;
    public const int ReservationsLapsedDay = 5;
    public const int FirstWaveDay = 7;
    public const int LateRefundDay = 9;
    public const int CompletionDay = 27;
    public const int CertificationDay = 28;
    public const int SecondWaveDay = 34;
    public const int FirstLessonsDay = 35;
    public const int LostLineDay = 39;
    public const int ReservationDay = 41;

    /// <summary>China has one time zone and no daylight saving.</summary>
    public static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    /// <summary>The timeline that ends on the day of <paramref name="now"/>.</summary>
    public static Timeline EndingAt(DateTimeOffset now) =>
        new(DateOnly.FromDateTime(now.ToOffset(Beijing).DateTime).AddDays(-Days));

    /// <summary>A day's hour in Beijing.</summary>
    public DateTimeOffset At(int day, int hour) =>
        new(FirstDay.AddDays(day).ToDateTime(new TimeOnly(hour, 0)), Beijing);
}
