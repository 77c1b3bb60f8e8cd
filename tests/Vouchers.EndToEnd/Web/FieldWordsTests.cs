using NUnit.Framework;
using Vouchers.Client;
using Vouchers.V1;
using Vouchers.Web;

namespace Vouchers.EndToEnd.Web;

/// <summary>What is wrong with a field, as a Chinese page tells it.</summary>
public sealed class FieldWordsTests
{
    [TestCase("citizen_id",
        "must be 1 to 81 lower-case letters, digits, hyphens or dots, beginning with a letter or digit",
        "填写的内容不符合要求：市民编号应为 1 至 81 位小写字母、数字、连字符或点，以字母或数字开头。")]
    [TestCase("rules.co_payment_basis_points", "must be 0 to 9999, is -500",
        "填写的内容不符合要求：个人承担（万分比）应为 0 至 9999，现为 -500。")]
    [TestCase("header.funding_account_id", "must be set for a CSV, which does not name its account",
        "填写的内容不符合要求：付款账户没有选择：CSV 文件不写明账户。")]
    [TestCase("reason", "must be 1 to 400 characters", "填写的内容不符合要求：原因应为 1 至 400 个字符。")]
    [TestCase("session.ends_at", "must be after starts_at, 2026-03-01T00:00:00+08:00",
        "填写的内容不符合要求：结束日应晚于开始日。")]
    [TestCase("voucher_id", "is required", "填写的内容不符合要求：券号没有填写。")]
    [TestCase("rules.new_one", "must be even", "填写的内容不符合要求：rules.new_one：must be even。")]
    public void Why_OfAField_NamesItAndItsRule(string field, string rule, string sentence)
    {
        var refusal = new VoucherRefusal(RefusalReason.InvalidField, $"{field}: {rule}",
            new Dictionary<string, string> { ["field"] = field, ["rule"] = rule });

        Assert.That(RefusalWords.Why(refusal, Tongue.Chinese), Is.EqualTo(sentence));
        Assert.That(RefusalWords.Why(refusal, Tongue.English), Is.EqualTo(Tongue.English.Told($"{field}: {rule}")));
    }
}
