using Microsoft.Playwright;
using NUnit.Framework;
using Vouchers.Testing;

namespace Vouchers.EndToEnd.Chromium;

/// <summary>Tests in a real browser: whatever a test is about, no page of it may make the browser complain.</summary>
public abstract class InChromium
{
    private readonly List<Visit> visits = [];
    private readonly List<IBrowser> browsers = [];
    private readonly List<string> films = [];

    /// <summary>Of the test so far.</summary>
    private protected IReadOnlyList<Visit> Visits => visits;

    [TearDown]
    public async Task LeaveAsync()
    {
        var complaints = visits.SelectMany(v => v.TakeComplaints()).ToArray();
        if (TestContext.CurrentContext.Result.FailCount > 0 && visits is [.., var last])
            await last.Page.ScreenshotAsync(new() { Path = Path.Combine(Look.Screens, $"failed-{Name}.png") });
        foreach (var visit in visits)
            await visit.DisposeAsync();
        foreach (var browser in browsers)
            await browser.CloseAsync();
        films.ForEach(File.Delete);
        visits.Clear();
        browsers.Clear();
        films.Clear();
        Assert.That(complaints, Is.Empty);
    }

    /// <summary>Machines in a build are slow; how fast a page is, is measured elsewhere.</summary>
    private protected static ILocatorAssertions Expect(ILocator locator)
    {
        Assertions.SetDefaultExpectTimeout(60_000);
        return Assertions.Expect(locator);
    }

    private protected async Task<Visit> VisitAsync(
        Uri home, string language = "en", int width = Visit.Wide, IBrowser? browser = null)
    {
        var visit = await Visit.BeginAsync(home, language, width, browser);
        visits.Add(visit);
        return visit;
    }

    /// <summary>A browser whose camera looks at a picture; at several by turns, each for two seconds.</summary>
    private protected async Task<IBrowser> CameraAsync(params GreyPicture[] seen)
    {
        var film = Path.Combine(Path.GetTempPath(), $"vouchers-{Guid.NewGuid():n}.y4m");
        FakeCamera.Record(film, [.. seen.Select(picture => (picture, 2 * FakeCamera.FramesPerSecond))]);
        films.Add(film);
        return await LaunchAsync(FakeCamera.Flags(film));
    }

    /// <summary>A browser of the test's own, for what only the command line can set.</summary>
    private protected async Task<IBrowser> LaunchAsync(params string[] flags)
    {
        var browser = await ChromiumRun.LaunchAsync(flags);
        browsers.Add(browser);
        return browser;
    }

    private static string Name => string.Concat(
        TestContext.CurrentContext.Test.Name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
}
