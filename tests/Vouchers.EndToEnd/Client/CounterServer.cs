using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vouchers.V1;
using RpcStatus = Google.Rpc.Status;

namespace Vouchers.EndToEnd.Client;

/// <summary>
/// A real gRPC server on a free loopback port whose answers the test writes: the outer edge of the client, so that
/// lost replies and overload can be staged.
/// </summary>
internal sealed class CounterServer : RedemptionService.RedemptionServiceBase, IAsyncDisposable
{
    private readonly WebApplication app;

    private CounterServer(HttpProtocols protocols)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(this);
        builder.Services.AddSingleton(new BankFiles(this));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        app = builder.Build();
        app.MapGrpcService<CounterServer>();
        app.MapGrpcService<BankFiles>();
    }

    public Uri Address { get; private set; } = null!;

    /// <summary>The requests in the order of their arrival.</summary>
    public ConcurrentQueue<RedeemVoucherRequest> Redeems { get; } = [];

    public ConcurrentQueue<string?> Authorizations { get; } = [];

    public Func<RedeemVoucherRequest, ServerCallContext, Task<RedeemVoucherResponse>> OnRedeem { get; set; } =
        (request, _) => Task.FromResult(Receipt(request));

    public Func<BatchRedeemVouchersRequest, BatchRedeemVouchersResponse> OnBatch { get; set; } = _ => new();

    public Func<ListRedemptionsRequest, ListRedemptionsResponse> OnList { get; set; } = _ => new();

    public Func<IServerStreamWriter<DownloadPayoutFileResponse>, ServerCallContext, Task> OnDownload { get; set; } =
        (_, _) => Task.CompletedTask;

    public static async Task<CounterServer> StartAsync(HttpProtocols protocols = HttpProtocols.Http2)
    {
        var server = new CounterServer(protocols);
        await server.app.StartAsync();
        server.Address = new(server.app.Urls.Single());
        return server;
    }

    public static RedeemVoucherResponse Receipt(RedeemVoucherRequest request) =>
        new() { Redemption = new() { Id = "r-" + request.RequestId, Receipt = "2026-000001" } };

    /// <summary>The reply never leaves: the connection dies under it.</summary>
    public static void LoseConnection(ServerCallContext context) =>
        context.GetHttpContext().Features.Get<IConnectionLifetimeFeature>()!.Abort();

    public static RpcException Failure(StatusCode code, string message, params IMessage[] details) =>
        new RpcStatus { Code = (int)code, Message = message, Details = { details.Select(Any.Pack) } }.ToRpcException();

    public static RpcException Refusal(StatusCode code, string reason, string message, params (string, string)[] facts)
    {
        var info = new ErrorInfo { Domain = "vouchers.v1", Reason = reason };
        foreach (var (name, value) in facts)
            info.Metadata[name] = value;
        return Failure(code, message, info);
    }

    public override Task<RedeemVoucherResponse> RedeemVoucher(RedeemVoucherRequest request, ServerCallContext context)
    {
        Redeems.Enqueue(request);
        Authorizations.Enqueue(context.RequestHeaders.GetValue("authorization"));
        return OnRedeem(request, context);
    }

    public override Task<BatchRedeemVouchersResponse> BatchRedeemVouchers(
        BatchRedeemVouchersRequest request, ServerCallContext context) => Task.FromResult(OnBatch(request));

    public override Task<ListRedemptionsResponse> ListRedemptions(
        ListRedemptionsRequest request, ServerCallContext context) => Task.FromResult(OnList(request));

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private sealed class BankFiles(CounterServer server) : PayoutService.PayoutServiceBase
    {
        public override Task DownloadPayoutFile(
            DownloadPayoutFileRequest request, IServerStreamWriter<DownloadPayoutFileResponse> responseStream,
            ServerCallContext context)
        {
            server.Authorizations.Enqueue(context.RequestHeaders.GetValue("authorization"));
            return server.OnDownload(responseStream, context);
        }
    }
}
