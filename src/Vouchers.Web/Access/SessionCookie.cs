using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;

namespace Vouchers.Web;

/// <summary>
/// The cookie that keeps a person signed in: the issuer's token itself, which is judged with each request, so that
/// nothing about a session is stored and any node can serve the next page. Scripts cannot read it, and requests
/// from other sites come without it unless they only follow a link.
/// </summary>
public static class SessionCookie
{
    // Browsers keep 4 KB a cookie, and the token of an issuer that tells much of a person is longer.
    private static readonly ChunkingCookieManager Cookies = new() { ThrowForPartialCookies = false };

    /// <summary>The token, or null where nobody is signed in.</summary>
    public static string? Read(HttpContext context, bool isSecure) =>
        Cookies.GetRequestCookie(context, Name(isSecure));

    /// <summary>Signs the browser in until the token lapses.</summary>
    public static void Write(HttpContext context, bool isSecure, string token, DateTimeOffset expiresAt) =>
        Cookies.AppendResponseCookie(context, Name(isSecure), token, Options(isSecure, expiresAt));

    internal static void Clear(HttpContext context, bool isSecure) =>
        Cookies.DeleteCookie(context, Name(isSecure), Options(isSecure, null));

    // The prefix makes browsers refuse a cookie that another host of the domain set.
    private static string Name(bool isSecure) => isSecure ? "__Host-vouchers" : "vouchers";

    private static CookieOptions Options(bool isSecure, DateTimeOffset? expires) => new()
    {
        HttpOnly = true, Secure = isSecure, SameSite = SameSiteMode.Lax, Path = "/", Expires = expires,
        IsEssential = true,
    };
}
