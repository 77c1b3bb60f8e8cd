using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
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

    private static readonly AxeRunOptions Everything = new() { ResultTypes = [ResultType.Violations] };

    // All that is different in the dark.
    private static readonly AxeRunOptions Colours = new()
    {
        ResultTypes = [ResultType.Violations], RunOnly = RunOnlyOptions.Rules("color-contrast"),
    };

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

    private static async Task AtAsync(IPage page, string name, AxeRunOptions rules)
    {
        var (width, height) = await SizeAsync(page);
        await page.ScreenshotAsync(new()
        {
            Path = Path.Combine(Screens, $"{name}.png"), FullPage = true,
            Clip = new() { Width = width, Height = Math.Min(height, TallestPicture) },
        });
        Assert.That(width, Is.LessThanOrEqualTo(page.ViewportSize!.Width), $"{name} runs out of the window.");
        var found = await page.RunAxe(rules);
        Assert.That(found.Violations.Select(Told), Is.Empty, name);
    }

    private static async Task<(int Width, int Height)> SizeAsync(IPage page)
    {
        var size = await page.EvaluateAsync<int[]>(
            "() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]");
        return (size[0], size[1]);
    }

    private static string Told(AxeResultItem violation) =>
        $"{violation.Id}: {violation.Help} at {string.Join(", ", violation.Nodes.Take(3).Select(n => n.Html))}";
}
