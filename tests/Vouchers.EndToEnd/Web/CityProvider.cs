using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Vouchers.EndToEnd.Web;

/// <summary>
/// A city's OpenID Connect provider on a loopback port: OpenIddict's server, at which somebody is signed in already.
/// It checks client, address and PKCE as it does anywhere.
/// </summary>
internal sealed class CityProvider : IAsyncDisposable
{
    public const string Client = "voucher-pages";

    private static readonly SymmetricSecurityKey Encryption = new(RandomNumberGenerator.GetBytes(32));
    private static readonly RsaSecurityKey Signing = new(RSA.Create(2048)) { KeyId = "city" };

    private readonly WebApplication app;

    private CityProvider(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    /// <summary>Who sits in front of it: the claims of the access token. Nobody: the person presses cancel.</summary>
    public (string Name, string Value)[]? Person { get; set; }

    /// <summary>When that person gave a password.</summary>
    public DateTimeOffset SignedInAt { get; set; } = TimeProvider.System.GetUtcNow();

    /// <summary>False of a person who takes the wish for a password out of the address.</summary>
    public bool AsksForPasswords { get; set; } = true;

    public string Audience { get; set; } = "vouchers";

    public TimeSpan TokenLife { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How much the access token tells beside the person's claims, in characters.</summary>
    public int MoreToTell { get; set; }

    public static async Task<CityProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        CityProvider? provider = null;
        builder.Services.AddOpenIddict().AddServer(server =>
        {
            server.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token")
                .SetEndSessionEndpointUris("leave").AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange()
                .AddEncryptionKey(Encryption).AddSigningKey(Signing).DisableAccessTokenEncryption()
                // Without a database: what a client is, is said below.
                .EnableDegradedMode();
            server.UseAspNetCore().DisableTransportSecurityRequirement();
            server.AddEventHandler<ValidateAuthorizationRequestContext>(b => b.UseInlineHandler(CheckClient));
            server.AddEventHandler<ValidateTokenRequestContext>(b => b.UseInlineHandler(_ => default));
            server.AddEventHandler<ValidateEndSessionRequestContext>(b => b.UseInlineHandler(_ => default));
            server.AddEventHandler<HandleAuthorizationRequestContext>(b => b.UseInlineHandler(
                context => provider!.Authorize(context)));
            server.AddEventHandler<ProcessSignInContext>(b => b.UseInlineHandler(context => provider!.TellMore(context))
                .SetOrder(OpenIddictServerHandlers.PrepareAccessTokenPrincipal.Descriptor.Order + 1));
            server.AddEventHandler<HandleEndSessionRequestContext>(b => b.UseInlineHandler(
                context => provider!.Leave(context)));
        });
        var app = builder.Build();
        provider = new CityProvider(app);
        app.UseAuthentication();
        await app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private static ValueTask CheckClient(ValidateAuthorizationRequestContext context)
    {
        if (context.ClientId != Client
            || context.RedirectUri?.EndsWith("/sign-in/callback", StringComparison.Ordinal) != true)
            context.Reject(Errors.InvalidClient);
        return default;
    }

    private ValueTask Authorize(HandleAuthorizationRequestContext context)
    {
        if (Person is null)
        {
            context.Reject(Errors.AccessDenied);
            return default;
        }

        if (context.Request.HasPromptValue(PromptValues.Login) && AsksForPasswords)
            SignedInAt = TimeProvider.System.GetUtcNow();
        var identity = new ClaimsIdentity("city", Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, "person-1")
            .SetClaim(Claims.AuthenticationTime, SignedInAt.ToUnixTimeSeconds());
        foreach (var (name, value) in Person)
            identity.SetClaim(name, value);
        identity.SetScopes(context.Request.GetScopes()).SetResources(Audience);
        identity.SetAccessTokenLifetime(TokenLife);
        identity.SetDestinations(_ => [Destinations.AccessToken, Destinations.IdentityToken]);
        context.SignIn(new ClaimsPrincipal(identity));
        return default;
    }

    // Not in the code, which goes through the address.
    private ValueTask TellMore(ProcessSignInContext context)
    {
        context.AccessTokenPrincipal?.SetClaim("register", new string('x', MoreToTell));
        return default;
    }

    private ValueTask Leave(HandleEndSessionRequestContext context)
    {
        Person = null;
        context.SignOut();
        return default;
    }
}
