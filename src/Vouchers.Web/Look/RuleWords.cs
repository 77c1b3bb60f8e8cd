using System.Globalization;
using Vouchers.V1;

namespace Vouchers.Web;

/// <summary>A programme's rules, each in a sentence.</summary>
internal static class RuleWords
{
    public static IEnumerable<string> Of(Programme programme, Tongue t)
    {
        var rules = programme.Rules;
        Money Yuan(long minorUnits) => new() { MinorUnits = minorUnits, Currency = programme.Currency };
        var groups = rules.TargetGroups.Select(g => VoucherWords.Group(g, t)).ToList();
        yield return t[$"补贴对象：{string.Join("、", groups)}。", $"For {string.Join(", ", groups)}."];
        yield return rules.CatalogueBatches.Count == 0
            ? t["适用目录中的全部课程。", "Covers every course of the catalogue."]
            : t[$"适用目录批次：{string.Join("、", rules.CatalogueBatches)}。",
                $"Covers the courses of {string.Join(", ", rules.CatalogueBatches)}."];
        yield return rules.FixedFaceMinorUnits > 0
            ? t[$"每张券固定面值 {t.Money(Yuan(rules.FixedFaceMinorUnits))}。",
                $"Each voucher is worth {t.Money(Yuan(rules.FixedFaceMinorUnits))}."]
            : t[$"每课时 {t.Money(Yuan(rules.HourlyRateMinorUnits))}，最高 {t.Money(Yuan(rules.CapMinorUnits))}。",
                $"{t.Money(Yuan(rules.HourlyRateMinorUnits))} a class hour, "
                + $"{t.Money(Yuan(rules.CapMinorUnits))} at most."];
        yield return rules.CoPaymentBasisPoints == 0
            ? t["个人不承担费用。", "The citizen pays nothing."]
            : t[$"个人承担 {Percent(rules.CoPaymentBasisPoints)}。",
                $"The citizen pays {Percent(rules.CoPaymentBasisPoints)}."];
        yield return t[$"发放后 {rules.ValidityDays} 天内有效；预留 {rules.ReservationHours} 小时。",
            $"Good for {rules.ValidityDays} days; a reservation holds {rules.ReservationHours} hours."];
        yield return rules.MaxTrainingsPerYear == 0
            ? t["每人每年次数不限。", "Any number of trainings a year."]
            : t[$"每人每年最多 {rules.MaxTrainingsPerYear} 次补贴培训。",
                $"At most {rules.MaxTrainingsPerYear} subsidised trainings a person and year."];
        foreach (var sentence in Limits(rules, t))
            yield return sentence;
        yield return t[$"开班前 {rules.SessionOpensHoursBefore} 小时至结束后 {rules.SessionClosesHoursAfter} 小时内可核销，"
            + $"核销后 {rules.VoidWindowHours} 小时内可撤销。",
            $"Redeemed from {rules.SessionOpensHoursBefore} hours before a session to "
            + $"{rules.SessionClosesHoursAfter} hours after it; undone within {rules.VoidWindowHours} hours."];
        if (rules.ExposureLimitMinorUnits > 0)
            yield return t[$"对一家机构的未付补贴上限 {t.Money(Yuan(rules.ExposureLimitMinorUnits))}。",
                $"At most {t.Money(Yuan(rules.ExposureLimitMinorUnits))} is owed to one institution at a time."];
        yield return rules.OfflineAllowed
            ? t[$"允许离线核销，每张券最高 {t.Money(Yuan(rules.OfflineCapMinorUnits))}（0 为不限）。",
                "May be redeemed without a connection, "
                + $"{t.Money(Yuan(rules.OfflineCapMinorUnits))} a voucher (0: no limit)."]
            : t["不允许离线核销。", "Not redeemed without a connection."];
        yield return t[$"{OfficerWords.Of(rules.Vesting, t)}；结业须出勤满 {rules.AttendancePercent} %。",
            $"Earned {OfficerWords.Of(rules.Vesting, t).ToLowerInvariant()}; completion asks for "
            + $"{rules.AttendancePercent} % of the class hours."];
        yield return t[$"密码输错 {rules.PinAttempts} 次后锁定纸质券。",
            $"A paper voucher is locked after {rules.PinAttempts} wrong PINs."];
    }

    private static IEnumerable<string> Limits(ProgrammeRules rules, Tongue t)
    {
        if (rules.OneLivePerOccupationAndLevel)
            yield return t["同一职业同一等级只能持有一张有效券。", "One live voucher for each occupation and level."];
        if (rules.NeverLowerLevel)
            yield return t["取得较高等级后不再补贴较低等级。", "Never a lower level after a higher one."];
        yield return rules.CitizensMayClaim
            ? t["市民可自行领取。", "Citizens may claim by themselves."]
            : t["只由人社部门发放。", "The bureau issues; citizens cannot claim."];
    }

    private static string Percent(int basisPoints) =>
        string.Create(CultureInfo.InvariantCulture, $"{basisPoints / 100m:0.##} %");
}
