using System.Text.RegularExpressions;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web;

/// <summary>What is wrong with a field, in Chinese: the ledger's own words name it as the contract does.</summary>
internal static partial class FieldWords
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["id"] = "编号", ["title"] = "名称", ["name"] = "名称", ["reason"] = "原因", ["reference"] = "文号",
        ["amount"] = "金额", ["minor_units"] = "金额", ["currency"] = "币种", ["capacity"] = "名额",
        ["valid_from"] = "开始日", ["starts_at"] = "开始日", ["valid_until"] = "结束日", ["ends_at"] = "结束日",
        ["accredited_until"] = "资质有效期", ["target_group"] = "补贴对象", ["target_groups"] = "补贴对象",
        ["catalogue_batches"] = "目录批次", ["batch"] = "批次", ["co_payment_basis_points"] = "个人承担（万分比）",
        ["validity_days"] = "有效天数", ["reservation_hours"] = "预留小时数", ["pin_attempts"] = "密码可错次数",
        ["occupation"] = "职业代码", ["level"] = "等级", ["class_hours"] = "课时", ["hours"] = "课时",
        ["citizen_id"] = "市民编号", ["voucher_id"] = "券号", ["session_id"] = "班次编号", ["course_id"] = "课程编号",
        ["programme_id"] = "项目编号", ["institution_id"] = "机构编号", ["branch_id"] = "校区编号",
        ["device_id"] = "设备编号", ["agency_id"] = "评价机构编号", ["redemption_id"] = "核销编号",
        ["funding_account_id"] = "付款账户", ["batch_id"] = "批次编号", ["pay_on"] = "付款日", ["month"] = "月份",
        ["holder_name"] = "户名", ["account_number"] = "账号", ["bank_code"] = "行号", ["pin"] = "密码",
        ["code"] = "一次性代码", ["owner"] = "负责人", ["page_token"] = "翻页位置",
    };

    private static readonly (Regex Rule, string Chinese)[] Rules =
    [
        (OneTo(), "应为 $1 至 $2 位小写字母、数字、连字符或点，以字母或数字开头"),
        (Characters(), "应为 $1 至 $2 个字符"),
        (Range(), "应为 $1 至 $2，现为 $3"),
        (AtMostCharacters(), "最多 $1 个字符"),
        (Items(), "应有 $1 至 $2 项，现有 $3 项"),
        (After(), "应晚于开始日"),
        (NotBefore(), "不能早于 $1，现为 $2"),
        (NotInThePast(), "不能是过去的日期，现为 $1"),
        (NotInTheFuture(), "不能在将来，现为 $1"),
        (ForACsv(), "没有选择：CSV 文件不写明账户"),
        (Missing(), "没有填写"),
        (AValue(), "须从列表中选择"),
        (Positive(), "应大于 0，现为 $1"),
        (NotNegative(), "不能为负数，现为 $1"),
        (NotZero(), "不能为 0"),
        (ACurrency(), "应为三个字母的币种代码，例如 CNY"),
        (NoIdNumber(), "不能包含身份证号"),
        (NoDot(), "不能包含点"),
        (NoControls(), "不能包含控制字符"),
        (NoToken(), "已失效，请从列表的第一页重新开始"),
    ];

    /// <returns>Null where the refusal is of no field.</returns>
    public static string? Chinese(VoucherRefusal refusal)
    {
        if (refusal.Reason != RefusalReason.InvalidField
            || !refusal.Facts.TryGetValue("field", out var field) || !refusal.Facts.TryGetValue("rule", out var rule))
            return null;
        var name = Names.GetValueOrDefault(field[(field.LastIndexOf('.') + 1)..], field);
        var known = Array.Find(Rules, r => r.Rule.IsMatch(rule));
        return $"填写的内容不符合要求：{name}{(known.Rule is null ? $"：{rule}" : known.Rule.Replace(rule, known.Chinese))}。";
    }

    [GeneratedRegex(@"^must be (\d+) to (\d+) lower-case letters.*$")]
    private static partial Regex OneTo();

    [GeneratedRegex(@"^must (?:be|have) (\d+) to (\d+) characters.*$")]
    private static partial Regex Characters();

    [GeneratedRegex(@"^must be (-?[\d,.]+) to (-?[\d,.]+)(?: minor units)?, is (.+)$")]
    private static partial Regex Range();

    [GeneratedRegex(@"^must (?:be|have) at most (\d+) characters.*$")]
    private static partial Regex AtMostCharacters();

    [GeneratedRegex(@"^must have (\d+) to (\d+) items, has (\d+)$")]
    private static partial Regex Items();

    [GeneratedRegex("^must be after (?:valid_from|starts_at).*$")]
    private static partial Regex After();

    [GeneratedRegex("^must not be before (.+), is (.+)$")]
    private static partial Regex NotBefore();

    [GeneratedRegex("^must not be in the past, is (.+)$")]
    private static partial Regex NotInThePast();

    [GeneratedRegex("^must not be in the future, is (.+)$")]
    private static partial Regex NotInTheFuture();

    [GeneratedRegex("^must be set for a CSV.*$")]
    private static partial Regex ForACsv();

    [GeneratedRegex("^(?:is required|must be given|must not be blank|must be set$|must name at least).*$")]
    private static partial Regex Missing();

    [GeneratedRegex("^must be (?:set to )?one of its values$")]
    private static partial Regex AValue();

    [GeneratedRegex("^must be 1 (?:minor unit )?or more, is (.+)$")]
    private static partial Regex Positive();

    [GeneratedRegex("^must be 0 or more, is (.+)$")]
    private static partial Regex NotNegative();

    [GeneratedRegex("^must not be (?:0|zero)$")]
    private static partial Regex NotZero();

    [GeneratedRegex("^must be an ISO 4217 code.*$")]
    private static partial Regex ACurrency();

    [GeneratedRegex("^must not hold an ID number.*$")]
    private static partial Regex NoIdNumber();

    [GeneratedRegex("^must not hold a dot.*$")]
    private static partial Regex NoDot();

    [GeneratedRegex("^must not hold control characters.*$")]
    private static partial Regex NoControls();

    [GeneratedRegex("^is not a token of this query.*$")]
    private static partial Regex NoToken();
}
