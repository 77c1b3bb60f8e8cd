using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Vouchers.Web;

namespace Vouchers.Service;

/// <summary>
/// People sign in to the pages at the city's OpenID Connect provider: authorization code flow with PKCE. What comes
/// back is judged as the API would judge it, and then its access token is the session; see <see cref="CityEvents"/>.
/// </summary>
internal static class CityIdentity
{
    /// <summary>The authentication scheme.</summary>
    public const string Scheme = "City";

    /// <summary>Where the provider sends a browser back to; it must be registered there.</summary>
    public const string Callback = "/sign-in/callback";

    /// <summary>The same after a sign-out.</summary>
    public const string SignedOutCallback = "/signed-out/callback";

    /// <summary>In a sign-in's state: the password was asked for, whoever was signed in at the provider.</summary>
    public const string Anew = "anew";

    public static void AddCityIdentity(this IServiceCollection services, ServiceOptions options)
    {
        services.AddSingleton<PageTokens>();
        services.AddSingleton<CityEvents>();
        // It brings Data Protection along, whose keys AddWebFaces keeps from being written.
        services.AddAuthentication().AddOpenIdConnect(Scheme, city => Configure(city, options));
    }

    /// <summary>Sends the browser to sign in; false where the provider does not answer.</summary>
    public static async Task<bool> BeginAsync(HttpContext context, string to, bool anew)
    {
        if (await FindAsync(context) is null)
            return false;
        var properties = new OpenIdConnectChallengeProperties { RedirectUri = to };
        if (anew)
        {
            (properties.Prompt, properties.MaxAge) = (OpenIdConnectPrompt.Login, TimeSpan.Zero);
            properties.Items[Anew] = "yes";
        }

        await context.ChallengeAsync(Scheme, properties);
        return true;
    }

    /// <summary>Sends the browser to sign out; false where the provider does not answer or has no such thing.</summary>
    public static async Task<bool> EndAsync(HttpContext context)
    {
        if (string.IsNullOrEmpty((await FindAsync(context))?.EndSessionEndpoint))
            return false;
        await context.SignOutAsync(Scheme, new AuthenticationProperties { RedirectUri = "/signed-out" });
        return true;
    }

    private static void Configure(OpenIdConnectOptions city, ServiceOptions options)
    {
        city.Authority = options.OidcAuthority;
        city.RequireHttpsMetadata = !new Uri(options.OidcAuthority!).IsLoopback;
        city.ClientId = options.OidcClientId;
        city.ClientSecret = options.OidcClientSecret;
        city.Scope.Clear();
        foreach (var scope in options.Scopes)
            city.Scope.Add(scope);
        city.ResponseType = OpenIdConnectResponseType.Code;
        // In the address, not in a form: a form from another site comes without our cookies.
        city.ResponseMode = OpenIdConnectResponseMode.Query;
        city.CallbackPath = Callback;
        city.SignedOutCallbackPath = SignedOutCallback;
        city.RemoteSignOutPath = default;
        city.SignInScheme = city.SignOutScheme = WebFaces.Scheme;
        // For the event that judges the token; nothing is signed in by the library.
        city.SaveTokens = true;
        city.MapInboundClaims = false;
        city.DisableTelemetry = true;
        city.EventsType = typeof(CityEvents);
        Harden(city.CorrelationCookie, "correlation", options.IsSecure);
        Harden(city.NonceCookie, "nonce", options.IsSecure);
    }

    // The proxy ends TLS, so that the request does not show it.
    private static void Harden(CookieBuilder cookie, string name, bool isSecure)
    {
        cookie.Name = $"{(isSecure ? "__Host-" : "")}vouchers-{name}.";
        cookie.Path = "/";
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = isSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
    }

    private static async Task<OpenIdConnectConfiguration?> FindAsync(HttpContext context)
    {
        var options = context.RequestServices
            .GetRequiredService<Microsoft.Extensions.Options.IOptionsMonitor<OpenIdConnectOptions>>().Get(Scheme);
        try
        {
            return await options.ConfigurationManager!.GetConfigurationAsync(context.RequestAborted);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
