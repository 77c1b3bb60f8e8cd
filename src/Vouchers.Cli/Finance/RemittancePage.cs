using Vouchers.Cli.Pages;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Finance;

/// <summary>The remittance advice: what each payment is of, for the institution that got it.</summary>
internal static class RemittancePage
{
    private static readonly Column[] LineColumns =
    [
        new("receipt", new("回执号", "Receipt"), ColumnKind.Code),
        new("voucher_id", new("培训券", "Voucher"), ColumnKind.Code, OnScreen: false),
        new("session", new("班次 / 课程", "Session / course")),
        new("redeemed_at", new("核销时间", "Redeemed"), ColumnKind.Time, OnScreen: false),
        new("amount", FinanceWords.Amount, ColumnKind.Number),
    ];

    private static readonly Column[] DeductionColumns =
    [
        new("receipt", new("回执号或付款", "Receipt or payment"), ColumnKind.Code),
        new("voucher_id", new("培训券", "Voucher"), ColumnKind.Code, OnScreen: false),
        new("reason", new("追回原因", "Reason"), ColumnKind.Prose),
        new("amount", FinanceWords.Amount, ColumnKind.Number),
    ];

    private static readonly Column[] SumColumns =
    [
        new("part", new("构成", "Made of")),
        new("redemptions", FinanceWords.Redemptions, ColumnKind.Number),
        new("amount", FinanceWords.Amount, ColumnKind.Number),
    ];

    private static readonly Column[] FileColumns =
    [
        Column.InFile("batch_id"), Column.InFile("end_to_end_id"), Column.InFile("institution_id"),
        Column.InFile("institution_name"), Column.InFile("programme_id"), Column.InFile("payment_state"),
        Column.InFile("sent_at"), Column.InFile("ended_at"), Column.InFile("line"), Column.InFile("receipt"),
        Column.InFile("voucher_id"), Column.InFile("branch_id"), Column.InFile("session_id"),
        Column.InFile("course_id"), Column.InFile("course_title"), Column.InFile("redeemed_at"),
        Column.InFile("amount", ColumnKind.Number), Column.InFile("currency"), Column.InFile("force_majeure"),
    ];

    /// <param name="batchId">The batch that the payments are of.</param>
    /// <param name="payments">Those of one institution together.</param>
    /// <param name="language">Of the words.</param>
    public static Page Make(string batchId, IReadOnlyList<RemittanceAdvice> payments, Language language)
    {
        var names = payments.Select(p => p.Head.InstitutionName).Distinct(StringComparer.Ordinal).ToArray();
        var failed = payments.Where(p => HasFailed(p.Head.Payment)).ToList();
        return new(
            language, new Label("付款明细通知", "Remittance advice").In(language) + $" {batchId}",
            [
                new(FinanceWords.Institution.In(language), names.Length == 1
                    ? names[0]
                    : new Label($"{names.Length} 家", $"{names.Length} institutions").In(language)),
                new(new Label("付款笔数", "Payments").In(language), Cell.Count(payments.Count - failed.Count).Shown),
                new(new Label("付款净额", "Net").In(language), Sum(payments.Except(failed), language)),
                .. failed.Count == 0 ? (Fact[])[] :
                [
                    new(new Label("未付", "Not paid").In(language),
                        new Label($"{failed.Count} 笔，", $"{failed.Count}, ").In(language) + Sum(failed, language)),
                ],
                new(new Label("时间", "Times").In(language), FinanceWords.Clock.In(language)),
            ],
            [.. payments.Select(payment => Section(payment, language))]);
    }

    /// <summary>
    /// Every line of every payment. Deductions are below zero, so that the lines of a payment add up to its net.
    /// </summary>
    public static PageTable File(IReadOnlyList<RemittanceAdvice> payments) => new(
        FileColumns, [.. payments.SelectMany(p => Lines(p).Concat(Deductions(p)))]);

