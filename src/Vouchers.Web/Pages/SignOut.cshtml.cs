using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Vouchers.Web.Pages;

/// <summary>Ends the session of this browser.</summary>
internal sealed class SignOutModel(WebOptions options) : PageModel
{
    public IActionResult OnGet() => Redirect("/");

    public IActionResult OnPost()
    {
        SessionCookie.Clear(Response, options.IsSecure);
        return Redirect("/sign-in");
    }
}
