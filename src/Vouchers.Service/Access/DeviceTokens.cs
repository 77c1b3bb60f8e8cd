using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Vouchers.Credentials;
using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>
/// Tokens that an enrolled device signs for itself (RFC 7523, without the exchange): nobody else has its key, and no
/// node has to keep anything about it. Of such a token only the device's id is believed, and that by its signature;
/// role, institution and branch are the ledger's. Thread safe.
/// </summary>
internal sealed class DeviceTokens(ILedgerStore store, string roleClaim)
{
    /// <summary>The header typ of such a token.</summary>
    public const string Type = "device+jwt";

    /// <summary>What precedes the device's id in iss and sub.</summary>
    public const string IssuerPrefix = "device:";

    /// <summary>Marks a device that was revoked: it may still bring in what it accepted, and nothing else.</summary>
    public const string RevokedClaim = "revoked_device";

    /// <summary>The longest life of one: what is stolen in transit is soon worth nothing.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly JsonWebTokenHandler reader = new() { MapInboundClaims = false };

    /// <summary>The token where it says of itself that a device made it, else null. It never throws.</summary>
    public JsonWebToken? IsOne(string token)
    {
        try
        {
            return reader.CanReadToken(token) && reader.ReadJsonWebToken(token) is { Typ: Type } made ? made : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Judges a device's token by the key of the device that it names.</summary>
    public async Task<TokenValidationResult> ValidateAsync(JsonWebToken token, TokenValidationParameters common)
    {
        if (!Id<Device>.TryParse(token.Kid, out var id)
            || await store.FindAsync(id, CancellationToken.None) is not { } device
            || await store.FindAsync(DeviceKey.IdOf(id), CancellationToken.None) is not { } enrolled
            || !P256PublicKey.TryParse(enrolled.PublicKey, out var key))
            return Fault("No device with a key of its own has the id that the token names; enrol the device.");
        if (token.ValidTo - token.IssuedAt > Longest)
            return Fault($"A device's token lives {Longest.TotalMinutes} minutes at most.");
        using var ecdsa = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = key.X.ToArray(), Y = key.Y.ToArray() },
        });
        var parameters = common.Clone();
        parameters.ConfigurationManager = null;
        parameters.IssuerSigningKeyResolver = null;
        parameters.IssuerValidator = null;
        parameters.IssuerSigningKeys = null;
        parameters.ValidIssuers = null;
        parameters.ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256];
        parameters.ValidTypes = [Type];
        // A key that the library may not keep: its cache goes by the id, and outlives this object.
        parameters.IssuerSigningKey = new ECDsaSecurityKey(ecdsa)
        {
            KeyId = token.Kid, CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
        };
        parameters.ValidIssuer = IssuerPrefix + id;
        var result = await reader.ValidateTokenAsync(token, parameters);
        if (!result.IsValid)
            return result;
        var identity = new ClaimsIdentity(
        [
            new("sub", IssuerPrefix + id), new(roleClaim, "device"),
            new("institution", device.InstitutionId.Value), new("branch", device.BranchId.Value),
            new("device", id.Value),
        ], result.ClaimsIdentity.AuthenticationType, "sub", roleClaim);
        if (device.Revoked)
            identity.AddClaim(new(RevokedClaim, id.Value));
        return new() { IsValid = true, SecurityToken = result.SecurityToken, ClaimsIdentity = identity };
    }

    private static TokenValidationResult Fault(string message) =>
        new() { IsValid = false, Exception = new SecurityTokenValidationException(message) };
}
