using NUnit.Framework;
using Vouchers.Client;
using Vouchers.Counter;
using Vouchers.V1;
using Vouchers.Web;

namespace Vouchers.Tests.Counter;

/// <summary>What a clerk reads out.</summary>
public sealed class CounterWordsTests
{
    private static readonly Dictionary<string, string> Used = new()
    {
        ["redeemed_at"] = "2026-03-05T06:05:00Z", ["institution"] = "温州职业技术学院", ["branch"] = "主校区",
        ["receipt"] = "R-01JD3X-8K2M4T7",
    };

    [Test]
    public void Of_UsedVoucher_TellsWhenWhereAndWhichReceipt()
    {
        var refusal = new VoucherRefusal(RefusalReason.VoucherRedeemed, "", Used);
        Assert.Multiple(() =>
        {
            Assert.That(RefusalWords.Of(refusal, Tongue.Chinese), Is.EqualTo(
                "这张券已在 2026年3月5日 14:05 于温州职业技术学院（主校区）使用，回执号 R-01JD3X-8K2M4T7。"));
            Assert.That(RefusalWords.Of(refusal, Tongue.English), Is.EqualTo(
                "This voucher was used on 5 Mar 2026 14:05 at 温州职业技术学院, 主校区; receipt R-01JD3X-8K2M4T7."));
        });
    }

    [TestCase("4", "密码不对，还可以试 1 次。")]
    [TestCase("5", "密码已连续输错 5 次，纸质券和代码已锁定。请学员出示手机上的二维码，或在“我的培训券”中换一个新密码。")]
    public void Of_WrongPin_TellsWhatIsLeft_AndTheLastOneThatItIsLocked(string attempts, string sentence)
    {
        var refusal = new VoucherRefusal(
            RefusalReason.PinWrong, "", new Dictionary<string, string> { ["limit"] = "5", ["attempts"] = attempts });

        Assert.That(RefusalWords.Of(refusal, Tongue.Chinese), Is.EqualTo(sentence));
    }

    // As conflicts of slips were kept before their facts were.
    [Test]
    public void Of_UsedVoucherWithoutItsFacts_TellsWhatTheServiceSaidInLocalTime()
    {
        var refusal = new VoucherRefusal(RefusalReason.VoucherRedeemed,
            "The voucher was used on 2026-03-05T14:05:00+08:00 at 温州职业技术学院, 主校区; receipt R-01JD3X.",
            new Dictionary<string, string>());
        Assert.Multiple(() =>
        {
            Assert.That(RefusalWords.Of(refusal, Tongue.English), Is.EqualTo(
                "The voucher was used on 5 Mar 2026 14:05 at 温州职业技术学院, 主校区; receipt R-01JD3X."));
            Assert.That(RefusalWords.Of(refusal, Tongue.Chinese), Does.StartWith("这张券已经用过：").And
                .Contain("2026年3月5日 14:05").And.Contain("R-01JD3X").And.Not.Contain("?"));
        });
    }

    [Test]
    public void Of_WrongPin_TellsHowManyTriesAreLeft() => Assert.That(
        RefusalWords.Of(
            new(RefusalReason.PinWrong, "", new Dictionary<string, string> { ["attempts"] = "2", ["limit"] = "5" }),
            Tongue.English),
        Does.Contain("3 attempts"));

    [TestCase("reason", "请写明原因，其中不能有身份证号，因为它会一直保存。")]
    [TestCase("device_id", "设备编号不对：它只有小写字母、数字、连字符和点，请照机构管理员给您的编号填写。")]
    [TestCase("session_id", "操作被拒绝（INVALID_FIELD）：session_id: is required")]
    public void Of_FieldThatAClerkTyped_TellsItsRule(string field, string sentence)
    {
        var refusal = new VoucherRefusal(RefusalReason.InvalidField, $"{field}: is required",
            new Dictionary<string, string> { ["field"] = field, ["rule"] = "is required" });

        Assert.That(RefusalWords.Of(refusal, Tongue.Chinese), Is.EqualTo(sentence));
    }

    [Test]
    public void Of_RuleWithoutASentence_TellsTheServicesOwn() => Assert.That(
        RefusalWords.Of(new(RefusalReason.PeriodClosed, "the month is closed", new Dictionary<string, string>()),
            Tongue.Chinese),
        Does.Contain("PERIOD_CLOSED").And.Contain("the month is closed"));

    [Test]
    public void Of_EachFault_HasItsSentenceInBothLanguages() => Assert.Multiple(() =>
    {
        var faults = Enum.GetValues<ScanFault>();
        Assert.That(faults.Select(f => ScanWords.Of(f, Tongue.Chinese)), Is.Unique);
        Assert.That(faults.Select(f => ScanWords.Of(f, Tongue.English)), Is.Unique.And.All.Match("^[ -~]+$"));
    });
}
