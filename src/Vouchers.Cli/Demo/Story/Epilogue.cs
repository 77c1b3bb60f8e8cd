using Spectre.Console;
using Vouchers.Web;

namespace Vouchers.Cli.Demo.Story;

/// <summary>After the story: the service stays, with everything that a visitor needs on the screen.</summary>
internal static class Epilogue
{
    public static async Task ServeAsync(
        Stage stage, DemoService service, IAnsiConsole console, CancellationToken cancellation)
    {
        var cast = stage.Demo.Cast;
        var running = cast.RunningStage;
        stage.Tell.Chapter("The service stays for you", "服务继续运行");
        stage.Tell.Say($"gRPC {service.Addresses.Grpc}, web and JSON {service.Addresses.Web}. Stop it with Ctrl+C.");
        await Tour.OfferAsync(stage, service.Tour, service.Addresses.Web);
        Show(service.Tour, service.Addresses.Web, stage.Tell, console);
        stage.Tell.Say($"Citizen {cast.Visitor} holds voucher {stage.VoucherOf(cast.Visitor)} and a seat in "
            + $"session {running.Session.Id}, which runs now. Try:");
        console.WriteLine();
        console.WriteLine($"  QR=$(vouchers show {stage.VoucherOf(cast.Visitor)} "
            + $"--address {service.Addresses.Grpc} --token \"$CITIZEN\")");
        console.WriteLine($"  vouchers redeem \"$QR\" --session {running.Session.Id} "
            + $"--address {service.Addresses.Grpc} --token \"$DEVICE\"");
        console.WriteLine($"  curl -H \"Authorization: Bearer $AUDITOR\" {service.Addresses.Web}v1/balances");
        console.WriteLine();
        stage.Tell.Say($"Tokens for this session, one for each role:");
        console.WriteLine();
        foreach (var (role, token) in new[]
        {
            ("OFFICER", stage.Tokens.Officer), ("FINANCE", stage.Tokens.Finance), ("FINANCE2", stage.Tokens.Cashier),
            ("AUDITOR", stage.Tokens.Auditor),
            ("CITIZEN", stage.Tokens.Citizen(cast.Visitor)), ("OPERATOR", stage.OperatorOf(running)),
            ("DEVICE", stage.CounterOf(running)), ("AGENCY", stage.Tokens.Agency(stage.Demo.Agencies[0].Id)),
        })
        {
            // One unbroken line each, so that it can be copied.
            console.Profile.Out.Writer.WriteLine($"{role}={token}");
        }

        await service.WaitAsync(cancellation);
    }

    private static void Show(DemoTour tour, Uri web, Narrator tell, IAnsiConsole console)
    {
        // One unbroken line each, so that a terminal makes it a link.
        var lines = console.Profile.Out.Writer;
        tell.Say($"The pages; {new Uri(web, "sign-in")} has a sign-in ready for each person:");
        console.WriteLine();
        foreach (var stop in tour.Stops)
            lines.WriteLine($"  {stop.English} ({stop.Person}): {new Uri(web, stop.To)}");
        if (tour.Counter is { } counter)
            lines.WriteLine($"  Clerk: this browser becomes the institution's counter, once: {counter}");
        console.WriteLine();
    }
}
