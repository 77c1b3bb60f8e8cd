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

    // WebAssembly is compiled, the app is kept for the time without a line, and a camera reads codes.
    private const string CounterPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
        + "img-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
        + "base-uri 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var isCounter = context.Request.Path.StartsWithSegments(PagePaths.Counter, StringComparison.OrdinalIgnoreCase);
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = isCounter ? CounterPolicy : Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = $"camera=({(isCounter ? "self" : "")}), geolocation=(), microphone=()";
        if (options.IsSecure)
            headers.StrictTransportSecurity = "max-age=31536000";
        headers.CacheControl = "no-store";
        return next(context);
    }
}
