using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>One account's board: what a run matched, and what is before people.</summary>
internal sealed class ReconciliationModel(Ledger ledger, TimeProvider time) : ConsolePage(ledger)
{
    private const int Shown = 100;

    [BindProperty(SupportsGet = true, Name = "account")]
    public string Account { get; set; } = "";

    public IReadOnlyList<FundingAccount> Accounts { get; private set; } = [];

    public IReadOnlyList<Discrepancy> Discrepancies { get; private set; } = [];

    public IReadOnlyList<Match> Matches { get; private set; } = [];

    /// <summary>What the run did that was asked for; null where none was.</summary>
    public ReconcileResponse.Types.Result? Run { get; private set; }

    public int DaysOf(Discrepancy found) => (int)(time.GetUtcNow() - found.OpenedAt.ToDateTimeOffset()).TotalDays;

    public override async Task<IActionResult> OnGetAsync()
    {
        if (!WantsCsv)
            return await base.OnGetAsync();
        await LoadAsync();
        var file = new CsvFile(
            "discrepancy_id", "type", "difference", "currency", "explanation", "age_days", "owner", "state", "lines",
            "payments");
        foreach (var found in Discrepancies)
            file.Add(
                found.Id, found.Type.ToString(), found.Difference, found.Difference.Currency,
                ConsoleWords.Told(found.Explanation, T), DaysOf(found), found.Owner, found.State.ToString(),
                string.Join(' ', found.LineIds), string.Join(' ', found.PaymentIds));
        return file.ToResult($"reconciliation-{Account}.csv");
    }

    public async Task<IActionResult> OnPostRunAsync()
    {
        var outcome = await Client.ReconcileAsync(Account, null, HttpContext.RequestAborted);
        if (outcome is not Outcome<ReconcileResponse.Types.Result>.Ok done)
            return await AfterAsync(outcome, _ => "");
        Run = done.Value;
        RequestId = Client.NewRequestId();
        await LoadAsync();
        return Page();
    }

    protected override async Task LoadAsync()
    {
        Accounts = await AccountsAsync();
        if (Accounts.Count == 0)
            return;
        if (Account is not { Length: > 0 })
            Account = Accounts[0].Id;
        Discrepancies = [.. (await Ledger.AllAsync(
            token => Client.Reconciliation.ListDiscrepanciesAsync(
                new() { FundingAccountId = Account, PageSize = 1_000, PageToken = token }),
            page => (page.Discrepancies, page.NextPageToken))).OrderBy(d => d.OpenedAt).ThenBy(d => d.Type)];
        var matches = await Ledger.ReadAsync(Client.Reconciliation.ListMatchesAsync(
            new() { FundingAccountId = Account, PageSize = Shown, PageToken = After ?? "" }));
        Matches = [.. matches.Matches.OrderByDescending(m => m.MadeAt)];
        GoesOn(matches.NextPageToken);
    }
}
