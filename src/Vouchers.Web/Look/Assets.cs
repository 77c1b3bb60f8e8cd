using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Vouchers.Web;

/// <summary>
/// Style sheets, scripts and the icon, from inside of the assembly, so that no folder has to be deployed with it.
/// </summary>
internal static class Assets
{
    private static readonly FrozenDictionary<string, (byte[] Content, string Hash)> All =
        typeof(Assets).Assembly.GetManifestResourceNames().Where(name => !name.Contains('/'))
            .ToFrozenDictionary(name => name, Load);

    /// <summary>An asset's address, which changes with its content.</summary>
    public static string Address(string name) => $"/assets/{name}?v={All[name].Hash}";

    public static void MapAssets(this IEndpointRouteBuilder routes) => routes.MapGet("/assets/{name}",
        (string name, HttpContext context) =>
        {
            if (!All.TryGetValue(name, out var asset))
                return Results.NotFound();
            if (context.Request.Query["v"] == asset.Hash)
                context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
            return Results.Bytes(asset.Content, TypeOf(name));
        }).AllowAnonymous();

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new InvalidOperationException($"An asset of the kind '{other}' has no media type."),
    };

    private static (byte[] Content, string Hash) Load(string name)
    {
        using var stream = typeof(Assets).Assembly.GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return (content, Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8)));
    }
}
