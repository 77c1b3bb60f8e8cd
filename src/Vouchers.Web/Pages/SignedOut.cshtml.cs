using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Vouchers.Web.Pages;

/// <summary>
/// After the session here, that at the city's identity service ends. It is a page and not a redirect, because the
/// form that asks for it may lead to no other host.
/// </summary>
internal sealed class SignedOutModel(WebOptions options) : PageModel
{
    public Tongue T { get; } = Tongue.Current;

    public bool Leaving { get; private set; }

    public void OnGet(bool leaving) => Leaving = leaving && options.City is not null;

    public async Task<IActionResult> OnGetCityAsync() =>
        options.City is { } city && await city.EndAsync(HttpContext) ? new EmptyResult() : Redirect("/signed-out");
}
