using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Vouchers.Web.Pages;

/// <summary>Keeps the language that a reader chose over the browser's.</summary>
internal sealed class LanguageModel(WebOptions options, TimeProvider time) : PageModel
{
    public IActionResult OnGet() => Redirect("/");

    public IActionResult OnPost(string? code, string? back)
    {
        var language = CultureInfo.GetCultureInfo(code == "en" ? "en" : "zh-CN");
        Response.Cookies.Append(
            CookieRequestCultureProvider.DefaultCookieName,
            CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(CultureInfo.InvariantCulture, language)),
            new CookieOptions
            {
                Expires = time.GetUtcNow().AddYears(1), HttpOnly = true, Secure = options.IsSecure,
                SameSite = SameSiteMode.Lax,
            });
        return Redirect(PagePaths.Local(back));
    }
}
