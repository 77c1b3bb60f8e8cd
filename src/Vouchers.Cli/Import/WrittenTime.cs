using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace Vouchers.Cli.Import;

/// <summary>Times as people write them into files and command lines.</summary>
internal static class WrittenTime
{
    public const string Fault = "is no time such as 2026-03-01T09:00:00+08:00, 2026-03-01 09:00 or 2026-03-01";

    private static readonly string[] LocalFormats =
        ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"];

    private static readonly string[] OffsetFormats =
        ["yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK"];

    /// <summary>
    /// RFC 3339, or a date with or without time in the offset given. A date alone that ends something means the end of
    /// that day. Null where the text is none of these.
    /// </summary>
    public static Timestamp? TryRead(string text, TimeSpan utcOffset, bool isEnd)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return At(
                day.ToDateTime(TimeOnly.MinValue).AddDays(isEnd && day < DateOnly.MaxValue ? 1 : 0), utcOffset);
        if (DateTime.TryParseExact(
            text, LocalFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return At(local, utcOffset);
        return DateTimeOffset.TryParseExact(
            text, OffsetFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? Timestamp.FromDateTimeOffset(time)
            : null;
    }

    private static Timestamp? At(DateTime local, TimeSpan utcOffset)
    {
        // The first and the last day that exist have no offset to spare.
        if (local.Year is <= 1 or >= 9999)
            return null;
        return Timestamp.FromDateTimeOffset(new(local, utcOffset));
    }
}
