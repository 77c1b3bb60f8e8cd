using Microsoft.Playwright;

namespace Vouchers.Testing;

/// <summary>The Chromium of this machine. Playwright drives it and downloads nothing.</summary>
internal static class LocalChromium
{
    public const string HowToInstall = "Chromium is not installed: apt-get install chromium fonts-noto-cjk.";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    // Nothing but what a page asks for may go over the wire; as root, Chromium has no sandbox.
    private static readonly string[] Quiet =
    [
        "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--no-first-run", "--force-color-profile=srgb",
    ];

    /// <summary>Null where there is none.</summary>
    public static string? Executable { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).SelectMany(_ => Names, Path.Combine).FirstOrDefault(File.Exists);

    public static BrowserTypeLaunchOptions With(params string[] flags) =>
        new() { ExecutablePath = Executable, Args = [.. Quiet, .. flags] };

    /// <summary>A browser whose memory is in a folder, and is there when it is opened again.</summary>
    public static Task<IBrowserContext> OpenAsync(
        IPlaywright driver, string profile, Uri home, params string[] flags) =>
        driver.Chromium.LaunchPersistentContextAsync(profile, new()
        {
            ExecutablePath = Executable, Args = [.. Quiet, .. flags], BaseURL = home.ToString(), Locale = "en",
        });
}
