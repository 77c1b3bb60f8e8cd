using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>Who evaluates.</summary>
internal sealed class AgenciesModel(Ledger ledger) : ConsolePage(ledger)
{
    private const int Shown = 100;

    [BindProperty(Name = "agency")]
    public string? AgencyId { get; set; }

    [BindProperty(Name = "name")]
    public string? Name { get; set; }

    public IReadOnlyList<Agency> Agencies { get; private set; } = [];

    public async Task<IActionResult> OnPostAsync() => await AfterAsync(
        await Client.Catalogue.RegisterAgencyAsync(new()
        {
            RequestId = RequestId.ToString(), Agency = new() { Id = AgencyId?.Trim() ?? "", Name = Name ?? "" },
        }).AsOutcome(), _ => "/console/agencies");

    protected override async Task LoadAsync()
    {
        var page = await Ledger.ReadAsync(
            Client.Catalogue.ListAgenciesAsync(new() { PageSize = Shown, PageToken = After ?? "" }));
        Agencies = page.Agencies;
        GoesOn(page.NextPageToken);
    }
}
