using System.Diagnostics;
using Spectre.Console;
using Vouchers.Cli.Demo.Data;
using Vouchers.Cli.Demo.Story.Chapters;

namespace Vouchers.Cli.Demo.Story;

/// <summary>What the user asked for.</summary>
internal sealed record DemoSettings(int Seed, int Citizens, string Output, bool Once);

/// <summary>The whole story, from an empty database to proven books, and the service after it.</summary>
internal static class DemoStory
{
    /// <summary>The hour of the first day at which the story begins.</summary>
    private const int FirstHour = 9;

    /// <returns>The exit code: 0 where every expectation and invariant held.</returns>
    public static async Task<int> RunAsync(
        DemoSettings settings, Terminal terminal, IAnsiConsole console, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var days = Timeline.EndingAt(terminal.Time.GetUtcNow());
        var demo = DemoProgramme.Generate(settings.Seed, settings.Citizens, days);
        var clock = new DemoClock(terminal.Time, demo.Timeline.At(0, FirstHour));
        var folder = DemoFolder.Prepare(settings.Output);
        await using var service = await DemoService.StartAsync(folder, clock, cancellation);
        var tally = new Tally();
        var tell = new Narrator(console, terminal.IsOutputRedirected, tally);
        using var stage = new Stage(
            demo, clock, new Tokens(service.Issuer), service.Addresses.Grpc, tell, tally, cancellation);
        Greet(stage, service, settings);
        await TellAsync(stage, folder);
        await Artefacts.DrawAsync(stage, folder);
        var report = await Books.CloseAsync(stage, settings.Seed);
        await Artefacts.WriteAsync(stage, folder, report);
        Verdicts.Show(console, report, tally.Surprises);
        var isGood = tally.Surprises.Count == 0 && report.Invariants.Count > 0
            && report.Invariants.All(row => row.Violations == 0);
        console.WriteLine();
        console.MarkupLine((isGood
            ? $"[green]Everything went as told: {report.Invariants.Count} invariants hold, "
            : "[red]The story did not go as told; see above: ")
            + $"{tally.Calls:N0} calls, {watch.Elapsed.TotalSeconds:N1} s.[/]");
        if (!settings.Once)
            await Epilogue.ServeAsync(stage, service, console, cancellation);
        return isGood ? ExitCode.Ok : ExitCode.OutOfBalance;
    }

    private static void Greet(Stage stage, DemoService service, DemoSettings settings)
    {
        var demo = stage.Demo;
        if (service.PortTrouble is { } trouble)
            stage.Tell.Say($"{trouble} The demo takes free ports instead.");
        stage.Tell.Say($"The service listens on {service.Addresses.Grpc} (gRPC) and {service.Addresses.Web} "
            + $"(web). Seed {settings.Seed}; all people and institutions are invented.");
        stage.Tell.Say($"The story begins on "
            + $"{stage.Clock.GetUtcNow().ToOffset(Timeline.Beijing):ddd d MMM yyyy} and ends now: the service's "
            + $"clock jumps forward where the story says so. {demo.Citizens.Count:N0} citizens take part.");
    }

    private static async Task TellAsync(Stage stage, DemoFolder folder)
    {
        await Opening.ProgrammesAsync(stage);
        await Opening.CatalogueAsync(stage);
        await Payouts.AccountsAsync(stage);
        await Issuing.ImportAsync(stage);
        await Issuing.BulkAsync(stage);
        await Claiming.ClaimsAsync(stage);
        await Enrolling.SeatsAsync(stage);
        await Enrolling.ReservationsAsync(stage);
        await FirstWave.TellAsync(stage);
        await Guards.TellAsync(stage);
        await Frauds.TellAsync(stage);
        await Finishing.CompletionAsync(stage);
        await Finishing.CertificatesAsync(stage);
        await Correcting.TellAsync(stage);
        var paid = await Payouts.FirstAsync(stage, folder);
        await SecondWave.TellAsync(stage);
        await LostLine.TellAsync(stage);
        await SecondWave.BookAsync(stage);
        await Reconciling.TellAsync(stage, folder, paid);
        await ClawingBack.TellAsync(stage);
        await Payouts.SecondAsync(stage, paid);
    }
}
