using System.Globalization;
using Microsoft.Playwright;
using Vouchers.EndToEnd.Chromium;
using Vouchers.EndToEnd.Service;
using Vouchers.Testing;

namespace Vouchers.Benchmarks;

/// <summary>
/// The clerk's wait: from the first frame on which the camera shows a code to the service's answer on the counter's
/// screen, in a real browser. The film shows an empty wall and printed vouchers by turns. Then each start of the app from
/// its service worker, until the enrolled counter asks for a voucher.
/// </summary>
internal sealed class CounterRun(int rounds)
{
    public const int Number = 15;

    private const int ScansARound = 20;

    // The counter takes a code again when it was away for two seconds.
    private const int WallFrames = 24;
    private const int CodeFrames = 10;

    private const string Watch = """
        (() => {
          const scans = window.scans = [];
          const canvas = new OffscreenCanvas(16, 16);
          const eye = canvas.getContext('2d', { willReadFrequently: true });
          let video, seenAt = 0, wasWall = true, isAsking = false;
          const look = () => {
            eye.drawImage(video, 0, 0, 16, 16);
            const shades = eye.getImageData(4, 2, 8, 12).data.filter((_, i) => i % 4 === 0);
            const isWall = Math.min(...shades) > 200;
            if (wasWall && !isWall) seenAt = performance.now();
            wasWall = isWall;
            video.requestVideoFrameCallback(look);
          };
          new MutationObserver(() => {
            const shown = document.querySelector('video');
            if (shown && shown !== video) (video = shown).requestVideoFrameCallback(look);
            const isBusy = document.querySelector('.verdict[aria-busy]') !== null;
            if (isAsking && !isBusy && seenAt) {
              scans.push(performance.now() - seenAt);
              seenAt = 0;
            }
            isAsking = isBusy;
          }).observe(document, { childList: true, subtree: true, attributes: true });
        })();
        """;

    private const int StartsARound = 4;

    private const string Door = ".verdict";

    private const string WatchStart = $$"""
        new MutationObserver((_, watch) => {
          if (!document.querySelector('{{Door}}')) return;
          window.startedAfter = performance.now();
          watch.disconnect();
        }).observe(document, { childList: true, subtree: true });
        """;

    private readonly Ratio start = new(Number, "counter's start from its service worker, ms", 1_000, atMost: true);

    private readonly Ratio p95 = new(Number, "camera to answer on the counter's screen, p95, ms", 300, atMost: true);

    /// <returns>None where there is no Chromium, which is told.</returns>
    public async Task<IReadOnlyList<Ratio>> RunAsync(Action<string> tell)
    {
        if (LocalChromium.Executable is null)
        {
            tell($"{Number} is not measured. {LocalChromium.HowToInstall}");
            return [];
        }

        await using var service = await RunningService.StartAsync();
        var scene = await Scene.BuildAsync(service);
        var film = Path.Combine(Path.GetTempPath(), $"vouchers-{Guid.NewGuid():n}.y4m");
        try
        {
            // Two vouchers by turns: the code of which the verdict stands there is not asked for again.
            FakeCamera.Record(film, (null, WallFrames), (await PaperAsync(scene), CodeFrames),
                (null, WallFrames), (await PaperAsync(scene), CodeFrames));
            await MeasureAsync(service.Addresses.Web, scene, film, tell);
        }
        finally
        {
            File.Delete(film);
        }

        return [p95, start];
    }

    private static async Task<GreyPicture> PaperAsync(Scene scene)
    {
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        var paper = await scene.Vouchers.GetVoucherCredentialAsync(
            new() { VoucherId = voucher.Id }, scene.Citizen(citizen));
        return GreyPicture.OfQr(paper.Text);
    }

    private async Task MeasureAsync(Uri home, Scene scene, string film, Action<string> tell)
    {
        using var driver = await Playwright.CreateAsync();
        await using var browser = await driver.Chromium.LaunchAsync(LocalChromium.With(FakeCamera.Flags(film)));
        await using var context = await browser.NewContextAsync(new() { BaseURL = home.ToString(), Locale = "en" });
        await context.AddInitScriptAsync(Watch);
        await context.AddInitScriptAsync(WatchStart);
        var page = await context.NewPageAsync();
        await CounterDoor.OpenAsync(page, scene);
        await page.ClickAsync("text=Scan by camera");
        for (var round = 0; round <= rounds; round++)
        {
            var scans = await ScansAsync(page, ScansARound * (round + 1));
            var worst = scans.TakeLast(ScansARound).Order().ElementAt((int)(ScansARound * 0.95) - 1);
            tell(string.Create(CultureInfo.InvariantCulture,
                $"{(round == 0 ? "warm-up" : $"round {round}"),-8}  p95 of {ScansARound} scans {worst:0} ms"));
            if (round > 0)
                p95.Add(worst);
        }

        await page.CloseAsync();
        for (var n = 0; n <= rounds * StartsARound; n++)
        {
            var taken = await StartAsync(context);
            tell(string.Create(CultureInfo.InvariantCulture, $"{(n == 0 ? "warm-up" : ""),-8}  start {taken:0} ms"));
            if (n > 0)
                start.Add(taken);
        }
    }

    private static async Task<double> StartAsync(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync("/counter/");
        await page.Locator(Door).First.WaitForAsync();
        if (!await page.EvaluateAsync<bool>("() => navigator.serviceWorker.controller !== null"))
            throw new InvalidOperationException("The counter started without its service worker.");
        var taken = await page.EvaluateAsync<double>("() => startedAfter");
        await page.CloseAsync();
        return taken;
    }

    private static async Task<double[]> ScansAsync(IPage page, int count)
    {
        while (true)
        {
            var scans = await page.EvaluateAsync<double[]>("() => scans");
            if (scans.Length >= count)
                return scans;
            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }
}
