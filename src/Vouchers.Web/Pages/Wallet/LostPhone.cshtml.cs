using Microsoft.AspNetCore.Mvc;

namespace Vouchers.Web.Pages;

/// <summary>Ends all of the citizen's sessions, this one included.</summary>
internal sealed class LostPhoneModel(Ledger ledger, WebOptions options) : FacePage(ledger)
{
    public Guid RequestId { get; private set; }

    public void OnGet() => RequestId = Ledger.Client.NewRequestId();

    public async Task<IActionResult> OnPostAsync(Guid request)
    {
        await Ledger.ReadAsync(Ledger.Client.Citizens.EndSessionsAsync(
            new() { RequestId = request.ToString(), CitizenId = CitizenId }));
        SessionCookie.Clear(HttpContext, options.IsSecure);
        return Redirect(options.City is null ? "/signed-out" : "/signed-out?leaving=true");
    }
}
