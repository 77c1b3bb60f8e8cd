using NUnit.Framework;
using Vouchers.Client;
using Vouchers.Client.Offline;
using Vouchers.Counter;
using Vouchers.Tests.Offline;
using Vouchers.V1;
using Vouchers.Web;

namespace Vouchers.Tests.Counter;

/// <summary>What a clerk reads out while the line is down, and when it is back.</summary>
public sealed class OfflineWordsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 5, 4, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, string> Facts = new()
    {
        ["issued_at"] = "2026-03-05T04:00:00Z", ["expires_at"] = "2026-03-05T04:01:00Z",
        ["now"] = "2026-03-05T04:02:00Z", ["was"] = "2026-03-05T05:00:00Z", ["captured_at"] = "2026-03-05T03:00:00Z",
        ["receipt"] = "R-1", ["as_of"] = "2026-03-05T02:00:00Z", ["institution"] = "wz-vtc",
        ["opens_at"] = "2026-03-05T00:00:00Z", ["closes_at"] = "2026-03-05T10:00:00Z", ["amount"] = "100000",
        ["cap"] = "50000", ["currency"] = "CNY", ["until"] = "2026-03-05T01:00:00Z", ["count"] = "50",
        ["sum_left"] = "20000", ["status_list"] = "3", ["session"] = "s-1", ["programme"] = "wz-2026",
    };

    [TestCaseSource(nameof(Rules))]
    public void Of_EachRule_HasASentenceOfItsOwnWithAllItsFacts(OfflineRule rule)
    {
        var refused = new OfflineCheck.Refused(
            rule, new(RefusalReason.OfflineNotAllowed, "", Facts), "王*明");
        Assert.Multiple(() =>
        {
            Assert.That(OfflineWords.Of(refused, Tongue.English), Does.Match("^[ -~]+$").And.Not.Contain("?"));
            Assert.That(OfflineWords.Of(refused, Tongue.Chinese), Does.Match(@"\p{IsCJKUnifiedIdeographs}{4}")
                .And.Not.Contain("?"));
            if (rule is not OfflineRule.NotCovered)
                Assert.That(OfflineWords.Of(refused, Tongue.English), Is.Not.EqualTo(
                    RefusalWords.Of(refused.Refusal, Tongue.English)));
        });
    }

    [Test]
    public void Of_Allowance_TellsHowManyAndUpToWhichSum() => Assert.That(
        OfflineWords.Of(new OfflineAllowance(49, Till.Cny(4_900_000), Noon.AddHours(2), Noon), Noon, Tongue.English),
        Is.EqualTo("It may still accept 49 vouchers, up to CNY 49,000.00 in all, until 5 Mar 2026 14:00."));

    [TestCase(0, 4_900_000, 2)]
    [TestCase(49, 0, 2)]
    [TestCase(49, 4_900_000, 0)]
    public void Of_AllowanceUsedUpOrOver_TellsThatNothingIsAccepted(int count, long sum, int hours) => Assert.That(
        OfflineWords.Of(new OfflineAllowance(count, Till.Cny(sum), Noon.AddHours(hours), Noon), Noon, Tongue.English),
        Does.Contain("no voucher is accepted until the line is back"));

    [Test]
    public void Of_ConflictWithAnotherCounter_TellsThatTheEarlierOneCounts()
    {
        var why = new VoucherRefusal(RefusalReason.VoucherRedeemed, "", new Dictionary<string, string>
        {
            ["receipt"] = "R-01JD3X", ["shown_at"] = "2026-03-05T04:00:00Z", ["institution"] = "温州职业技术学院",
            ["branch"] = "主校区", ["voided_receipt"] = "R-01JD3Y",
        });
        var slip = new CapturedSlip(
            1, "", "R-01JD3Y", Noon, "", "王*明", "s-1", "lease-1", Till.Cny(1), SlipState.Conflict, why, null, true);
        Assert.Multiple(() =>
        {
            Assert.That(SlipWords.Of(slip, Tongue.English), Does.StartWith(
                "The counter at 温州职业技术学院, 主校区 accepted this voucher off line earlier, at 5 Mar 2026 12:00, and "
                + "the earlier one counts: receipt R-01JD3X. This counter's receipt R-01JD3Y is void. It is on record"));
            Assert.That(SlipWords.Of(slip, Tongue.Chinese), Is.EqualTo(
                "温州职业技术学院（主校区）的柜台在 2026年3月5日 12:00 更早离线接受了这张券，回执号 R-01JD3X，以更早的为准；"
                + "本机的回执 R-01JD3Y 已作废。这一笔已记录在案，由人社部门裁定，请不要再次核销。"));
        });
    }

    [TestCase(60, "60 minutes slow")]
    [TestCase(-60, "60 minutes fast")]
    [TestCase(1, "")]
    public void Of_ClockOfTheTill_TellsWhatItIsWrongBy(int minutesAhead, string told) =>
        Assert.That(ClockWords.Of(TimeSpan.FromMinutes(minutesAhead), Tongue.English),
            told.Length == 0 ? Is.Empty : Does.Contain(told));

    [Test]
    public void Of_FullStorage_TellsThatNothingWasRedeemed() => Assert.Multiple(() =>
    {
        Assert.That(StorageWords.Of("QuotaExceededError", Tongue.English), Does.Contain("nothing was kept"));
        Assert.That(StorageWords.Of("QuotaExceededError", Tongue.Chinese), Does.Contain("已满"));
        Assert.That(StorageWords.Of("DataError", Tongue.English), Does.Contain("DataError"));
    });

    private static IEnumerable<OfflineRule> Rules() => Enum.GetValues<OfflineRule>().Where(r => r != OfflineRule.None);
}
