using System.Text.Json;
using Vouchers.Credentials;

namespace Vouchers.Tests.Credentials;

/// <summary>One case of tests/vectors/credentials.json.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Text">What a scanner reads.</param>
/// <param name="Expected">The claims, in the form that the Node verifier prints, or null.</param>
/// <param name="Fault">The fault, or null.</param>
internal sealed record VectorCase(string Name, string Text, JsonElement? Expected, string? Fault)
{
    public static CredentialClaims ClaimsOf(JsonElement json) => new(
        Convert.FromHexString(json.GetProperty("voucherId").GetString()!),
        DateTimeOffset.FromUnixTimeSeconds(json.GetProperty("issuedAt").GetInt64()),
        DateTimeOffset.FromUnixTimeSeconds(json.GetProperty("expiresAt").GetInt64()),
        json.GetProperty("programme").GetString()!,
        json.GetProperty("statusList").GetInt32(),
        json.GetProperty("statusIndex").GetInt32(),
        json.GetProperty("valueCapMinorUnits").GetInt64(),
        json.GetProperty("maskedName").GetString()!,
        json.GetProperty("category").GetInt32(),
        json.GetProperty("institution").GetString());
}
