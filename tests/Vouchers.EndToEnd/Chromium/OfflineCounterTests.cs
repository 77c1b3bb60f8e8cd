using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using NUnit.Framework;
using Vouchers.EndToEnd.Service;

namespace Vouchers.EndToEnd.Chromium;

/// <summary>The line is down: slips are kept through anything, and each counts once or its clerk reads why.</summary>
public sealed class OfflineCounterTests : InChromium
{
    private const int Slips = 50;
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
    public async Task Slips_OfAMorning_SurviveTheBrowsersDeath_AndCountOnce()
    {
        var holders = new List<(string Citizen, V1.Voucher Voucher)>();
        for (var i = 0; i < Slips; i++)
            holders.Add(await scene.HolderAsync("vtc"));
        var vouchers = holders.Select(h => h.Voucher.Id).ToList();
        var profile = Directory.CreateTempSubdirectory("vouchers-till-").FullName;
        var page = await OpenAsync(profile);
        await EnrolAsync(page);
        await page.Context.SetOfflineAsync(true);
        foreach (var (citizen, voucher) in holders)
        {
            await AcceptAsync(page, await scene.PresentAsync(citizen, voucher.Id));
            await page.ClickAsync("#next");
        }

        Kill(profile);
        page = await OpenAsync(profile);
        await page.Context.SetOfflineAsync(true);
        await page.GotoAsync("/counter/");
        await Expect(page.Locator(".notice.offline")).ToContainTextAsync($"{Slips} accepted");
        Assert.That((await RedemptionsAsync()).Select(r => r.VoucherId).Intersect(vouchers), Is.Empty);
        await page.Context.SetOfflineAsync(false);

        await Expect(page.Locator(".notice.good")).ToContainTextAsync($"{Slips} vouchers that were accepted off line");
        Assert.That((await RedemptionsAsync()).Select(r => r.VoucherId).Where(vouchers.Contains),
            Is.EquivalentTo(vouchers));
        await page.Context.CloseAsync();
        Directory.Delete(profile, recursive: true);
    }

    [Test]
    public async Task Voucher_AcceptedByTwoDevices_IsTheEarliersAndTheOthersClerkReadsWhy()
    {
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        var (first, second) = (await TillAsync(), await TillAsync());
        var shown = await scene.PresentAsync(citizen, voucher.Id);
        await AcceptAsync(first, shown);
        await AcceptAsync(second, shown);

        await first.Context.SetOfflineAsync(false);
        await Expect(first.Locator(".notice.good")).ToContainTextAsync("1 voucher that was accepted off line");
        await second.Context.SetOfflineAsync(false);

        await Expect(second.Locator(".notice.bad")).ToContainTextAsync("The voucher was used on");
        await Look.AtAsync(second, "counter-conflict.en.wide");
        Assert.That((await RedemptionsAsync()).Count(r => r.VoucherId == voucher.Id), Is.EqualTo(1));
    }

    private async Task<IPage> TillAsync()
    {
        var visit = await VisitAsync(service.Addresses.Web);
        visit.Expected.Add("ERR_INTERNET_DISCONNECTED");
        await EnrolAsync(visit.Page);
        await visit.Page.Context.SetOfflineAsync(true);
        return visit.Page;
    }

    /// <summary>A counter that has fetched all that it needs without the line.</summary>
    private async Task EnrolAsync(IPage page)
    {
        var leased = page.WaitForResponseAsync(r => r.Url.EndsWith("/GrantLease", StringComparison.Ordinal));
        await CounterDoor.OpenAsync(page, scene);
        await leased;
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    private static async Task AcceptAsync(IPage page, string shown)
    {
        await page.FillAsync("#code", shown);
        await page.ClickAsync("text=Look it up");
        await page.ClickAsync("button:text('Accept off line')");
        await Expect(page.Locator(".receipt")).ToContainTextAsync("Accepted off line");
    }

    private async Task<IReadOnlyList<V1.Redemption>> RedemptionsAsync() =>
        (await scene.Redemptions.ListRedemptionsAsync(new() { PageSize = 1_000 }, scene.Officer)).Redemptions;

    private async Task<IPage> OpenAsync(string profile)
    {
        var context = await ChromiumRun.OpenAsync(profile, service.Addresses.Web);
        context.SetDefaultTimeout(60_000);
        return context.Pages[0];
    }

    /// <summary>Ends the browser of a profile as a power cut does.</summary>
    private static void Kill(string profile)
    {
        foreach (var folder in Directory.GetDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id))
                continue;
            try
            {
                if (File.ReadAllText(Path.Combine(folder, "cmdline")).Contains(profile, StringComparison.Ordinal))
                    Process.GetProcessById(id).Kill();
            }
            catch (Exception e) when (e is IOException or ArgumentException or InvalidOperationException
                or UnauthorizedAccessException)
            {
                // It ended meanwhile.
            }
        }

        // What a browser that lives would hold.
        foreach (var held in Directory.GetFiles(profile, "Singleton*"))
            File.Delete(held);
    }
}
