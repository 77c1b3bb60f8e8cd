using Microsoft.Playwright;
using NUnit.Framework;
using Vouchers.Testing;

namespace Vouchers.EndToEnd.Chromium;

/// <summary>
/// One Chromium for all tests of this folder. Where the machine has none, they are skipped, visibly.
/// </summary>
[SetUpFixture]
public sealed class ChromiumRun
{
    private static readonly Lazy<Task<DemoTown>> Town = new(DemoTown.TellAsync);
    private static IPlaywright? driver;
    private static IBrowser? browser;

    /// <summary>The browser without a camera.</summary>
    internal static IBrowser Browser => browser
        ?? throw new InvalidOperationException("Chromium was not started: this is a test of another folder.");

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        if (LocalChromium.Executable is null)
            Assert.Ignore(LocalChromium.HowToInstall);
        driver = await Playwright.CreateAsync();
        browser = await LaunchAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (Town.IsValueCreated)
            await (await Town.Value).DisposeAsync();
        if (browser is not null)
            await browser.CloseAsync();
        driver?.Dispose();
    }

    /// <summary>A browser of its own, for what only the command line can set, such as what the camera sees.</summary>
    internal static async Task<IBrowser> LaunchAsync(params string[] flags) =>
        await driver!.Chromium.LaunchAsync(LocalChromium.With(flags));

    /// <inheritdoc cref="LocalChromium.OpenAsync"/>
    internal static Task<IBrowserContext> OpenAsync(string profile, Uri home) =>
        LocalChromium.OpenAsync(driver!, profile, home);

    /// <summary>The town in which the demo's story was told; it is told when the first test asks.</summary>
    internal static Task<DemoTown> TownAsync() => Town.Value;
}
