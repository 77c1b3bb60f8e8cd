using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NUnit.Framework;
using Vouchers.EndToEnd.Service;

namespace Vouchers.EndToEnd.Chromium;

/// <summary>A new version of the counter's app tells of itself, and the clerk takes it when it suits.</summary>
public sealed class CounterUpdateTests : InChromium
{
    private readonly NextVersion deployment = new();
    private RunningService service = null!;
    private Scene scene = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        service = await RunningService.StartAsync(
            configure: services => services.AddSingleton<IStartupFilter>(deployment));
        scene = await Scene.BuildAsync(service);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await service.DisposeAsync();

    [Test]
    public async Task NewVersion_WhileSlipsWait_IsTakenByTheClerkAndLosesNone()
    {
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        var visit = await VisitAsync(service.Addresses.Web);
        var page = visit.Page;
        await CounterDoor.LeasedAsync(page, scene);
        // Only a page that the worker has served learns of the worker's successor.
        await page.EvaluateAsync("async () => { await navigator.serviceWorker.ready; }");
        await page.ReloadAsync();
        await page.Locator("#code").WaitForAsync();
        var shown = await scene.PresentAsync(citizen, voucher.Id);
        visit.Expected.Add("status of 503");
        deployment.IsSilent = true;
        await CounterDoor.AcceptAsync(page, shown);
        await page.ClickAsync("#next");

        deployment.Version = "next";
        await page.EvaluateAsync("async () => { await (await navigator.serviceWorker.getRegistration()).update(); }");
        await Expect(page.Locator("main > .notice.good")).ToContainTextAsync("A new version of this app is ready.");
        foreach (var width in (int[])[Visit.Narrow, Visit.Wide])
        {
            await visit.ResizeAsync(width);
            await Look.AtAsync(page, $"counter-update.en.{(width == Visit.Wide ? "wide" : "narrow")}");
        }

        Assert.That(await VersionsAsync(page), Has.Count.EqualTo(2), "both are kept until the clerk decides");
        await page.ClickAsync("button:text('Update')");
        await Expect(page.Locator(".notice.offline")).ToContainTextAsync("1 accepted");
        await Expect(page.Locator("main > .notice.good")).ToHaveCountAsync(0);
        Assert.That(await VersionsAsync(page), Is.EqualTo(new[] { "counter-next" }));
        Assert.That(await StateAsync(voucher.Id), Is.EqualTo(V1.Voucher.Types.State.Active));

        deployment.IsSilent = false;
        await Expect(page.Locator(".notice.good")).ToContainTextAsync("1 voucher that was accepted off line is redeemed");
        Assert.That(await StateAsync(voucher.Id), Is.EqualTo(V1.Voucher.Types.State.Redeemed));
    }

    private static async Task<IReadOnlyList<string>> VersionsAsync(IPage page) =>
        await page.EvaluateAsync<string[]>("() => caches.keys()");

    private async Task<V1.Voucher.Types.State> StateAsync(string voucher) =>
        (await scene.Vouchers.GetVoucherAsync(new() { VoucherId = voucher }, scene.Officer)).Voucher.State;
}
