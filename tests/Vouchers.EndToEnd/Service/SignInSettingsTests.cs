using System.Net;
using NUnit.Framework;
using Vouchers.EndToEnd.Web;
using Vouchers.Service;

namespace Vouchers.EndToEnd.Service;

/// <summary>A sign-in that is half set is refused at the start, with the setting and what to do.</summary>
public sealed class SignInSettingsTests
{
    private static readonly ServiceOptions Whole = new()
    {
        OidcAuthority = "https://login.example.org/city", OidcClientId = "pages", KeysPassphrase = "test",
        PublicAddress = "https://vouchers.example.org",
    };

    public static IEnumerable<TestCaseData> Halves =>
    [
        new(Whole with { OidcClientId = null, OidcClientSecret = "s" }, "VOUCHERS_OIDC_CLIENT_ID must be set"),
        new(Whole with { Environment = "Development", OidcAuthority = "" }, "VOUCHERS_OIDC_AUTHORITY must name"),
        new(Whole with { OidcScopes = "profile" }, "VOUCHERS_OIDC_SCOPES must have openid in it, is 'profile'"),
        new(Whole with { PublicAddress = "http://vouchers.example.org" }, "VOUCHERS_PUBLIC_ADDRESS must be the https"),
    ];

    [TestCaseSource(nameof(Halves))]
    public void Validate_HalfSet_IsRefused(ServiceOptions options, string sentence) =>
        Assert.That(options.Validate, Throws.TypeOf<StartRefusedException>().With.Message.StartsWith(sentence));

    [Test]
    public void Validate_Whole_HasTheCitysSignInAlone()
    {
        Whole.Validate();
        Assert.That((Whole.HasCitySignIn, Whole.HasDemoSignIn, Whole.IsSecure), Is.EqualTo((true, false, true)));
        Assert.That(new ServiceOptions { Environment = "Development" }.HasDemoSignIn, Is.True);
    }

    [Test]
    public async Task Pages_WithoutASignIn_SayWhatTheOperatorSets()
    {
        await using var service = await RunningService.StartAsync(options => options with
        {
            Environment = "Production", KeysPassphrase = "test", OidcAuthority = "http://127.0.0.1:9/",
        });
        using var browser = new Browser(service);

        var page = await browser.GetAsync("/wallet");
        var forced = await browser.PostAsync("/sign-in", null, ("citizen", "z-1"), ("to", "/wallet"));

        Assert.That((page.Status, page.Path),
            Is.EqualTo((HttpStatusCode.ServiceUnavailable, "/sign-in/stopped?why=NotSetUp")));
        Assert.That(page.Text, Does.Contain("VOUCHERS_OIDC_CLIENT_ID"));
        Assert.That(forced.Status, Is.EqualTo(HttpStatusCode.NotFound), "the demo's sign-in does not exist here");
    }
}
