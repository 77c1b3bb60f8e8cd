using Microsoft.AspNetCore.Authentication.JwtBearer;
using Vouchers.Web;

namespace Vouchers.Service;

/// <summary>
/// How pages are signed in: by the token in the session cookie, judged like every other. The API never reads the
/// cookie, so that no other site can call it in a person's name.
/// </summary>
internal static class PageSessions
{
    public static JwtBearerEvents Events(bool isSecure) => new()
    {
        OnMessageReceived = context =>
        {
            if (SessionCookie.Read(context.HttpContext, isSecure) is { } token)
                context.Token = token;
            else
                context.NoResult();
            return Task.CompletedTask;
        },
        OnChallenge = context =>
        {
            context.HandleResponse();
            Challenge(context.HttpContext);
            return Task.CompletedTask;
        },
        // Signed in as somebody else, e.g. an officer at a citizen's page.
        OnForbidden = context =>
        {
            context.Response.Redirect(CitySignIn.StoppedAt(SignInStop.OtherFace));
            return Task.CompletedTask;
        },
    };

    private static void Challenge(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method))
            // A form may lead to no other host, and what was in it would be lost on the way.
            context.Response.Redirect(CitySignIn.StoppedAt(SignInStop.Ended));
        else if (request.Headers["Sec-Fetch-Dest"] is ["empty"])
            // A page's script cannot follow to another host; it reloads its page, which can.
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else
            context.Response.Redirect($"/sign-in?to={Uri.EscapeDataString(request.Path + request.QueryString)}");
    }

    /// <summary>What the pages are told of this service.</summary>
    public static WebOptions Options(ServiceOptions options) => new()
    {
        Ledger = provider => provider.GetRequiredService<Listening>().Ledger,
        RoleClaim = options.RoleClaim,
        IsSecure = options.IsSecure,
        City = options.HasCitySignIn ? new CitySignIn(CityIdentity.BeginAsync, CityIdentity.EndAsync) : null,
        Demo = options.HasDemoSignIn ? SignIn : null,
    };

    private static DemoToken? SignIn(HttpContext context, DemoPerson person)
    {
        if (!DevelopmentEndpoints.IsFromThisMachine(context))
            return null;
        var issuer = context.RequestServices.GetRequiredService<DevelopmentIssuer>();
        var (token, expiresAt) = issuer.Mint(
            new DevelopmentTokenRequest(person.Role, person.Subject, Citizen: person.Citizen));
        return new DemoToken(token, expiresAt);
    }
}
