using Vouchers.Cli.Pages;
using Vouchers.V1;

namespace Vouchers.Cli.Finance;

/// <summary>What the reconciliation found, in the words of both languages.</summary>
internal static class ReconciliationWords
{
    /// <summary>By what lines and payments were matched.</summary>
    public static Label Pass(string pass) => pass switch
    {
        "EndToEndId" => new("端到端标识", "End-to-end id"),
        "Reference" => new("附言参考号和金额", "Reference in the text, and amount"),
        "Batch" => new("一笔流水对应多笔付款", "One bank line for several payments"),
        "PartialPayments" => new("多笔流水对应一笔付款", "Several bank lines for one payment"),
        "AmountAndPayee" => new("无参考号：按金额、收款人和日期", "No reference: by amount, payee and date"),
        "BatchSum" => new("批次未结清合计", "What was open of a batch"),
        "manual" => new("两人人工匹配", "Matched by two people"),
        "resolution" => new("两人处理差异", "Resolved by two people"),
        _ => new(pass, pass),
    };

    public static Label Type(Discrepancy.Types.Type type) => type switch
    {
        Discrepancy.Types.Type.MissingInBank => new("银行未入账", "Missing in the bank"),
        Discrepancy.Types.Type.MissingInLedger => new("台账没有", "Missing in the ledger"),
        Discrepancy.Types.Type.AmountDifference => new("金额不符", "Amount difference"),
        Discrepancy.Types.Type.DuplicatePayment => new("重复付款", "Duplicate payment"),
        Discrepancy.Types.Type.WrongPayee => new("收款人不符", "Wrong payee"),
        Discrepancy.Types.Type.Returned => new("退回", "Returned"),
        Discrepancy.Types.Type.Timing => new("跨期", "Timing"),
        _ => new($"{type}", $"{type}"),
    };

    public static Label Resolution(Discrepancy.Types.Resolution resolution) => resolution switch
    {
        Discrepancy.Types.Resolution.ManualMatch => new("人工匹配", "manual match"),
        Discrepancy.Types.Resolution.Adjustment => new("调整入账", "adjustment"),
        Discrepancy.Types.Resolution.WriteOff => new("核销流水", "write-off"),
        Discrepancy.Types.Resolution.RePay => new("重新支付", "re-pay"),
        Discrepancy.Types.Resolution.ClawBack => new("向机构追回", "claw-back"),
        _ => new("", ""),
    };

    /// <summary>A run's or a person's sentence.</summary>
    public static string In(this Explanation explanation, Language language) =>
        language == Language.Zh ? explanation.Zh : explanation.En;

    /// <summary>What kind of failure it is.</summary>
    public static Label Failure(PayoutItem payment) => payment.State switch
    {
        PayoutItem.Types.State.Returned => new("付款后退回", "Returned after payment"),
        PayoutItem.Types.State.GivenUp => new("未到账", "Never arrived"),
        _ => new("银行拒付", "Rejected by the bank"),
    };

    /// <summary>What became of a payment that failed, in a sentence.</summary>
    public static Label Failed(PayoutItem payment)
    {
        var at = Cell.Time(payment.EndedAt).Shown;
        if (payment.State == PayoutItem.Types.State.GivenUp)
            return new($"两人于 {at} 认定其未到账：{payment.Reason}。其核销已重新列为应付。",
                $"Two people decided at {at} that it never arrived: {payment.Reason}. What it paid for is payable "
                + "again.");
        return payment.State == PayoutItem.Types.State.Returned
            ? new($"款项于 {at} 退回：{BankReasons.Tell(payment.Reason, Language.Zh)}。其核销已重新列为应付。",
                $"It came back, booked {at}: {BankReasons.Tell(payment.Reason, Language.En)}. "
                + "What it paid for is payable again.")
            : new($"银行于 {at} 拒付：{BankReasons.Tell(payment.Reason, Language.Zh)}。其核销已重新列为应付。",
                $"The bank refused it, booked {at}: {BankReasons.Tell(payment.Reason, Language.En)}. "
                + "What it paid for is payable again, and no bank line is expected of it.");
    }
}
