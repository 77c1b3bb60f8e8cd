using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using NUnit.Framework;
using Vouchers.EndToEnd.Service;

namespace Vouchers.EndToEnd.Web;

/// <summary>What a browser is sent when it becomes a counter.</summary>
public sealed class CounterAppTests
{
    private const long MostBytes = 2_500_000;

    private RunningService service = null!;

    [OneTimeSetUp]
    public async Task Start() => service = await RunningService.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await service.DisposeAsync();

    [Test]
    public async Task Page_NamesTheRuntimesScripts_AndBrowsersMayKeepWhatTheyCompile()
    {
        using var browser = new HttpClient { BaseAddress = new(service.Addresses.Web, "counter/") };
        var page = await browser.GetStringAsync("");
        var loader = await browser.GetStringAsync("_framework/dotnet.js");
        using var boot = JsonDocument.Parse(loader.Split("/*json-start*/")[1].Split("/*json-end*/")[0]);
        var files = boot.RootElement.GetProperty("resources");

        foreach (var kind in new[] { "jsModuleNative", "jsModuleRuntime" })
        {
            var script = files.GetProperty(kind)[0].GetProperty("name").GetString();
            Assert.That(page, Does.Contain($"<link rel=\"modulepreload\" href=\"_framework/{script}\">"));
        }

        // Where the loader checks it, they compile it anew at each start; the worker has checked it before.
        Assert.That(files.GetProperty("wasmNative")[0].TryGetProperty("hash", out _), Is.False);
    }

    [Test]
    public async Task App_AsItIsSent_IsSmallAndIsWhatItsWorkerExpects()
    {
        using var browser = new HttpClient(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None });
        browser.BaseAddress = new(service.Addresses.Web, "counter/");
        browser.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        using var reader = new HttpClient(
            new HttpClientHandler { AutomaticDecompression = DecompressionMethods.Brotli });
        reader.BaseAddress = browser.BaseAddress;
        var manifest = await reader.GetStringAsync("service-worker-assets.js");
        using var told = JsonDocument.Parse(manifest[manifest.IndexOf('{')..].TrimEnd('\n', ';'));

        long sent = 0;
        foreach (var asset in told.RootElement.GetProperty("assets").EnumerateArray())
        {
            var address = asset.GetProperty("url").GetString()!;
            sent += (await browser.GetByteArrayAsync(address)).Length;
            var hash = SHA256.HashData(await reader.GetByteArrayAsync(address));
            Assert.That(asset.GetProperty("hash").GetString(), Is.EqualTo("sha256-" + Convert.ToBase64String(hash)), address);
        }

        Assert.That(sent, Is.LessThanOrEqualTo(MostBytes).And.GreaterThan(MostBytes / 2));
    }
}
