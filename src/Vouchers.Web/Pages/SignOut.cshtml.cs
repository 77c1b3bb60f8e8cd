using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Vouchers.Web.Pages;

/// <summary>Ends the session of this browser.</summary>
internal sealed class SignOutModel(WebOptions options) : PageModel
{
    public IActionResult OnGet() => Redirect("/");

    public IActionResult OnPost()
    {
        SessionCookie.Clear(HttpContext, options.IsSecure);
        return Redirect(options.City is null ? "/sign-in" : "/signed-out?leaving=true");
    }
}
