using System.Globalization;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>Where each budget stands, and what waits for somebody.</summary>
internal sealed class OverviewModel(Ledger ledger) : ConsolePage(ledger)
{
    public IReadOnlyList<Budget> Budgets { get; private set; } = [];

    public IReadOnlyList<(string Title, string Path)> Tasks { get; private set; } = [];

    public static string Percent(Budget budget) =>
        string.Create(CultureInfo.InvariantCulture, $"{budget.UsedBasisPoints / 100m:0.0} %");

    protected override async Task LoadAsync()
    {
        Budgets = await BudgetsAsync();
        // Officers do not see the bank's side.
        Tasks = Reader.IsOfficer ? [] : await TasksAsync();
    }

    private async Task<List<(string, string)>> TasksAsync()
    {
        var tasks = new List<(string, string)>();
        var batches = await Ledger.AllAsync(
            token => Client.Payouts.ListPayoutBatchesAsync(new() { PageSize = 1_000, PageToken = token }),
            page => (page.Batches, page.NextPageToken));
        foreach (var batch in batches.Where(b => b.State is PayoutBatch.Types.State.Draft && b.Items > 0))
            tasks.Add((T[$"批次 {batch.Id} 待批准:{batch.Items} 笔,{T.Money(batch.Total)}",
                $"Batch {batch.Id} waits for approval: {batch.Items} payments, {T.Money(batch.Total)}"],
                $"/console/payouts/{batch.Id}"));
        foreach (var batch in batches.Where(b => b.State is PayoutBatch.Types.State.Approved))
            tasks.Add((T[$"批次 {batch.Id} 已批准,待送银行", $"Batch {batch.Id} is approved and goes to the bank"],
                $"/console/payouts/{batch.Id}"));
        foreach (var account in await AccountsAsync())
        {
            var open = await Ledger.AllAsync(
                token => Client.Reconciliation.ListDiscrepanciesAsync(
                    new() { FundingAccountId = account.Id, PageSize = 1_000, PageToken = token }),
                page => (page.Discrepancies, page.NextPageToken));
            if (open.Count > 0)
                tasks.Add((T[$"{account.Id}:{open.Count} 项对账差异,其中 {Proposed(open)} 项待第二人批准",
                    $"{account.Id}: {open.Count} discrepancies, {Proposed(open)} of them wait for a second person"],
                    $"/console/reconciliation?account={account.Id}"));
        }

        return tasks;
    }

    private static int Proposed(List<Discrepancy> open) =>
        open.Count(d => d.State == Discrepancy.Types.State.Proposed);
}
