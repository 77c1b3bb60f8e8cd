using System.Net;
using System.Web;
using NUnit.Framework;
using Vouchers.EndToEnd.Service;

namespace Vouchers.EndToEnd.Web;

/// <summary>Signing in to the pages at the city's provider, in Production: the way there, back, and round it.</summary>
[TestFixture]
internal sealed class CitySignInTests : IDisposable
{
    private CityProvider city = null!;
    private RunningService service = null!;
    private Browser browser = null!;

    [SetUp]
    public async Task StartAsync()
    {
        city = await CityProvider.StartAsync();
        service = await RunningService.StartAsync(options => options with
        {
            Environment = "Production", KeysPassphrase = "test", OidcAuthority = city.Address.ToString(),
            OidcClientId = CityProvider.Client,
        });
        browser = new Browser(service);
        city.Person = [("role", "citizen"), ("citizen", "z-1")];
    }

    [TearDown]
    public async Task StopAsync()
    {
        Dispose();
        await service.DisposeAsync();
        await city.DisposeAsync();
    }

    public void Dispose() => browser.Dispose();

    [Test]
    public async Task Officer_ComesBackToThePageThatWasAskedFor()
    {
        city.Person = [("role", "programme_officer")];

        var page = await browser.GetAsync("/console/payouts?state=x");

        Assert.That((page.Status, page.Path), Is.EqualTo((HttpStatusCode.OK, "/console/payouts?state=x")));
        Assert.That(Session(), Is.Not.Null.And.Property("HttpOnly").True);
    }

    [Test]
    public async Task Citizen_WithATokenLongerThanACookie_IsSignedIn()
    {
        await RegisterAsync("z-1");
        city.Person = [("role", "citizen"), ("citizen", "z-1")];
        city.MoreToTell = 6_000;

        var page = await browser.GetAsync("/wallet");

        Assert.That((page.Status, page.Path), Is.EqualTo((HttpStatusCode.OK, "/wallet")));
        Assert.That(page.Text, Does.Contain("My vouchers").And.Contain("王*明"));
        Assert.That(browser.Cookies.GetAllCookies().Select(c => c.Name), Has.Some.EqualTo("vouchersC2"));
    }

    [Test]
    public async Task Token_ThatLapsed_IsRenewedWithoutAWord_ButAFormIsNotSentAnywhere()
    {
        city.Person = [("role", "auditor")];
        city.TokenLife = TimeSpan.FromSeconds(1);
        await browser.GetAsync("/console");
        await Task.Delay(TimeSpan.FromSeconds(7), TimeProvider.System);

        var form = await browser.PostAsync("/console/journal", null);
        var fetched = await browser.FetchAsync("/console");
        city.TokenLife = TimeSpan.FromMinutes(10);
        var page = await browser.GetAsync("/console");

        Assert.That((form.Status, form.Path), Is.EqualTo((HttpStatusCode.Unauthorized, "/sign-in/stopped?why=Ended")));
        Assert.That(form.Text, Does.Contain("nothing was changed"));
        Assert.That(fetched.Status, Is.EqualTo(HttpStatusCode.Unauthorized), "a script cannot follow to another host");
        Assert.That((page.Status, page.Path), Is.EqualTo((HttpStatusCode.OK, "/console")));
    }

    [Test]
    public async Task WrongFace_IsToldAndMaySignOut()
    {
        var page = await browser.GetAsync("/console");

        Assert.That((page.Status, page.Path),
            Is.EqualTo((HttpStatusCode.Forbidden, "/sign-in/stopped?why=OtherFace")));
        Assert.That(page.Text, Does.Contain("the console for the bureau").And.Contain("Sign out"));
    }

    [TestCase("institution_operator")]
    [TestCase("mayor")]
    public async Task Role_WithoutAPage_IsNoSession(string role)
    {
        city.Person = [("role", role), ("institution", "vtc")];

        var page = await browser.GetAsync("/wallet");

        Assert.That((page.Status, page.Path), Is.EqualTo((HttpStatusCode.Forbidden, "/sign-in/stopped?why=Role")));
        Assert.That(Session(), Is.Null);
    }

    [Test]
    public async Task Token_ForAnotherAudience_IsNoSession()
    {
        city.Audience = "somebody-else";

        var page = await browser.GetAsync("/wallet");

        Assert.That(page.Path, Is.EqualTo("/sign-in/stopped?why=Token"));
        Assert.That(page.Text, Does.Contain("Tell the operator"));
        Assert.That(Session(), Is.Null);
    }

