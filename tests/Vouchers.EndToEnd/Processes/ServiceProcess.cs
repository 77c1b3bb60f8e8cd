using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Grpc.Core;
using Grpc.Net.Client;
using Vouchers.Cli;
using Vouchers.EndToEnd.Service;
using Vouchers.Service;

namespace Vouchers.EndToEnd.Processes;

/// <summary>
/// <c>vouchers serve</c> in a process of its own, on the database of a folder, so that it can be killed.
/// </summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly HttpClient web;

    private ServiceProcess(Process process, Uri grpc, Uri web)
    {
        (this.process, Grpc) = (process, grpc);
        Channel = GrpcChannel.ForAddress(grpc);
        this.web = new HttpClient { BaseAddress = web };
    }

    public Uri Grpc { get; }

    public GrpcChannel Channel { get; }

    public static async Task<ServiceProcess> StartAsync(string folder)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet",
        [
            typeof(ExitCode).Assembly.Location, "serve", "--development", "--data", folder, "--grpc-port", "0",
            "--web-port", "0", "--json",
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        // Read from the start, because a full pipe would stop it.
        var log = process.StandardError.ReadToEndAsync();
        var document = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            document.AppendLine(line);
            if (line != "}")
                continue;
            var listening = JsonElement.Parse(document.ToString());
            return new ServiceProcess(process, AddressIn(listening, "grpc"), AddressIn(listening, "web"));
        }

        throw new InvalidOperationException($"The service ended before it served: {await log}");
    }

    /// <summary>The headers of a caller with a token of this process's development issuer.</summary>
    public async Task<Metadata> AsAsync(DevelopmentTokenRequest request)
    {
        var response = await web.PostAsJsonAsync("/dev/token", request);
        response.EnsureSuccessStatusCode();
        var token = await response.Content.ReadFromJsonAsync<JsonElement>();
        return RunningService.Bearer(token.GetProperty("access_token").GetString()!);
    }

    /// <summary>Ends the process as a power cut would: nothing of it runs any more.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        web.Dispose();
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
    }

    private static Uri AddressIn(JsonElement listening, string name) => new(listening.GetProperty(name).GetString()!);
}
