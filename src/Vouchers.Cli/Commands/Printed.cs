using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Vouchers.Cli.Pages;
using Vouchers.V1;

namespace Vouchers.Cli.Commands;

/// <summary>How the things of the API look to a person.</summary>
internal static class Printed
{
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
        var (from, until) = (Time(programme.ValidFrom, isEnd: false), Time(programme.ValidUntil, isEnd: true));
        run.Say($"  valid          {from} to {until}");
        run.Say($"  target groups  {string.Join(", ", rules.TargetGroups)}");
        var face = rules.FixedFaceMinorUnits > 0
            ? Amount(rules.FixedFaceMinorUnits)
            : $"{Amount(rules.HourlyRateMinorUnits)} for a class hour, at most {Amount(rules.CapMinorUnits)}";
        run.Say($"  a voucher      {programme.Currency} {face}, for {rules.ValidityDays} days");
        run.Say($"  earned         {Words.Word(rules.Vesting)}");
    }

    /// <summary>E.g. "CNY 1,250.00".</summary>
    public static string Amount(Money? money) => Amounts.Of(money, Language.En);

    /// <summary>E.g. "1,250.00", where the currency stands beside it.</summary>
    public static string Amount(long minorUnits) => Cell.Amount(minorUnits).Shown;

    /// <summary>The month of a period's id, which is an account's letter and number, a dot and the month.</summary>
    public static string Month(string periodId) => periodId[(periodId.IndexOf('.', StringComparison.Ordinal) + 1)..];

    /// <summary>E.g. "1 payment" and "12,106 payments".</summary>
    public static string Count(long count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>A day of China as it was typed, where the time is its begin or, of what ends, its end.</summary>
    public static string Time(Timestamp time, bool isEnd)
    {
        var local = time.ToDateTimeOffset().ToOffset(TimeOptions.China);
        if (local.TimeOfDay != TimeSpan.Zero)
            return Time(time);
        var day = DateOnly.FromDateTime(local.DateTime).AddDays(isEnd ? -1 : 0);
        return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Beijing's time with its offset, as the pages and reports have it: what two people read to each other is alike,
    /// wherever their machines stand.
    /// </summary>
    public static string Time(Timestamp? time) => time is null ? "" : Time(time.ToDateTimeOffset());

    public static string Time(DateTimeOffset time) =>
        time.ToOffset(TimeOptions.China).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
}
