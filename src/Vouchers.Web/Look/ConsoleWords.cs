using Vouchers.V1;

namespace Vouchers.Web;

/// <summary>What the bureau reads of states and types.</summary>
internal static class ConsoleWords
{
    public static string Role(string role, Tongue t) => role switch
    {
        Reader.Officer => t["项目专员", "Programme officer"],
        Reader.Finance => t["财务", "Finance"],
        Reader.Auditor => t["审计", "Auditor"],
        _ => role,
    };

    public static string Of(PayoutBatch.Types.State state, Tongue t) => state switch
    {
        PayoutBatch.Types.State.Collecting => t["归集中", "Collecting"],
        PayoutBatch.Types.State.Draft => t["待批准", "Waits for approval"],
        PayoutBatch.Types.State.Approved => t["已批准", "Approved"],
        PayoutBatch.Types.State.Exported => t["已送银行", "At the bank"],
        PayoutBatch.Types.State.Settled => t["已付清", "Settled"],
        PayoutBatch.Types.State.PartlySettled => t["部分付清", "Partly settled"],
        PayoutBatch.Types.State.Cancelled => t["已取消", "Cancelled"],
        _ => state.ToString(),
    };

    public static string Of(PayoutItem.Types.State state, Tongue t) => state switch
    {
        PayoutItem.Types.State.Pending => t["未送出", "Not sent"],
        PayoutItem.Types.State.Sent => t["已送银行", "Sent"],
        PayoutItem.Types.State.Accepted => t["银行已受理", "Accepted by the bank"],
        PayoutItem.Types.State.Paid => t["已付", "Paid"],
        PayoutItem.Types.State.Rejected => t["银行拒绝", "Rejected by the bank"],
        PayoutItem.Types.State.Returned => t["已退回", "Returned"],
        PayoutItem.Types.State.Cancelled => t["已取消", "Cancelled"],
        PayoutItem.Types.State.Netted => t["已抵扣", "Netted"],
        PayoutItem.Types.State.GivenUp => t["未到账，已重新应付", "Given up, payable again"],
        _ => state.ToString(),
    };

    public static string Of(Statement.Types.State state, Tongue t) => state switch
    {
        Statement.Types.State.Importing => t["导入中断", "Import broken off"],
        Statement.Types.State.Open => t["可对账", "Open to matching"],
        Statement.Types.State.Held => t["待复核", "Held for a second person"],
        Statement.Types.State.Discarded => t["已弃用", "Discarded"],
        _ => state.ToString(),
    };

    public static string Of(Discrepancy.Types.Type type, Tongue t) => type switch
    {
        Discrepancy.Types.Type.MissingInBank => t["银行未入账", "Missing in the bank"],
        Discrepancy.Types.Type.MissingInLedger => t["台账没有", "Missing in the ledger"],
        Discrepancy.Types.Type.AmountDifference => t["金额不符", "Amount difference"],
        Discrepancy.Types.Type.DuplicatePayment => t["重复付款", "Duplicate payment"],
        Discrepancy.Types.Type.WrongPayee => t["收款人不符", "Wrong payee"],
        Discrepancy.Types.Type.Returned => t["退回", "Returned"],
        Discrepancy.Types.Type.Timing => t["跨期", "Timing"],
        _ => type.ToString(),
    };

    public static string Of(Discrepancy.Types.State state, Tongue t) => state switch
    {
        Discrepancy.Types.State.Open => t["待处理", "Open"],
        Discrepancy.Types.State.Proposed => t["待批准", "Waits for a second person"],
        Discrepancy.Types.State.Resolved => t["已处理", "Resolved"],
        Discrepancy.Types.State.Explained => t["已自动说明", "Explained by a later run"],
        _ => state.ToString(),
    };

    public static string Of(Discrepancy.Types.Resolution resolution, Tongue t) => resolution switch
    {
        Discrepancy.Types.Resolution.ManualMatch => t["人工匹配", "Match by hand"],
        Discrepancy.Types.Resolution.Adjustment => t["按差额调整", "Adjust by the difference"],
        Discrepancy.Types.Resolution.WriteOff => t["核销该流水", "Write the line off"],
        Discrepancy.Types.Resolution.RePay => t["重新付款", "Pay again"],
        Discrepancy.Types.Resolution.ClawBack => t["向机构追回", "Claw back from the institution"],
        _ => "",
    };

    public static string Of(Period.Types.State state, Tongue t) => state switch
    {
        Period.Types.State.Open => t["未结", "Open"],
        Period.Types.State.Closed => t["已结", "Closed"],
        Period.Types.State.ReopeningRequested => t["申请重开", "Reopening asked for"],
        _ => state.ToString(),
    };

    public static string Pass(string pass, Tongue t) => pass switch
    {
        "EndToEndId" => t["端到端标识", "End-to-end id"],
        "Reference" => t["参考号和金额", "Reference and amount"],
        "Batch" => t["一笔流水对应多笔付款", "One line for many payments"],
        "PartialPayments" => t["多笔流水对应一笔付款", "Many lines for one payment"],
        "AmountAndPayee" => t["金额和收款人", "Amount and payee"],
        "BatchSum" => t["批次未结清合计", "What was open of a batch"],
        "manual" => t["人工", "By hand"],
        "resolution" => t["差异处理", "A resolution"],
        _ => pass,
    };

    public static string Account(string kind, Tongue t) => kind switch
    {
        "appropriation" => t["拨款", "Appropriation"],
        "available" => t["可用", "Available"],
        "outstanding" => t["未使用", "Outstanding"],
        "reserved" => t["已预约", "Reserved"],
        "unearned" => t["待核验", "Unearned"],
        "payable" => t["应付", "Payable"],
        "clearing" => t["在途", "Clearing"],
        "paid" => t["已付", "Paid"],
        "receivable" => t["应收", "Receivable"],
        "bank" => t["银行", "Bank"],
        "suspense" => t["暂记", "Suspense"],
        "adjustment" => t["调整", "Adjustment"],
        _ => kind,
    };

    public static string Told(Explanation explanation, Tongue t) => t[explanation.Zh, explanation.En];
}
