using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Grpc.Core;
using Grpc.Net.Client;
using Vouchers.EndToEnd.Service;
using Vouchers.Service;

namespace Vouchers.EndToEnd.Processes;

/// <summary>The service in a process of its own, on the database of a folder, so that it can be killed.</summary>
internal sealed partial class ServiceProcess : IAsyncDisposable
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
        var start = new ProcessStartInfo("dotnet", [typeof(ServiceHost).Assembly.Location])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["VOUCHERS_ENVIRONMENT"] = "Development";
        start.Environment["VOUCHERS_DATA_FOLDER"] = folder;
        start.Environment["VOUCHERS_GRPC_PORT"] = "0";
        start.Environment["VOUCHERS_WEB_PORT"] = "0";
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Serving().Match(line) is not { Success: true } serving)
                continue;
            // Nobody reads what it logs, but a full pipe would stop it.
            _ = process.StandardOutput.ReadToEndAsync();
            _ = process.StandardError.ReadToEndAsync();
            return new ServiceProcess(process, new Uri(serving.Groups[1].Value), new Uri(serving.Groups[2].Value));
        }

        throw new InvalidOperationException(
            $"The service ended before it served: {await process.StandardError.ReadToEndAsync()}");
    }

    /// <summary>The headers of a caller with a token of this process's development issuer.</summary>
    public async Task<Metadata> AsAsync(DevelopmentTokenRequest request)
    {
        var response = await web.PostAsJsonAsync("/dev/token", request);
        response.EnsureSuccessStatusCode();
        var token = await response.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>();
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

    [GeneratedRegex(@"Serving gRPC on (\S+) and web on (\S+)")]
    private static partial Regex Serving();
}
