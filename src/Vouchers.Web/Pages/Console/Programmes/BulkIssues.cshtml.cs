using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>The bulk issues, the newest first, and a form for the next.</summary>
internal sealed class BulkIssuesModel(Ledger ledger) : ConsolePage(ledger)
{
    [BindProperty(SupportsGet = true, Name = "programme")]
    public string? Programme { get; set; }

    [BindProperty(Name = "group")]
    public string? Group { get; set; }

    [BindProperty(Name = "occupation")]
    public string? Occupation { get; set; }

    /// <summary>0 for any.</summary>
    [BindProperty(Name = "level")]
    public int? Level { get; set; } = 0;

    public IReadOnlyList<BulkIssue> Bulks { get; private set; } = [];

    public async Task<IActionResult> OnPostAsync() => await AfterAsync(
        await Client.Vouchers.StartBulkIssueAsync(new()
        {
            RequestId = RequestId.ToString(), ProgrammeId = Programme ?? "", TargetGroup = Group?.Trim() ?? "",
            Occupation = Occupation?.Trim() ?? "", Level = Level ?? 0,
        }).AsOutcome(), started => $"/console/bulk-issues/{started.BulkIssue.Id}");

    protected override async Task LoadAsync()
    {
        await LoadProgrammesAsync();
        // There are few of them: one a group and year.
        Bulks = [.. Enumerable.Reverse(await Ledger.AllAsync(
            token => Client.Vouchers.ListBulkIssuesAsync(
                new() { ProgrammeId = Programme ?? "", PageSize = 1_000, PageToken = token }),
            page => (page.BulkIssues, page.NextPageToken)))];
    }
}
