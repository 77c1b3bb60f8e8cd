using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using Vouchers.V1;

namespace Vouchers.Benchmarks;

/// <summary>Callers of one server: the same channels, token and messages on both sides of a ratio.</summary>
internal sealed class LoadDriver : IDisposable
{
    private const int Channels = 4;

    private readonly GrpcChannel[] channels;
    private readonly RedemptionService.RedemptionServiceClient[] redemptions;
    private readonly EmptyCall.EmptyCallClient[] empty;
    private readonly Metadata headers;

    public LoadDriver(BenchServer server)
    {
        channels = [.. Enumerable.Range(0, Channels).Select(_ => GrpcChannel.ForAddress(server.Grpc,
            new GrpcChannelOptions { MaxReceiveMessageSize = null }))];
        redemptions = [.. channels.Select(c => new RedemptionService.RedemptionServiceClient(c))];
        empty = [.. channels.Select(c => new EmptyCall.EmptyCallClient(c))];
        headers = new Metadata { { "authorization", $"Bearer {server.Token}" } };
    }

    /// <summary>Requests that redeem the next vouchers of a world.</summary>
    public static RedeemVoucherRequest[] Requests(World world, int count) =>
    [
        .. world.Present(count).Select(shown => new RedeemVoucherRequest
        {
            RequestId = Guid.CreateVersion7().ToString(),
            Evidence = new Evidence { QrText = shown.Text },
            SessionId = shown.Session.Value,
        }),
    ];

    /// <summary>Calls a second of the empty call.</summary>
    public Task<double> EmptyAsync(RedeemVoucherRequest[] requests, int callers) => RateAsync(requests, callers,
        async (request, caller) => await empty[caller % Channels].AnswerAsync(request, headers));

    /// <summary>Durable redemptions a second, one a call.</summary>
    public Task<double> RedeemAsync(RedeemVoucherRequest[] requests, int callers) => RateAsync(requests, callers,
        async (request, caller) => await redemptions[caller % Channels].RedeemVoucherAsync(request, headers));

    /// <summary>Durable redemptions a second, many a call.</summary>
    public async Task<double> BatchRedeemAsync(RedeemVoucherRequest[] requests, int callers, int size)
    {
        var calls = requests.Chunk(size)
            .Select(chunk => new BatchRedeemVouchersRequest { Requests = { chunk } }).ToArray();
        var rate = await RateAsync(calls, callers, async (request, caller) =>
        {
            var response = await redemptions[caller % Channels].BatchRedeemVouchersAsync(request, headers);
            if (response.Results.FirstOrDefault(r => r.Refusal is not null) is { } refused)
                throw new InvalidOperationException($"A redemption was refused: {refused.Refusal.Message}");
        });
        return rate * size;
    }

    public void Dispose()
    {
        foreach (var channel in channels)
            channel.Dispose();
    }

    private static async Task<double> RateAsync<T>(T[] requests, int callers, Func<T, int, Task> call)
    {
        var next = -1;
        async Task CallAsync(int caller)
        {
            for (var n = Interlocked.Increment(ref next); n < requests.Length; n = Interlocked.Increment(ref next))
                await call(requests[n], caller);
        }

        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(CallAsync));
        return requests.Length / clock.Elapsed.TotalSeconds;
    }
}
