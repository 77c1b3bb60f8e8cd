using Microsoft.Playwright;
using NUnit.Framework;
using Vouchers.Testing;

namespace Vouchers.EndToEnd.Chromium;

/// <summary>Tests in a real browser: whatever a test is about, no page of it may make the browser complain.</summary>
public abstract class InChromium
{
    private readonly List<Visit> visits = [];
    private readonly List<(IBrowser Browser, string Film)> cameras = [];

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
        foreach (var (browser, film) in cameras)
        {
            await browser.CloseAsync();
            File.Delete(film);
        }

        visits.Clear();
        cameras.Clear();
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
        var browser = await ChromiumRun.LaunchAsync(FakeCamera.Flags(film));
        cameras.Add((browser, film));
        return browser;
    }

    private static string Name => string.Concat(
        TestContext.CurrentContext.Test.Name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
}
