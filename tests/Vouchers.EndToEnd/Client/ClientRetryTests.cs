using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using NUnit.Framework;
using Vouchers.V1;
using Outcome = Vouchers.Client.Outcome<Vouchers.V1.Redemption>;

namespace Vouchers.EndToEnd.Client;

/// <summary>What is sent again, when, and under which request id.</summary>
internal sealed class ClientRetryTests : ClientFixture
{
    [Test]
    public async Task Redeem_ReplyLost_RetriesWithTheSameRequestId()
    {
        // The server commits, then the connection dies under the reply.
        Server.OnRedeem = (request, context) =>
        {
            if (Server.Redeems.Count == 1)
                CounterServer.LoseConnection(context);
            return Task.FromResult(CounterServer.Receipt(request));
        };
        using var client = Client();

        var outcome = await client.RedeemAsync(Phone, "s-1");

        Assert.That(outcome, Is.InstanceOf<Outcome.Ok>());
        Assert.That(Server.Redeems, Has.Count.EqualTo(2));
        var ids = Server.Redeems.Select(request => request.RequestId).Distinct().ToArray();
        Assert.That(ids, Has.Length.EqualTo(1));
        Assert.That(Guid.Parse(ids[0]).Version, Is.EqualTo(7));
        Assert.That(outcome.Require().Id, Is.EqualTo("r-" + ids[0]));
    }

    [Test]
    public async Task Redeem_TwoCalls_HaveTwoRequestIds()
    {
        using var client = Client();

        await client.RedeemAsync(Phone, "s-1");
        await client.RedeemAsync(Phone, "s-1");

        Assert.That(Server.Redeems.Select(request => request.RequestId), Is.Unique);
    }

    [Test]
    public async Task Redeem_OwnRequestId_IsSent()
    {
        using var client = Client();
        var id = client.NewRequestId();

        await client.RedeemAsync(Phone, "s-1", requestId: id);

        Assert.That(Server.Redeems.Single().RequestId, Is.EqualTo(id.ToString()));
    }

    [Test]
    public async Task GeneratedClient_EmptyRequestId_IsFilledIntoTheMessage()
    {
        using var client = Client();
        var request = new RedeemVoucherRequest { Evidence = Phone, SessionId = "s-1" };

        await client.Redemptions.RedeemVoucherAsync(request);
        await client.Redemptions.RedeemVoucherAsync(request);

        Assert.That(request.RequestId, Is.Not.Empty);
        Assert.That(Server.Redeems.Select(seen => seen.RequestId), Is.All.EqualTo(request.RequestId));
    }

    [Test]
    public async Task Redeem_ServiceNamesADelay_WaitsExactlyThatLong()
    {
        var time = new WatchedTime();
        Server.OnRedeem = (request, _) => Server.Redeems.Count == 1
            ? throw Overload(TimeSpan.FromSeconds(3))
            : Task.FromResult(CounterServer.Receipt(request));
        using var client = Client(options => options with { Time = time });

        var redeeming = client.RedeemAsync(Phone, "s-1");
        Assert.That(await time.NextWaitAsync(), Is.EqualTo(TimeSpan.FromSeconds(10)), "the deadline");
        Assert.That(await time.NextWaitAsync(), Is.EqualTo(TimeSpan.FromSeconds(3)), "what the service named");
        time.Advance(TimeSpan.FromMilliseconds(2_999));
        Assert.That(Server.Redeems, Has.Count.EqualTo(1));
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.That(await redeeming, Is.InstanceOf<Outcome.Ok>());
        Assert.That(Server.Redeems, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Redeem_DelayBeyondTheDeadline_IsUnavailableAtOnce()
    {
        Server.OnRedeem = (_, _) => throw Overload(TimeSpan.FromMinutes(1));
        using var client = Client();

        var outcome = await client.RedeemAsync(Phone, "s-1");

        Assert.That(outcome, Is.InstanceOf<Outcome.Unavailable>());
        Assert.That(((Outcome.Unavailable)outcome).RetryAfter, Is.EqualTo(TimeSpan.FromMinutes(1)));
        Assert.That(Server.Redeems, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Redeem_Overloaded_WaitsLongerEachTimeAndAlikeForASeed()
    {
        var first = await DelaysAsync(seed: 42);
        var second = await DelaysAsync(seed: 42);

        Assert.That(first, Has.Length.EqualTo(4));
        Assert.That(first, Is.EqualTo(second));
        Assert.That(first, Is.All.LessThanOrEqualTo(TimeSpan.FromSeconds(2)));
        Assert.That(first[3], Is.GreaterThan(first[0]));
    }

    private static RpcException Overload(TimeSpan delay) => CounterServer.Failure(
        StatusCode.ResourceExhausted, "the queue is full", new RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) });

    private async Task<TimeSpan[]> DelaysAsync(int seed)
    {
        var time = new WatchedTime();
        var random = new Random(seed);
        Server.OnRedeem = (_, _) => throw CounterServer.Failure(StatusCode.Unavailable, "starting");
        using var client = Client(options => options with
        {
            Time = time,
            Retry = new() { Random = random.NextDouble },
        });
        var redeeming = client.RedeemAsync(Phone, "s-1");
        await time.NextWaitAsync();
        var delays = new TimeSpan[4];
        for (var i = 0; i < delays.Length; i++)
        {
            delays[i] = await time.NextWaitAsync();
            time.Advance(delays[i]);
        }
        Assert.That(await redeeming, Is.InstanceOf<Outcome.Unavailable>());
        return delays;
    }
}
