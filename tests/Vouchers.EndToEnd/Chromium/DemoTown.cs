using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Vouchers.Cli;
using Vouchers.Cli.Demo.Data;

namespace Vouchers.EndToEnd.Chromium;

/// <summary>The demo, told in a small town and then served on: its data make each page worth looking at.</summary>
internal sealed partial class DemoTown : IAsyncDisposable
{
    private const int Size = 600;
    private readonly Process process;
    private readonly string folder;

    private DemoTown(Process process, string folder, Uri web)
    {
        (this.process, this.folder, Web) = (process, folder, web);
        People = DemoProgramme.Generate(1, Size, Timeline.EndingAt(TimeProvider.System.GetUtcNow()));
    }

    public Uri Web { get; }

    /// <summary>Who is in the story; the same seed gives the same people.</summary>
    public DemoProgramme People { get; }

    /// <summary>A citizen with a voucher that was redeemed and another one.</summary>
    public string Regular => People.Journeys.Where(j => j.IsUsedIn(Term.Past)).Select(j => j.CitizenId)
        .First(id => People.Journeys.Count(j => j.CitizenId == id) > 1);

    public static async Task<DemoTown> TellAsync()
    {
        var folder = Directory.CreateTempSubdirectory("vouchers-demo-").FullName;
        var process = Process.Start(new ProcessStartInfo("dotnet",
            [typeof(ExitCode).Assembly.Location, "demo", "--citizens", $"{Size}", "--output", folder])
        {
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        })!;
        var story = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            story.AppendLine(line);
            if (!line.Contains("The service stays for you", StringComparison.Ordinal))
                continue;
            // Read on, because a full pipe would stop it.
            _ = process.StandardOutput.ReadToEndAsync();
            return new DemoTown(process, folder, new Uri(Address().Match(story.ToString()).Groups[1].Value));
        }

        throw new InvalidOperationException($"The demo ended before it served: {story}");
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex(@"(http://\S+)\s+\(web\)")]
    private static partial Regex Address();
}
