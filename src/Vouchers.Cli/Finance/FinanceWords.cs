using Vouchers.Cli.Pages;
using Vouchers.V1;

namespace Vouchers.Cli.Finance;

/// <summary>The words of the finance office in both languages.</summary>
internal static class FinanceWords
{
    public static readonly Label Amount = new("金额", "Amount");
    public static readonly Label Total = new("合计", "Total");
    public static readonly Label Institution = new("机构", "Institution");
    public static readonly Label Programme = new("项目", "Programme");
    public static readonly Label Redemptions = new("核销笔数", "Redemptions");
    public static readonly Label Currency = new("币种", "Currency");
    public static readonly Label AsOf = new("截至", "As of");

    /// <summary>Below each page that tells times.</summary>
    public static readonly Label Clock = new("北京时间 (UTC+8)", "Beijing time (UTC+8)");

    private static readonly Dictionary<string, Label> Accounts = new(StringComparer.Ordinal)
    {
        ["appropriation"] = new("拨款", "appropriation"),
        ["available"] = new("可用", "available"),
        ["outstanding"] = new("已发放未使用", "outstanding"),
        ["reserved"] = new("已预约", "reserved"),
        ["unearned"] = new("待核验", "unearned"),
        ["payable"] = new("应付", "payable"),
        ["clearing"] = new("在途", "clearing"),
        ["paid"] = new("已付", "paid"),
        ["receivable"] = new("应收追回", "receivable"),
        ["bank"] = new("银行", "bank"),
        ["suspense"] = new("暂记", "suspense"),
        ["adjustment"] = new("调整", "adjustment"),
    };

    /// <summary>What an account of this kind holds, in a few words; nothing for one that is not known here.</summary>
    public static Label Meaning(string kind) => kind switch
    {
        "appropriation" => new("财政拨给项目的资金", "what the programme was granted"),
        "available" => new("尚未承诺", "promised to nobody yet"),
        "outstanding" => new("已发放、未使用的培训券", "vouchers that were issued and are not used"),
        "reserved" => new("报名时预约的培训券", "vouchers held for a seat"),
        "unearned" => new("已核销，等待完成或证书", "redeemed; waits for completion or certificate"),
        "payable" => new("机构已应得，未送银行", "earned by the institution; not sent to the bank"),
        "clearing" => new("已送银行，对账单未见", "sent to the bank; on no statement yet"),
        "paid" => new("对账单已见付出", "seen leaving on a statement"),
        "receivable" => new("机构应退回", "to be given back by the institution"),
        "bank" => new("银行已付出或收到", "what the bank moved"),
        "suspense" => new("银行流水尚无说明", "bank lines that nothing explains yet"),
        "adjustment" => new("两人认定与付款无关", "what two people explained as no payment"),
        _ => new("", ""),
    };

    /// <summary>A kind of account; one that this program does not know keeps its name.</summary>
    public static Label Account(string kind) => Accounts.GetValueOrDefault(kind, new(kind, kind));

    public static Label Of(PayoutItem.Types.State state) => state switch
    {
        PayoutItem.Types.State.Pending => new("待送银行", "not sent yet"),
        PayoutItem.Types.State.Sent => new("已送银行", "sent to the bank"),
        PayoutItem.Types.State.Accepted => new("银行已受理", "accepted by the bank"),
        PayoutItem.Types.State.Paid => new("已支付", "paid"),
        PayoutItem.Types.State.Rejected => new("银行拒付", "rejected by the bank"),
        PayoutItem.Types.State.Returned => new("已退回", "returned"),
        PayoutItem.Types.State.Cancelled => new("已取消", "cancelled"),
        PayoutItem.Types.State.Netted => new("已全额抵扣", "taken whole by claw-backs"),
        PayoutItem.Types.State.GivenUp => new("未到账，已重新应付", "given up, payable again"),
        _ => new($"{state}", $"{state}"),
    };

    /// <summary>E.g. "As of: 2026-01-31 14:05, Beijing time (UTC+8)".</summary>
    public static Fact AsOfFact(Language language, DateTimeOffset asOf) => new(
        AsOf.In(language),
        $"{Cell.Time(Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(asOf)).Shown}, {Clock.In(language)}");
}
