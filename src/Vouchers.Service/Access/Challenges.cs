using System.Net.Mime;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;
using Status = Google.Rpc.Status;

namespace Vouchers.Service;

/// <summary>
/// Answers a call without a valid token in the caller's own protocol: a gRPC status in the headers, or the same
/// status as JSON. A bare HTTP 401 would reach a gRPC client without a reason.
/// </summary>
internal static class Challenges
{
    public static async Task OnChallenge(JwtBearerChallengeContext context)
    {
        context.HandleResponse();
        var (code, http, reason, message) = await IssuerIsAwayAsync(context)
            ? (StatusCode.Unavailable, 503, "ISSUER_UNAVAILABLE",
                "The token issuer does not answer, so no token can be checked; try again in a moment.")
            : Explain(context.AuthenticateFailure);
        Log(context.HttpContext, code, context.AuthenticateFailure);
        var response = context.Response;
        response.Headers.WWWAuthenticate = "Bearer";
        var status = new Status
        {
            Code = (int)code, Message = message,
            Details = { Any.Pack(new ErrorInfo { Domain = RefusalStatus.Domain, Reason = reason }) },
        };
        if (IsGrpc(context.Request))
        {
            response.StatusCode = StatusCodes.Status200OK;
            response.ContentType = "application/grpc";
            response.Headers.GrpcStatus = ((int)code).ToString(System.Globalization.CultureInfo.InvariantCulture);
            response.Headers.GrpcMessage = Uri.EscapeDataString(message);
            response.Headers["grpc-status-details-bin"] = Convert.ToBase64String(status.ToByteArray());
            return;
        }

        response.StatusCode = http;
        response.ContentType = MediaTypeNames.Application.Json;
        await response.WriteAsync(ErrorTypes.Json.Format(status), context.HttpContext.RequestAborted);
    }

    private static bool IsGrpc(Microsoft.AspNetCore.Http.HttpRequest request) =>
        request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) == true;

    private static (StatusCode Code, int Http, string Reason, string Message) Explain(Exception? failure) =>
        failure switch
        {
            null => (StatusCode.Unauthenticated, 401, "UNAUTHENTICATED",
                "No bearer token came with the call; send the header 'authorization: Bearer <token>'."),
            SecurityTokenInvalidLifetimeException or SecurityTokenExpiredException =>
                (StatusCode.Unauthenticated, 401, "UNAUTHENTICATED",
                    "The token is not valid at this time; sign in again, and check the clock of this device."),
            SessionEndedException => (StatusCode.Unauthenticated, 401, "UNAUTHENTICATED",
                "All sessions of this citizen were ended after the token was issued; sign in again."),
            _ => (StatusCode.Unauthenticated, 401, "UNAUTHENTICATED",
                "The token is not one that this service accepts; sign in again."),
        };

    /// <summary>
    /// True where a token was refused only because the issuer's keys were never read. A caller must not be sent to
    /// sign in again for that.
    /// </summary>
    private static async Task<bool> IssuerIsAwayAsync(JwtBearerChallengeContext context)
    {
        if (context.AuthenticateFailure is null || context.Options.ConfigurationManager is not { } issuer)
            return false;
        try
        {
            await issuer.GetConfigurationAsync(context.HttpContext.RequestAborted);
            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    private static void Log(HttpContext context, StatusCode code, Exception? failure)
    {
        var log = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Vouchers.Calls");
        // The exception's text may quote the token, so only its kind is logged.
        log.LogInformation("{Method} {Status} {Reason} trace {TraceId}", context.Request.Path.Value, code,
            failure?.GetType().Name ?? "NoToken", Traces.IdOf(context));
    }
}
