using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>One bulk issue while it runs and afterwards.</summary>
internal sealed class BulkIssueDetailModel(Ledger ledger) : ConsolePage(ledger)
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public string Id { get; set; } = "";

    public BulkIssue Bulk { get; private set; } = new();

    public string ProgrammeTitle { get; private set; } = "";

    public bool IsRunning => Bulk.State == BulkIssue.Types.State.Running;

    /// <summary>How far it is, for the page's script.</summary>
    public async Task<IActionResult> OnGetProgressAsync()
    {
        await LoadAsync();
        return Partial("_Progress", this);
    }

    public async Task<IActionResult> OnPostAsync() => await AfterAsync(
        await Client.Vouchers.CancelBulkIssueAsync(
            new() { RequestId = RequestId.ToString(), BulkIssueId = Id }).AsOutcome(),
        _ => $"/console/bulk-issues/{Id}");

    protected override async Task LoadAsync()
    {
        Bulk = (await Ledger.ReadAsync(Client.Vouchers.GetBulkIssueAsync(new() { BulkIssueId = Id }))).BulkIssue;
        ProgrammeTitle = (await Ledger.ReadAsync(
            Client.Programmes.GetProgrammeAsync(new() { ProgrammeId = Bulk.ProgrammeId }))).Programme.Title;
    }
}
