using System.CommandLine;
using Vouchers.Client;

namespace Vouchers.Cli.Commands.Devices;

/// <summary><c>vouchers device enrol DEVICE</c>: the one-time code that makes a browser this counter.</summary>
internal static class DeviceEnrolCommand
{
    public static Command Create(CommandContext context)
    {
        var device = new Argument<string>("DEVICE") { Description = "A registered counter without a key." };
        var web = GlobalOptions.Web();
        var command = new DocumentedCommand("enrol", "Makes a one-time code by which a browser becomes the counter.")
        {
            Arguments = { device },
            Options = { web },
            Examples = ["device enrol till-1 --web https://vouchers.example.org"],
            Notes = "Open the link in the counter's browser, or show it there as a QR code. A code before it is void.",
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var offer = Run.Require(await client.Catalogue.OfferDeviceEnrolmentAsync(
                new() { DeviceId = run.Get(device) }, cancellationToken: run.Cancellation).AsOutcome());
            var link = new Uri(run.Web(web), $"/counter/enrol#device={offer.Device.Id}&code={offer.Code}");
            if (run.Json)
                JsonOutput.Write(run.Terminal.Output, offer);
            else
            {
                run.Say($"Code  {offer.Code}, good until {offer.UntilTime.ToDateTimeOffset():u}, and once");
                run.Say($"Link  {link}");
            }
            return ExitCode.Ok;
        });
        return command;
    }
}
