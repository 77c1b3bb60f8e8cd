using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using NUnit.Framework;
using Vouchers.Web;

namespace Vouchers.EndToEnd.Chromium;

/// <summary>The line is down: slips are kept through anything, and each counts once or its clerk reads why.</summary>
public sealed class OfflineCounterTests : AtTheCounter
{
    private const int Slips = 50;

    [Test]
    public async Task Slips_OfAMorning_SurviveTheBrowsersDeath_AndCountOnce()
    {
        var holders = new List<(string Citizen, V1.Voucher Voucher)>();
        for (var i = 0; i < Slips; i++)
            holders.Add(await Scene.HolderAsync("vtc"));
        var vouchers = holders.Select(h => h.Voucher.Id).ToList();
        var profile = Directory.CreateTempSubdirectory("vouchers-till-").FullName;
        var page = await OpenAsync(profile);
        await CounterDoor.LeasedAsync(page, Scene);
        await page.Context.SetOfflineAsync(true);
        foreach (var (citizen, voucher) in holders)
        {
            await CounterDoor.AcceptAsync(page, await Scene.PresentAsync(citizen, voucher.Id));
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
    public async Task Voucher_AcceptedByTwoDevices_IsTheEarliersAndTheOthersClerkReadsWhy(
        [Values("zh-CN", "en")] string language)
    {
        var (citizen, voucher) = await Scene.HolderAsync("vtc");
        var (first, second) = (await TillAsync("en"), await TillAsync(language));
        var shown = await Scene.PresentAsync(citizen, voucher.Id);
        await CounterDoor.AcceptAsync(first, shown);
        await CounterDoor.AcceptAsync(second, shown);

        await first.Context.SetOfflineAsync(false);
        await Expect(first.Locator(".notice.good")).ToContainTextAsync("1 voucher that was accepted off line");
        await second.Context.SetOfflineAsync(false);

        var counted = (await RedemptionsAsync()).Single(r => r.VoucherId == voucher.Id);
        await Expect(second.Locator(".notice.bad")).ToContainTextAsync(language == "en"
            ? $"This voucher was used on {Tongue.English.Moment(counted.RedeemedAt)} at vtc, Main; receipt "
                + $"{counted.Receipt}. It is on record"
            : $"这张券已在 {Tongue.Chinese.Moment(counted.RedeemedAt)} 于vtc（Main）使用，回执号 {counted.Receipt}。"
                + "这一笔已记录在案，由人社部门裁定，请不要再次核销。");
        await ReadOnTheConsoleAsync(counted, voucher, language);
    }

    /// <summary>The bureau reads what the clerk read, and finds the redemption that counts.</summary>
    private async Task ReadOnTheConsoleAsync(V1.Redemption counted, V1.Voucher voucher, string language)
    {
        var officer = await VisitAsync(Service.Addresses.Web, language);
        await officer.SignInAsync("officer:lin");
        await officer.Page.GotoAsync("/console/offline");
        var why = language == "en"
            ? $"The voucher was used on {Tongue.English.Moment(counted.RedeemedAt)} at vtc, Main; receipt "
                + $"{counted.Receipt}."
            : $"该券已于 {Tongue.Chinese.Moment(counted.RedeemedAt)} 在vtc（Main）核销，回执号 {counted.Receipt}。";
        await Expect(officer.Page.Locator($"td.told:text-is('{why}')")).ToBeVisibleAsync();
        await officer.Page.ClickAsync($"tr:has-text('{counted.Receipt}') a[href^='/console/offline/']");
        var facts = officer.Page.Locator("main");
        await Expect(facts).ToContainTextAsync(voucher.Id);
        await Expect(facts.Locator(".notice.bad")).ToContainTextAsync(why);
        await Expect(facts).ToContainTextAsync(language == "en" ? "Used for" : "已用于");
        await Expect(facts).ToContainTextAsync(language == "en" ? "CNY 1,000.00" : "¥1,000.00");
        await officer.Page.ClickAsync("section a[href^='/console/redemptions/']");
        await Expect(officer.Page.Locator("h1")).ToContainTextAsync(counted.Receipt);
    }

    private async Task<IPage> TillAsync(string language)
    {
        var visit = await VisitAsync(Service.Addresses.Web, language);
        visit.Expected.Add("ERR_INTERNET_DISCONNECTED");
        await CounterDoor.LeasedAsync(visit.Page, Scene);
        await visit.Page.Context.SetOfflineAsync(true);
        return visit.Page;
    }

    private async Task<IReadOnlyList<V1.Redemption>> RedemptionsAsync() =>
        (await Scene.Redemptions.ListRedemptionsAsync(new() { PageSize = 1_000 }, Scene.Officer)).Redemptions;

    private async Task<IPage> OpenAsync(string profile)
    {
        var context = await ChromiumRun.OpenAsync(profile, Service.Addresses.Web);
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
