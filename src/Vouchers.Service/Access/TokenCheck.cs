using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Vouchers.Storage;
using Vouchers.Web;

namespace Vouchers.Service;

/// <summary>
/// Which bearer tokens are accepted: signed with ES256 or RS256 by the configured issuer for this audience, and
/// alive by our clock. Everything that is not marked anonymous needs one.
/// </summary>
internal static class TokenCheck
{
    private static readonly string[] Algorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha256];

    public static void AddTokenCheck(this IServiceCollection services, ServiceOptions options, TimeProvider time)
    {
        // AddAuthentication would bring Data Protection along, which writes keys to the account's home folder.
        services.AddAuthenticationCore(o => o.DefaultScheme = JwtBearerDefaults.AuthenticationScheme);
        services.AddWebEncoders();
        services.AddSingleton<IPostConfigureOptions<JwtBearerOptions>, JwtBearerPostConfigureOptions>();
        new AuthenticationBuilder(services)
            .AddScheme<JwtBearerOptions, JwtBearerHandler>(JwtBearerDefaults.AuthenticationScheme, null, null)
            .AddScheme<JwtBearerOptions, JwtBearerHandler>(WebFaces.Scheme, null, null);
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddSingleton(new ActorReader(options.RoleClaim));
        services.AddSingleton<SessionEnds>();
        if (options.IsDevelopment)
            services.AddSingleton(_ => new DevelopmentIssuer(
                DevelopmentKey.In(options.DataFolder), options.OidcAudience, options.RoleClaim, time));
        AddScheme(JwtBearerDefaults.AuthenticationScheme,
            new JwtBearerEvents { OnChallenge = Challenges.OnChallenge });
        AddScheme(WebFaces.Scheme, PageSessions.Events(options.IsSecure));

        void AddScheme(string scheme, JwtBearerEvents events) => services.AddOptions<JwtBearerOptions>(scheme)
            .Configure<IServiceProvider>((bearer, provider) =>
            {
                Configure(bearer, options, time, provider.GetService<DevelopmentIssuer>(),
                    new DeviceTokens(provider.GetRequiredService<ILedgerStore>(), options.RoleClaim));
                bearer.Events = events;
                events.OnTokenValidated = RefuseEndedSessions;
            });
    }

    private static async Task RefuseEndedSessions(TokenValidatedContext context)
    {
        var ends = context.HttpContext.RequestServices.GetRequiredService<SessionEnds>();
        var fault = await ends.JudgeAsync(
            context.Principal!, context.SecurityToken, context.HttpContext.RequestAborted);
        if (fault is not null)
            context.Fail(fault);
    }

    private static void Configure(
        JwtBearerOptions bearer, ServiceOptions options, TimeProvider time, DevelopmentIssuer? development,
        DeviceTokens devices)
    {
        var skew = TimeSpan.FromSeconds(options.ClockSkewSeconds);
        bearer.TokenHandlers.Clear();
        bearer.TokenHandlers.Add(new RememberingTokenHandler(time, devices) { MapInboundClaims = false });
        bearer.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAlgorithms = Algorithms,
            ValidAudience = options.OidcAudience,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ValidateIssuerSigningKey = true,
            NameClaimType = "sub",
            RoleClaimType = options.RoleClaim,
            LifetimeValidator = (notBefore, expires, _, _) => IsAlive(time.GetUtcNow(), notBefore, expires, skew),
        };
        if (options.OidcAuthority is { Length: > 0 } authority)
        {
            bearer.Authority = authority;
            bearer.RequireHttpsMetadata = !new Uri(authority).IsLoopback;
        }
        else if (development is not null)
        {
            bearer.TokenValidationParameters.IssuerSigningKey = development.Key;
            bearer.TokenValidationParameters.IssuerValidator = (issuer, _, _) => issuer == development.Issuer
                ? issuer
                : throw new SecurityTokenInvalidIssuerException("The token is from another issuer.");
        }
    }

    private static bool IsAlive(DateTimeOffset now, DateTime? notBefore, DateTime? expires, TimeSpan skew) =>
        expires is { } end && now - skew < new DateTimeOffset(end, TimeSpan.Zero)
        && (notBefore is not { } start || now + skew >= new DateTimeOffset(start, TimeSpan.Zero));
}
