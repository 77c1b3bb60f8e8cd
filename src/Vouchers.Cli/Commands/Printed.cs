using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Vouchers.V1;

namespace Vouchers.Cli.Commands;

/// <summary>How the things of the API look to a person.</summary>
internal static class Printed
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    public static void Redemption(Run run, string headline, Redemption redemption)
    {
        if (run.Json)
        {
            JsonOutput.Write(run.Terminal.Output, redemption);
            return;
        }
        run.Say($"[green]{headline}[/]  {Amount(redemption.Amount)}");
        run.Say($"  receipt     {redemption.Receipt}");
        run.Say($"  redemption  {redemption.Id}");
        run.Say($"  voucher     {redemption.VoucherId}");
        run.Say($"  session     {redemption.SessionId} ({redemption.InstitutionId})");
        run.Say($"  at          {Time(redemption.RedeemedAt)}");
        if (redemption.VoidedAt is not null)
            run.Say($"  voided      {Time(redemption.VoidedAt)}: {redemption.VoidReason}");
    }

    /// <summary>An event of the journal in words: <c>VoucherRedeemed</c> is "voucher redeemed".</summary>
    public static string Event(string name) => string.Concat(name.Select((character, place) =>
        char.IsUpper(character) && place > 0 ? $" {char.ToLowerInvariant(character)}"
            : $"{char.ToLowerInvariant(character)}"));

    public static void Programme(Run run, string headline, Programme programme)
    {
        if (run.Json)
        {
            JsonOutput.Write(run.Terminal.Output, programme);
            return;
        }
        var rules = programme.Rules;
        run.Say($"[green]{headline}[/]  {programme.Title}");
        run.Say($"  programme      {programme.Id}");
        run.Say($"  category       {Words.Word(programme.Category)}");
        run.Say($"  valid          {From(programme.ValidFrom)} to {Until(programme.ValidUntil)}");
        run.Say($"  target groups  {string.Join(", ", rules.TargetGroups)}");
        var face = rules.FixedFaceMinorUnits > 0
            ? Amount(rules.FixedFaceMinorUnits)
            : $"{Amount(rules.HourlyRateMinorUnits)} for a class hour, at most {Amount(rules.CapMinorUnits)}";
        run.Say($"  a voucher      {programme.Currency} {face}, for {rules.ValidityDays} days");
        run.Say($"  earned         {Words.Word(rules.Vesting)}");
    }

    /// <summary>E.g. "CNY 1,250.00". Every currency of this system has two decimals.</summary>
    public static string Amount(Money? money) => money is null ? "" : $"{money.Currency} {Amount(money.MinorUnits)}";

    public static string Amount(long minorUnits) =>
        string.Create(CultureInfo.InvariantCulture, $"{minorUnits / 100m:N2}");

    /// <summary>When something begins: the date as it is typed where a day of China begins with it.</summary>
    public static string From(Timestamp? time) => time is null ? "" : DayOrTime(time.ToDateTimeOffset(), default);

    /// <summary>When something ends: the last date of it, where it ends with a day of China.</summary>
    public static string Until(Timestamp? time) =>
        time is null ? "" : DayOrTime(time.ToDateTimeOffset(), TimeSpan.FromDays(1));

    /// <summary>In the time zone of this machine, with its offset.</summary>
    public static string Time(Timestamp? time) => time is null ? "" : Time(time.ToDateTimeOffset());

    public static string Time(DateTimeOffset time) =>
        time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    private static string DayOrTime(DateTimeOffset time, TimeSpan back) =>
        time.ToOffset(China) is { TimeOfDay.Ticks: 0 } day
            ? (day - back).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : Time(time);
}
