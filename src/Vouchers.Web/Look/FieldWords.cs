using System.Globalization;
using System.Text.RegularExpressions;
using Vouchers.Client;
using Vouchers.V1;
using Match = System.Text.RegularExpressions.Match;

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
        ["code"] = "一次性代码", ["owner"] = "负责人", ["page_token"] = "翻页位置", ["fixed_face"] = "固定面值",
        ["hourly_rate"] = "每课时金额", ["cap"] = "最高金额", ["exposure_limit"] = "未付上限", ["offline_cap"] = "离线上限",
        ["max_trainings_per_year"] = "每人每年次数", ["attendance_percent"] = "出勤比例",
        ["session_opens_hours_before"] = "班次提前开放小时数", ["session_closes_hours_after"] = "班次延后关闭小时数",
        ["void_window_hours"] = "撤销时限（小时）", ["vesting"] = "应付条件", ["rules"] = "规则",
        ["planned_participants"] = "计划人数", ["planned_certificates"] = "计划发证数", ["title_en"] = "英文名称",
        ["full_name"] = "姓名", ["national_id"] = "身份证件号码", ["address"] = "地址", ["kind"] = "类别",
        ["category"] = "类别", ["evidence"] = "依据", ["resolution"] = "处理方式", ["receipt"] = "回执号",
        ["certificate_number"] = "证书编号", ["nominated_by"] = "推荐单位", ["content"] = "文件", ["account"] = "账户",
        ["bank"] = "银行账户", ["cut_off"] = "截止时间", ["amount_column"] = "金额列", ["date_column"] = "日期列",
        ["request_id"] = "表单编号", ["claw_back_id"] = "追回编号", ["enrolment_id"] = "报名编号",
        ["record_id"] = "离线记录编号", ["statement_id"] = "对账单编号", ["discrepancy_id"] = "差异编号",
        ["match_id"] = "匹配编号", ["bulk_issue_id"] = "批量发券编号", ["force_majeure_id"] = "不可抗力申请编号",
        ["programme"] = "项目", ["institution"] = "机构", ["branch"] = "校区", ["course"] = "课程", ["session"] = "班次",
        ["device"] = "设备", ["agency"] = "评价机构",
    };

    private static readonly (Regex Rule, string Chinese)[] Rules =
    [
        (OneTo(), "应为 $1 至 $2 位小写字母、数字、连字符或点，以字母或数字开头"),
        (Characters(), "应为 $1 至 $2 个字符"),
        (Range(), "应为 $1 至 $2，现为 $3"),
        (AtMostCharacters(), "最多 $1 个字符"),
        (AtLeastCharacters(), "至少 $1 个字符"),
        (LettersAndDigits(), "应为 $1 至 $2 位字母和数字"),
        (AtMost(), "最多 $1，现为 $2"),
        (Bytes(), "应为 $1 至 $2 字节，现为 $3 字节"),
        (AtMostBytes(), "最多 $1 字节，请分成几个文件"),
        (EmptyFile(), "是空的"),
        (Years(), "应在 2000 年至 2199 年之间"),
        (StatementYears(), "中第 $1 份对账单的日期为 $2 至 $3，应在 2000 年至 2199 年之间"),
        (AMonth(), "应为 2000 年至 2199 年的月份，例如 2026-11"),
        (Items(), "应有 $1 至 $2 项，现有 $3 项"),
        (After(), "应晚于开始日"),
        (NotBefore(), "不能早于 $1，现为 $2"),
        (NotInThePast(), "不能是过去的日期，现为 $1"),
        (NotInTheFuture(), "不能在将来，现为 $1"),
        (ForACsv(), "没有选择：CSV 文件不写明账户"),
        (AColumn(), "没有填写；也可以填写借方和贷方两列"),
        (Missing(), "没有填写"),
        (AValue(), "须从列表中选择"),
        (Positive(), "应大于 0，现为 $1"),
        (PositiveOrUnset(), "应大于 0"),
        (NotNegative(), "不能为负数，现为 $1"),
        (NotZero(), "不能为 0"),
        (ACurrency(), "应为三个字母的币种代码，例如 CNY"),
        (NoIdNumber(), "不能包含身份证号"),
        (NoDot(), "不能包含点"),
        (NoControls(), "不能包含控制字符"),
        (NoToken(), "已失效，请从列表的第一页重新开始"),
        (AUuid(), "不正确，请重新打开页面"),
        (AReceipt(), "应为回执上的号码：R- 和 26 位字母、数字"),
        (AnAccount(), "应写成 p3/available、p3/i12/payable 或 f1/bank 的样子"),
        (TheAccountsCurrency(), "应与账户的币种 $1 一致，现为 $2"),
    ];

    /// <returns>Null where the refusal is of no field.</returns>
    public static string? Chinese(VoucherRefusal refusal)
    {
        if (refusal.Reason != RefusalReason.InvalidField
            || !refusal.Facts.TryGetValue("field", out var field) || !refusal.Facts.TryGetValue("rule", out var rule))
            return null;
        var last = LastOf(field);
        var name = Names.GetValueOrDefault(last, field);
        var known = Array.Find(Rules, r => r.Rule.IsMatch(rule));
        var told = known.Rule is null ? $"{name}：{rule}"
            : IsAmount(last, rule) && HasPlaces(known.Chinese)
                ? $"{name}（元）{InYuan(known.Rule.Match(rule), known.Chinese)}"
            : name + known.Rule.Replace(rule, known.Chinese);
        return $"填写的内容不符合要求：{told}。";
    }

    // Of e.g. programme.rules.target_groups[0], target_groups.
    private static string LastOf(string field)
    {
        var last = field[(field.LastIndexOf('.') + 1)..];
        var index = last.EndsWith(']') ? last.LastIndexOf('[') : -1;
        return index > 0 ? last[..index] : last;
    }

    // The ledger counts in fen, also where the rule does not say so.
    private static bool IsAmount(string last, string rule) => rule.Contains("minor unit", StringComparison.Ordinal)
        || last is "minor_units" or "fixed_face" or "hourly_rate" or "cap" or "exposure_limit" or "offline_cap";

    private static bool HasPlaces(string chinese) => chinese.Contains('$', StringComparison.Ordinal);

    private static string InYuan(Match values, string chinese) =>
        Place().Replace(chinese, place => Yuan(values.Groups[place.Groups[1].Value].Value));

    private static string Yuan(string fen) => long.TryParse(
        fen, NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var amount)
        ? Tongue.Amount(amount, "CNY")
        : fen;

    [GeneratedRegex(@"\$([0-9])")]
    private static partial Regex Place();

    [GeneratedRegex(@"^must be (\d+) to (\d+) lower-case letters.*$")]
    private static partial Regex OneTo();

    [GeneratedRegex(@"^must (?:be|have) (\d+) to (\d+) characters.*$")]
    private static partial Regex Characters();

    [GeneratedRegex(@"^must be (-?[\d,.]+) to (-?[\d,.]+)(?: minor units)?, is (.+)$")]
    private static partial Regex Range();

    [GeneratedRegex(@"^must (?:be|have) at most (\d+) characters.*$")]
    private static partial Regex AtMostCharacters();

    [GeneratedRegex(@"^must (?:be|have) (\d+) characters or more.*$")]
    private static partial Regex AtLeastCharacters();

    [GeneratedRegex(@"^must (?:be|have) (\d+) to (\d+) (?:upper-case )?letters and digits.*$")]
    private static partial Regex LettersAndDigits();

    [GeneratedRegex(@"^must be at most (-?[\d,.]+)(?: minor units)?, is (.+)$")]
    private static partial Regex AtMost();

    [GeneratedRegex(@"^must be ([\d,]+) to ([\d,]+) bytes, is ([\d,]+)$")]
    private static partial Regex Bytes();

    [GeneratedRegex(@"^must be at most ([\d,]+) bytes.*$")]
    private static partial Regex AtMostBytes();

    [GeneratedRegex(@"^The file is empty\.$")]
    private static partial Regex EmptyFile();

    [GeneratedRegex("^must lie between the years 2000 and 2200$")]
    private static partial Regex Years();

    [GeneratedRegex(@"^statement (\d+) has days from (\S+) to (\S+); they must lie between the years.*$")]
    private static partial Regex StatementYears();

    [GeneratedRegex("^must be a month of the years 2000 to 2199.*$")]
    private static partial Regex AMonth();

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

    [GeneratedRegex("^must be set, or debit_column and credit_column.*$")]
    private static partial Regex AColumn();

    [GeneratedRegex("^(?:is required|must be given|must not be blank|must be set$|must name at least).*$")]
    private static partial Regex Missing();

    [GeneratedRegex("^must be (?:set to )?one of its values$")]
    private static partial Regex AValue();

    [GeneratedRegex("^must be 1 (?:minor unit )?or more, is (.+)$")]
    private static partial Regex Positive();

    [GeneratedRegex("^must be 1 or more;.*$")]
    private static partial Regex PositiveOrUnset();

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

    [GeneratedRegex("^must be a UUID.*$")]
    private static partial Regex AUuid();

    [GeneratedRegex("^must be the number on a receipt.*$")]
    private static partial Regex AReceipt();

    [GeneratedRegex("^must name an account.*$")]
    private static partial Regex AnAccount();

    [GeneratedRegex("^must be ([A-Z]{3}) as the account's, is (.+)$")]
    private static partial Regex TheAccountsCurrency();
}
