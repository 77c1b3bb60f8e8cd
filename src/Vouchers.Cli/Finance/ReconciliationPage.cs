using Vouchers.Cli.Pages;
using Vouchers.V1;
using Kind = Vouchers.V1.Discrepancy.Types.Type;

namespace Vouchers.Cli.Finance;

/// <summary>What a run of the reconciliation matched, and what is before people.</summary>
internal static class ReconciliationPage
{
    /// <summary>The page of one run.</summary>
    /// <param name="account">The funding account.</param>
    /// <param name="days">What days the statements cover.</param>
    /// <param name="run">The run.</param>
    /// <param name="language">Of all words.</param>
    public static Page Make(string account, string days, ReconcileResponse.Types.Result run, Language language) => new(
        language, new Label("银行对账", "Bank reconciliation").In(language),
        [
            new(new Label("账户", "Account").In(language), account),
            new(new Label("对账单", "Statement").In(language), days),
            new(new Label("待对账流水", "Open lines").In(language), $"{run.Lines:N0}"),
            new(new Label("在途付款", "Open payments").In(language), $"{run.Payments:N0}"),
            new(new Label("已说明的差额", "Difference explained").In(language), Cell.Amount(run.Explained).Shown),
            new(new Label("未说明的差额", "Difference unexplained").In(language), Cell.Amount(run.Unexplained).Shown),
        ],
        [
            new(new Label("已匹配", "Matched").In(language), [new PagePart.Grid(Passes(run, language))]),
            new(new Label("待人工处理", "Before people").In(language), run.Discrepancies.Count == 0
                ? [new PagePart.Words(new Label("没有待处理的差异。", "Nothing.").In(language))]
                :
                [
                    new PagePart.Words(new Label(
                        "每项差异由一人提出处理方案，由另一人批准。",
                        "One person proposes how each is resolved, and another one decides.").In(language)),
                    new PagePart.Grid(Discrepancies(run, language)),
                ]),
        ]);

    private static PageTable Passes(ReconcileResponse.Types.Result run, Language language) => new(
        [
            new("pass", new("依据", "By")),
            new("payments", new("付款", "Payments"), ColumnKind.Number),
            new("lines", new("流水", "Lines"), ColumnKind.Number),
            new("amount", new("金额", "Amount"), ColumnKind.Number),
        ],
        [
            .. run.Passes.Select(pass => new PageRow(
            [
                Cell.Of(Pass(pass.Pass).In(language)), Cell.Count(pass.Payments), Cell.Count(pass.Lines),
                Cell.Amount(pass.Amount),
            ])),
        ]);

    private static PageTable Discrepancies(ReconcileResponse.Types.Result run, Language language) => new(
        [
            new("type", new("类型", "Type"), ColumnKind.Word),
            new("difference", new("差额", "Difference"), ColumnKind.Number),
            new("explanation", new("说明", "What it is"), ColumnKind.Prose),
            new("parts", new("付款和流水", "Payments, lines"), ColumnKind.Code),
            new("owner", new("负责人", "Owner"), ColumnKind.Word),
        ],
        [
            .. run.Discrepancies.OrderBy(found => found.Type).Select(found => new PageRow(
            [
                Cell.Of(Type(found.Type).In(language)), Cell.Amount(found.Difference),
                Cell.Of(language == Language.Zh ? found.Explanation.Zh : found.Explanation.En),
                Cell.Of(string.Join('\n', found.PaymentIds.Concat(found.LineIds))),
                Cell.Of(found.Owner.Length > 0 ? found.Owner : new Label("未指派", "nobody").In(language)),
            ])),
        ]) { IsStacked = true };

    private static Label Pass(string pass) => pass switch
    {
        "EndToEndId" => new("端到端标识", "End-to-end id"),
        "Reference" => new("参考号和金额", "Reference and amount"),
        "Batch" => new("一笔流水对应多笔付款", "One line for many payments"),
        "PartialPayments" => new("多笔流水对应一笔付款", "Many lines for one payment"),
        "AmountAndPayee" => new("金额和收款人", "Amount and payee"),
        "BatchSum" => new("批次未结清合计", "What was open of a batch"),
        _ => new(pass, pass),
    };

    private static Label Type(Kind type) => type switch
    {
        Kind.MissingInBank => new("银行未入账", "Missing in the bank"),
        Kind.MissingInLedger => new("台账没有", "Missing in the ledger"),
        Kind.AmountDifference => new("金额不符", "Amount difference"),
        Kind.DuplicatePayment => new("重复付款", "Duplicate payment"),
        Kind.WrongPayee => new("收款人不符", "Wrong payee"),
        Kind.Returned => new("退回", "Returned"),
        Kind.Timing => new("跨期", "Timing"),
        _ => new($"{type}", $"{type}"),
    };
}
