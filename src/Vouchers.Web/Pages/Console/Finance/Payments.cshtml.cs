using Microsoft.AspNetCore.Mvc;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>What an institution was paid or is being paid, of every batch.</summary>
internal sealed class PaymentsModel(Ledger ledger) : ConsolePage(ledger)
{
    private const int Shown = 100;

    [BindProperty(SupportsGet = true, Name = "institution")]
    public string? Institution { get; set; }

    /// <summary>Its id.</summary>
    [BindProperty(SupportsGet = true, Name = "programme")]
    public string? Programme { get; set; }

    public IReadOnlyList<PayoutItem> Items { get; private set; } = [];

    protected override async Task LoadAsync()
    {
        await LoadInstitutionsAsync();
        await LoadProgrammesAsync();
        var items = new List<PayoutItem>();
        var next = After ?? "";
        // The ledger does not filter by programme: its payments may be pages away.
        do
        {
            var page = await Ledger.ReadAsync(Client.Payouts.ListPayoutItemsAsync(
                new() { InstitutionId = Institution ?? "", PageSize = Shown, PageToken = next }));
            items.AddRange(page.Items.Where(i => Programme is not { Length: > 0 } only || i.ProgrammeId == only));
            next = page.NextPageToken;
        }
        while (next.Length > 0 && items.Count < Shown);
        Items = items;
        GoesOn(next);
    }
}
