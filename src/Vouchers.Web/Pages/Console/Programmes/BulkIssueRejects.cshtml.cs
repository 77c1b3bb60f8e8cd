using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>Whom a bulk issue passed over and why, on pages or as a file.</summary>
internal sealed class BulkIssueRejectsModel(Ledger ledger) : ConsolePage(ledger)
{
    private const int Shown = 100;

    [BindProperty(SupportsGet = true, Name = "id")]
    public string Id { get; set; } = "";

    public IReadOnlyList<BulkIssueReject> Rejects { get; private set; } = [];

    public override async Task<IActionResult> OnGetAsync()
    {
        if (!WantsCsv)
            return await base.OnGetAsync();
        var file = new CsvFile("citizen_id", "rule", "message");
        foreach (var reject in await Ledger.AllAsync(
            token => Client.Vouchers.ListBulkIssueRejectsAsync(
                new() { BulkIssueId = Id, PageSize = 1_000, PageToken = token }),
            page => (page.Rejects, page.NextPageToken)))
            file.Add(reject.CitizenId, ReasonWords.Of(reject.Reason), reject.Message);
        return file.ToResult($"bulk-issue-{Id}-rejects.csv");
    }

    protected override async Task LoadAsync()
    {
        var page = await Ledger.ReadAsync(Client.Vouchers.ListBulkIssueRejectsAsync(
            new() { BulkIssueId = Id, PageSize = Shown, PageToken = After ?? "" }));
        Rejects = page.Rejects;
        GoesOn(page.NextPageToken);
    }
}
