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
            if (SessionCookie.Read(context.Request, isSecure) is { } token)
                context.Token = token;
            else
                context.NoResult();
            return Task.CompletedTask;
        },
        OnChallenge = context =>
        {
            context.HandleResponse();
            var request = context.Request;
            var to = HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString : "/";
            context.Response.Redirect($"/sign-in?to={Uri.EscapeDataString(to)}");
            return Task.CompletedTask;
        },
        // Signed in as somebody else, e.g. an officer at a citizen's page.
        OnForbidden = context =>
        {
            context.Response.Redirect("/sign-in");
            return Task.CompletedTask;
        },
    };

    /// <summary>What the pages are told of this service.</summary>
    public static WebOptions Options(ServiceOptions options) => new()
    {
        Ledger = provider => provider.GetRequiredService<Listening>().Ledger,
        RoleClaim = options.RoleClaim,
        IsSecure = options.IsSecure,
        Demo = options.IsDevelopment ? SignIn : null,
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
