using Microsoft.AspNetCore.Http;

namespace Vouchers.Web;

/// <summary>
/// What browsers are told to refuse: everything from other hosts, scripts and styles inside of pages, frames. Pages
/// show personal data, so nothing of them is kept but the assets, whose addresses change with their content.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next, WebOptions options)
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        if (options.IsSecure)
            headers.StrictTransportSecurity = "max-age=31536000";
        headers.CacheControl = "no-store";
        return next(context);
    }
}
