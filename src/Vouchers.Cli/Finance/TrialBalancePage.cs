using Vouchers.Cli.Pages;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Finance;

/// <summary>Every account with both of its sides.</summary>
internal static class TrialBalancePage
{
    private static readonly Column[] Columns =
    [
        new("kind", new("科目", "Account"), ColumnKind.Word),
        new("whose", new("谁的", "Whose")),
        new("meaning", new("含义", "What it holds"), ColumnKind.Prose, OnScreen: false),
        new("debits", new("借方发生额", "Debits"), ColumnKind.Number, OnScreen: false),
        new("credits", new("贷方发生额", "Credits"), ColumnKind.Number, OnScreen: false),
        new("debit_balance", new("借方余额", "Debit balance"), ColumnKind.Number),
        new("credit_balance", new("贷方余额", "Credit balance"), ColumnKind.Number),
    ];

    public static Page Make(TrialBalance balance, Language language)
    {
        var sections = balance.Accounts
            .GroupBy(a => (a.ProgrammeId, a.FundingAccountId, a.Debits.Currency))
            .Select(group => new PageSection(
                $"{Owner(group.First(), language)} ({group.Key.Currency})",
                [new PagePart.Grid(Table([.. group], language))])).ToList();
        sections.Insert(0, new(FinanceWords.Total.In(language), Totals(balance, language)));
        return new(language, new Label("试算平衡表", "Trial balance").In(language),
            [
                FinanceWords.AsOfFact(language, balance.AsOf),
                new(new Label("账户数", "Accounts").In(language), Cell.Count(balance.Accounts.Count).Shown),
            ],
            sections);
    }

    /// <summary>One row for each account.</summary>
    public static PageTable File(TrialBalance balance) => new(
        [
            Column.InFile("account"), Column.InFile("kind"), Column.InFile("programme_id"),
            Column.InFile("institution_id"), Column.InFile("institution_name"), Column.InFile("funding_account_id"),
            Column.InFile("programme_title"), Column.InFile("currency"), Column.InFile("debits", ColumnKind.Number),
            Column.InFile("credits", ColumnKind.Number), Column.InFile("debit_balance", ColumnKind.Number),
            Column.InFile("credit_balance", ColumnKind.Number),
        ],
        [
            .. balance.Accounts.Select(a => new PageRow(
            [
                Cell.Of(a.Account), Cell.Of(a.Kind), Cell.Of(a.ProgrammeId), Cell.Of(a.InstitutionId),
                Cell.Of(a.InstitutionName), Cell.Of(a.FundingAccountId), Cell.Of(a.ProgrammeTitle),
                Cell.Of(a.Debits.Currency), Cell.Amount(a.Debits), Cell.Amount(a.Credits), Cell.Amount(a.DebitBalance),
                Cell.Amount(a.CreditBalance),
            ])),
        ]);

    /// <summary>True where both sides are equal and each account is kept as its lines add up.</summary>
    public static bool Balances(TrialBalance balance) => balance.Differences.Count == 0 && balance.Totals.All(t =>
        t.Debits.MinorUnits == t.Credits.MinorUnits && t.DebitBalance.MinorUnits == t.CreditBalance.MinorUnits);

    private static string Whose(TrialBalanceAccount account, Language language) => account switch
    {
        { InstitutionId.Length: > 0 } => $"{account.InstitutionName} ({account.InstitutionId})",
        { ProgrammeId.Length: > 0 } => new Label("全项目", "the whole programme").In(language),
        _ => new Label("付款账户", "the funding account").In(language),
    };

    private static string Owner(TrialBalanceAccount account, Language language) => account.ProgrammeId.Length > 0
        ? $"{FinanceWords.Programme.In(language)} {account.ProgrammeTitle} ({account.ProgrammeId})"
        : $"{new Label("付款账户", "Funding account").In(language)} {account.FundingAccountId}";

    private static PageTable Table(List<TrialBalanceAccount> accounts, Language language)
    {
        Cell Sum(Func<TrialBalanceAccount, Money> side) => Cell.Amount(accounts.Sum(a => side(a).MinorUnits));
        return new(Columns,
        [
            .. accounts.Select(a => new PageRow(
            [
                Cell.Of(FinanceWords.Account(a.Kind).In(language)), Cell.Of(Whose(a, language)),
                Cell.Of(FinanceWords.Meaning(a.Kind).In(language)),
                Cell.Sparse(a.Debits), Cell.Sparse(a.Credits), Cell.Sparse(a.DebitBalance),
                Cell.Sparse(a.CreditBalance),
            ])),
            new PageRow(
            [
                Cell.Of(FinanceWords.Total.In(language)), Cell.Empty, Cell.Empty,
                Sum(a => a.Debits), Sum(a => a.Credits), Sum(a => a.DebitBalance), Sum(a => a.CreditBalance),
            ], IsSum: true),
        ]) { IsStacked = true };
    }

    private static List<PagePart> Totals(TrialBalance balance, Language language)
    {
        List<PagePart> parts =
        [
            new PagePart.Grid(new PageTable(
                [new("currency", FinanceWords.Currency), .. Columns[3..].Select(c => c with { OnScreen = true })],
                [
                    .. balance.Totals.Select(t => new PageRow(
                    [
                        Cell.Of(t.Debits.Currency), Cell.Amount(t.Debits), Cell.Amount(t.Credits),
                        Cell.Amount(t.DebitBalance), Cell.Amount(t.CreditBalance),
                    ])),
                ]) { IsStacked = true }),
        ];
        parts.AddRange(balance.Differences.Select(difference => new PagePart.Words(difference, IsWarning: true)));
        parts.Add(Balances(balance)
            ? new PagePart.Words(new Label("借贷相等。", "Debits and credits are equal.").In(language))
            : new PagePart.Words(new Label(
                "账不平。请运行 vouchers journal verify。", "The books do not balance. Next: vouchers journal verify")
                .In(language), IsWarning: true));
        return parts;
    }
}
