using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>Something that waits for a person.</summary>
internal sealed record InboxTask(string Title, string Path);

/// <summary>What waits for whom: above all what one person asked for and another one decides.</summary>
/// <param name="page">Where it is shown.</param>
internal sealed class Inbox(ConsolePage page)
{
    private const int Most = 1_000;

    private readonly Tongue t = page.T;
    private readonly List<InboxTask> tasks = [];

    public async Task<IReadOnlyList<InboxTask>> ReadAsync()
    {
        if (!page.Reader.IsFinance)
            await AddOfficersAsync();
        // Officers do not see the bank's side.
        if (!page.Reader.IsOfficer)
        {
            await AddPaymentsAsync();
            await AddStatementsAsync();
            foreach (var account in await page.AccountsAsync())
                await AddAccountAsync(account.Id);
        }

        return tasks;
    }

    private async Task AddOfficersAsync()
    {
        var conflicts = await Ledger.ReadAsync(page.Client.OfflineRecords.ListOfflineRecordsAsync(
            new() { State = OfflineRecord.Types.State.Conflict, PageSize = Most }));
        var more = conflicts.NextPageToken.Length > 0 ? "+" : "";
        Add(conflicts.Records.Count, t[$"{conflicts.Records.Count}{more} 条离线记录有冲突，待决定",
            conflicts.Records.Count == 1
                ? "1 offline record in conflict waits for a decision"
                : $"{conflicts.Records.Count}{more} offline records in conflict wait for a decision"],
            "/console/offline");
        var excuses = (await page.ForceMajeuresAsync()).FindAll(f => f.State == ForceMajeure.Types.State.Requested);
        Add(excuses.Count, t[$"{excuses.Count} 项不可抗力申请待第二人批准",
            excuses.Count == 1
                ? "1 request for force majeure waits for a second officer"
                : $"{excuses.Count} requests for force majeure wait for a second officer"], "/console/force-majeure");
    }

    private async Task AddPaymentsAsync()
    {
        foreach (var batch in await Ledger.AllAsync(
            token => page.Client.Payouts.ListPayoutBatchesAsync(new() { PageSize = Most, PageToken = token }),
            some => (some.Batches, some.NextPageToken)))
        {
            if (batch.State == PayoutBatch.Types.State.Draft)
                Add(batch.Items, t[$"批次 {batch.Id} 待批准：{batch.Items} 笔，{t.Money(batch.Total)}",
                    $"Batch {batch.Id} waits for approval: {batch.Items} {(batch.Items == 1 ? "payment" : "payments")}, "
                    + t.Money(batch.Total)],
                    $"/console/payouts/{batch.Id}");
            if (batch.State == PayoutBatch.Types.State.Approved)
                Add(1, t[$"批次 {batch.Id} 已批准，待送银行", $"Batch {batch.Id} is approved and goes to the bank"],
                    $"/console/payouts/{batch.Id}");
        }

        var asked = (await page.ClawBacksAsync()).FindAll(c => c.State == ClawBack.Types.State.Requested);
        Add(asked.Count, t[$"{asked.Count} 项追回待第二人批准",
            asked.Count == 1
                ? "1 claw-back waits for a second person"
                : $"{asked.Count} claw-backs wait for a second person"], "/console/claw-backs");
    }

    private async Task AddStatementsAsync()
    {
        foreach (var held in (await Ledger.AllAsync(
            token => page.Client.Statements.ListStatementsAsync(new() { PageSize = Most, PageToken = token }),
            some => (some.Statements, some.NextPageToken))).FindAll(s => s.State == Statement.Types.State.Held))
            Add(1, t[$"对账单 {held.FundingAccountId} {held.FromDate} – {held.ToDate} 待第二人复核",
                $"Statement {held.FundingAccountId} {held.FromDate} – {held.ToDate} is held for a second person"],
                $"/console/statements/{held.Id}");
    }

    private async Task AddAccountAsync(string account)
    {
        var open = await Ledger.AllAsync(
            token => page.Client.Reconciliation.ListDiscrepanciesAsync(
                new() { FundingAccountId = account, PageSize = Most, PageToken = token }),
            some => (some.Discrepancies, some.NextPageToken));
        var proposed = open.Count(d => d.State == Discrepancy.Types.State.Proposed);
        Add(open.Count, t[$"{account}：{open.Count} 项对账差异，其中 {proposed} 项待第二人批准",
            $"{account}: {open.Count} {(open.Count == 1 ? "discrepancy" : "discrepancies")}, "
            + $"{proposed} of them before a second person"],
            $"/console/reconciliation?account={account}");
        foreach (var month in (await Ledger.AllAsync(
            token => page.Client.Reconciliation.ListPeriodsAsync(
                new() { FundingAccountId = account, PageSize = Most, PageToken = token }),
            some => (some.Periods, some.NextPageToken)))
            .FindAll(p => p.State == Period.Types.State.ReopeningRequested))
            Add(1, t[$"{account} {month.Month} 申请重开，待第二人批准",
                $"{account} {month.Month}: to be opened again, a second person decides"], "/console/months");
    }

    private void Add(int count, string title, string path)
    {
        if (count > 0)
            tasks.Add(new(title, path));
    }
}
