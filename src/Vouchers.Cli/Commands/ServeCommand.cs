using System.CommandLine;
using Microsoft.Extensions.Hosting;
using Vouchers.Service;

namespace Vouchers.Cli.Commands;

/// <summary><c>vouchers serve</c>: the service, until Ctrl+C.</summary>
internal static class ServeCommand
{
    public static Command Create(CommandContext context)
    {
        var settings = new ServiceSettings();
        var grpcPort = new Option<int?>("--grpc-port") { Description = "5081 when not given, 0 for a free one." };
        var webPort = new Option<int?>("--web-port") { Description = "5080 when not given, 0 for a free one." };
        var bind = new Option<string?>("--bind")
        {
            Description = "The IP address to listen on; 127.0.0.1 when not given, 0.0.0.0 for every interface.",
            HelpName = "IP",
        };
        var command = new DocumentedCommand("serve", "Runs the service until Ctrl+C; what was accepted is finished.")
        {
            Options = { grpcPort, webPort, bind },
            Examples =
            [
                "serve --development",
                "serve --development --data try --grpc-port 0 --web-port 0 --json",
                "serve --bind 0.0.0.0",
            ],
            Notes = ServiceSettings.Notes,
        };
        settings.AddTo(command);
        context.Set(command, async run =>
        {
            try
            {
                var options = settings.Read(run);
                await RunAsync(run, options with
                {
                    GrpcPort = run.Get(grpcPort) ?? options.GrpcPort,
                    WebPort = run.Get(webPort) ?? options.WebPort,
                    BindAddress = run.Get(bind) ?? options.BindAddress,
                });
                return ExitCode.Ok;
            }
            catch (StartRefusedException e)
            {
                throw ServiceSettings.FaultOf(e);
            }
        });
        return command;
    }

    private static async Task RunAsync(Run run, ServiceOptions options)
    {
        await using var app = await ServiceSettings.OpenAsync(run, options, () => ServiceHost.BuildAsync(
            options, run.Terminal.Time, cancellation: run.Cancellation));
        var addresses = await ServiceHost.StartAsync(app, run.Cancellation);
        if (run.Json)
            JsonOutput.Write(run.Terminal.Output, new { grpc = addresses.Grpc, web = addresses.Web });
        else
            Tell(run, options, addresses);
        await app.WaitForShutdownAsync(run.Cancellation);
    }

    private static void Tell(Run run, ServiceOptions options, ServiceAddresses addresses)
    {
        run.Say($"[green]Serving[/] until Ctrl+C.");
        run.Say($"  gRPC  {addresses.Grpc}");
        run.Say($"  web   {addresses.Web}");
        if (options.HasCitySignIn || options.HasDemoSignIn)
        {
            var how = options.HasDemoSignIn ? ", without a password" : "";
            run.Say($"  pages{how}: {new Uri(addresses.Web, "wallet")} and {new Uri(addresses.Web, "console")}");
        }

        if (!options.IsDevelopment)
            return;
        run.Say($"In another terminal:");
        run.Say($"  export VOUCHERS_TOKEN=$(vouchers token programme_officer --web {addresses.Web})");
        run.Say($"  vouchers balances --address {addresses.Grpc}");
    }
}
