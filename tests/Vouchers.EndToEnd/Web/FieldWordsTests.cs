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
    [TestCase("programme.rules.target_groups[0]", "is required", "填写的内容不符合要求：补贴对象没有填写。")]
    [TestCase("rules.catalogue_batches[12]",
        "must be 1 to 40 lower-case letters, digits, hyphens or dots, beginning with a letter or digit",
        "填写的内容不符合要求：目录批次应为 1 至 40 位小写字母、数字、连字符或点，以字母或数字开头。")]
    [TestCase("rules.attendance_percent", "must be 0 to 100, is 101",
        "填写的内容不符合要求：出勤比例应为 0 至 100，现为 101。")]
    [TestCase("course.title_en", "must have at most 200 characters, has 201",
        "填写的内容不符合要求：英文名称最多 200 个字符。")]
    [TestCase("amount", "must be 1 to 1000000000000 minor units, is 9999999999999900",
        "填写的内容不符合要求：金额（元）应为 0.01 至 10,000,000,000.00，现为 99,999,999,999,999.00。")]
    [TestCase("rules.fixed_face", "must be 0 to 1000000000, is 1000000001",
        "填写的内容不符合要求：固定面值（元）应为 0.00 至 10,000,000.00，现为 10,000,000.01。")]
    [TestCase("amount", "must be 1 minor unit or more, is 0", "填写的内容不符合要求：金额（元）应大于 0，现为 0.00。")]
    [TestCase("amount.minor_units", "must be 0 or more, is -500",
        "填写的内容不符合要求：金额（元）不能为负数，现为 -5.00。")]
    [TestCase("line.amount", "must be at most 1,000,000,000,000 minor units, is 1,000,000,000,001",
        "填写的内容不符合要求：金额（元）最多 10,000,000,000.00，现为 10,000,000,000.01。")]
    [TestCase("amount", "is required", "填写的内容不符合要求：金额没有填写。")]
    [TestCase("accredited_until", "must lie between the years 2000 and 2200",
        "填写的内容不符合要求：资质有效期应在 2000 年至 2199 年之间。")]
    [TestCase("content",
        "statement 1 has days from 0001-01-01 to 0001-01-02; they must lie between the years 2000 and 2200",
        "填写的内容不符合要求：文件中第 1 份对账单的日期为 0001-01-01 至 0001-01-02，应在 2000 年至 2199 年之间。")]
    [TestCase("month", "must be a month of the years 2000 to 2199, written like 2026-11",
        "填写的内容不符合要求：月份应为 2000 年至 2199 年的月份，例如 2026-11。")]
    [TestCase("content", "must be 1 to 3,145,728 bytes, is 0",
        "填写的内容不符合要求：文件应为 1 至 3,145,728 字节，现为 0 字节。")]
    [TestCase("content", "must be at most 67,108,864 bytes; ask for several files",
        "填写的内容不符合要求：文件最多 67,108,864 字节，请分成几个文件。")]
    [TestCase("content", "The file is empty.", "填写的内容不符合要求：文件是空的。")]
    [TestCase("request_id", "must be a UUID with hyphens, e.g. 01976d5e-5b7a-7c11-9d0e-3f5b8a0c2d41",
        "填写的内容不符合要求：表单编号不正确，请重新打开页面。")]
    [TestCase("table.amount_column",
        "must be set, or debit_column and credit_column instead of it, so that the file's money can be told",
        "填写的内容不符合要求：金额列没有填写；也可以填写借方和贷方两列。")]
    [TestCase("national_id", "must have 5 to 30 letters and digits",
        "填写的内容不符合要求：身份证件号码应为 5 至 30 位字母和数字。")]
    [TestCase("receipt",
        "must be the number on a receipt: R- and 26 letters and digits, e.g. R-01JX4M6QZK-8R5V0C2N-7W9T3H1B",
        "填写的内容不符合要求：回执号应为回执上的号码：R- 和 26 位字母、数字。")]
    [TestCase("account", "must name an account as p3/available, p3/i12/payable or f1/bank; is not one",
        "填写的内容不符合要求：账户应写成 p3/available、p3/i12/payable 或 f1/bank 的样子。")]
    [TestCase("amount.currency", "must be CNY as the account's, is USD",
        "填写的内容不符合要求：币种应与账户的币种 CNY 一致，现为 USD。")]
    [TestCase("rules.new_one", "must be even", "填写的内容不符合要求：rules.new_one：must be even。")]
    public void Why_OfAField_NamesItAndItsRule(string field, string rule, string sentence)
    {
        var refusal = new VoucherRefusal(RefusalReason.InvalidField, $"{field}: {rule}",
            new Dictionary<string, string> { ["field"] = field, ["rule"] = rule });

        Assert.That(RefusalWords.Why(refusal, Tongue.Chinese), Is.EqualTo(sentence));
        Assert.That(RefusalWords.Why(refusal, Tongue.English), Is.EqualTo(Tongue.English.Told($"{field}: {rule}")));
    }
}
