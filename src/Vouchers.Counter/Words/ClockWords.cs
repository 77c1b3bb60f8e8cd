using Vouchers.Web;

namespace Vouchers.Counter;

/// <summary>That this till's clock is wrong.</summary>
internal static class ClockWords
{
    // What nobody notices on a wall needs no word.
    private static readonly TimeSpan Noticed = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Long = TimeSpan.FromHours(3);

    /// <param name="ahead">How far the service's clock is ahead of the till's; null where that is not known.</param>
    /// <param name="t">The reader's language.</param>
    /// <returns>Empty where the clock is right.</returns>
    public static string Of(TimeSpan? ahead, Tongue t)
    {
        if (ahead is not { } offset || offset.Duration() < Noticed)
            return "";
        var by = offset.Duration() < Long
            ? t[$" {offset.Duration().TotalMinutes:0} 分钟", $"{offset.Duration().TotalMinutes:0} minutes"]
            : t[$" {offset.Duration().TotalHours:0} 小时", $"{offset.Duration().TotalHours:0} hours"];
        return offset > TimeSpan.Zero
            ? t[$"本机时钟慢了{by}。已按服务的时间办理；请校准本机时间。",
                $"This device's clock is {by} slow. The service's time is used; please set the clock."]
            : t[$"本机时钟快了{by}。已按服务的时间办理；请校准本机时间。",
                $"This device's clock is {by} fast. The service's time is used; please set the clock."];
    }
}
