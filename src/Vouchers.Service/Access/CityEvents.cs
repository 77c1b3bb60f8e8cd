using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Vouchers.Web;

namespace Vouchers.Service;

/// <summary>What is ours in a sign-in at the city: addresses, the session, what people read when it fails.</summary>
internal sealed class CityEvents(
    ServiceOptions options, Listening listening, PageTokens tokens, ILogger<CityEvents> log) : OpenIdConnectEvents
{
    /// <inheritdoc/>
    public override Task RedirectToIdentityProvider(RedirectContext context)
    {
        // Behind a proxy the request does not show the address that the browser used.
        context.ProtocolMessage.RedirectUri = listening.PublicAddress + CityIdentity.Callback;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task RedirectToIdentityProviderForSignOut(RedirectContext context)
    {
        context.ProtocolMessage.PostLogoutRedirectUri = listening.PublicAddress + CityIdentity.SignedOutCallback;
        // Stands in for the ID token, which is not kept.
        context.ProtocolMessage.ClientId = options.OidcClientId;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task TicketReceived(TicketReceivedContext context)
    {
        context.HandleResponse();
        var token = context.Properties?.GetTokenValue("access_token") ?? "";
        var to = context.ReturnUri ?? "/";
        var (expiresAt, stop, isStale) = await tokens.JudgeAsync(
            token, SignedInAt(context.Principal), context.HttpContext.RequestAborted);
        var wasAnew = context.Properties?.Items.ContainsKey(CityIdentity.Anew) == true;
        if (isStale && !wasAnew)
        {
            context.Response.Redirect($"/sign-in?anew=true&to={Uri.EscapeDataString(to)}");
            return;
        }

        if (stop is not null || isStale)
        {
            var why = stop ?? SignInStop.Stale;
            log.LogWarning("A sign-in was stopped: {Why}", why);
            context.Response.Redirect(CitySignIn.StoppedAt(why));
            return;
        }

        SessionCookie.Write(context.HttpContext, options.IsSecure, token, expiresAt);
        context.Response.Redirect(to);
    }

    /// <inheritdoc/>
    public override Task AccessDenied(AccessDeniedContext context)
    {
        context.HandleResponse();
        context.Response.Redirect(CitySignIn.StoppedAt(SignInStop.Denied));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task RemoteFailure(RemoteFailureContext context)
    {
        // Its text may quote what the browser brought, so only its kind is logged.
        log.LogWarning("A sign-in failed: {Kind}", context.Failure?.GetType().Name);
        context.HandleResponse();
        var why = context.Failure is HttpRequestException ? SignInStop.Away : SignInStop.Unexpected;
        context.Response.Redirect(CitySignIn.StoppedAt(why));
        return Task.CompletedTask;
    }

    private static DateTimeOffset? SignedInAt(ClaimsPrincipal? person) =>
        long.TryParse(person?.FindFirstValue("auth_time"), CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
