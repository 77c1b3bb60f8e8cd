using Vouchers.Ledger;

namespace Vouchers.Reconciliation;

/// <summary>
/// All words in which outcomes are explained. In a signal's text {0} is its first value, {1} its second, {2} its
/// number, and {3} its number as an amount of money. What has no text here throws.
/// </summary>
internal static class MatchingWords
{
    public static readonly (string English, string Chinese) Candidate =
        ("Perhaps this one, {0} of 100 points", "可能是这一笔（{0} 分，满分 100）");

    public static (string English, string Chinese) Of(MatchPass pass) => pass switch
    {
        MatchPass.Earlier => ("Matched before", "此前已匹配"),
        MatchPass.EndToEndId => ("Matched by end-to-end id", "按端到端标识匹配"),
        MatchPass.Reference => ("Matched by reference and amount", "按附言参考号和金额匹配"),
        MatchPass.Batch => ("One line for many payments", "一笔流水对应多笔付款"),
        MatchPass.PartialPayments => ("Several lines for one payment", "多笔流水对应一笔付款"),
        MatchPass.AmountAndPayee => ("Matched by amount and payee", "按金额和收款人匹配"),
        MatchPass.BatchSum => ("One line for what was open of a batch", "一笔流水对应批次中未结清的付款"),
        _ => throw new ArgumentOutOfRangeException(nameof(pass), pass, "This pass has no text."),
    };

    public static (string English, string Chinese) Of(DiscrepancyType type) => type switch
    {
        DiscrepancyType.MissingInBank => ("Sent, but not on the statement", "已发出，但对账单上没有"),
        DiscrepancyType.MissingInLedger => ("Booked by the bank, but unknown to the ledger", "银行已入账，但台账中没有"),
        DiscrepancyType.AmountDifference => ("Booked with another amount", "入账金额不符"),
        DiscrepancyType.DuplicatePayment => ("Paid more than once", "重复付款"),
        DiscrepancyType.WrongPayee => ("Paid to another account", "付至其他账户"),
        DiscrepancyType.Returned => ("The payment came back", "付款被退回"),
        DiscrepancyType.Timing => ("Perhaps booked in the next statement", "可能在下一期对账单入账"),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "This type has no text."),
    };

    public static (string English, string Chinese) Of(MatchSignal signal) => signal switch
    {
        { Kind: SignalKind.DateClose, Number: 0 } => ("the dates are the same", "日期相同"),
        { Kind: SignalKind.DateClose or SignalKind.DateFar, Number: 1 } =>
            ("the dates are a day apart", "日期相差 1 天"),
        { Kind: SignalKind.NearStatementEnd, Number: 1 } =>
            ("it was due a day from the statement's end", "执行日距对账单截止日 1 天"),
        { Kind: SignalKind.NearStatementEnd, Number: 0 } =>
            ("it was due on the statement's last day", "执行日为对账单截止日"),
        { IsAgainst: false } => For(signal.Kind),
        _ => Against(signal.Kind),
    };

    private static (string English, string Chinese) For(SignalKind kind) => kind switch
    {
        SignalKind.EndToEndIdEqual => ("the end-to-end id is {0}", "端到端标识为 {0}"),
        SignalKind.ReferenceFound => ("its references name {0}", "附言中有参考号 {0}"),
        SignalKind.BatchReferenceEqual => ("the batch is {0}", "批次为 {0}"),
        SignalKind.AmountEqual => ("the amount is {3} on both sides", "双方金额均为 {3}"),
        SignalKind.SumEqual => ("the {1} amounts add up to {3}", "{1} 笔金额合计 {3}"),
        SignalKind.CountEqual => ("the bank counts {2} payments too", "银行笔数同为 {2} 笔"),
        SignalKind.AccountEqual => ("the account is {0}", "账号为 {0}"),
        SignalKind.NameEqual => ("the name is \"{0}\"", "户名为“{0}”"),
        SignalKind.NameSimilar => ("the names \"{0}\" and \"{1}\" are {2} % alike", "户名“{0}”与“{1}”相似度 {2}%"),
        SignalKind.DateClose => ("the dates are {2} days apart", "日期相差 {2} 天"),
        SignalKind.OnlyPair => ("nothing else is like it", "双方均无其他相同记录"),
        SignalKind.NearStatementEnd => ("it was due {2} days from the statement's end", "执行日距对账单截止日 {2} 天"),
        SignalKind.ReturnReason => ("the reason of return is {0}", "退回原因为 {0}"),
        SignalKind.ReversalMarked => ("the bank marks it as a reversal", "银行标记为冲正"),
        SignalKind.OriginalIdEqual => ("it refers to the payment {0}", "对应原付款 {0}"),
        SignalKind.GivenBack => ("the line {0} gives it back", "已由流水 {0} 退还"),
        SignalKind.MatchedBefore => ("the line {0} had paid it", "原付款流水为 {0}"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This signal has no text."),
    };

    private static (string English, string Chinese) Against(SignalKind kind) => kind switch
    {
        SignalKind.AmountDiffers => ("{0} was expected and {1} was booked", "应为 {0}，入账 {1}"),
        SignalKind.AmountNear => ("{0} was expected and {1} is only near", "应为 {0}，入账 {1}，仅相近"),
        SignalKind.CurrencyDiffers => ("{0} is another currency than {1}", "币种不同：{0} 与 {1}"),
        SignalKind.CountDiffers => ("our payments are {0}, the bank counts {1}", "付款 {0} 笔，银行计 {1} 笔"),
        SignalKind.AccountDiffers => ("the account is {1} instead of {0}", "账号应为 {0}，实为 {1}"),
        SignalKind.NameDiffers => ("the names \"{0}\" and \"{1}\" differ", "户名“{0}”与“{1}”不符"),
        SignalKind.DateFar => ("the dates are {2} days apart", "日期相差达 {2} 天"),
        SignalKind.IdShared => ("several payments have the end-to-end id {0}", "多笔付款使用同一端到端标识 {0}"),
        SignalKind.SeveralNamed => ("it names several payments", "附言涉及多笔付款"),
        SignalKind.SeveralAlike => ("there are others like it", "另有相同记录"),
        SignalKind.PaidAlready => ("the line {0} has paid it already", "流水 {0} 已支付"),
        SignalKind.ReturnedAlready => ("the payment {0} came back before", "付款 {0} 此前已退回"),
        SignalKind.NotBookedBefore => ("no line had paid it", "此前没有付款流水"),
        SignalKind.Rejected => ("{0} had failed before", "{0} 此前已失败"),
        SignalKind.OriginalUnknown => ("nobody knows which payment it returns", "无法确定原付款"),
        SignalKind.NoLine => ("no line is like it", "没有对应的流水"),
        SignalKind.NoPayment => ("no payment is like it", "没有对应的付款"),
        SignalKind.ChanceSum => ("it may equal the batch {0} by chance", "与批次 {0} 合计相等可能只是巧合"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This signal has no text."),
    };
}
