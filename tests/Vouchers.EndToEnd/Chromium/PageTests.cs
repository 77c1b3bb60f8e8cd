using Microsoft.AspNetCore.Razor.Hosting;
using Microsoft.Playwright;
using NUnit.Framework;
using Vouchers.Web;

namespace Vouchers.EndToEnd.Chromium;

/// <summary>
/// Every page in Chinese and English, wide and as narrow as a phone, light and dark: axe finds nothing, nothing runs
/// out of the window, and the browser has no complaint. A picture of each is left in <c>tests/output/screens</c>.
/// </summary>
[Parallelizable]
public sealed class PageTests : InChromium
{
    [Test]
    public void Pages_AllOfThem_AreInTheTable()
    {
        var compiled = new RazorCompiledItemLoader().LoadItems(typeof(WebFaces).Assembly)
            .Where(item => item.Kind == "mvc.1.0.razor-page").Select(item => item.Identifier)
            .Select(path => path["/Pages".Length..^".cshtml".Length]);

        Assert.That(PageTable.All.Select(s => s.Page).Concat(PageTable.Unseen), Is.SupersetOf(compiled));
    }

    [TestCaseSource(typeof(PageTable), nameof(PageTable.All))]
    public async Task Page_InEachLook_IsForEverybody(object row)
    {
        var sight = (Sight)row;
        var town = await ChromiumRun.TownAsync();
        foreach (var language in (string[])["zh-CN", "en"])
        {
            var visit = await VisitAsync(town.Web, language);
            if (sight.Status != 200)
                visit.Expected.Add($"status of {sight.Status}");
            await OpenAsync(visit, sight, town);
            var page = visit.Page;
            var name = $"{sight.Name}.{language[..2]}";
            await Look.AtAsync(page, $"{name}.wide");
            await visit.ResizeAsync(Visit.Narrow);
            await Look.AtAsync(page, $"{name}.narrow");
        }

        var last = Visits[^1];
        await last.ResizeAsync(Visit.Wide);
        await Look.AtDarkAsync(last.Page, $"{sight.Name}.en.dark");
    }

    private static async Task OpenAsync(Visit visit, Sight sight, DemoTown town)
    {
        var page = visit.Page;
        if (sight.Who.Length > 0)
            await visit.SignInAsync(sight.Who switch
            {
                Sight.Visitor => town.People.Cast.Visitor,
                Sight.Regular => town.Regular,
                var member => member,
            });
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
