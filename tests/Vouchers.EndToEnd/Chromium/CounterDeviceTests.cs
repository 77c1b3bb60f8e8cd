using NUnit.Framework;
using Vouchers.EndToEnd.Service;

namespace Vouchers.EndToEnd.Chromium;

/// <summary>A browser becomes a counter, and another one later; what it holds is not lost over it.</summary>
public sealed class CounterDeviceTests : AtTheCounter
{
    [Test]
    public async Task Link_TypedByAScannerIntoTheFirstField_Enrols()
    {
        var page = (await VisitAsync(Service.Addresses.Web)).Page;
        using var device = await CounterDevice.RegisterAsync(Scene, "till-typed");
        await page.GotoAsync("/counter/");
        await page.FocusAsync("form.card input >> nth=0");

        await page.Keyboard.TypeAsync(
            $"{Service.Addresses.Web}counter/enrol#device=till-typed&code={Uri.EscapeDataString(await device.OfferAsync())}");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("header .brand")).ToContainTextAsync("till-typed");
    }

    [Test]
    public async Task IdAndCode_TypedInFullWidth_Enrol()
    {
        var page = (await VisitAsync(Service.Addresses.Web)).Page;
        using var device = await CounterDevice.RegisterAsync(Scene, "till-wide");
        await page.GotoAsync("/counter/");

        await page.FillAsync("form.card input >> nth=0", Wide(" Till-Wide "));
        await page.FillAsync("form.card input >> nth=1", Wide(await device.OfferAsync()));
        await page.ClickAsync("form.card button");

        await Expect(page.Locator("header .brand")).ToContainTextAsync("till-wide");
    }

    [Test]
    public async Task Link_OfAnotherDevice_WaitsForTheSlips_ThenMakesItTheOther()
    {
        var (citizen, voucher) = await Scene.HolderAsync("vtc");
        var visit = await VisitAsync(Service.Addresses.Web);
        visit.Expected.Add("ERR_INTERNET_DISCONNECTED");
        var page = visit.Page;
        await CounterDoor.LeasedAsync(page, Scene);
        await page.Context.SetOfflineAsync(true);
        await CounterDoor.AcceptAsync(page, await Scene.PresentAsync(citizen, voucher.Id));
        using var other = await CounterDevice.RegisterAsync(Scene, "till-other");
        await page.GotoAsync($"/counter/enrol#device=till-other&code={Uri.EscapeDataString(await other.OfferAsync())}");
        // The same document would only get another fragment.
        await page.ReloadAsync();
        await Expect(page.Locator("main > .notice.bad")).ToContainTextAsync("Slips on this device");
        await Expect(page.Locator("text=Make it the other one")).ToHaveCountAsync(0);

        await page.Context.SetOfflineAsync(false);
        await page.ClickAsync("text=Make it the other one");

        await Expect(page.Locator("header .brand")).ToContainTextAsync("till-other");
        Assert.That(
            (await Scene.Vouchers.GetVoucherAsync(new() { VoucherId = voucher.Id }, Scene.Officer)).Voucher.State,
            Is.EqualTo(V1.Voucher.Types.State.Redeemed));
        // It serves the queue with the key that it has now.
        var (next, shown) = await Scene.HolderAsync("vtc");
        await page.ClickAsync(".choice-button");
        await page.FillAsync("#code", await Scene.PresentAsync(next, shown.Id));
        await page.ClickAsync("form.line button[type=submit]");
        await Expect(page.Locator(".verdict.good .big")).ToHaveTextAsync("✓ 王*明");
    }

    [Test]
    public async Task Device_RevokedWhileItHeldASlip_BringsItIn_AndTellsThatItIsRevoked()
    {
        var (citizen, voucher) = await Scene.HolderAsync("vtc");
        var visit = await VisitAsync(Service.Addresses.Web);
        visit.Expected.Add("ERR_INTERNET_DISCONNECTED");
        var page = visit.Page;
        await CounterDoor.LeasedAsync(page, Scene);
        var till = await page.Locator("header .brand small").TextContentAsync();
        await page.Context.SetOfflineAsync(true);
        await CounterDoor.AcceptAsync(page, await Scene.PresentAsync(citizen, voucher.Id));
        await Scene.Catalogue.RevokeDeviceAsync(
            new() { RequestId = Scene.NewId(), DeviceId = till, Reason = "replaced" }, Scene.Officer);

        await page.Context.SetOfflineAsync(false);

        await Expect(page.Locator(".notice.bad").First).ToContainTextAsync("Conflict");
        await Expect(page.Locator(".notice.bad").First).ToContainTextAsync("revoked");
        Assert.That((await new V1.OfflineService.OfflineServiceClient(Service.Channel).ListOfflineRecordsAsync(
            new() { DeviceId = till, State = V1.OfflineRecord.Types.State.Conflict }, Scene.Officer)).Records,
            Has.Count.EqualTo(1));
    }

    [Test]
    public async Task App_ThatIsNotServedWhole_SaysSo()
    {
        var visit = await VisitAsync(Service.Addresses.Web);
        visit.Expected.Add("503");
        visit.Expected.Add("assemblies.bin");
        await visit.Page.RouteAsync("**/assemblies.bin", route => route.FulfillAsync(new() { Status = 503 }));

        await visit.Page.GotoAsync("/counter/");

        await SaysThatItDidNotStartAsync(visit);
        await Expect(visit.Page.Locator("#fault")).ToContainTextAsync("503");
    }

    [Test]
    public async Task App_ThatCannotReadWhichDeviceItIs_SaysSo()
    {
        var visit = await VisitAsync(Service.Addresses.Web);
        visit.Expected.Add("ManagedError");
        var page = visit.Page;
        await CounterDoor.OpenAsync(page, Scene);
        await page.EvaluateAsync("""
            () => new Promise((done, failed) => {
              const opening = indexedDB.open('counter');
              opening.onerror = failed;
              opening.onsuccess = () => {
                const write = opening.result.transaction('settings', 'readwrite');
                write.objectStore('settings').put('{', 'KeptDevice');
                write.oncomplete = done;
                write.onabort = failed;
              };
            })
            """);

        await page.ReloadAsync();

        await SaysThatItDidNotStartAsync(visit);
    }

    [Test]
    public async Task App_AtAnAddressWithoutTls_AsksForTheRightOne()
    {
        // Only this machine's own names are as good as https.
        var browser = await LaunchAsync("--host-resolver-rules=MAP till.test 127.0.0.1");
        var home = new UriBuilder(Service.Addresses.Web) { Host = "till.test" }.Uri;
        var visit = await VisitAsync(home, browser: browser);
        visit.Expected.Add("Cross-Origin-Opener-Policy header has been ignored");

        await visit.Page.GotoAsync("/counter/");

        await Expect(visit.Page.Locator("#insecure")).ToBeVisibleAsync();
        await LookAsync(visit, "counter-insecure", "en");
    }

    private static async Task SaysThatItDidNotStartAsync(Visit visit)
    {
        await Expect(visit.Page.Locator("#blazor-error-ui")).ToContainTextAsync("The counter did not start");
        await Expect(visit.Page.Locator("#blazor-error-ui")).ToBeVisibleAsync();
        // The sentence of a slow start comes after a second, and gives way.
        await Expect(visit.Page.Locator("#starting")).Not.ToHaveAttributeAsync("hidden", "");
        await Expect(visit.Page.Locator("#starting")).ToBeHiddenAsync();
    }

    private static string Wide(string text) =>
        string.Concat(text.Select(c => c == ' ' ? '\u3000' : (char)(c - '!' + '\uFF01')));
}
