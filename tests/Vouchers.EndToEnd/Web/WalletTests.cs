using System.Net;
using NUnit.Framework;
using Vouchers.EndToEnd.Service;

namespace Vouchers.EndToEnd.Web;

/// <summary>The citizen's pages over plain HTTP: they work without scripts.</summary>
public sealed class WalletTests
{
    private RunningService service = null!;
    private Scene scene = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        service = await RunningService.StartAsync();
        scene = await Scene.BuildAsync(service);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await service.DisposeAsync();

    [Test]
    public async Task Wallet_NotSignedIn_LeadsToSignInAndBack()
    {
        using var browser = new Browser(service);
        var (citizen, voucher) = await scene.HolderAsync("vtc");

        var asked = await browser.GetAsync($"/wallet/{voucher.Id}");
        var signedIn = await browser.PostAsync("/sign-in", null, ("citizen", citizen), ("to", asked.Hidden("to")));

        Assert.That(asked.Path, Does.StartWith("/sign-in?to="));
        Assert.That(signedIn.Path, Is.EqualTo($"/wallet/{voucher.Id}"));
        Assert.That(signedIn.Text, Does.Contain("技能培训券").And.Contain("Ready to use").And.Contain("短视频制作"));
    }

    [TestCase("https://evil.example/x")]
    [TestCase("//evil.example/x")]
    [TestCase("/\\evil.example")]
    [TestCase("/wallet/温州")]
    public async Task SignIn_ToAnotherSite_StaysHere(string to)
    {
        using var browser = new Browser(service);
        var citizen = await scene.ImportAsync();

        var page = await browser.PostAsync("/sign-in", null, ("citizen", citizen), ("to", to));

        Assert.That(page.Path, Is.EqualTo("/wallet"));
    }

    [Test]
    public async Task SignIn_WithWhatIsNoId_KeepsItAndWithBlanksAroundAnId_SignsIn()
    {
        using var browser = new Browser(service);
        var citizen = await scene.ImportAsync();

        var refused = await browser.SignInAsync(" Not_An_Id ");
        var signedIn = await browser.SignInAsync($" {citizen} ");

        Assert.That(refused.Text, Does.Contain("'Not_An_Id' is no citizen's id"));
        Assert.That(refused.Html, Does.Contain("maxlength=\"64\" value=\"Not_An_Id\""));
        Assert.That(signedIn.Path, Is.EqualTo("/wallet"));
    }

    [TestCase("en", "The demo's sign-in works only on the machine that runs it")]
    [TestCase("zh-CN", "演示登录只能在运行本系统的机器上使用")]
    public async Task SignIn_AtAnotherName_SaysWhereItWorks(string language, string sentence)
    {
        using var http = new HttpClient { BaseAddress = service.Addresses.Web };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        request.Headers.Host = "vouchers.example.org";
        request.Headers.AcceptLanguage.ParseAdd(language);

        var page = await Reply.ReadAsync(await http.SendAsync(request));

        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(page.Text, Does.Contain(sentence).And.Contain("http://127.0.0.1"));
        Assert.That(page.Html, Does.Not.Contain("name=\"staff\""));
    }

