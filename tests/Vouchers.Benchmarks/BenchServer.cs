using System.Diagnostics;
using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Vouchers.Service;
using Vouchers.V1;

namespace Vouchers.Benchmarks;

/// <summary>The real service in a process of its own, with the empty call beside it.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private readonly Process process;

    private BenchServer(Process process, Uri grpc, string token) =>
        (this.process, Grpc, Token) = (process, grpc, token);

    public Uri Grpc { get; }

    public string Token { get; }

    /// <summary>Starts a server process on the database of a folder.</summary>
    public static async Task<BenchServer> StartAsync(string folder, int batchLimit)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(BenchServer).Assembly.Location);
        foreach (var argument in (string[])["serve", folder, batchLimit.ToString(CultureInfo.InvariantCulture)])
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Split(' ') is ["ready", var address, var token])
                return new BenchServer(process, new Uri(address), token);
        }

        throw new InvalidOperationException("The benchmark's server ended before it was ready.");
    }

    /// <summary>Serves until standard input is closed.</summary>
    public static async Task ServeAsync(string folder, int batchLimit)
    {
        var options = new ServiceOptions
        {
            Environment = "Development", GrpcPort = 0, WebPort = 0, DataFolder = folder,
            KeysPassphrase = World.Passphrase, BatchLimit = batchLimit,
        };
        await using var app = await ServiceHost.BuildAsync(options, TimeProvider.System);
        app.MapGrpcService<EmptyCallEndpoint>();
        var addresses = await ServiceHost.StartAsync(app);
        var (token, _) = app.Services.GetRequiredService<DevelopmentIssuer>().Mint(new DevelopmentTokenRequest(
            "device", Institution: World.InstitutionId.Value, Branch: World.BranchId.Value,
            Device: World.DeviceId.Value));
        Console.WriteLine($"ready {addresses.Grpc} {token}");
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    [Authorize]
    private sealed class EmptyCallEndpoint : EmptyCall.EmptyCallBase
    {
        private static readonly RedeemVoucherResponse Same = new()
        {
            Redemption = new Redemption
            {
                Id = new string('0', 26), Receipt = new string('0', 30), VoucherId = new string('0', 26),
                CitizenId = "p-10000", ProgrammeId = "bench", InstitutionId = "i-1", BranchId = "b-1", DeviceId = "d-1",
                SessionId = "s-100", Amount = new Money { MinorUnits = 100_000, Currency = "CNY" },
                RedeemedAt = new Google.Protobuf.WellKnownTypes.Timestamp { Seconds = 1_800_000_000, Nanos = 1_000 },
                State = Redemption.Types.State.Confirmed,
            },
        };

        public override Task<RedeemVoucherResponse> Answer(RedeemVoucherRequest request, ServerCallContext context) =>
            Task.FromResult(Same);
    }
}
