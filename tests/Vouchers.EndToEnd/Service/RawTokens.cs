using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Vouchers.Service;

namespace Vouchers.EndToEnd.Service;

/// <summary>Well-signed tokens with claims that the development issuer itself would refuse to put in.</summary>
internal static class RawTokens
{
    public static string Mint(RunningService service, params (string Name, object Value)[] claims)
    {
        var issuer = (DevelopmentIssuer)service.Services.GetService(typeof(DevelopmentIssuer))!;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer.Issuer, Audience = "vouchers", Claims = claims.ToDictionary(c => c.Name, c => c.Value),
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(1),
            SigningCredentials = new SigningCredentials(issuer.Key, SecurityAlgorithms.EcdsaSha256),
        });
    }
}