    [Test]
    public async Task Wallet_VoucherOfSomebodyElse_IsNotFound()
    {
        using var browser = new Browser(service);
        var (_, voucher) = await scene.HolderAsync("vtc");
        await browser.SignInAsync(await scene.ImportAsync());

        foreach (var page in (string[])["", "/show", "/paper"])
        {
            var reply = await browser.GetAsync($"/wallet/{voucher.Id}{page}");
            Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.NotFound), page);
            Assert.That(reply.Html, Does.Not.Contain("<svg"));
        }
    }

    [Test]
    public async Task Claim_Twice_GivesTheVoucherAndThenTheRule()
    {
        using var browser = new Browser(service, "zh-CN");
        await browser.SignInAsync(await scene.ImportAsync());
        var wallet = await browser.GetAsync("/wallet");
        Assert.That(wallet.Text, Does.Contain("您还没有培训券").And.Contain("领取"));

        var form = new[] { ("programme", Scene.Programme), ("request", wallet.Hidden("request")) };
        var claimed = await browser.PostAsync("/wallet", null, form);
        var pressedTwice = await browser.PostAsync("/wallet", null, form);
        var again = await browser.PostAsync("/wallet", null,
            ("programme", Scene.Programme), ("request", Scene.NewId()));

        Assert.That(claimed.Path, Does.Match("^/wallet/[a-z0-9]{26}$"));
        Assert.That(pressedTwice.Path, Is.EqualTo(claimed.Path), "one request, one voucher");
        Assert.That(again.Text, Does.Contain("未能领取 您已持有一张这样的有效培训券"));
    }

    [Test]
    public async Task Show_CodeOfTheMoment_RedeemsAndThenSaysThatItIsUsed()
    {
        using var browser = new Browser(service);
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        await browser.SignInAsync(citizen);

        var shown = await browser.GetAsync($"/wallet/{voucher.Id}/show");
        var renewed = await browser.GetAsync($"/wallet/{voucher.Id}/show?handler=Code");
        await scene.Redemptions.RedeemVoucherAsync(
            await scene.RedeemRequestAsync(citizen, voucher.Id, "vtc"), scene.Operator("vtc"));
        var used = await browser.GetAsync($"/wallet/{voucher.Id}/show");
        var wallet = await browser.GetAsync("/wallet");

        Assert.That(shown.Html, Does.Contain("<svg").And.Contain("http-equiv=\"refresh\""));
        Assert.That(shown.Text, Does.Match(@"The clerk can type this, [^.]*\. ([0-9A-Z]{4}-){3}[0-9A-Z*~$=]"));
        Assert.That(renewed.Html.Trim(), Does.StartWith("<figure data-renew=").And.Contain("<svg"));
        Assert.That(used.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(used.Text, Does.Contain("receipt R-"));
        Assert.That(wallet.Text, Does.Contain("History").And.Contain("receipt R-").And.Contain("vtc"));
    }

    [Test]
    public async Task Paper_StaticCode_WithoutThePin()
    {
        using var browser = new Browser(service);
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        await browser.SignInAsync(citizen);
        var pin = (await scene.Vouchers.GetVoucherPinAsync(
            new() { VoucherId = voucher.Id }, scene.Citizen(citizen))).Pin;

        var paper = await browser.GetAsync($"/wallet/{voucher.Id}/paper");
        var before = await browser.GetAsync($"/wallet/{voucher.Id}");
        var asked = await browser.PostAsync($"/wallet/{voucher.Id}", null);

        Assert.That(paper.Html, Does.Contain("<svg").And.Not.Contain(pin));
        Assert.That(paper.Text, Does.Contain("Code to type").And.Contain("王*明"));
        Assert.That(before.Text, Does.Not.Contain(pin), "a glance over the shoulder shows no PIN");
        Assert.That(asked.Text, Does.Contain(pin));
    }

    [Test]
    public async Task Paper_OfAVoucherThatIsUsedOrHeld_SaysSoInsteadOfAForm()
    {
        using var browser = new Browser(service);
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        await browser.SignInAsync(citizen);
        await scene.Vouchers.SuspendVoucherAsync(
            new() { RequestId = Scene.NewId(), VoucherId = voucher.Id, Reason = "x" }, scene.Officer);
        var held = await browser.GetAsync($"/wallet/{voucher.Id}/paper");
        await scene.Vouchers.ResumeVoucherAsync(
            new() { RequestId = Scene.NewId(), VoucherId = voucher.Id, Reason = "x" }, scene.Officer);
        await scene.Redemptions.RedeemVoucherAsync(
            await scene.RedeemRequestAsync(citizen, voucher.Id, "vtc"), scene.Operator("vtc"));

        var used = await browser.GetAsync($"/wallet/{voucher.Id}/paper");

        Assert.That(held.Text, Does.Contain("This voucher cannot be used").And.Contain("on hold"));
        Assert.That(used.Text, Does.Contain("This voucher cannot be used").And.Contain("receipt R-"));
        Assert.That(held.Html + used.Html, Does.Not.Contain("<svg").And.Not.Contain("Code to type"));
    }

    [Test]
    public async Task Wallet_OfWhomTheBureauDoesNotKnow_SaysWhomToAsk()
    {
        using var browser = new Browser(service);
        await browser.SignInAsync("never-imported");

        var wallet = await browser.GetAsync("/wallet");
        var claimed = await browser.PostAsync("/wallet", null, ("request", Scene.NewId()));

        Assert.That(wallet.Text, Does.Contain("You are not registered for the programme yet; ask the bureau."));
        Assert.That(wallet.Html[wallet.Html.IndexOf("<main", StringComparison.Ordinal)..],
            Does.Contain("action=\"/sign-out\""));
        Assert.That(claimed.Status, Is.EqualTo(HttpStatusCode.OK), "a form without its programme");
    }

    [Test]
    public async Task Claim_OfNoProgramme_IsRefused()
    {
        using var browser = new Browser(service);
        await browser.SignInAsync(await scene.ImportAsync());

        var claimed = await browser.PostAsync("/wallet", null, ("request", Scene.NewId()));

        Assert.That(claimed.Text, Does.Contain("was not claimed"));
    }

    [Test]
    public async Task Pages_NationalIdAndFullName_AreNowhere()
    {
        using var browser = new Browser(service);
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        await browser.SignInAsync(citizen);

        foreach (var path in (string[])["/wallet", $"/wallet/{voucher.Id}", $"/wallet/{voucher.Id}/paper", "/sign-in"])
            Assert.That((await browser.GetAsync(path)).Html, Does.Not.Contain("330300").And.Not.Contain("王小明"), path);
    }

    [TestCase("https://evil.example")]
    [TestCase("null")]
    public async Task Change_AskedForByAnotherSite_IsRefused(string origin)
    {
        using var browser = new Browser(service);
        var citizen = await scene.ImportAsync();
        await browser.SignInAsync(citizen);
        var request = (await browser.GetAsync("/wallet")).Hidden("request");

        var forged = await browser.PostAsync(
            "/wallet", origin, ("programme", Scene.Programme), ("request", request));

        Assert.That(forged.Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(forged.Text, Does.Contain("another site"));
        Assert.That((await browser.GetAsync("/wallet")).Text, Does.Contain("You have no voucher yet"));
    }

    [Test]
    public async Task Api_WithTheCookieAlone_IsNotSignedIn()
    {
        using var browser = new Browser(service);
        await browser.SignInAsync(await scene.ImportAsync());

        var reply = await browser.GetAsync("/v1/vouchers");

        Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task Pages_Headers_AllowNoOtherHostAndNoFrame()
    {
        using var browser = new Browser(service);

        var page = await browser.GetAsync("/sign-in");
        var headers = page.Response.Headers;

        Assert.That(headers.GetValues("Content-Security-Policy").Single(),
            Does.Contain("default-src 'none'").And.Contain("frame-ancestors 'none'").And.Not.Contain("unsafe"));
        Assert.That(headers.CacheControl!.NoStore, Is.True);
        Assert.That(page.Html, Does.Not.Contain("style=").And.Not.Contain("<style").And.Not.Contain("//cdn"));
        var sheet = System.Text.RegularExpressions.Regex.Match(page.Html, "/assets/look.css[^\"]*").Value;
        Assert.That((await browser.GetAsync(sheet)).Response.Headers.CacheControl!.MaxAge, Is.Not.Null);
        Assert.That((await browser.GetAsync("/assets/other.css")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Language_Chosen_StaysOverTheBrowsers()
    {
        using var browser = new Browser(service, "en");
        await browser.SignInAsync(await scene.ImportAsync());

        var chinese = await browser.PostAsync("/language", null, ("code", "zh-CN"), ("back", "/wallet"));

        Assert.That(chinese.Path, Is.EqualTo("/wallet"));
        Assert.That(chinese.Html, Does.Contain("lang=\"zh-CN\""));
        Assert.That(chinese.Text, Does.Contain("我的培训券"));
    }

    [Test]
    public async Task Language_ChosenAtAnAddressThatNoHeaderTakes_LeadsToTheFrontDoor()
    {
        using var browser = new Browser(service, "en");
        await browser.SignInAsync(await scene.ImportAsync());

        var chinese = await browser.PostAsync("/language", null, ("code", "zh-CN"), ("back", "/wallet/温州"));

        Assert.That((chinese.Status, chinese.Path), Is.EqualTo((HttpStatusCode.OK, "/wallet")));
        Assert.That(chinese.Html, Does.Contain("lang=\"zh-CN\""));
    }

    [Test]
    public async Task SignOut_ThenBack_AsksToSignIn()
    {
        using var browser = new Browser(service);
        await browser.SignInAsync(await scene.ImportAsync());

        await browser.PostAsync("/sign-out", null);

        Assert.That((await browser.GetAsync("/wallet")).Path, Does.StartWith("/sign-in"));
    }

    [Test]
    public async Task Wallet_ForgedCookie_AsksToSignIn()
    {
        using var browser = new Browser(service);
        browser.Cookies.Add(service.Addresses.Web, new Cookie("vouchers", "eyJhbGciOiJub25lIn0.e30."));

        Assert.That((await browser.GetAsync("/wallet")).Path, Does.StartWith("/sign-in"));
    }
}
