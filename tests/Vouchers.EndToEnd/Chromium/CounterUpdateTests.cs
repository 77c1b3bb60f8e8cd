using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NUnit.Framework;
using Vouchers.EndToEnd.Service;

namespace Vouchers.EndToEnd.Chromium;

/// <summary>A new version of the counter's app tells of itself, and the clerk takes it when it suits.</summary>
public sealed class CounterUpdateTests : AtTheCounter
{
    private readonly NextVersion deployment = new();

    private protected override Task<RunningService> BeginAsync() => RunningService.StartAsync(
        configure: services => services.AddSingleton<IStartupFilter>(deployment));

    [Test]
    public async Task NewVersion_WhileSlipsWait_IsTakenByTheClerkAndLosesNone()
    {
        var (citizen, voucher) = await Scene.HolderAsync("vtc");
        var visit = await VisitAsync(Service.Addresses.Web);
        var page = visit.Page;
        await CounterDoor.LeasedAsync(page, Scene);
        // Only a page that the worker has served learns of the worker's successor.
        await page.EvaluateAsync("async () => { await navigator.serviceWorker.ready; }");
        await page.ReloadAsync();
        await page.Locator("#code").WaitForAsync();
        var shown = await Scene.PresentAsync(citizen, voucher.Id);
        visit.Expected.Add("status of 503");
        deployment.IsSilent = true;
        await CounterDoor.AcceptAsync(page, shown);
        await page.ClickAsync("#next");

        deployment.Version = "next";
        await page.EvaluateAsync("async () => { await (await navigator.serviceWorker.getRegistration()).update(); }");
        await Expect(page.Locator("main > .notice.good")).ToContainTextAsync("A new version of this app is ready.");
        await LookAsync(visit, "counter-update", "en");
        await page.ClickAsync("header button[lang='zh-CN']");
        await Expect(page.Locator("main > .notice.good")).ToContainTextAsync("本程序有新版本");
        await LookAsync(visit, "counter-update", "zh-CN");
        await page.ClickAsync("header button[lang='en']");

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
        (await Scene.Vouchers.GetVoucherAsync(new() { VoucherId = voucher }, Scene.Officer)).Voucher.State;
}
