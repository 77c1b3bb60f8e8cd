using Vouchers.Cli.Pages;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Finance;

/// <summary>What claw-backs are called.</summary>
internal static class ClawBackWords
{
    /// <summary>Money that arrived without being due, and where that stands, for the institution that had it.</summary>
    /// <param name="clawBack">What was opened for it.</param>
    /// <param name="hasFailed">True where its payment had failed, false where it left twice.</param>
    public static Label Arrived(ClawBack clawBack, bool hasFailed)
    {
        var (zh, en) = (Amounts.Of(clawBack.Amount, Language.Zh), Amounts.Of(clawBack.Amount, Language.En));
        var came = hasFailed
            ? new Label($"但银行流水显示款项 {zh} 已到账", $"The bank shows that {en} arrived all the same")
            : new Label($"此款重复到账 {zh}", $"The bank shows that {en} arrived beyond it");
        return new Label($"{came.Zh}，{Stands(clawBack).Zh}。", $"{came.En}: {Stands(clawBack).En}.");
    }

    private static Label Stands(ClawBack clawBack)
    {
        var open = clawBack.Open.Absolute();
        var (zh, en) = (Amounts.Of(open, Language.Zh), Amounts.Of(open, Language.En));
        return clawBack.Open.MinorUnits switch
        {
            > 0 => new($"尚欠 {zh}，由以后的付款扣回", $"{en} of it is still owed, and later payments take it off"),
            < 0 => new(
                $"扣回后又被银行退回，{zh} 由下一笔付款补付",
                $"it was taken off and came back from the bank, so that the next payment adds {en}"),
            _ => new("已扣回或归还", "it was taken off or given back since"),
        };
    }
}
