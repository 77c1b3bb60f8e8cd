using System.Globalization;

namespace Vouchers.Client.Offline;

/// <summary>Under which key a device keeps what. Slips are immutable; all that is learned of one lies beside it.</summary>
internal static class DeviceKeys
{
    public const string Prefix = "offline/";
    public const string Lease = Prefix + "lease";
    public const string TrustList = Prefix + "trust-list";
    public const string ClockOffset = Prefix + "clock-offset";
    public const string Statuses = Prefix + "status/";
    public const string StatusTags = Prefix + "status-tag/";
    public const string Sessions = Prefix + "session/";
    public const string Slips = Prefix + "slip/";
    public const string Results = Prefix + "result/";
    public const string Acknowledged = Prefix + "acknowledged/";

    public static string Numbered(string prefix, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}{number:D12}");

    public static bool IsNumbered(string key, string prefix, out long number)
    {
        number = 0;
        return key.StartsWith(prefix, StringComparison.Ordinal)
            && long.TryParse(key.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
