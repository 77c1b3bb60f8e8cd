using Microsoft.AspNetCore.Http;

namespace Vouchers.Web;

/// <summary>
/// The cookie that keeps a person signed in: the issuer's token itself, which is judged with each request, so that
/// nothing about a session is stored and any node can serve the next page. Scripts cannot read it, and requests
/// from other sites come without it unless they only follow a link.
/// </summary>
public static class SessionCookie
{
    /// <summary>The token, or null where nobody is signed in.</summary>
    public static string? Read(HttpRequest request, bool isSecure) => request.Cookies[Name(isSecure)];

    internal static void Write(HttpResponse response, bool isSecure, string token, DateTimeOffset expiresAt) =>
        response.Cookies.Append(Name(isSecure), token, Options(isSecure, expiresAt));

    internal static void Clear(HttpResponse response, bool isSecure) =>
        response.Cookies.Delete(Name(isSecure), Options(isSecure, null));

    // The prefix makes browsers refuse a cookie that another host of the domain set.
    private static string Name(bool isSecure) => isSecure ? "__Host-vouchers" : "vouchers";

    private static CookieOptions Options(bool isSecure, DateTimeOffset? expires) => new()
    {
        HttpOnly = true, Secure = isSecure, SameSite = SameSiteMode.Lax, Path = "/", Expires = expires,
        IsEssential = true,
    };
}
