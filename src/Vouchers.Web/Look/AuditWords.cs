using Vouchers.V1;

namespace Vouchers.Web;

/// <summary>What is proven of the books, in words.</summary>
public static class AuditWords
{
    /// <summary>The rule that a check is of, in the reader's language; as the service says it where it is new.</summary>
    public static string Of(InvariantCheck check, Tongue t) => t[Chinese(check.Name) ?? check.Rule, check.Rule];

    private static string? Chinese(string name) => name switch
    {
        "chain" => "每条链上的批次和分录首尾相接，没有缺口，且每个哈希都正确。",
        "checkpoints" => "每条链都仍包含其已签名的每个链头。",
        "checkpoint-signatures" => "每个检查点都由当时有效的台账密钥签名。",
        "balances" => "每个科目的余额等于其全部转账之和。",
        "not-below-zero" => "只有拨款、应收和银行变动类科目可以低于零。",
        "programme-sums" => "一个项目的各科目相加为零：拨付的每一分都有去处。",
        "promised" => "未使用等于有效券的面值之和，已预约等于预留券的面值之和。",
        "owed" => "待核验、应付、在途、已付和应收与核销、付款和追回一致。",
        "bank-sums" => "一个付款账户的银行、暂记和调整相加为零。",
        "suspense" => "暂记等于未解释流水之和，调整等于各项差额之和。",
        "voucher-states" => "培训券的状态和暂停与其分录一致。",
        "one-redemption" => "一张券至多有一笔未撤销的核销，且券上记有该笔核销。",
        "redemption-lines" => "每笔核销、撤销及其生效都有金额相同的分录。",
        "payments" => "一笔付款等于其核销之和，每笔核销至多在一笔付款中。",
        "statement-lines" => "对账单所列的合计和未解释笔数与其流水一致。",
        "match-sums" => "已入账匹配的流水减去其对应项，等于其所列差额。",
        "seats" => "班次的已占名额等于有效报名人数，且不超过容量。",
        _ => null,
    };
}
