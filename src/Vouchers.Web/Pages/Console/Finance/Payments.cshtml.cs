using Microsoft.AspNetCore.Mvc;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>What an institution was paid or is being paid, of every batch.</summary>
internal sealed class PaymentsModel(Ledger ledger) : ConsolePage(ledger)
{
    private const int Shown = 100;

    [BindProperty(SupportsGet = true, Name = "institution")]
    public string? Institution { get; set; }

    [BindProperty(SupportsGet = true, Name = "programme")]
    public string? Programme { get; set; }

    public string InstitutionName { get; private set; } = "";

    public IReadOnlyList<PayoutItem> Items { get; private set; } = [];

    protected override async Task LoadAsync()
    {
        if (Institution is { Length: > 0 } id)
            InstitutionName = (await Ledger.ReadAsync(
                Client.Catalogue.GetInstitutionAsync(new() { InstitutionId = id }))).Institution.Name;
        var page = await Ledger.ReadAsync(Client.Payouts.ListPayoutItemsAsync(
            new() { InstitutionId = Institution ?? "", PageSize = Shown, PageToken = After ?? "" }));
        Items = [.. page.Items.Where(i => Programme is not { Length: > 0 } only || i.ProgrammeId == only)];
        GoesOn(page.NextPageToken);
    }
}
