using System.Net;

namespace Vouchers.Service;

/// <summary>
/// The development issuer over HTTP. Tokens are minted for programs on this machine alone: the connection must
/// come from loopback, must not have been forwarded, and must name a loopback host, so that neither another
/// machine, nor a proxy, nor a web page that rebinds its name gets one.
/// </summary>
internal static class DevelopmentEndpoints
{
    public static void MapDevelopmentIssuer(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/.well-known/openid-configuration", (DevelopmentIssuer issuer) => new
        {
            issuer = issuer.Issuer,
            jwks_uri = $"{issuer.Issuer}/dev/jwks.json",
            token_endpoint = $"{issuer.Issuer}/dev/token",
            id_token_signing_alg_values_supported = (string[])["ES256"],
        }).AllowAnonymous();
        routes.MapGet("/dev/jwks.json", (DevelopmentIssuer issuer) => issuer.Jwks()).AllowAnonymous();
        routes.MapPost("/dev/token", Mint).AllowAnonymous();
    }

    private static IResult Mint(
        DevelopmentTokenRequest request, HttpContext context, DevelopmentIssuer issuer, TimeProvider time)
    {
        if (!IsFromThisMachine(context))
            return Results.Json(new { error = "Development tokens are given to programs on this machine alone." },
                statusCode: StatusCodes.Status403Forbidden);
        try
        {
            var (token, expiresAt) = issuer.Mint(request);
            return Results.Json(new
            {
                access_token = token,
                token_type = "Bearer",
                expires_in = (int)(expiresAt - time.GetUtcNow()).TotalSeconds,
            });
        }
        catch (ArgumentException e)
        {
            return Results.Json(new { error = e.Message }, statusCode: StatusCodes.Status400BadRequest);
        }
    }

    private static bool IsLoopback(string host) => IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip);

    /// <summary>True where nothing lies between the caller and this service.</summary>
    public static bool IsFromThisMachine(HttpContext context)
    {
        var host = context.Request.Host.Host;
        return context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
            && !context.Request.Headers.ContainsKey("X-Forwarded-For")
            && !context.Request.Headers.ContainsKey("Forwarded")
            && (host == "localhost" || IsLoopback(host.Trim('[', ']')));
    }
}
