using NUnit.Framework;
using Vouchers.EndToEnd.Service;

namespace Vouchers.EndToEnd.Web;

/// <summary>What a citizen learns and does with a voucher, over plain HTTP.</summary>
public sealed class WalletVoucherTests
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
    public async Task Offer_BeforeItIsPressed_SaysWhichRuleStops()
    {
        using var browser = new Browser(service, "zh-CN");
        await scene.Citizens.ImportCitizensAsync(new()
        {
            RequestId = Scene.NewId(),
            Citizens =
            {
                new V1.ImportedCitizen { Id = "stranger", NationalId = "33030019800101777X", FullName = "李四" },
            },
        }, scene.Officer);
        await browser.SignInAsync("stranger");

        var wallet = await browser.GetAsync("/wallet");

        Assert.That(wallet.Text, Does.Contain("不能领取的项目").And.Contain("该项目面向农村青年，您不在其中"));
        Assert.That(wallet.Html, Does.Not.Contain("name=\"programme\""));
        Assert.That((await scene.Vouchers.ListVouchersAsync(
            new() { CitizenId = "stranger" }, scene.Officer)).Vouchers, Is.Empty, "asking claims nothing");
    }

    [Test]
    public async Task Voucher_SaysWhatItIsForAndWhere()
    {
        using var browser = new Browser(service);
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        await browser.SignInAsync(citizen);

        var page = await browser.GetAsync($"/wallet/{voucher.Id}");
        var where = await browser.GetAsync($"/wallet/{voucher.Id}/where");

        Assert.That(page.Text, Does.Contain("Project-based training").And.Contain("Rural youth"));
        Assert.That(where.Text, Does.Contain("短视频制作").And.Contain("vtc").And.Contain("city-college")
            .And.Contain("seats left"));
    }

    [TestCase("VTC", true, false)]
    [TestCase("city-college　main", false, true)]
    [TestCase("1 road 视频", true, true)]
    [TestCase("vtc welding", false, false)]
    public async Task Where_Searched_ShowsThePlacesThatHoldEachWord(string words, bool vtc, bool college)
    {
        using var browser = new Browser(service);
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        await browser.SignInAsync(citizen);

        var found = await browser.GetAsync($"/wallet/{voucher.Id}/where?q={Uri.EscapeDataString(words)}");

        var shown = (vtc ? 1 : 0) + (college ? 1 : 0);
        Assert.That(found.Text, Does.Contain($"“{words}”: {shown} of 2 courses".Replace('　', ' ')));
        Assert.That(found.Text.Contains("vtc · Main 1 Road", StringComparison.Ordinal), Is.EqualTo(vtc));
        Assert.That(found.Text.Contains("city-college · Main 1 Road", StringComparison.Ordinal), Is.EqualTo(college));
        Assert.That(found.Text.Contains("Nothing was found.", StringComparison.Ordinal), Is.EqualTo(shown == 0));
    }

    [Test]
    public async Task Reservation_GivenBack_FreesTheVoucher()
    {
        using var browser = new Browser(service);
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        await scene.Redemptions.ReserveVoucherAsync(
            new() { RequestId = Scene.NewId(), VoucherId = voucher.Id, SessionId = Scene.SessionOf("vtc") },
            scene.Operator("vtc"));
        await browser.SignInAsync(citizen);

        var page = await browser.GetAsync($"/wallet/{voucher.Id}");
        Assert.That(page.Text, Does.Contain("Reserved for"));
        var freed = await browser.PostAsync(
            $"/wallet/{voucher.Id}?handler=release", null, ("request", page.Hidden("request")));
        var again = await browser.PostAsync(
            $"/wallet/{voucher.Id}?handler=release", null, ("request", freed.Hidden("request")));

        Assert.That(freed.Text, Does.Contain("Ready to use").And.Not.Contain("Reserved for"));
        Assert.That(again.Text, Does.Contain("Nothing was changed"));
    }

    [Test]
    public async Task NewPin_IsShownOnce_AndTheOldOneIsWorthNothing()
    {
        using var browser = new Browser(service);
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        await browser.SignInAsync(citizen);
        var old = (await scene.Vouchers.GetVoucherPinAsync(
            new() { VoucherId = voucher.Id }, scene.Citizen(citizen))).Pin;
        var form = await browser.GetAsync($"/wallet/{voucher.Id}");

        var made = await browser.PostAsync(
            $"/wallet/{voucher.Id}?handler=pin", null, ("request", form.Hidden("request")));

        var now = (await scene.Vouchers.GetVoucherPinAsync(
            new() { VoucherId = voucher.Id }, scene.Citizen(citizen))).Pin;
        Assert.That(now, Is.Not.EqualTo(old));
        Assert.That(made.Text, Does.Contain(now));
        Assert.That((await browser.GetAsync($"/wallet/{voucher.Id}")).Text, Does.Not.Contain(now));
    }
}
