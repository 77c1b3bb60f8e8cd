using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Vouchers.Cli;

namespace Vouchers.EndToEnd.Demo;

/// <summary>The demo that stays: each link that it prints, with the sign-in of the person whom it is for.</summary>
public sealed partial class DemoTourTests
{
    private readonly List<(string Person, Uri Page)> stops = [];
    private Process demo = null!;
    private string folder = "";
    private string counter = "";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"demo-{Guid.NewGuid():n}");
        demo = Process.Start(new ProcessStartInfo("dotnet",
            [typeof(ExitCode).Assembly.Location, "demo", "--citizens", "500", "--output", folder])
        {
            RedirectStandardOutput = true,
        })!;
        while (await demo.StandardOutput.ReadLineAsync() is { } line && !line.Contains("Tokens for this session"))
        {
            if (Stop().Match(line) is { Success: true } stop)
                stops.Add((stop.Groups[1].Value, new Uri(stop.Groups[2].Value)));
            if (line.Contains("/counter/enrol#device="))
                counter = line;
        }
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        demo.Kill();
        await demo.WaitForExitAsync();
        demo.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Links_LeadEachPersonToTheirPage()
    {
        Assert.That(stops.Select(s => s.Person), Is.SupersetOf(
            (string[])["officer:lin", "finance:zhou", "finance:wu", "auditor:ye"]).And.Some.StartsWith("c-"));
        for (var i = 0; i < stops.Count; i++)
        {
            using var browser = new HttpClient();
            using var press = new HttpRequestMessage(HttpMethod.Post, new Uri(stops[i].Page, "/sign-in"));
            press.Headers.Add("Origin", stops[i].Page.GetLeftPart(UriPartial.Authority));
            press.Content = new FormUrlEncodedContent([new("stop", $"{i}")]);

            using var page = await browser.SendAsync(press);

            Assert.That((page.StatusCode, page.RequestMessage!.RequestUri),
                Is.EqualTo((HttpStatusCode.OK, stops[i].Page)), stops[i].Person);
        }
    }

    [Test]
    public void Counter_HasALinkWithAOneTimeCode() =>
        Assert.That(counter, Does.Match(@"http://\S+/counter/enrol#device=[a-z0-9-]+&code=[0-9A-Z-]{10,}"));

    [GeneratedRegex(@"^  [A-Z][^(]* \((\S+)\): (http\S+)$")]
    private static partial Regex Stop();
}