    [Test]
    public async Task Cancel_AtTheCity_IsToldAndOffersAnotherTry()
    {
        city.Person = null;

        var page = await browser.GetAsync("/wallet");

        Assert.That(page.Path, Is.EqualTo("/sign-in/stopped?why=Denied"));
        Assert.That(page.Text, Does.Contain("cancelled").And.Contain("Sign in again"));
    }

    [Test]
    public async Task Provider_Away_IsToldAndNotTheServicesFault()
    {
        await using var alone = await RunningService.StartAsync(options => options with
        {
            Environment = "Production", KeysPassphrase = "test", OidcAuthority = "http://127.0.0.1:9/",
            OidcClientId = CityProvider.Client,
        });
        using var stranded = new Browser(alone, "zh-CN");

        var page = await stranded.GetAsync("/wallet");

        Assert.That((page.Status, page.Path),
            Is.EqualTo((HttpStatusCode.ServiceUnavailable, "/sign-in/stopped?why=Away")));
        Assert.That(page.Text, Does.Contain("暂时没有响应"));
    }

    [TestCase("https://evil.example/")]
    [TestCase("//evil.example/")]
    [TestCase("/\\evil.example/")]
    public async Task To_AnotherHost_LeadsToTheFrontDoor(string to)
    {
        city.Person = [("role", "auditor")];

        var page = await browser.GetAsync($"/sign-in?to={Uri.EscapeDataString(to)}");

        Assert.That(page.Path, Is.EqualTo("/console"));
    }

    [Test]
    public async Task SignOut_EndsBothSessions()
    {
        city.Person = [("role", "auditor")];
        await browser.GetAsync("/console");

        var leaving = await browser.PostAsync("/sign-out", null);
        Assert.That(leaving.Html, Does.Contain("content=\"0;url=/signed-out/city\""));
        Assert.That(Session(), Is.Null);
        var left = await browser.GetAsync("/signed-out/city");

        Assert.That((left.Status, left.Path), Is.EqualTo((HttpStatusCode.OK, "/signed-out")));
        Assert.That(city.Person, Is.Null, "the city's session is over, too");
    }

    [Test]
    public async Task Start_AsksForACodeWithPkceStateAndNonce()
    {
        using var careful = new Browser(service, followsRedirects: false);

        var query = HttpUtility.ParseQueryString(new Uri((await careful.GetAsync("/sign-in?to=/wallet")).Next).Query);

        Assert.That(query["response_type"], Is.EqualTo("code"));
        Assert.That(query["code_challenge_method"], Is.EqualTo("S256"));
        Assert.That(query["redirect_uri"], Is.EqualTo(new Uri(service.Addresses.Web, "/sign-in/callback").ToString()));
        Assert.That((query["state"], query["nonce"]), Is.Not.EqualTo(((string?)null, (string?)null)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task SessionsEnded_NextSignIn_NeedsANewPassword(bool givesIt)
    {
        await RegisterAsync("z-1");
        city.Person = [("role", "citizen"), ("citizen", "z-1")];
        city.AsksForPasswords = givesIt;
        var page = await browser.GetAsync("/wallet/lost-phone");
        await browser.PostAsync("/wallet/lost-phone", null, ("request", page.Hidden("request")));
        await Task.Delay(TimeSpan.FromMilliseconds(1_100), TimeProvider.System);

        var back = await browser.GetAsync("/wallet");

        Assert.That(back.Path, Is.EqualTo(givesIt ? "/wallet" : "/sign-in/stopped?why=Stale"));
    }

    private async Task RegisterAsync(string citizen)
    {
        using var officer = new Browser(service);
        city.Person = [("role", "programme_officer")];
        await officer.GetAsync("/console");
        var token = officer.Cookies.GetAllCookies().Single(c => c.Name == "vouchers").Value;
        await new V1.CitizenService.CitizenServiceClient(service.Channel).ImportCitizensAsync(new()
        {
            RequestId = Scene.NewId(),
            Citizens = { new V1.ImportedCitizen { Id = citizen, NationalId = "330302200001011234", FullName = "王小明" } },
        }, RunningService.Bearer(token));
    }

    private Cookie? Session() =>
        browser.Cookies.GetAllCookies().FirstOrDefault(c => c.Name.StartsWith("vouchers", StringComparison.Ordinal)
            && !c.Name.Contains('-', StringComparison.Ordinal) && c.Value.Length > 0);
}
