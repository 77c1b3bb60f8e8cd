using Microsoft.AspNetCore.Mvc;
using Vouchers.V1;
using State = Vouchers.V1.PayoutItem.Types.State;

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

    /// <summary>Only those whose money is in this account, e.g. <c>clearing</c>; null or empty for all.</summary>
    [BindProperty(SupportsGet = true, Name = "kind")]
    public string? Kind { get; set; }

    public IReadOnlyList<PayoutItem> Items { get; private set; } = [];

    protected override async Task LoadAsync()
    {
        await LoadInstitutionsAsync();
        await LoadProgrammesAsync();
        var items = new List<PayoutItem>();
        var next = After ?? "";
        // The ledger filters by institution alone: the others' payments may be pages away.
        do
        {
            var page = await Ledger.ReadAsync(Client.Payouts.ListPayoutItemsAsync(
                new() { InstitutionId = Institution ?? "", PageSize = Shown, PageToken = next }));
            items.AddRange(page.Items.Where(IsAskedFor));
            next = page.NextPageToken;
        }
        while (next.Length > 0 && items.Count < Shown);
        Items = items;
        GoesOn(next);
    }

    private bool IsAskedFor(PayoutItem item) =>
        (Programme is not { Length: > 0 } only || item.ProgrammeId == only) && Kind switch
        {
            "payable" => item.State == State.Pending,
            "clearing" => item.State is State.Sent or State.Accepted,
            "paid" => item.State == State.Paid,
            _ => true,
        };
}
