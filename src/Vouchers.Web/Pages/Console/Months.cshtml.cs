using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>The months of each account: closing, and opening again by two people.</summary>
internal sealed class MonthsModel(Ledger ledger) : ConsolePage(ledger)
{
    private const string Here = "/console/months";

    public IReadOnlyList<(FundingAccount Account, IReadOnlyList<Period> Periods)> Accounts { get; private set; } = [];

    public async Task<IActionResult> OnPostCloseAsync(string account, string month) => await AfterAsync(
        await Client.Reconciliation.ClosePeriodAsync(
            new() { RequestId = RequestId.ToString(), FundingAccountId = account, Month = month }).AsOutcome(),
        _ => Here);

    public async Task<IActionResult> OnPostReopenAsync(string account, string month, string? reason) => await AfterAsync(
        await Client.Reconciliation.RequestReopeningAsync(new()
        {
            RequestId = RequestId.ToString(), FundingAccountId = account, Month = month, Reason = reason ?? "",
        }).AsOutcome(), _ => Here);

    public Task<IActionResult> OnPostApproveAsync(string account, string month) => DecideAsync(account, month, true);

    public Task<IActionResult> OnPostDeclineAsync(string account, string month) => DecideAsync(account, month, false);

    protected override async Task LoadAsync()
    {
        var all = new List<(FundingAccount, IReadOnlyList<Period>)>();
        foreach (var account in await AccountsAsync())
            all.Add((account, [.. (await Ledger.AllAsync(
                token => Client.Reconciliation.ListPeriodsAsync(
                    new() { FundingAccountId = account.Id, PageSize = 1_000, PageToken = token }),
                page => (page.Periods, page.NextPageToken)))
                .OrderByDescending(p => p.Month, StringComparer.Ordinal)]));
        Accounts = all;
    }

    private async Task<IActionResult> DecideAsync(string account, string month, bool isApproved) => await AfterAsync(
        await Client.Reconciliation.DecideReopeningAsync(new()
        {
            RequestId = RequestId.ToString(), FundingAccountId = account, Month = month, Approved = isApproved,
        }).AsOutcome(), _ => Here);
}
