using Vouchers.Cli.Pages;

namespace Vouchers.Cli.Finance;

/// <summary>What a bank's reason codes say. The codes are ISO 20022's external status and return reasons.</summary>
internal static class BankReasons
{
    private static readonly Dictionary<string, Label> Words = new(StringComparer.Ordinal)
    {
        ["AC01"] = new("账号不正确", "the account number is wrong"),
        ["AC02"] = new("付款账号无效", "the debtor's account number is invalid"),
        ["AC03"] = new("收款账号无效", "the payee's account number is invalid"),
        ["AC04"] = new("账户已销户", "the account is closed"),
        ["AC06"] = new("账户已冻结", "the account is blocked"),
        ["AC13"] = new("付款账户类型不符", "the debtor's account is of another type"),
        ["AG01"] = new("该账户不允许此类交易", "the account forbids this kind of transaction"),
        ["AG02"] = new("业务代码无效", "the operation code is invalid"),
        ["AM01"] = new("金额为零", "the amount is zero"),
        ["AM02"] = new("金额超过限额", "the amount is above what is allowed"),
        ["AM03"] = new("币种不受理", "the currency is not handled"),
        ["AM04"] = new("余额不足", "there are not enough funds"),
        ["AM05"] = new("重复提交", "it is a duplicate"),
        ["AM09"] = new("金额不符", "the amount is wrong"),
        ["BE01"] = new("户名与账号不符", "the name does not fit the account"),
        ["BE04"] = new("收款人地址缺失", "the payee's address is missing"),
        ["BE05"] = new("发起方不被认可", "the initiating party is not known"),
        ["CNOR"] = new("收款行不在清算系统", "the payee's bank is not registered for clearing"),
        ["CUST"] = new("应客户要求", "the customer asked for it"),
        ["DT01"] = new("日期无效", "the date is invalid"),
        ["DUPL"] = new("重复付款", "it is a duplicate payment"),
        ["FF01"] = new("报文格式有误", "the file's format is invalid"),
        ["FOCR"] = new("应撤销请求退回", "it comes back after a request to cancel it"),
        ["MD07"] = new("收款人已故", "the payee is deceased"),
        ["MS02"] = new("客户未说明原因", "the customer gave no reason"),
        ["MS03"] = new("银行未说明原因", "the bank gave no reason"),
        ["NARR"] = new("原因见附言", "the reason is in words"),
        ["RC01"] = new("行号有误", "the bank's code is wrong"),
        ["RR04"] = new("监管原因", "for regulatory reasons"),
        ["TM01"] = new("超过截止时间", "it came after the cut-off time"),
    };

    /// <summary>The reason's code, as a bank writes it among other words; empty where there is none.</summary>
    public static string CodeOf(string reason) => reason
        .Split([' ', ';', ',', ':'], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(Words.ContainsKey) ?? "";

    /// <summary>
    /// E.g. "AC04, the account is closed (收款账户已销户)": the code, what it says, and what the bank wrote beside it.
    /// </summary>
    public static string Tell(string reason, Language language)
    {
        var code = CodeOf(reason);
        if (code.Length == 0)
            return reason.Length > 0 ? reason : new Label("未说明原因", "no reason was given").In(language);
        // The bank's word for its answer, e.g. RJCT, comes before the code and says nothing more.
        var wrote = reason[(reason.IndexOf(code, StringComparison.Ordinal) + code.Length)..].Trim(' ', ';', ',');
        var told = $"{code}{new Label("，", ", ").In(language)}{Words[code].In(language)}";
        return wrote.Length == 0 ? told : told + new Label($"（{wrote}）", $" ({wrote})").In(language);
    }
}
