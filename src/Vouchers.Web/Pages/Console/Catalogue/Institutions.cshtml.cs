using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>Who trains.</summary>
internal sealed class InstitutionsModel(Ledger ledger) : ConsolePage(ledger)
{
    private const int Shown = 100;

    public IReadOnlyList<Institution> Institutions { get; private set; } = [];

    protected override async Task LoadAsync()
    {
        var page = await Ledger.ReadAsync(
            Client.Catalogue.ListInstitutionsAsync(new() { PageSize = Shown, PageToken = After ?? "" }));
        Institutions = page.Institutions;
        GoesOn(page.NextPageToken);
    }
}
