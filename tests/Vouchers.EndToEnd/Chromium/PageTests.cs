using Microsoft.Playwright;
using NUnit.Framework;

namespace Vouchers.EndToEnd.Chromium;

/// <summary>
/// Every page in Chinese and English, wide and as narrow as a phone, light and dark: axe finds nothing, nothing runs
/// out of the window, and the browser has no complaint. A picture of each is left in <c>tests/output/screens</c>.
/// </summary>
public abstract class PageTests : InChromium
{
    // Kept from page to page: to open a browser and to sign in takes longer than most pages do.
    private readonly Dictionary<(string Who, string Language), Visit> people = [];

    [OneTimeTearDown]
    public async Task GoHomeAsync()
    {
        foreach (var visit in people.Values)
            await visit.DisposeAsync();
    }

    private protected async Task LookAsync(Sight sight)
    {
        var town = await ChromiumRun.TownAsync();
        foreach (var language in (string[])["zh-CN", "en"])
        {
            var visit = await PersonAsync(town, sight.Who, language);
            // What an earlier page that failed left behind is not this one's.
            visit.Expected.Clear();
            visit.TakeComplaints();
            if (sight.Status != 200)
                visit.Expected.Add($"status of {sight.Status}");
            await visit.ResizeAsync(Visit.Wide);
            await OpenAsync(visit.Page, sight);
            var name = $"{sight.Name}.{language[..2]}";
            await Look.AtAsync(visit.Page, $"{name}.wide");
            if (language == "en")
                await Look.AtDarkAsync(visit.Page, $"{name}.dark");
            await visit.ResizeAsync(Visit.Narrow);
            await Look.AtAsync(visit.Page, $"{name}.narrow");
            Assert.That(visit.TakeComplaints(), Is.Empty);
        }
    }

    private async Task<Visit> PersonAsync(DemoTown town, string who, string language)
    {
        if (people.TryGetValue((who, language), out var known))
            return known;
        var visit = await Visit.BeginAsync(town.Web, language);
        people.Add((who, language), visit);
        if (who.Length > 0)
            await visit.SignInAsync(who switch
            {
                Sight.Visitor => town.People.Cast.Visitor,
                Sight.Regular => town.Regular,
                var member => member,
            });
        return visit;
    }

    private static async Task OpenAsync(IPage page, Sight sight)
    {
        var reply = await page.GotoAsync(sight.Path);
        Assert.That(reply!.Status, Is.EqualTo(sight.Status));
        foreach (var link in sight.Links)
        {
            var asked = page.Url;
            await page.Locator(link).First.ClickAsync();
            await Assertions.Expect(page).Not.ToHaveURLAsync(asked, new() { Timeout = 60_000 });
        }

        if (sight.Then is { } act)
            await act(page);
        await page.WaitForLoadStateAsync(LoadState.Load);
    }
}
