using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Vouchers.Web;

namespace Vouchers.Service;

/// <summary>
/// Judges a token before it becomes a session, by the rules that every page and call will judge it by: else a browser
/// would be sent round in circles between a page and the sign-in.
/// </summary>
internal sealed class PageTokens(IOptionsMonitor<JwtBearerOptions> schemes, ActorReader actors, SessionEnds ends)
{
    /// <summary>
    /// When the token lapses, and why it is no session; or whose sessions were ended after the password was given, so
    /// that it must be given anew: the provider's own session may be the thief's.
    /// </summary>
    /// <param name="token">The access token.</param>
    /// <param name="signedInAt">When the password was given; null where the provider does not say.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<(DateTimeOffset ExpiresAt, SignInStop? Stop, bool IsStale)> JudgeAsync(
        string token, DateTimeOffset? signedInAt, CancellationToken cancellation)
    {
        var scheme = schemes.Get(WebFaces.Scheme);
        var parameters = scheme.TokenValidationParameters.Clone();
        parameters.ConfigurationManager = scheme.ConfigurationManager as BaseConfigurationManager;
        var result = await scheme.TokenHandlers.Single().ValidateTokenAsync(token, parameters);
        if (!result.IsValid)
            return (default, SignInStop.Token, false);
        var (actor, _) = actors.Read(new ClaimsPrincipal(result.ClaimsIdentity));
        if (actor is not { Role: Ledger.Role.Citizen or Ledger.Role.ProgrammeOfficer or Ledger.Role.Finance
            or Ledger.Role.Auditor })
            return (default, SignInStop.Role, false);
        var isStale = actor.Citizen is { } citizen && await ends.FindAsync(citizen, cancellation) is { } ended
            && ended.Refuse(signedInAt ?? DateTimeOffset.MinValue);
        return (new DateTimeOffset(result.SecurityToken.ValidTo, TimeSpan.Zero), null, isStale);
    }
}
