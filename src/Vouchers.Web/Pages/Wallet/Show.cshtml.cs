using Microsoft.AspNetCore.Mvc;

namespace Vouchers.Web.Pages;

/// <summary>The presentation, full screen on white, renewed before it lapses.</summary>
internal sealed class ShowModel(Ledger ledger, TimeProvider time) : FacePage(ledger)
{
    public string Id { get; private set; } = "";

    public string Text { get; private set; } = "";

    /// <summary>What the clerk types where nothing scans; it redeems only with the PIN and an ID document.</summary>
    public string Typed { get; private set; } = "";

    /// <summary>Seconds from now; a phone's own clock may be wrong.</summary>
    public int RenewIn { get; private set; }

    /// <inheritdoc cref="RenewIn"/>
    public int ExpiresIn { get; private set; }

    public async Task OnGetAsync(string id)
    {
        await LoadAsync(id);
        Typed = (await Ledger.ReadAsync(
            Ledger.Client.Vouchers.GetVoucherCredentialAsync(new() { VoucherId = id }))).Code;
    }

    /// <summary>The next code alone, for the page's script.</summary>
    public async Task<IActionResult> OnGetCodeAsync(string id)
    {
        await LoadAsync(id);
        return Partial("/Pages/Wallet/_Code.cshtml", this);
    }

    private async Task LoadAsync(string id)
    {
        var shown = await Ledger.ReadAsync(Ledger.Client.Vouchers.PresentVoucherAsync(new() { VoucherId = id }));
        var now = time.GetUtcNow();
        (Id, Text) = (id, shown.Text);
        RenewIn = Math.Max(1, (int)(shown.RenewAt.ToDateTimeOffset() - now).TotalSeconds);
        ExpiresIn = Math.Max(1, (int)(shown.ExpiresAt.ToDateTimeOffset() - now).TotalSeconds);
    }
}
