using Microsoft.AspNetCore.Http;

namespace Vouchers.Web;

/// <summary>Which addresses are pages; all else of the web port is the API.</summary>
internal static class PagePaths
{
    public static readonly PathString Counter = "/counter";

    public static readonly IReadOnlyList<PathString> Roots =
        ["/wallet", "/console", Counter, "/sign-in", "/sign-out", "/signed-out", "/language", "/assets"];

    public static bool Contain(PathString path) =>
        path == "/" || Roots.Any(root => path.StartsWithSegments(root, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// The address where it is one of ours, else the front door: a link must not lead out after sign-in. A header takes
    /// no Chinese, and our own links are encoded.
    /// </summary>
    public static string Local(string? path) =>
        path is ['/', .. var rest] && rest is not ['/' or '\\', ..]
            && path.All(c => char.IsAscii(c) && !char.IsControl(c)) ? path : "/";
}
