using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using NUnit.Framework;
using Vouchers.Testing;

namespace Vouchers.EndToEnd.Chromium;

/// <summary>
/// A careful look at what stands in a window: axe finds nothing, nothing runs out of it, and a picture is left in
/// <c>tests/output/screens</c>.
/// </summary>
internal static class Look
{
    private const int TallestPicture = 4_000;

    private const string Everything = "{ resultTypes: ['violations'], preload: false }";

    // All that is different in the dark.
    private const string Colours = "{ resultTypes: ['violations'], preload: false, runOnly: ['color-contrast'] }";

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>Where the pictures go.</summary>
    public static string Screens { get; } =
        Directory.CreateDirectory(Repository.TestFile("output", "screens")).FullName;

    public static Task AtAsync(IPage page, string name) => AtAsync(page, name, Everything);

    public static async Task AtDarkAsync(IPage page, string name)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await AtAsync(page, name, Colours);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }

    private static async Task AtAsync(IPage page, string name, string rules)
    {
        var (width, height) = await SizeAsync(page);
        await page.ScreenshotAsync(new()
        {
            Path = Path.Combine(Screens, $"{name}.png"), FullPage = true,
            Clip = new() { Width = width, Height = Math.Min(height, TallestPicture) },
        });
        Assert.That(width, Is.LessThanOrEqualTo(page.ViewportSize!.Width), $"{name} runs out of the window.");
        // By itself: Axe's own package for Playwright opens another page for each run, which takes seconds.
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
            await page.EvaluateAsync(Axe);
        var found = await page.EvaluateAsync<string[]>($$"""
            async () => (await axe.run(document, {{rules}})).violations.map(v =>
                `${v.id}: ${v.help} at ${v.nodes.slice(0, 3).map(n => n.html).join(', ')}`)
            """);
        Assert.That(found, Is.Empty, name);
    }

    private static async Task<(int Width, int Height)> SizeAsync(IPage page)
    {
        var size = await page.EvaluateAsync<int[]>(
            "() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]");
        return (size[0], size[1]);
    }
}
