using System.Globalization;
using Microsoft.Playwright;
using Vouchers.EndToEnd.Chromium;
using Vouchers.EndToEnd.Service;
using Vouchers.Testing;

namespace Vouchers.Benchmarks;

/// <summary>
/// The clerk's wait: from the first frame on which the camera shows a code to the service's answer on the counter's
/// screen, in a real browser. The film shows an empty wall and printed vouchers by turns. Then each start of the app
/// from its service worker, until the enrolled counter asks for a voucher. The browser is closed and opened again
/// between them, as over night: what it has compiled it keeps from the first day on which the service worker gave the
/// files.
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

    private const string Front = "/counter/";

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
        var folder = Directory.CreateTempSubdirectory("vouchers-counter-").FullName;
        var film = Path.Combine(folder, "film.y4m");
        try
        {
            // Two vouchers by turns: the code of which the verdict stands there is not asked for again.
            FakeCamera.Record(film, (null, WallFrames), (await PaperAsync(scene), CodeFrames),
                (null, WallFrames), (await PaperAsync(scene), CodeFrames));
            using var driver = await Playwright.CreateAsync();
            // As a clerk's browser, which keeps what it has compiled; a private window does not.
            Task<IBrowserContext> OpenAsync() => LocalChromium.OpenAsync(
                driver, Path.Combine(folder, "profile"), service.Addresses.Web, FakeCamera.Flags(film));
            await using (var browser = await OpenAsync())
                await EnrolAsync(browser, scene);
            await using (var browser = await OpenAsync())
                await MeasureScansAsync(browser, tell);
            await using (var browser = await OpenAsync())
                await MeasureStartsAsync(browser, tell);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
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

    private static async Task EnrolAsync(IBrowserContext browser, Scene scene)
    {
        var page = await browser.NewPageAsync();
        await CounterDoor.OpenAsync(page, scene);
        await page.EvaluateAsync("async () => { await navigator.serviceWorker.ready; }");
    }

    private async Task MeasureScansAsync(IBrowserContext browser, Action<string> tell)
    {
        await browser.AddInitScriptAsync(Watch);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(Front);
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
    }

    private async Task MeasureStartsAsync(IBrowserContext browser, Action<string> tell)
    {
        await browser.AddInitScriptAsync(WatchStart);
        for (var n = 0; n <= rounds * StartsARound; n++)
        {
            var taken = await StartAsync(browser);
            tell(string.Create(CultureInfo.InvariantCulture, $"{(n == 0 ? "first" : ""),-8}  start {taken:0} ms"));
            if (n > 0)
                start.Add(taken);
        }
    }

    private static async Task<double> StartAsync(IBrowserContext browser)
    {
        var page = await browser.NewPageAsync();
        await page.GotoAsync(Front);
        await page.Locator(Door).First.WaitForAsync();
        if (!await page.EvaluateAsync<bool>("() => navigator.serviceWorker.controller !== null"))
            throw new InvalidOperationException("The counter started without its service worker.");
        var taken = await page.EvaluateAsync<double>("() => startedAfter");
        await page.CloseAsync();
        // Its camera is put away while the next page would start.
        await Task.Delay(TimeSpan.FromSeconds(1));
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
