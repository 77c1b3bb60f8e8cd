using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Vouchers.Credentials;
using Vouchers.Testing;

namespace Vouchers.Tests.Credentials;

/// <summary>
/// The vectors that other implementations test against. They are kept, not made anew: an ES256 signature is random,
/// and a change of our format must fail here.
/// </summary>
public sealed class VectorTests
{
    private static readonly string VectorFile = Repository.TestFile("vectors", "credentials.json");

    internal static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static TrustList TrustOf(JsonNode vectors) => Sample.TrustOf([.. vectors["keys"]!.AsArray().Select(jwk =>
    {
        byte[] Coordinate(string name) => Base64Url.DecodeFromChars((string)jwk![name]!);
        Assert.That(P256PublicKey.TryCreate(Coordinate("x"), Coordinate("y"), out var key), Is.True);
        Assert.That(key!.KeyId.ToString(), Is.EqualTo((string)jwk!["kid"]!));
        DateTimeOffset? Time(JsonNode? seconds) =>
            seconds is null ? null : DateTimeOffset.FromUnixTimeSeconds((long)seconds);
        return new TrustedKey(
            key, Enum.Parse<KeyUse>((string)jwk["voucher_use"]!), KeyStatus.Active, Time(jwk["nbf"])!.Value,
            Time(jwk["exp"]), Time(jwk["revoked"]?["revoked_at"]));
    })]);

    [Test]
    public void TryVerify_EachVector_IsJudgedAsWritten()
    {
        var vectors = JsonNode.Parse(File.ReadAllText(VectorFile))!;
        var verifier = new CredentialVerifier(TrustOf(vectors));
        var cases = vectors["cases"].Deserialize<List<VectorCase>>(Json)!;
        foreach (var @case in cases)
        {
            verifier.TryVerify(@case.Text, out var credential, out var fault);
            Assert.That(fault.ToString(), Is.EqualTo(@case.Fault ?? "None"), @case.Name);
            Assert.That(Sample.Awaited(verifier.VerifyAsync(@case.Text, Sample.Signatures)),
                Is.EqualTo((credential, fault)), $"{@case.Name}, through the seam");
            if (@case.Expected is not { } expected)
                continue;
            Assert.That(credential!.Claims, Is.EqualTo(VectorCase.ClaimsOf(expected)), @case.Name);
            Assert.That(credential.Type.ToString(), Is.EqualTo(expected.GetProperty("type").GetString()), @case.Name);
        }
        var faults = cases.Select(@case => @case.Fault ?? "None").ToHashSet();
        Assert.That(faults, Is.EquivalentTo(Enum.GetNames<CredentialFault>()), "each fault has a vector");
    }

    [Test]
    public void NodeVerifier_EachVectorOfOurKeys_AgreesWithOurs()
    {
        var vectors = JsonNode.Parse(File.ReadAllText(VectorFile))!;
        var folder = Directory.CreateTempSubdirectory("vectors").FullName;
        var (jwks, text) = (Path.Combine(folder, "keys.jwks"), Path.Combine(folder, "text.txt"));
        File.WriteAllText(jwks, TrustOf(vectors).ToJwks());
        foreach (var @case in vectors["cases"].Deserialize<List<VectorCase>>(Json)!)
        {
            // The script reads claims without judging their ranges.
            if (@case.Fault == nameof(CredentialFault.BadClaims))
                continue;
            File.WriteAllText(text, @case.Text);
            var script = Repository.TestFile("node", "verify-credential.mjs");
            var run = Tool.Run("node", "install Node.js 20", script, jwks, text);
            Assert.That(run.ExitCode, Is.EqualTo(@case.Fault is null ? 0 : 1), $"{@case.Name}: {run.Error}");
        }
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    [Explicit("Writes the vectors anew, with new keys. Only for a change of the format.")]
    public void WriteVectors() => File.WriteAllText(VectorFile, Vectors().ToJsonString(Json) + "\n");

    private static JsonObject Vectors()
    {
        var stolen = Sample.NewSigner();
        var trusted = new (LocalSigner Signer, TrustedKey Key)[]
        {
            (Sample.Voucher, Sample.Key(Sample.Voucher, KeyUse.Voucher)),
            (Sample.Presentation, Sample.Key(Sample.Presentation, KeyUse.Presentation) with
            {
                NotAfter = Sample.Now.AddDays(7),
            }),
            (Sample.Receipt, Sample.Key(Sample.Receipt, KeyUse.Receipt)),
            (stolen, Sample.Key(stolen, KeyUse.Voucher) with { CompromisedAt = Sample.Now }),
        };
        using var jwks = JsonDocument.Parse(Sample.TrustOf([.. trusted.Select(pair => pair.Key)]).ToJwks());
        var keys = jwks.RootElement.GetProperty("keys").Deserialize<JsonArray>()!;
        foreach (var (jwk, (signer, _)) in keys.Zip(trusted))
            jwk!["d"] = Base64Url.EncodeToString(Sample.PrivateScalarOf(signer));
        return new()
        {
            ["about"] = "Voucher texts and what a verifier must make of them. Time is not judged, apart from iat "
                + "against a key's nbf - 30 s, exp and revoked_at. Made by the explicit test VectorTests.WriteVectors "
                + "with keys drawn for this file only; d is their private part, so that others can add cases. Faults "
                + "were crafted piece by piece and signed again, so that each text has exactly the one fault that is "
                + "named.",
            ["keys"] = keys,
            ["cases"] = JsonSerializer.SerializeToNode(VectorCases.All(stolen), Json),
        };
    }
}
