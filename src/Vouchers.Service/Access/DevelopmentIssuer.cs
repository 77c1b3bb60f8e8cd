using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Vouchers.Service;

/// <summary>Whom a development token names. Ids that the role needs must be set.</summary>
/// <param name="Role">As in the role claim, e.g. <c>institution_operator</c>.</param>
/// <param name="Subject">The subject; <c>dev:</c> and the role when unset.</param>
/// <param name="Institution">Of an operator or a device.</param>
/// <param name="Branch">Of a device.</param>
/// <param name="Device">Of a device.</param>
/// <param name="Citizen">Of a citizen.</param>
/// <param name="Agency">Of an evaluation agency.</param>
/// <param name="Minutes">How long the token holds; 480 when unset, at most 1,440.</param>
public sealed record DevelopmentTokenRequest(
    string Role,
    string? Subject = null,
    string? Institution = null,
    string? Branch = null,
    string? Device = null,
    string? Citizen = null,
    string? Agency = null,
    int? Minutes = null);

/// <summary>
/// The token issuer of a Development service, instead of the city's own. Its ES256 key lies in the data folder, so that
/// tokens outlive a restart. It does not exist in Production. Thread safe.
/// </summary>
public sealed class DevelopmentIssuer : IDisposable
{
    private const int DefaultMinutes = 480;
    private const int MaxMinutes = 1_440;

    private readonly ECDsa ecdsa;
    private readonly SigningCredentials credentials;
    private readonly string audience;
    private readonly string roleClaim;
    private readonly TimeProvider time;

    internal DevelopmentIssuer(ECDsa ecdsa, string audience, string roleClaim, TimeProvider time)
    {
        this.ecdsa = ecdsa;
        (this.audience, this.roleClaim, this.time) = (audience, roleClaim, time);
        // The common factory remembers signers by their key, which the next service of the same folder has, too: that
        // one would be given this one's, disposed.
        Key = new ECDsaSecurityKey(ecdsa) { KeyId = "dev", CryptoProviderFactory = new CryptoProviderFactory() };
        Key.KeyId = Base64UrlEncoder.Encode(Key.ComputeJwkThumbprint());
        credentials = new SigningCredentials(Key, SecurityAlgorithms.EcdsaSha256);
    }

    /// <summary>The issuer's name: the address of the web port, known once the service listens.</summary>
    public string Issuer { get; internal set; } = "http://development.invalid";

    internal ECDsaSecurityKey Key { get; }

    /// <summary>Makes a token.</summary>
    /// <exception cref="ArgumentException">The role is none of ours or lacks its id.</exception>
    public (string Token, DateTimeOffset ExpiresAt) Mint(DevelopmentTokenRequest request)
    {
        if (request.Role is null || !RoleNames.ByName.ContainsKey(request.Role))
            throw new ArgumentException(
                $"'{request.Role}' is not a role; use one of {RoleNames.Listed}.", nameof(request));
        if (request.Minutes is < 1 or > MaxMinutes)
            throw new ArgumentException($"minutes must be 1 to {MaxMinutes}.", nameof(request));
        var now = time.GetUtcNow();
        var expires = now.AddMinutes(request.Minutes ?? DefaultMinutes);
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["sub"] = request.Subject ?? $"dev:{request.Role}", [roleClaim] = request.Role,
        };
        foreach (var (name, value) in Bindings(request))
        {
            if (!string.IsNullOrEmpty(value))
                claims[name] = value;
        }

        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Issuer, Audience = audience, Claims = claims, IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime, Expires = expires.UtcDateTime, SigningCredentials = credentials,
        };
        RefuseUnusable(claims);
        return (new JsonWebTokenHandler().CreateToken(descriptor), expires);
    }

    /// <inheritdoc/>
    public void Dispose() => ecdsa.Dispose();

    /// <summary>The public key as a JWK set.</summary>
    internal object Jwks()
    {
        var point = ecdsa.ExportParameters(false).Q;
        return new
        {
            keys = new[]
            {
                new
                {
                    kty = "EC", crv = "P-256", use = "sig", alg = SecurityAlgorithms.EcdsaSha256, kid = Key.KeyId,
                    x = Base64UrlEncoder.Encode(point.X), y = Base64UrlEncoder.Encode(point.Y),
                },
            },
        };
    }

    private static (string, string?)[] Bindings(DevelopmentTokenRequest request) =>
    [
        ("institution", request.Institution), ("branch", request.Branch), ("device", request.Device),
        ("citizen", request.Citizen), ("agency", request.Agency),
    ];

    /// <summary>Says at once what the service would say on the token's first use.</summary>
    private void RefuseUnusable(Dictionary<string, object> claims)
    {
        var identity = new System.Security.Claims.ClaimsIdentity(
            claims.Select(c => new System.Security.Claims.Claim(c.Key, (string)c.Value)));
        var (_, refusal) = new ActorReader(roleClaim).Read(new System.Security.Claims.ClaimsPrincipal(identity));
        if (refusal is not null)
            throw new ArgumentException(refusal.Message);
    }
}
