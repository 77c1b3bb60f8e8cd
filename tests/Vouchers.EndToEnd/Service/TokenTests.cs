using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Grpc.Core;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using NUnit.Framework;
using Vouchers.Service;

namespace Vouchers.EndToEnd.Service;

/// <summary>Which tokens open the service, in Development and against an external issuer.</summary>
[TestFixture]
internal sealed class TokenTests
{
    private RunningService development = null!;
    private RunningService production = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        development = await RunningService.StartAsync();
        // The development service plays the city's issuer: discovery, keys and tokens over HTTP.
        production = await RunningService.StartAsync(options => options with
        {
            Environment = "Production", KeysPassphrase = "test", OidcAuthority = development.Addresses.Web.ToString(),
        });
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        await production.DisposeAsync();
        await development.DisposeAsync();
    }

    [Test]
    public async Task Call_WithoutToken_IsUnauthenticated()
    {
        var failure = await Expect.FailureAsync(
            () => ListAsync(development, []), StatusCode.Unauthenticated, "UNAUTHENTICATED");
        Assert.That(failure.Status.Detail, Does.Contain("authorization: Bearer"));
    }

    [Test]
    public async Task Call_WithGoodToken_IsServed()
    {
        await ListAsync(development, development.As("auditor"));
        await ListAsync(production, development.As("auditor"));
    }

    // Here, because a service in Production needs an issuer to let anybody in.
    [Test]
    public async Task FundingAccount_WithoutCoolingOff_IsForDevelopmentOnly()
    {
        var failure = await Expect.FailureAsync(() => RegisterAsync(production, 0),
            StatusCode.InvalidArgument, "INVALID_FIELD");
        Assert.That(failure.Status.Detail, Does.Contain("must be 24 to 8784, is 0"));
        Assert.That((await RegisterAsync(production, 24)).FundingAccount.CoolingOffHours, Is.EqualTo(24));
        Assert.That((await RegisterAsync(development, 0)).FundingAccount.CoolingOffHours, Is.Zero);

        async Task<V1.RegisterFundingAccountResponse> RegisterAsync(RunningService service, int hours) =>
            await new V1.PayoutService.PayoutServiceClient(service.Channel).RegisterFundingAccountAsync(
                new()
                {
                    RequestId = Scene.NewId(), FundingAccountId = $"city-{hours}", Currency = "CNY",
                    CoolingOffHours = hours, Bank = FinanceOffice.BankOf("vtc"),
                },
                development.As("finance"));
    }

    [TestCase("issuer")]
    [TestCase("audience")]
    [TestCase("key")]
    [TestCase("expired")]
    [TestCase("not yet")]
    [TestCase("no expiry")]
    [TestCase("alg none")]
    [TestCase("alg HS256 with the public key")]
    [TestCase("cut")]
    public async Task Call_WithWrongToken_IsUnauthenticated(string fault)
    {
        var token = Forge(fault);
        await Expect.FailureAsync(() => ListAsync(development, RunningService.Bearer(token)),
            StatusCode.Unauthenticated, "UNAUTHENTICATED");
        await Expect.FailureAsync(() => ListAsync(production, RunningService.Bearer(token)),
            StatusCode.Unauthenticated, "UNAUTHENTICATED");
    }

    [Test]
    public async Task Call_WithTokenInQuery_IsUnauthenticated()
    {
        var token = development.Token(new DevelopmentTokenRequest("auditor"));
        using var answer = await development.Web.GetAsync($"/v1/programmes?access_token={token}");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task Call_WhenIssuerIsAway_IsUnavailable()
    {
        await using var alone = await RunningService.StartAsync(options => options with
        {
            Environment = "Production", KeysPassphrase = "test", OidcAuthority = "http://127.0.0.1:9/",
        });
        await Expect.FailureAsync(
            () => ListAsync(alone, development.As("auditor")), StatusCode.Unavailable, "ISSUER_UNAVAILABLE");
    }

    [Test]
    public async Task Trust_IsForAnybody()
    {
        var trust = new V1.TrustService.TrustServiceClient(production.Channel);
        var list = await trust.GetTrustListAsync(new());
        Assert.That(list.Jwks, Does.Contain("\"keys\""));
        using var json = await production.Web.GetAsync("/v1/trustList");
        Assert.That(json.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Mint_OnLoopback_GivesAToken()
    {
        using var answer = await development.Web.PostAsJsonAsync("/dev/token", new { role = "finance" });
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();
        await ListAsync(development, RunningService.Bearer(token!));
    }

    [TestCase("Host", "vouchers.example.org")]
    [TestCase("X-Forwarded-For", "203.0.113.7")]
    public async Task Mint_ForSomebodyElse_IsRefused(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/dev/token");
        request.Content = JsonContent.Create(new { role = "finance" });
        request.Headers.TryAddWithoutValidation(header, value);
        using var answer = await development.Web.SendAsync(request);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [TestCase("mayor", "is not a role")]
    [TestCase("citizen", "must carry the claim 'citizen'")]
    public async Task Mint_UnusableToken_SaysWhy(string role, string words)
    {
        using var answer = await development.Web.PostAsJsonAsync("/dev/token", new { role });
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain(words));
    }

    [Test]
    public async Task Mint_InProduction_DoesNotExist()
    {
        using var answer = await production.Web.PostAsJsonAsync("/dev/token", new { role = "finance" });
        Assert.That(answer.StatusCode, Is.AnyOf(HttpStatusCode.NotFound, HttpStatusCode.Unauthorized));
        using var discovery = await production.Web.GetAsync("/.well-known/openid-configuration");
        Assert.That(discovery.IsSuccessStatusCode, Is.False);
    }

    private static async Task ListAsync(RunningService service, Metadata headers) =>
        await new V1.ProgrammeService.ProgrammeServiceClient(service.Channel).ListProgrammesAsync(new(), headers);

    private string Forge(string fault)
    {
        var issuer = (DevelopmentIssuer)development.Services.GetService(typeof(DevelopmentIssuer))!;
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        SecurityKey key = fault == "key" ? new ECDsaSecurityKey(stranger) { KeyId = issuer.Key.KeyId } : issuer.Key;
        var signing = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256);
        if (fault == "alg HS256 with the public key")
            signing = new SigningCredentials(
                new SymmetricSecurityKey(issuer.Key.ECDsa.ExportSubjectPublicKeyInfo()), SecurityAlgorithms.HmacSha256);
        var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false };
        var token = handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = fault == "issuer" ? "https://elsewhere.example.org" : issuer.Issuer,
            Audience = fault == "audience" ? "parking" : "vouchers",
            Claims = new Dictionary<string, object> { ["sub"] = "x", ["role"] = "auditor" },
            NotBefore = fault == "not yet" ? now.AddMinutes(1) : now.AddHours(-1),
            Expires = fault switch { "expired" => now.AddMinutes(-1), "no expiry" => null, _ => now.AddHours(1) },
            SigningCredentials = fault == "alg none" ? null : signing,
        });
        return fault == "cut" ? token[..^4] : token;
    }
}
