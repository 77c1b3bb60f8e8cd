using Vouchers.Cli.Pages;
using Vouchers.Client;
using Vouchers.V1;
using Kind = Vouchers.V1.Discrepancy.Types.Type;
using State = Vouchers.V1.Discrepancy.Types.State;

namespace Vouchers.Cli.Finance;

/// <summary>What the bank's lines were matched by, which payments failed, and what people explain.</summary>
internal static class ReconciliationPage
{
    /// <summary>What is plain: its own id says which payment a line is, and needs no sentence.</summary>
    private const string PlainPass = "EndToEndId";

    private static readonly Column[] Columns =
    [
        new("kind", new("类型", "What"), ColumnKind.Word),
        new("amount", FinanceWords.Amount, ColumnKind.Number),
        new("explanation", new("说明", "Why"), ColumnKind.Prose),
        new("parts", new("付款和流水", "Payments, lines"), ColumnKind.Code, OnScreen: false),
    ];

    private static readonly Column[] WorkColumns = [.. Columns, new("owner", new("负责人", "Owner"), ColumnKind.Word)];

    /// <summary>The page of an account, or of a month of it.</summary>
    public static Page Make(ReconciliationReport report, Language language)
    {
        var (head, work) = (report.Head, report.Discrepancies.Where(IsOpen).ToList());
        return new(language, new Label("银行对账", "Bank reconciliation").In(language), Facts(head, language),
        [
            new(new Label("已匹配", "Matched").In(language), [new PagePart.Grid(Passes(report, language))]),
            Section(new("非端到端标识匹配", "Matched otherwise than by the end-to-end id"),
                new("每笔匹配的依据如下。", "What each of these matches rests on."),
                Columns, [.. Told(report).Select(match => Row(match, language))], language),
            Section(new("银行拒付或退回", "Rejected or sent back by the bank"),
                new("原因代码按 ISO 20022。", "Reason codes are ISO 20022's."),
                Columns, [.. Failed(report).Select(payment => Row(payment, language))], language),
            Section(new("待人工处理", "Before people"),
                new("每项差异由一人提出处理方案，由另一人批准。",
                    "One person proposes how each is resolved, and another one decides."),
                WorkColumns, [.. work.OrderBy(found => found.Type).Select(found => Row(found, language))], language),
            .. report.Discrepancies.All(IsOpen) ? (PageSection[])[] :
            [
                Section(new("已由两人处理", "Resolved by two people"), new("", ""), WorkColumns,
                    [.. report.Discrepancies.Where(f => !IsOpen(f)).Select(f => Row(f, language))], language),
            ],
        ]);
    }

    /// <summary>One row for each failed payment, each discrepancy and each match.</summary>
    public static PageTable File(ReconciliationReport report) => new(
        [
            Column.InFile("outcome"), Column.InFile("kind"), Column.InFile("state"),
            Column.InFile("payments", ColumnKind.Code), Column.InFile("lines", ColumnKind.Code),
            Column.InFile("amount", ColumnKind.Number), Column.InFile("currency"), Column.InFile("reason_code"),
            Column.InFile("explanation"), Column.InFile("说明"),
        ],
        [
            .. Failed(report).Select(payment => FileRow("failed", Commands.Words.Word(payment.State), "",
                [payment.Id], [], payment.Net.Negated(), ReconciliationWords.Failed(payment).En,
                ReconciliationWords.Failed(payment).Zh, BankReasons.CodeOf(payment.Reason))),
            .. report.Discrepancies.OrderBy(found => found.Type).Select(found => FileRow("discrepancy",
                Commands.Words.Word(found.Type), Commands.Words.Word(found.State), found.PaymentIds, found.LineIds,
                found.Difference, Why(found, Language.En), Why(found, Language.Zh))),
            .. report.Matches.Select(match => FileRow("matched", match.Pass, Commands.Words.Word(match.State),
                Parts(match, isLine: false), Parts(match, isLine: true), Amount(match),
                match.Explanation.En, match.Explanation.Zh)),
        ]);

    /// <summary>Matches that a person wants to read the reason of.</summary>
    public static IEnumerable<Match> Told(ReconciliationReport report) =>
        report.Matches.Where(match => match.Pass != PlainPass).OrderBy(match => match.Pass, StringComparer.Ordinal);

    /// <summary>Payments that failed, but for those of which a discrepancy tells just that.</summary>
    private static IEnumerable<PayoutItem> Failed(ReconciliationReport report)
    {
        var told = report.Discrepancies.Where(found => found.Type is Kind.Returned or Kind.MissingInBank
                or Kind.WrongPayee).SelectMany(found => found.PaymentIds).ToHashSet(StringComparer.Ordinal);
        return report.Failed.Where(payment => !told.Contains(payment.Id));
    }

    private static bool IsOpen(Discrepancy found) => found.State is State.Open or State.Proposed;

