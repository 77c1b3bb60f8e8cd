using Microsoft.Playwright;
using NUnit.Framework;
using Vouchers.EndToEnd.Service;
using Vouchers.Testing;

namespace Vouchers.EndToEnd.Chromium;

/// <summary>A citizen with a phone: claims, learns which rule says no, shows the code, prints the paper form.</summary>
public sealed class WalletTests : InChromium
{
    private readonly ShiftedTime time = new();
    private RunningService service = null!;
    private Scene scene = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        service = await RunningService.StartAsync(time: time);
        scene = await Scene.BuildAsync(service);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await service.DisposeAsync();

    [Test]
    public async Task Claim_GivesTheVoucher_AndASecondOneTheRule()
    {
        var page = await SignedInAsync(await scene.ImportAsync());

        await page.ClickAsync("main button");
        await Expect(page.Locator("h1")).ToHaveTextAsync("技能培训券");
        await Expect(page.Locator(".value")).ToContainTextAsync("Ready to use");
        await page.ClickAsync("text=← My vouchers");

        await Expect(page.Locator("a.voucher")).ToHaveCountAsync(1);
        await Expect(page.Locator("main button")).ToHaveCountAsync(0);
        await page.ClickAsync("summary");
        await Expect(page.Locator("details")).ToContainTextAsync("voucher");
    }

    [Test]
    public async Task Show_BeforeTheCodeLapses_ShowsTheNext_WhichRedeems()
    {
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        var page = await SignedInAsync(citizen);
        await page.Clock.InstallAsync();
        await page.GotoAsync($"/wallet/{voucher.Id}/show");
        var first = await ScanAsync(page, "show-first");

        await PassAsync(page, await page.Locator("figure").GetAttributeAsync("data-renew"));

        var second = await ScanAsync(page, "show-second");
        await Expect(page.Locator("#code")).Not.ToHaveClassAsync("lapsed");
        Assert.That(second, Is.Not.EqualTo(first));
        var redeemed = await scene.Redemptions.RedeemVoucherAsync(
            new()
            {
                RequestId = Scene.NewId(), SessionId = Scene.SessionOf("vtc"), Evidence = new() { QrText = second },
            }, scene.Operator("vtc"));
        Assert.That(redeemed.Redemption.VoucherId, Is.EqualTo(voucher.Id));
    }

    [Test]
    public async Task Show_WithoutALine_SaysSoAndHidesTheLapsedCode()
    {
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        var page = await SignedInAsync(citizen);
        Visits[^1].Expected.Add("ERR_INTERNET_DISCONNECTED");
        await page.Clock.InstallAsync();
        await page.GotoAsync($"/wallet/{voucher.Id}/show");
        await Expect(page.Locator("figure")).ToBeVisibleAsync();

        await page.Context.SetOfflineAsync(true);
        await page.Clock.FastForwardAsync(50_000);
        await Expect(page.Locator("#left")).ToHaveTextAsync("It could not be renewed; trying again…");
        await page.Clock.FastForwardAsync(20_000);
        await Expect(page.Locator("figure")).ToBeHiddenAsync();

        await page.Context.SetOfflineAsync(false);
        await page.Clock.FastForwardAsync(5_000);
        await Expect(page.Locator("figure")).ToBeVisibleAsync();
        await Expect(page.Locator("#left")).ToContainTextAsync("The code renews itself");
    }

    [Test]
    public async Task Show_WhoseRenewalIsNeverAnswered_AsksAgain()
    {
        const string Renewal = "**/show?handler=Code";
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        var page = await SignedInAsync(citizen);
        await page.Clock.InstallAsync();
        await page.GotoAsync($"/wallet/{voucher.Id}/show");
        await Expect(page.Locator("figure")).ToBeVisibleAsync();
        await page.RouteAsync(Renewal, _ => Task.CompletedTask);

        await page.RunAndWaitForRequestAsync(() => page.Clock.FastForwardAsync(50_000), Renewal);
        await Expect(page.Locator("#left")).ToHaveTextAsync("It could not be renewed; trying again…");

        await page.UnrouteAsync(Renewal);
        await page.Clock.FastForwardAsync(5_000);
        await Expect(page.Locator("#left")).ToContainTextAsync("The code renews itself");
    }

    [Test]
    public async Task Paper_Printed_HoldsTheCodeAndNothingOfTheScreen([Values("zh-CN", "en")] string language)
    {
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        var page = await SignedInAsync(citizen, language);
        await page.GotoAsync($"/wallet/{voucher.Id}/paper");
        var name = Path.Combine(Look.Screens, $"paper-printed.{language[..2]}");

        await page.PdfAsync(new() { Path = $"{name}.pdf", PreferCSSPageSize = true });
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.ScreenshotAsync(new() { Path = $"{name}.png", FullPage = true });

        await Expect(page.Locator("header")).ToBeHiddenAsync();
        await Expect(page.Locator(".typed")).ToBeVisibleAsync();
        var credential = await scene.Vouchers.GetVoucherCredentialAsync(
            new() { VoucherId = voucher.Id }, scene.Citizen(citizen));
        Assert.That(Zbar.Read($"{name}.png"), Is.EqualTo(credential.Text));
        Assert.That(Pages(await File.ReadAllTextAsync($"{name}.pdf", System.Text.Encoding.Latin1)), Is.EqualTo(1));
    }

    [Test]
    public async Task Keyboard_Alone_SignsInClaimsAndShowsTheCode()
    {
        var citizen = await scene.ImportAsync();
        var page = (await VisitAsync(service.Addresses.Web)).Page;
        await page.GotoAsync("/wallet");

        await TabToAsync(page, page.Locator("#citizen"));
        await page.Keyboard.TypeAsync(citizen);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("h1")).ToHaveTextAsync("My vouchers");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator(".skip")).ToBeFocusedAsync();
        await Expect(page.Locator(".skip")).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("main button")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".value")).ToContainTextAsync("Ready to use");
        await TabToAsync(page, page.Locator("a[href$='/show']"));
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("figure svg")).ToBeVisibleAsync();
    }

    private async Task<IPage> SignedInAsync(string citizen, string language = "en")
    {
        var visit = await VisitAsync(service.Addresses.Web, language, width: 390);
        await visit.SignInAsync(citizen);
        return visit.Page;
    }

    /// <summary>Lets seconds pass, for the service and the page alike, and waits for the next code.</summary>
    private async Task PassAsync(IPage page, string? seconds)
    {
        var span = TimeSpan.FromSeconds(int.Parse(seconds!, System.Globalization.CultureInfo.InvariantCulture) + 1);
        await page.Locator("figure").EvaluateAsync("old => old.classList.add('first')");
        time.Advance(span);
        await page.Clock.FastForwardAsync((long)span.TotalMilliseconds);
        await Expect(page.Locator("figure:not(.first)")).ToBeVisibleAsync();
    }

    private static async Task<string> ScanAsync(IPage page, string name)
    {
        var file = Path.Combine(Look.Screens, $"{name}.png");
        await page.ScreenshotAsync(new() { Path = file });
        return Zbar.Read(file);
    }

    private static async Task TabToAsync(IPage page, ILocator goal)
    {
        for (var step = 0; step < 40; step++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await goal.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
        }

        Assert.Fail($"No key leads to {goal}.");
    }

    private static int Pages(string pdf) => System.Text.RegularExpressions.Regex.Count(pdf, @"/Type /Page\b");
}
