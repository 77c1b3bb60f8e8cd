using System.Text.Json;
using NUnit.Framework;
using Vouchers.Credentials;
using Vouchers.Testing;

namespace Vouchers.Tests.Credentials;

/// <summary>Node's own crypto, base45 and CBOR judge what we sign: a verifier that shares no line with ours.</summary>
public sealed class NodeVerifierTests
{
    private string folder = "";

    [SetUp]
    public void SetUp() => folder = Directory.CreateTempSubdirectory("node").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(folder, recursive: true);

    private (int ExitCode, string Output, string Error) Verify(string text, TrustList trust)
    {
        var jwks = Path.Combine(folder, "keys.jwks");
        var file = Path.Combine(folder, "text.txt");
        File.WriteAllText(jwks, trust.ToJwks());
        File.WriteAllText(file, text + "\n");
        return Tool.Run("node", "install Node.js 20", Repository.TestFile("node", "verify-credential.mjs"), jwks, file);
    }

    [Test]
    public void Verify_OwnVoucher_PrintsTheClaims()
    {
        var claims = Sample.Claims with { Institution = "WZU-01" };
        var (exitCode, output, error) = Verify(Sample.Text(claims), Sample.Trust);
        Assert.That(exitCode, Is.Zero, error);
        using var document = JsonDocument.Parse(output);
        var json = document.RootElement;
        Assert.That(json.GetProperty("type").GetString(), Is.EqualTo("Voucher"));
        Assert.That(json.GetProperty("kid").GetString(), Is.EqualTo(Sample.Voucher.KeyId.ToString()));
        Assert.That(VectorCase.ClaimsOf(json), Is.EqualTo(claims));
    }

    [Test]
    public void Verify_OtherSignatureKeyOrType_ExitsWithOne()
    {
        var forged = new Crafted { Signature = _ => new byte[64] }.Text();
        Assert.That(Verify(forged, Sample.Trust).Error, Does.Contain("signature"));
        Assert.That(Verify(Sample.Text(), Sample.TrustOf()).ExitCode, Is.EqualTo(1));
        var trust = Sample.TrustOf(Sample.Key(Sample.Voucher, KeyUse.Receipt));
        Assert.That(Verify(Sample.Text(), trust).Error, Does.Contain("type"));
        var stolen = Sample.TrustOf(Sample.Key(Sample.Voucher, KeyUse.Voucher) with { CompromisedAt = Sample.Now });
        Assert.That(Verify(Sample.Text(), stolen).Error, Does.Contain("compromised"));
        Assert.That(Verify("nonsense", Sample.Trust).ExitCode, Is.EqualTo(1));
    }
}
