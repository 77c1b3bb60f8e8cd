using Microsoft.Playwright;
using Vouchers.EndToEnd.Service;

namespace Vouchers.EndToEnd.Chromium;

/// <summary>How a browser becomes a counter.</summary>
internal static class CounterDoor
{
    /// <summary>By the link of a one-time code, as the clerk opens it.</summary>
    public static async Task EnrolAsync(IPage page, Scene scene)
    {
        var id = $"till-{Guid.NewGuid():n}"[..12];
        using var device = await CounterDevice.RegisterAsync(scene, id);
        await page.GotoAsync($"/counter/enrol#device={id}&code={Uri.EscapeDataString(await device.OfferAsync())}");
    }

    /// <summary>The same, and picks the session that runs: the queue may come.</summary>
    public static async Task OpenAsync(IPage page, Scene scene)
    {
        await EnrolAsync(page, scene);
        await page.ClickAsync(".choice-button");
        await page.Locator("#code").WaitForAsync();
    }

    /// <summary>The same, and has fetched all that it needs without the line.</summary>
    public static async Task LeasedAsync(IPage page, Scene scene)
    {
        var leased = page.WaitForResponseAsync(r => r.Url.EndsWith("/GrantLease", StringComparison.Ordinal));
        await OpenAsync(page, scene);
        await leased;
        // The answer is there before the disk has it.
        await page.EvaluateAsync("""
            async () => {
                const { read } = await import(new URL('storage.js', document.baseURI));
                while (!await read('device', 'offline/lease'))
                    await new Promise(done => setTimeout(done, 50));
            }
            """);
    }

    /// <summary>Without the line the clerk accepts what a phone showed.</summary>
    public static async Task AcceptAsync(IPage page, string shown)
    {
        await page.FillAsync("#code", shown);
        await page.ClickAsync("form.line button[type=submit]");
        await page.ClickAsync(".verdict.ask #next");
        await page.Locator(".verdict.ask.receipt").WaitForAsync();
    }
}
