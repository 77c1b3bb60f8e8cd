using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Vouchers.EndToEnd.Chromium;

/// <summary>
/// Stands before a service: from when a test says so, the counter's app is of another version, as after a deployment,
/// and its browsers' calls are not answered, as while the service behind the pages is gone.
/// </summary>
internal sealed class NextVersion : IStartupFilter
{
    /// <summary>Names the version; the browser compares it when it looks for a new one.</summary>
    private const string Manifest = "/counter/service-worker-assets.js";

    /// <summary>The version that the app has then, as its worker names it; empty for the one that was built.</summary>
    public string Version { get; set; } = "";

    /// <summary>No call is answered; pages and files are.</summary>
    public bool IsSilent { get; set; }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(AnswerAsync);
        next(app);
    };

    private async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        if (IsSilent && context.Request.ContentType?.StartsWith("application/grpc-web", StringComparison.Ordinal) == true)
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        else if (Version.Length > 0 && context.Request.Path == Manifest)
            await RenameAsync(context, next);
        else
            await next(context);
    }

    private async Task RenameAsync(HttpContext context, RequestDelegate next)
    {
        context.Request.Headers.AcceptEncoding = "";
        context.Request.Headers.IfNoneMatch = "";
        var (answer, built) = (context.Response.Body, new MemoryStream());
        context.Response.Body = built;
        await next(context);
        context.Response.Body = answer;
        var text = Encoding.UTF8.GetString(built.ToArray());
        var begin = text.IndexOf("\"version\": \"", StringComparison.Ordinal) + "\"version\": \"".Length;
        var renamed = Encoding.UTF8.GetBytes(text[..begin] + Version + text[text.IndexOf('"', begin)..]);
        context.Response.ContentLength = renamed.Length;
        await answer.WriteAsync(renamed);
    }
}
