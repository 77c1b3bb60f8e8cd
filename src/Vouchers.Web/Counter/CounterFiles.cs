using System.Collections.Frozen;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Vouchers.Web;

/// <summary>The counter's app, which was published into this assembly.</summary>
internal static class CounterFiles
{
    /// <summary>Where it is served; what precedes the names of its resources.</summary>
    public const string Root = "/counter/";

    private const string FrontPage = "index.html";

    private static readonly FrozenDictionary<string, CounterFile> All =
        typeof(CounterFiles).Assembly.GetManifestResourceNames()
            .Where(resource => ('/' + resource).StartsWith(Root, StringComparison.Ordinal))
            .GroupBy(resource => CounterFile.PlainName(resource[(Root.Length - 1)..]))
            .ToFrozenDictionary(group => group.Key, group => new CounterFile(group.Key, [.. group]));

    public static void MapCounter(this IEndpointRouteBuilder routes)
    {
        // The browser finds the app's files relative to the folder.
        routes.MapGet("/counter", (HttpContext context) => context.Request.Path.Value!.EndsWith('/')
            ? Answer(FrontPage, context)
            : Results.Redirect(Root)).AllowAnonymous();
        routes.MapGet("/counter/{**path}", Answer).AllowAnonymous();
    }

    private static IResult Answer(string path, HttpContext context)
    {
        if (All.TryGetValue(path, out var file))
            return file.Answer(context);
        // A place inside of the app, e.g. the link that enrols a device.
        return !path.Contains('.') && All.TryGetValue(FrontPage, out var front)
            ? front.Answer(context)
            : Results.NotFound();
    }
}
