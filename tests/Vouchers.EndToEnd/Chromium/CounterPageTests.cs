using Microsoft.Playwright;
using NUnit.Framework;
using Vouchers.Credentials;

namespace Vouchers.EndToEnd.Chromium;

/// <summary>Each screen of the counter in both languages, wide and narrow, light and dark: for everybody.</summary>
public sealed class CounterPageTests : AtTheCounter
{
    [Test]
    public async Task Screens_OfAQueue_AreForEverybody([Values("zh-CN", "en")] string language)
    {
        var visit = await VisitAsync(Service.Addresses.Web, language);
        var page = visit.Page;
        await page.GotoAsync("/counter/");
        await page.Locator("form.card").WaitForAsync();
        await LookAsync(visit, "counter-enrol", language);
        await CounterDoor.EnrolAsync(page, Scene);
        await page.ReloadAsync();
        await page.Locator(".choice-button").WaitForAsync();
        await LookAsync(visit, "counter-sessions", language);
        await page.ClickAsync(".choice-button");
        await page.Locator("#code").WaitForAsync();
        await LookAsync(visit, "counter-waiting", language);

        var (citizen, voucher) = await Scene.HolderAsync("vtc");
        var shown = await Scene.PresentAsync(citizen, voucher.Id);
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
        await CounterDoor.EnrolAsync(page, Scene);
        await page.Locator("main > .actions button >> nth=1").WaitForAsync();
        await LookAsync(visit, "counter-replace", language);
    }

    [Test]
    public async Task Screens_WithoutALine_AreForEverybody([Values("zh-CN", "en")] string language)
    {
        var (good, other) = (await Scene.HolderAsync("vtc"), await Scene.HolderAsync("vtc"));
        var visit = await VisitAsync(Service.Addresses.Web, language);
        visit.Expected.Add("ERR_INTERNET_DISCONNECTED");
        var page = visit.Page;
        await CounterDoor.LeasedAsync(page, Scene);
        await page.Context.SetOfflineAsync(true);
        await page.Locator(".notice.offline").WaitForAsync();
        await LookAsync(visit, "counter-offline", language);

        await page.FillAsync("#code", await Scene.PresentAsync(good.Citizen, good.Voucher.Id));
        await page.ClickAsync("form.line button[type=submit]");
        await page.Locator(".verdict.ask").WaitForAsync();
        await LookAsync(visit, "counter-acceptable", language);
        await page.ClickAsync("#next");
        await page.Locator(".receipt").WaitForAsync();
        await LookAsync(visit, "counter-provisional", language);
        await page.ClickAsync("#next");
        await CounterDoor.AcceptAsync(page, await Scene.PresentAsync(other.Citizen, other.Voucher.Id));
        await Scene.Redemptions.RedeemVoucherAsync(
            await Scene.RedeemRequestAsync(other.Citizen, other.Voucher.Id, "vtc"), Scene.Operator("vtc"));
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

    private static Task UploadAsync(IPage page, string text) => page.SetInputFilesAsync("input[type=file]",
        new FilePayload
        {
            Name = "code.png", MimeType = "image/png", Buffer = QrPicture.Png(text, QrMedium.Screen, 6),
        });
}
