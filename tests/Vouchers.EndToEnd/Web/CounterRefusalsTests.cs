using NUnit.Framework;
using Vouchers.Client;
using Vouchers.V1;
using Vouchers.Web;

namespace Vouchers.EndToEnd.Web;

/// <summary>What the bureau reads of a rule that stands against a slip.</summary>
public sealed class CounterRefusalsTests
{
    private const string Morning = "2026-03-05T01:00:00Z";
    private const string Noon = "2026-03-05T04:00:00Z";

    [TestCase(RefusalReason.VoucherRedeemed, $"redeemed_at={Noon} institution=职院 branch=主校区 receipt=R-1",
        "该券已于 2026年3月5日 12:00 在职院（主校区）核销，回执号 R-1。")]
    [TestCase(RefusalReason.VoucherRedeemed,
        $"redeemed_at={Noon} shown_at={Noon} institution=职院 branch=主校区 receipt=R-1 voided_receipt=R-2",
        "职院（主校区）的柜台在 2026年3月5日 12:00 更早离线接受了该券，回执号 R-1，以更早的为准；本记录的回执 R-2 已作废。")]
    [TestCase(RefusalReason.PresentationExpired, $"expires_at={Morning} now={Noon}",
        "出示的二维码已于 2026年3月5日 09:00 过时效，核销时间为 2026年3月5日 12:00。")]
    [TestCase(RefusalReason.OfflineChainBroken, "device=d sequence=3 last_sequence=1",
        "第 3 笔没有接在第 1 笔之后：有记录缺失，或设备数据被复制过。请与纸面暂存单核对。")]
    [TestCase(RefusalReason.LeaseExceeded,
        "lease=l count=50 used_count=50 sum=5000000 used_sum=4900000 amount=100000 currency=CNY",
        "离线授权为 50 笔、合计 ¥50,000.00；此前已有 50 笔、¥49,000.00，本笔 ¥1,000.00 超出授权。")]
    [TestCase(RefusalReason.LeaseExceeded, "lease=l lease_currency=CNY currency=USD", "离线授权的币种为 CNY，本笔却是 USD。")]
    [TestCase(RefusalReason.LeaseLapsed, "lease=l-1", "人社部门没有发放过离线授权 l-1。")]
    [TestCase(RefusalReason.SessionClosed, $"session=s opens_at={Morning} closes_at={Noon} now={Noon}",
        "该班次的核销时间为 2026年3月5日 09:00 至 2026年3月5日 12:00，核销却在 2026年3月5日 12:00。")]
    [TestCase(RefusalReason.CourseNotCovered,
        "course=c voucher_occupation=直播 course_occupation=物流 voucher_level=0 course_level=3",
        "该券适用于职业 直播，该课程属于职业 物流、等级 3。")]
    [TestCase(RefusalReason.DeviceRevoked, "device=d", "该设备已注销。")]
    public void Why_WithFacts_IsChineseAlone(RefusalReason reason, string facts, string told) => Assert.That(
        RefusalWords.Why(new VoucherRefusal(reason, "The ledger's own.", FactsOf(facts)), Tongue.Chinese),
        Is.EqualTo(told));

    [Test]
    public void Why_WithoutFacts_TellsTheLedgersSentenceToo()
    {
        var refusal = new VoucherRefusal(
            RefusalReason.VoucherRedeemed, $"The voucher was used on {Noon}; receipt R-1.", FactsOf(""));

        Assert.That(RefusalWords.Why(refusal, Tongue.Chinese), Is.EqualTo(
            "该券已核销。（VOUCHER_REDEEMED：The voucher was used on 2026年3月5日 12:00; receipt R-1.）"));
    }

    private static Dictionary<string, string> FactsOf(string facts) =>
        facts.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(fact => fact.Split('='))
            .ToDictionary(fact => fact[0], fact => fact[1]);
}