    private static Fact[] Facts(ReconciliationHead head, Language language) =>
    [
        new(new Label("账户", "Account").In(language), $"{head.HolderName} ({head.FundingAccountId})"),
        .. head.Month.Length == 0 ? (Fact[])[] : [new(new Label("月份", "Month").In(language), head.Month)],
        new(new Label("对账单", "Statements").In(language), head.Statements == 0
            ? new Label("无", "none").In(language)
            : new Label($"{head.Statements} 份，{head.FromDate} 至 {head.ToDate}",
                $"{head.Statements}, {head.FromDate} to {head.ToDate}").In(language)),
        new(new Label("银行流水", "Bank lines").In(language), Cell.Count(head.Lines).Shown),
        new(new Label("未匹配流水", "Lines not matched").In(language),
            $"{Cell.Count(head.OpenLines).Shown}, {Amounts.Of(head.OpenLinesAmount, language)}"),
        new(new Label("在途付款", "Payments under way").In(language),
            $"{Cell.Count(head.OpenPayments).Shown}, {Amounts.Of(head.OpenPaymentsAmount, language)}"),
        FinanceWords.AsOfFact(language, head.AsOf.ToDateTimeOffset()),
    ];

    private static PageSection Section(
        Label title, Label words, Column[] columns, PageRow[] rows, Language language) => new(
        title.In(language), rows.Length == 0
            ? [new PagePart.Words(new Label("无。", "None.").In(language))]
            :
            [
                .. words.En.Length == 0 ? (PagePart[])[] : [new PagePart.Words(words.In(language))],
                new PagePart.Grid(new PageTable(columns, rows) { IsStacked = true }),
            ]);

    private static PageTable Passes(ReconciliationReport report, Language language) => new(
        [
            new("pass", new("依据", "By")), new("matches", new("匹配", "Matches"), ColumnKind.Number),
            new("payments", new("付款", "Payments"), ColumnKind.Number),
            new("lines", new("流水", "Lines"), ColumnKind.Number),
            new("amount", FinanceWords.Amount, ColumnKind.Number),
        ],
        [
            .. report.Matches.GroupBy(match => match.Pass, StringComparer.Ordinal).OrderByDescending(g => g.Count())
                .Select(group => new PageRow(
                [
                    Cell.Of(ReconciliationWords.Pass(group.Key).In(language)), Cell.Count(group.Count()),
                    Cell.Count(group.Sum(match => Parts(match, isLine: false).Count())),
                    Cell.Count(group.Sum(match => Parts(match, isLine: true).Count())),
                    Cell.Amount(group.Sum(match => Amount(match).MinorUnits)),
                ])),
        ]);

    private static PageRow Row(Match match, Language language) => new(
    [
        Cell.Of(ReconciliationWords.Pass(match.Pass).In(language)), Cell.Amount(Amount(match)),
        Cell.Of(match.Explanation.In(language)),
        PartsCell(Parts(match, isLine: false), Parts(match, isLine: true)),
    ]);

    private static PageRow Row(PayoutItem payment, Language language) => new(
    [
        Cell.Of(ReconciliationWords.Failure(payment).In(language)), Cell.Amount(payment.Net.Negated()),
        Cell.Of($"{payment.Payee.HolderName} ({payment.InstitutionId})"
            + new Label("：", ": ").In(language) + ReconciliationWords.Failed(payment).In(language)),
        PartsCell([payment.Id], []),
    ]);

    private static PageRow Row(Discrepancy found, Language language) => new(
    [
        Cell.Of(ReconciliationWords.Type(found.Type).In(language)), Cell.Amount(found.Difference),
        Cell.Of(Why(found, language)), PartsCell(found.PaymentIds, found.LineIds),
        Cell.Of(found.Owner.Length > 0 ? found.Owner : new Label("未指派", "nobody").In(language)),
    ]);

    /// <summary>What it is and, once people say so, how it is resolved.</summary>
    private static string Why(Discrepancy found, Language language)
    {
        var how = ReconciliationWords.Resolution(found.Resolution).In(language);
        if (how.Length == 0)
            return found.Explanation.In(language);
        var who = found.DecidedBy.Length > 0
            ? new Label($"{found.ProposedBy} 提出，{found.DecidedBy} 批准",
                $"proposed by {found.ProposedBy}, approved by {found.DecidedBy}")
            : new Label($"{found.ProposedBy} 提出，待批准", $"proposed by {found.ProposedBy}, waits for another person");
        return found.Explanation.In(language)
            + new Label($"处理：{how}（{who.Zh}）：{found.Reason}。", $" Resolution: {how} ({who.En}): {found.Reason}.")
                .In(language);
    }

    private static PageRow FileRow(
        string outcome, string kind, string state, IEnumerable<string> payments, IEnumerable<string> lines,
        Money amount, string en, string zh, string code = "") => new(
    [
        Cell.Of(outcome), Cell.Of(kind), Cell.Of(state), Cell.Of(string.Join(' ', payments.Select(Upper))),
        Cell.Of(string.Join(' ', lines)), Cell.Amount(amount), Cell.Of(amount.Currency), Cell.Of(code), Cell.Of(en),
        Cell.Of(zh),
    ]);

    private static Cell PartsCell(IEnumerable<string> payments, IEnumerable<string> lines) =>
        Cell.Of(string.Join('\n', payments.Select(Upper).Concat(lines)));

    // As in the bank's messages, so that a search finds both.
    private static string Upper(string payment) => payment.ToUpperInvariant();

    private static IEnumerable<string> Parts(Match match, bool isLine) =>
        match.Parts.Where(part => part.Kind == MatchPart.Types.Kind.Line == isLine).Select(part => part.ReferenceId);

    /// <summary>What the match's lines moved.</summary>
    private static Money Amount(Match match) => new()
    {
        MinorUnits = match.Parts.Where(p => p.Kind == MatchPart.Types.Kind.Line).Sum(p => p.Amount.MinorUnits),
        Currency = match.Difference.Currency,
    };
}
