using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>What institutions are owed, by age, and the trial balance.</summary>
internal sealed class ReportsModel(Ledger ledger) : ConsolePage(ledger)
{
    public IReadOnlyList<Ageing> Ageing { get; private set; } = [];

    public TrialBalance? Balance { get; private set; }

    public Timestamp AsOf => Timestamp.FromDateTimeOffset(Balance!.AsOf);

    /// <summary>What is older than a month.</summary>
    public static Money Old(AgeBuckets buckets) => new()
    {
        Currency = buckets.Total.Currency,
        MinorUnits = buckets.Days31To60.MinorUnits + buckets.Days61To90.MinorUnits + buckets.Over90Days.MinorUnits,
    };

    public async Task<IActionResult> OnGetAgeingAsync()
    {
        var report = Ledger.Answered(await Client.AgeingAsync(cancellation: HttpContext.RequestAborted));
        var file = new CsvFile(
            "institution_id", "institution", "currency", "what", "days_0_to_7", "days_8_to_30", "days_31_to_60",
            "days_61_to_90", "over_90_days", "total", "count");
        foreach (var row in report.Rows)
        foreach (var (what, ages) in new[]
        {
            ("payable", row.Payable), ("in_batch", row.InBatch), ("clearing", row.Clearing),
            ("receivable", row.Receivable),
        })
            file.Add(
                row.InstitutionId, row.InstitutionName, row.Currency, what, ages.Days0To7, ages.Days8To30,
                ages.Days31To60, ages.Days61To90, ages.Over90Days, ages.Total, ages.Count);
        return file.ToResult("ageing.csv");
    }

    public async Task<IActionResult> OnGetBalanceAsync()
    {
        var balance = Ledger.Answered(await Client.TrialBalanceAsync(cancellation: HttpContext.RequestAborted));
        var file = new CsvFile(
            "account", "kind", "programme_id", "institution_id", "funding_account_id", "debits", "credits",
            "debit_balance", "credit_balance", "currency");
        foreach (var account in balance.Accounts)
            file.Add(
                account.Account, account.Kind, account.ProgrammeId, account.InstitutionId, account.FundingAccountId,
                account.Debits, account.Credits, account.DebitBalance, account.CreditBalance, account.Debits.Currency);
        return file.ToResult("trial-balance.csv");
    }

    public async Task<IActionResult> OnGetBudgetAsync()
    {
        var file = new CsvFile(
            "programme_id", "title", "currency", "appropriated", "available", "outstanding", "reserved", "unearned",
            "payable", "clearing", "paid", "receivable", "used", "unexplained");
        foreach (var budget in await BudgetsAsync())
            file.Add(
                budget.ProgrammeId, budget.Title, budget.Appropriated.Currency, budget.Appropriated, budget.Available,
                budget.Outstanding, budget.Reserved, budget.Unearned, budget.Payable, budget.Clearing, budget.Paid,
                budget.Receivable, budget.Used, budget.Unexplained);
        return file.ToResult("budget.csv");
    }

    protected override async Task LoadAsync()
    {
        // Whom nothing is owed and who owes nothing would only be a line of dashes.
        Ageing =
        [
            .. Ledger.Answered(await Client.AgeingAsync(cancellation: HttpContext.RequestAborted)).Rows.Where(row =>
                new[] { row.Payable, row.InBatch, row.Clearing, row.Receivable }.Any(b => b.Total.MinorUnits != 0)),
        ];
        Balance = Ledger.Answered(await Client.TrialBalanceAsync(cancellation: HttpContext.RequestAborted));
    }
}
