using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>The months of each account: closing, and opening again by two people.</summary>
internal sealed class MonthsModel(Ledger ledger) : ConsolePage(ledger)
{
    private const string Here = "/console/months";

    /// <summary>Of the month that is changed; its id.</summary>
    [BindProperty(Name = "account")]
    public string? Account { get; set; }

    /// <summary>E.g. 2026-03.</summary>
    [BindProperty(Name = "month")]
    public string? Month { get; set; }

    public IReadOnlyList<(FundingAccount Account, IReadOnlyList<Period> Periods)> Accounts { get; private set; } = [];

    public async Task<IActionResult> OnPostCloseAsync() => await AfterAsync(
        await Client.Reconciliation.ClosePeriodAsync(new()
        {
            RequestId = RequestId.ToString(), FundingAccountId = Account ?? "", Month = Month ?? "",
        }).AsOutcome(), _ => Here);

    public async Task<IActionResult> OnPostReopenAsync() => await AfterAsync(
        await Client.Reconciliation.RequestReopeningAsync(new()
        {
            RequestId = RequestId.ToString(), FundingAccountId = Account ?? "", Month = Month ?? "",
            Reason = Reason ?? "",
        }).AsOutcome(), _ => Here);

    public Task<IActionResult> OnPostApproveAsync() => DecideAsync(isApproved: true);

    public Task<IActionResult> OnPostDeclineAsync() => DecideAsync(isApproved: false);

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

    private async Task<IActionResult> DecideAsync(bool isApproved) => await AfterAsync(
        await Client.Reconciliation.DecideReopeningAsync(new()
        {
            RequestId = RequestId.ToString(), FundingAccountId = Account ?? "", Month = Month ?? "",
            Approved = isApproved,
        }).AsOutcome(), _ => Here);
}
