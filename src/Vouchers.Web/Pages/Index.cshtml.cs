using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Vouchers.Web.Pages;

/// <summary>The front door: to the pages of whoever is signed in.</summary>
internal sealed class IndexModel(WebOptions options) : PageModel
{
    public async Task<IActionResult> OnGetAsync()
    {
        var session = await HttpContext.AuthenticateAsync(WebFaces.Scheme);
        var isStaff = session.Principal is { } user && Reader.Roles.Contains(Reader.Of(user, options).Role);
        return Redirect(isStaff ? "/console" : "/wallet");
    }
}
