using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace Vouchers.Service;

/// <summary>
/// What verifiers fetch, as plain documents at addresses of their own, for any HTTP client and any cache on the way.
/// Pages of other origins may read them: they are public, and what matters in them is signed.
/// </summary>
internal static class TrustAddresses
{
    // As long as the service itself keeps a list, so that a revocation is nowhere older than two minutes.
    private const string CacheControl = "public, max-age=60";

    public static void MapTrustAddresses(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/jwks.json", (TrustDesk trust, HttpContext context) =>
            Whole(context, Encoding.UTF8.GetBytes(trust.Published().Jwks), "application/jwk-set+json"))
            .AllowAnonymous();
        routes.MapGet("/v1/trust-list.cose", (TrustDesk trust, HttpContext context) =>
            Whole(context, trust.Published().Signed, "application/cose")).AllowAnonymous();
        routes.MapGet("/v1/status-lists/{number}", StatusListAsync).AllowAnonymous();
    }

    // The tag is weak: each node signs for itself, so the same states come in other bytes.
    private static async Task<IResult> StatusListAsync(
        string number, StatusDesk statuses, HttpContext context, CancellationToken cancellation) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var known)
        && await statuses.FindAsync(known, cancellation) is { } list
            ? Document(context, list.Signed, "application/statuslist+cwt", list.ETag, isWeak: true)
            : Results.Text($"There is no status list {number}.", statusCode: StatusCodes.Status404NotFound);

    private static IResult Whole(HttpContext context, ReadOnlyMemory<byte> bytes, string mediaType) => Document(
        context, bytes, mediaType, Convert.ToHexStringLower(SHA256.HashData(bytes.Span).AsSpan(..8)), isWeak: false);

    // The framework compares If-None-Match and answers 304 by itself.
    private static IResult Document(
        HttpContext context, ReadOnlyMemory<byte> bytes, string mediaType, string tag, bool isWeak)
    {
        context.Response.Headers.CacheControl = CacheControl;
        context.Response.Headers.AccessControlAllowOrigin = "*";
        return Results.Bytes(bytes, mediaType, entityTag: new EntityTagHeaderValue($"\"{tag}\"", isWeak));
    }
}
