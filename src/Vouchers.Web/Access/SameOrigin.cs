using Microsoft.AspNetCore.Http;

namespace Vouchers.Web;

/// <summary>
/// Refuses a change that another site asks for in a signed-in person's name. Every browser of today says where a
/// request comes from (Fetch Metadata, or the Origin header before it); one that says neither is no browser.
/// </summary>
internal sealed class SameOrigin(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (IsSafe(context.Request.Method) || ComesFromHere(context.Request))
        {
            await next(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(
            "Refused: this change was asked for by another site. Open the page here and try again.\n"
            + "已拒绝：该操作由其他网站发起。请在本站打开页面后重试。\n", context.RequestAborted);
    }

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);

    private static bool ComesFromHere(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is [{ } site])
            return site == "same-origin";
        return request.Headers.Origin is [{ } origin] && Uri.TryCreate(origin, UriKind.Absolute, out var from)
            && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }
}