    private static PageSection Section(RemittanceAdvice advice, Language language)
    {
        var (head, payment) = (advice.Head, advice.Head.Payment);
        var parts = new List<PagePart> { new PagePart.Facts(Facts(head, language)) };
        if (HasFailed(payment) && payment.State != PayoutItem.Types.State.Cancelled)
            parts.Add(new PagePart.Words(new Label(
                $"此款付款失败：{BankReasons.Tell(payment.Reason, Language.Zh)}。其核销已重新列为应付，将在以后的批次支付。",
                $"This payment failed: {BankReasons.Tell(payment.Reason, Language.En)}. What it was of is payable "
                + "again, in a later batch.")
                .In(language), IsWarning: true));
        parts.AddRange(head.Arrived.Select(clawBack => new PagePart.Words(
            ClawBackWords.Arrived(clawBack, HasFailed(payment)).In(language), IsWarning: true)));
        if (payment.State == PayoutItem.Types.State.Cancelled)
            parts.Add(new PagePart.Words(new Label(
                "此款在送银行前已取消，没有明细；其核销已重新列为应付。",
                "Cancelled before it was sent, so there are no lines; what it held is payable again.").In(language)));
        else
            parts.Add(new PagePart.Grid(Sums(head, language)));
        parts.AddRange(head.Branches.Select(branch => new PagePart.Grid(
            Branch(advice, branch, language), $"{branch.Name} ({branch.BranchId})")));
        if (head.Deductions.Count > 0)
            parts.Add(new PagePart.Grid(
                DeductionTable(head, language), new Label("追回扣减与退还", "Claw-backs taken off or given back")
                    .In(language)));
        return new($"{head.InstitutionName} · {head.ProgrammeTitle}", parts) { BeginsSheet = true };
    }

    private static bool HasFailed(PayoutItem payment) => payment.State is PayoutItem.Types.State.Rejected
        or PayoutItem.Types.State.Returned or PayoutItem.Types.State.GivenUp or PayoutItem.Types.State.Cancelled;

    private static string Sum(IEnumerable<RemittanceAdvice> payments, Language language)
    {
        var sums = payments.GroupBy(p => p.Head.Payment.Net.Currency, StringComparer.Ordinal)
            .Select(g => Amounts.Of(g.Sum(p => p.Head.Payment.Net.MinorUnits), g.Key, language)).ToArray();
        return sums.Length == 0 ? "–" : string.Join(", ", sums);
    }

    private static List<Fact> Facts(Remittance head, Language language)
    {
        var payment = head.Payment;
        var state = FinanceWords.Of(payment.State).In(language);
        return
        [
            new(new Label("付款编号 (EndToEndId)", "Payment (EndToEndId)").In(language), payment.EndToEndId),
            new(new Label("状态", "State").In(language), state),
            .. Ended(payment, language),
            new(new Label("送银行时间", "Sent to the bank").In(language),
                head.SentAt is null ? "–" : Cell.Time(head.SentAt).Shown),
            new(new Label("付款净额", "Net").In(language), Amounts.Of(payment.Net, language)),
            new(new Label("约定付款日", "Pay on").In(language), Cell.Day(head.PayOn).Shown),
            new(new Label("收款户名", "Payee").In(language), payment.Payee.HolderName),
            // Enough to know one's account by, too little to copy.
            new(new Label("收款账号", "Account").In(language),
                $"…{payment.Payee.AccountNumber[Math.Max(0, payment.Payee.AccountNumber.Length - 4)..]}"),
        ];
    }

    private static Fact[] Ended(PayoutItem payment, Language language) => payment.EndedAt is null
        ? []
        : [new(new Label("状态时间", "Since").In(language), Cell.Time(payment.EndedAt).Shown)];

    private static PageTable Sums(Remittance head, Language language)
    {
        var payment = head.Payment;
        var rows = head.Branches.Select(branch => new PageRow(
            [Cell.Of(branch.Name), Cell.Count(branch.Redemptions), Cell.Amount(branch.Amount)])).ToList();
        if (head.Deductions.Count > 0)
        {
            rows.Add(new([Cell.Of(new Label("核销合计", "Redemptions in all").In(language)),
                Cell.Count(payment.Redemptions), Cell.Amount(payment.Gross)], IsSum: true));
            rows.Add(new(
            [
                Cell.Of((payment.Netted.MinorUnits >= 0
                    ? new Label("减：追回", "Less claw-backs")
                    : new Label("加：退还的追回款", "Plus claw-backs given back")).In(language)),
                Cell.Empty, Cell.Amount(-payment.Netted.MinorUnits),
            ]));
        }
        rows.Add(new([Cell.Of(new Label($"付款净额 ({payment.Net.Currency})", $"Net ({payment.Net.Currency})")
            .In(language)), head.Deductions.Count > 0 ? Cell.Empty : Cell.Count(payment.Redemptions),
            Cell.Amount(payment.Net)], IsSum: true));
        return new(SumColumns, rows);
    }

