using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Vouchers.Web.Pages;

/// <summary>The front door.</summary>
internal sealed class IndexModel : PageModel
{
    public IActionResult OnGet() => Redirect("/wallet");
}
