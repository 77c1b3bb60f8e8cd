using Microsoft.AspNetCore.Mvc;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>What an institution was paid or is being paid, of every batch.</summary>
internal sealed class PaymentsModel(Ledger ledger) : ConsolePage(ledger)
{
    private const int Shown = 100;

    private IReadOnlyDictionary<string, string> institutions = new Dictionary<string, string>();
    private List<Programme> programmes = [];

    [BindProperty(SupportsGet = true, Name = "institution")]
    public string? Institution { get; set; }

    /// <summary>Its id.</summary>
    [BindProperty(SupportsGet = true, Name = "programme")]
    public string? Programme { get; set; }

    public IReadOnlyList<PayoutItem> Items { get; private set; } = [];

    public string NameOf(string institution) => institutions.GetValueOrDefault(institution, institution);

    public string TitleOf(string programme) => programmes.Find(p => p.Id == programme)?.Title ?? programme;

    protected override async Task LoadAsync()
    {
        institutions = await InstitutionsAsync();
        programmes = await ProgrammesAsync();
        var page = await Ledger.ReadAsync(Client.Payouts.ListPayoutItemsAsync(
            new() { InstitutionId = Institution ?? "", PageSize = Shown, PageToken = After ?? "" }));
        Items = [.. page.Items.Where(i => Programme is not { Length: > 0 } only || i.ProgrammeId == only)];
        GoesOn(page.NextPageToken);
    }
}