    private static PageTable Branch(RemittanceAdvice advice, BranchSubtotal branch, Language language) => new(
        LineColumns,
        [
            .. advice.Lines.Where(line => line.BranchId == branch.BranchId).Select(line => new PageRow(
            [
                Cell.Of(line.Receipt), Cell.Of(line.VoucherId), Cell.Of(CourseOf(line, language)),
                Cell.Time(line.RedeemedAt), Cell.Amount(line.Amount),
            ])),
            new PageRow(
            [
                Cell.Of(new Label($"小计 {branch.Redemptions} 笔", $"Subtotal of {branch.Redemptions}").In(language)),
                Cell.Empty, Cell.Empty, Cell.Empty, Cell.Amount(branch.Amount),
            ], IsSum: true),
        ]) { IsStacked = true };

    // Whoever reads of a course that nobody completed reads why it is paid.
    private static string CourseOf(RemittanceLine line, Language language)
    {
        var course = $"{line.SessionId} · {line.CourseTitle}";
        return line.ForceMajeure.Length == 0
            ? course
            : course + new Label(
                $" · 不可抗力：{line.ForceMajeure}", $" · force majeure: {line.ForceMajeure}").In(language);
    }

    private static PageTable DeductionTable(Remittance head, Language language) => new(
        DeductionColumns,
        [
            .. head.Deductions.Select(d => new PageRow(
            [
                Cell.Of(d.Receipt + d.EndToEndId), Cell.Of(d.VoucherId), Cell.Of(d.Reason),
                Cell.Amount(-d.Amount.MinorUnits),
            ])),
            new PageRow(
            [
                Cell.Of(FinanceWords.Total.In(language)), Cell.Empty, Cell.Empty,
                Cell.Amount(-head.Payment.Netted.MinorUnits),
            ], IsSum: true),
        ]) { IsStacked = true };

    private static IEnumerable<PageRow> Lines(RemittanceAdvice advice) => advice.Lines.Select(line => new PageRow(
    [
        .. Of(advice.Head), Cell.Of("redemption"), Cell.Of(line.Receipt), Cell.Of(line.VoucherId),
        Cell.Of(line.BranchId), Cell.Of(line.SessionId), Cell.Of(line.CourseId), Cell.Of(line.CourseTitle),
        Cell.Time(line.RedeemedAt), Cell.Amount(line.Amount), Cell.Of(line.Amount.Currency),
        Cell.Of(line.ForceMajeure),
    ]));

    private static IEnumerable<PageRow> Deductions(RemittanceAdvice advice) => advice.Head.Deductions.Select(d =>
        new PageRow(
        [
            .. Of(advice.Head), Cell.Of("claw_back"), Cell.Of(d.Receipt + d.EndToEndId), Cell.Of(d.VoucherId),
            Cell.Empty, Cell.Empty, Cell.Empty, Cell.Of(d.Reason), Cell.Empty, Cell.Amount(-d.Amount.MinorUnits),
            Cell.Of(d.Amount.Currency), Cell.Empty,
        ]));

    private static Cell[] Of(Remittance head) =>
    [
        Cell.Of(head.Payment.BatchId), Cell.Of(head.Payment.EndToEndId), Cell.Of(head.Payment.InstitutionId),
        Cell.Of(head.InstitutionName), Cell.Of(head.Payment.ProgrammeId),
        Cell.Of(Commands.Words.Word(head.Payment.State)), Cell.Time(head.SentAt), Cell.Time(head.Payment.EndedAt),
    ];
}
