using Microsoft.Playwright;
using NUnit.Framework;
using Vouchers.Credentials;
using Vouchers.EndToEnd.Service;

namespace Vouchers.EndToEnd.Chromium;

/// <summary>Each screen of the counter in both languages, wide and narrow, light and dark: for everybody.</summary>
public sealed class CounterPageTests : InChromium
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
    public async Task Screens_OfAQueue_AreForEverybody([Values("zh-CN", "en")] string language)
    {
        var visit = await VisitAsync(service.Addresses.Web, language);
        var page = visit.Page;
        await page.GotoAsync("/counter/");
        await page.Locator("form.card").WaitForAsync();
        await LookAsync(visit, "counter-enrol", language);
        await CounterDoor.EnrolAsync(page, scene);
        await page.ReloadAsync();
        await page.Locator(".choice-button").WaitForAsync();
        await LookAsync(visit, "counter-sessions", language);
        await page.ClickAsync(".choice-button");
        await page.Locator("#code").WaitForAsync();
        await LookAsync(visit, "counter-waiting", language);

        var (citizen, voucher) = await scene.HolderAsync("vtc");
        var shown = await scene.PresentAsync(citizen, voucher.Id);
        await UploadAsync(page, shown);
        await page.Locator(".verdict.good").WaitForAsync();
        await LookAsync(visit, "counter-ready", language);
        await page.ClickAsync("#next");
        await page.Locator(".receipt").WaitForAsync();
        await LookAsync(visit, "counter-receipt", language);
        await page.ClickAsync("#next");

        await UploadAsync(page, shown);
        await page.Locator(".verdict.bad").WaitForAsync();
        await LookAsync(visit, "counter-refused", language);
        await page.ClickAsync("header button >> nth=0");
        await page.Locator("tbody tr").First.WaitForAsync();
        await LookAsync(visit, "counter-today", language);
    }

    [Test]
    public async Task Screens_WithoutALine_AreForEverybody([Values("zh-CN", "en")] string language)
    {
        var (good, other) = (await scene.HolderAsync("vtc"), await scene.HolderAsync("vtc"));
        var visit = await VisitAsync(service.Addresses.Web, language);
        visit.Expected.Add("ERR_INTERNET_DISCONNECTED");
        var page = visit.Page;
        await CounterDoor.LeasedAsync(page, scene);
        await page.Context.SetOfflineAsync(true);
        await page.Locator(".notice.offline").WaitForAsync();
        await LookAsync(visit, "counter-offline", language);

        await page.FillAsync("#code", await scene.PresentAsync(good.Citizen, good.Voucher.Id));
        await page.ClickAsync("form.line button[type=submit]");
        await page.Locator(".verdict.ask").WaitForAsync();
        await LookAsync(visit, "counter-acceptable", language);
        await page.ClickAsync("#next");
        await page.Locator(".receipt").WaitForAsync();
        await LookAsync(visit, "counter-provisional", language);
        await page.ClickAsync("#next");
        await CounterDoor.AcceptAsync(page, await scene.PresentAsync(other.Citizen, other.Voucher.Id));
        await scene.Redemptions.RedeemVoucherAsync(
            await scene.RedeemRequestAsync(other.Citizen, other.Voucher.Id, "vtc"), scene.Operator("vtc"));
        await page.ClickAsync("#next");
        await page.FillAsync("#code", "TV1:ABC");
        await page.ClickAsync("form.line button[type=submit]");
        await page.Locator(".verdict.bad").WaitForAsync();
        await LookAsync(visit, "counter-offline-refused", language);

        await page.Context.SetOfflineAsync(false);
        await page.Locator(".notice.good").WaitForAsync();
        await page.Locator(".notice.bad").WaitForAsync();
        await LookAsync(visit, "counter-synced", language);
        await page.ClickAsync("header button >> nth=0");
        await page.Locator("table >> nth=1").WaitForAsync();
        await LookAsync(visit, "counter-today-offline", language);
        await page.ClickAsync("tbody button >> nth=0");
        await page.Locator(".verdict.bad.receipt").WaitForAsync();
        await LookAsync(visit, "counter-conflict", language);
    }

    private static async Task LookAsync(Visit visit, string name, string language)
    {
        await visit.ResizeAsync(Visit.Narrow);
        await Look.AtAsync(visit.Page, $"{name}.{language[..2]}.narrow");
        await visit.ResizeAsync(Visit.Wide);
        await Look.AtAsync(visit.Page, $"{name}.{language[..2]}.wide");
        if (language == "en")
            await Look.AtDarkAsync(visit.Page, $"{name}.en.dark");
    }

    private static Task UploadAsync(IPage page, string text) => page.SetInputFilesAsync("input[type=file]",
        new FilePayload
        {
            Name = "code.png", MimeType = "image/png", Buffer = QrPicture.Png(text, QrMedium.Screen, 6),
        });
}
