using System.CommandLine;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Vouchers.Cli.Import;

namespace Vouchers.Cli.Commands;

/// <summary>Options that take times as people write them.</summary>
internal static class TimeOptions
{
    /// <summary>China has one time zone and no daylight saving.</summary>
    public static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>A time, or a date of China: its begin, or where something ends with it, its end.</summary>
    public static Option<Timestamp?> Time(string name, string description, bool isEnd) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (WrittenTime.TryRead(text, China, isEnd) is { } time)
                return time;
            result.AddError($"{name} '{text}' {WrittenTime.Fault}.");
            return null;
        },
    };

    /// <summary>A calendar day, which the API carries as its begin in UTC.</summary>
    public static Option<Timestamp?> Day(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DATE",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (DateOnly.TryParseExact(
                text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return Timestamp.FromDateTime(day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
            result.AddError($"{name} '{text}' is no date such as 2026-03-01.");
            return null;
        },
    };
}
