using System.Diagnostics;
using Grpc.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using NUnit.Framework;
using Vouchers.V1;
using Outcome = Vouchers.Client.Outcome<Vouchers.V1.Redemption>;

namespace Vouchers.EndToEnd.Client;

/// <summary>No answer, a late one, or one that is a bug.</summary>
internal sealed class ClientTroubleTests : ClientFixture
{
    [Test]
    public async Task Redeem_NoAnswerInTime_IsUnavailableWithTheRequestId()
    {
        Server.OnRedeem = HangAsync;
        using var client = Client(options => options with { Deadline = TimeSpan.FromMilliseconds(400) });
        var watch = Stopwatch.StartNew();

        var outcome = await client.RedeemAsync(Phone, "s-1");

        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)));
        Assert.That(outcome, Is.InstanceOf<Outcome.Unavailable>());
        Assert.That(
            ((Outcome.Unavailable)outcome).RequestId.ToString(), Is.EqualTo(Server.Redeems.First().RequestId));
        Assert.That(((Outcome.Unavailable)outcome).What, Does.Contain("did not answer in time")
            .And.Not.Contain("()"));
    }

    [Test]
    public async Task Redeem_OneTryHangs_TheNextOneIsAnswered()
    {
        Server.OnRedeem = (request, context) => Server.Redeems.Count == 1
            ? HangAsync(request, context)
            : Task.FromResult(CounterServer.Receipt(request));
        using var client = Client(options => options with { TryDeadline = TimeSpan.FromMilliseconds(300) });

        Assert.That(await client.RedeemAsync(Phone, "s-1"), Is.InstanceOf<Outcome.Ok>());
        Assert.That(Server.Redeems.Select(request => request.RequestId).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Redeem_Cancelled_ThrowsAndReachesTheServer()
    {
        var arrived = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        Server.OnRedeem = async (_, context) =>
        {
            context.CancellationToken.Register(ended.SetResult);
            arrived.SetResult();
            await ended.Task;
            throw new RpcException(new(StatusCode.Cancelled, ""));
        };
        using var client = Client();
        using var cancellation = new CancellationTokenSource();

        var redeeming = client.RedeemAsync(Phone, "s-1", cancellation: cancellation.Token);
        await arrived.Task;
        await cancellation.CancelAsync();

        Assert.That(async () => await redeeming, Throws.InstanceOf<OperationCanceledException>());
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.That(Server.Redeems, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Redeem_ServiceHasABug_Throws()
    {
        Server.OnRedeem = (_, _) => throw new RpcException(new(StatusCode.Internal, "an assertion failed"));
        using var client = Client();

        Assert.That(
            async () => await client.RedeemAsync(Phone, "s-1"),
            Throws.InstanceOf<RpcException>().With.Property("StatusCode").EqualTo(StatusCode.Internal));
        Assert.That(Server.Redeems, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Redeem_NobodyListens_IsUnavailableWithTheAddress()
    {
        var address = Server.Address;
        await Server.DisposeAsync();
        using var client = Client(options => options with { Address = address });

        var outcome = await client.RedeemAsync(Phone, "s-1");

        Assert.That(
            ((Outcome.Unavailable)outcome).What, Does.Contain(address.ToString()).And.Contain("cannot be reached"));
    }

    [Test]
    public async Task Redeem_PortOfTheWebPages_IsUnavailableAndTellsThePort()
    {
        await using var web = await CounterServer.StartAsync(HttpProtocols.Http1);
        using var client = Client(options => options with { Address = web.Address });

        var outcome = await client.RedeemAsync(Phone, "s-1");

        Assert.That(((Outcome.Unavailable)outcome).What, Does.Contain("gRPC has a port of its own"));
    }

    [Test]
    public async Task Redeem_TokenRenewedBetweenTries_IsSent()
    {
        var tokens = 0;
        Server.OnRedeem = (request, _) => Server.Redeems.Count == 1
            ? throw CounterServer.Failure(StatusCode.Unavailable, "draining")
            : Task.FromResult(CounterServer.Receipt(request));
        using var client = Client(options => options with
        {
            Token = _ => ValueTask.FromResult($"t{Interlocked.Increment(ref tokens)}"),
        });

        await client.RedeemAsync(Phone, "s-1");

        Assert.That(Server.Authorizations, Is.EqualTo(new[] { "Bearer t1", "Bearer t2" }));
    }

    private static async Task<RedeemVoucherResponse> HangAsync(RedeemVoucherRequest request, ServerCallContext context)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.CancellationToken);
        return new();
    }
}
