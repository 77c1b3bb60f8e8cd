using System.Net;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Vouchers.EndToEnd.Service;
using Vouchers.Service;

namespace Vouchers.EndToEnd.Web;

/// <summary>What a thief or a second node brings back from the city's provider.</summary>
[TestFixture]
internal sealed class ForgedSignInTests : IDisposable
{
    private CityProvider city = null!;
    private RunningService service = null!;
    private Browser browser = null!;

    [SetUp]
    public async Task StartAsync()
    {
        city = await CityProvider.StartAsync();
        service = await RunningService.StartAsync(Pages);
        browser = new Browser(service, followsRedirects: false);
        city.Person = [("role", "auditor")];
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
    public async Task Callback_AtAnotherNode_SignsIn()
    {
        await using var other = await RunningService.StartAsync(options =>
            Pages(options) with { KeysFolder = KeysOf(service) });
        using var moved = new Browser(other);
        var callback = await CallbackAsync(browser);
        foreach (Cookie cookie in browser.Cookies.GetAllCookies())
            moved.Cookies.Add(cookie);

        var page = await moved.GetAsync(callback);

        Assert.That((page.Status, page.Path), Is.EqualTo((HttpStatusCode.OK, "/console")));
    }

    [Test]
    public async Task Callback_Replayed_IsRefused()
    {
        var callback = await CallbackAsync(browser);
        Assert.That((await browser.GetAsync(callback)).Next, Is.EqualTo("/console"));

        var again = await browser.GetAsync(callback);

        Assert.That(again.Next, Is.EqualTo("/sign-in/stopped?why=Unexpected"));
    }

    [Test]
    public async Task Callback_BegunInAnotherBrowser_SignsNobodyIn()
    {
        var callback = await CallbackAsync(browser);
        using var victim = new Browser(service);

        var page = await victim.GetAsync(callback);

        Assert.That((page.Status, page.Path),
            Is.EqualTo((HttpStatusCode.BadRequest, "/sign-in/stopped?why=Unexpected")));
        Assert.That(page.Text, Does.Contain("not begun in this browser"));
        Assert.That(victim.Cookies.GetAllCookies().Select(c => c.Name), Has.None.EqualTo("vouchers"));
    }

    [TestCase("state=[^&]*", "state=forged")]
    [TestCase("state=([^&]{20})[^&]{4}", "state=$1AAAA")]
    [TestCase("&?state=[^&]*", "")]
    [TestCase("code=[^&]*", "code=guessed")]
    public async Task Callback_Changed_SignsNobodyIn(string part, string by)
    {
        var callback = await CallbackAsync(browser);
        var forged = Regex.Replace(callback, part, by);
        Assert.That(forged, Is.Not.EqualTo(callback));

        var answer = await browser.GetAsync(forged);

        Assert.That(answer.Next, Does.StartWith("/sign-in/stopped?why="));
        Assert.That(browser.Cookies.GetAllCookies().Select(c => c.Name), Has.None.EqualTo("vouchers"));
    }

    [Test]
    public void Protection_OfAnotherKeyOrPurpose_OpensNothing()
    {
        var one = new SharedProtection(new byte[32]).CreateProtector("state");
        var text = one.Protect([1, 2, 3]);

        Assert.That(one.Unprotect(text), Is.EqualTo(new byte[] { 1, 2, 3 }));
        Assert.That(one.Protect([1, 2, 3]), Is.Not.EqualTo(text));
        foreach (var other in (SharedProtection[])[new(new byte[32]), new(Enumerable.Repeat((byte)1, 32).ToArray())])
            Assert.That(() => other.CreateProtector("nonce").Unprotect(text),
                Throws.InstanceOf<System.Security.Cryptography.CryptographicException>());
        Assert.That(() => one.Unprotect([1]), Throws.InstanceOf<System.Security.Cryptography.CryptographicException>());
    }

    private static string KeysOf(RunningService running) =>
        ((ServiceOptions)running.Services.GetService(typeof(ServiceOptions))!).EffectiveKeysFolder;

    private ServiceOptions Pages(ServiceOptions options) => options with
    {
        OidcAuthority = city.Address.ToString(), OidcClientId = CityProvider.Client,
    };

    /// <summary>Signs in as far as the provider's answer: the address that it sends the browser to.</summary>
    private static async Task<string> CallbackAsync(Browser browser)
    {
        var toCity = await browser.GetAsync("/sign-in?to=/console");
        var back = await browser.GetAsync(toCity.Next);
        return new Uri(back.Next).PathAndQuery;
    }
}
