using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using NUnit.Framework;
using Vouchers.Client;
using Vouchers.V1;
using Outcome = Vouchers.Client.Outcome<Vouchers.V1.Redemption>;

namespace Vouchers.EndToEnd.Client;

internal sealed class VoucherClientTests
{
    private static readonly Evidence Phone = Shown.OnPhone("TV1:TEST");

    private CounterServer server = null!;

    [SetUp]
    public async Task StartServerAsync() => server = await CounterServer.StartAsync();

    [TearDown]
    public async Task StopServerAsync() => await server.DisposeAsync();

    [Test]
    public async Task Redeem_ReplyLost_RetriesWithTheSameRequestId()
    {
        // The server commits, then the connection dies under the reply.
        server.OnRedeem = (request, context) =>
        {
            if (server.Redeems.Count == 1)
                CounterServer.LoseConnection(context);
            return Task.FromResult(CounterServer.Receipt(request));
        };
        using var client = Client();

        var outcome = await client.RedeemAsync(Phone, "s-1");

        Assert.That(outcome, Is.InstanceOf<Outcome.Ok>());
        Assert.That(server.Redeems, Has.Count.EqualTo(2));
        var ids = server.Redeems.Select(request => request.RequestId).Distinct().ToArray();
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

        Assert.That(server.Redeems.Select(request => request.RequestId), Is.Unique);
    }

    [Test]
    public async Task Redeem_OwnRequestId_IsSent()
    {
        using var client = Client();
        var id = client.NewRequestId();

        await client.RedeemAsync(Phone, "s-1", requestId: id);

        Assert.That(server.Redeems.Single().RequestId, Is.EqualTo(id.ToString()));
    }

    [Test]
    public async Task GeneratedClient_EmptyRequestId_IsFilledIntoTheMessage()
    {
        using var client = Client();
        var request = new RedeemVoucherRequest { Evidence = Phone, SessionId = "s-1" };

        await client.Redemptions.RedeemVoucherAsync(request);
        await client.Redemptions.RedeemVoucherAsync(request);

        Assert.That(request.RequestId, Is.Not.Empty);
        Assert.That(server.Redeems.Select(seen => seen.RequestId), Is.All.EqualTo(request.RequestId));
    }

    [Test]
    public async Task Redeem_ServiceNamesADelay_WaitsExactlyThatLong()
    {
        var time = new WatchedTime();
        server.OnRedeem = (request, _) => server.Redeems.Count == 1
            ? throw Overload(TimeSpan.FromSeconds(3))
            : Task.FromResult(CounterServer.Receipt(request));
        using var client = Client(options => options with { Time = time });

        var redeeming = client.RedeemAsync(Phone, "s-1");
        Assert.That(await time.NextWaitAsync(), Is.EqualTo(TimeSpan.FromSeconds(10)), "the deadline");
        Assert.That(await time.NextWaitAsync(), Is.EqualTo(TimeSpan.FromSeconds(3)), "what the service named");
        time.Advance(TimeSpan.FromMilliseconds(2_999));
        Assert.That(server.Redeems, Has.Count.EqualTo(1));
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.That(await redeeming, Is.InstanceOf<Outcome.Ok>());
        Assert.That(server.Redeems, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Redeem_DelayBeyondTheDeadline_IsUnavailableAtOnce()
    {
        server.OnRedeem = (_, _) => throw Overload(TimeSpan.FromMinutes(1));
        using var client = Client();

        var outcome = await client.RedeemAsync(Phone, "s-1");

        Assert.That(outcome, Is.InstanceOf<Outcome.Unavailable>());
        Assert.That(((Outcome.Unavailable)outcome).RetryAfter, Is.EqualTo(TimeSpan.FromMinutes(1)));
        Assert.That(server.Redeems, Has.Count.EqualTo(1));
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

    [Test]
    public async Task Redeem_Refused_IsAValueAndNotRepeated()
    {
        server.OnRedeem = (_, _) => throw CounterServer.Refusal(
            StatusCode.FailedPrecondition, "SESSION_FULL", "40 of 40 seats taken", ("taken", "40"), ("capacity", "40"));
        using var client = Client();

        var outcome = await client.RedeemAsync(Phone, "s-1");

        var refusal = ((Outcome.Refused)outcome).Refusal;
        Assert.That(refusal.Reason, Is.EqualTo(RefusalReason.SessionFull));
        Assert.That(refusal.Facts["capacity"], Is.EqualTo("40"));
        Assert.That(refusal.ToString(), Is.EqualTo("SESSION_FULL: 40 of 40 seats taken"));
        Assert.That(server.Redeems, Has.Count.EqualTo(1));
    }

    // A refusal stays one whatever its status: too many wrong PINs is RESOURCE_EXHAUSTED, like an overload.
    [TestCase(StatusCode.ResourceExhausted, "TOO_MANY_ATTEMPTS", RefusalReason.TooManyAttempts)]
    [TestCase(StatusCode.Aborted, "REQUEST_ID_REUSED", RefusalReason.RequestIdReused)]
    [TestCase(StatusCode.FailedPrecondition, "A_RULE_OF_TOMORROW", RefusalReason.Unspecified)]
    public async Task Redeem_RefusedWithAnyStatus_IsNotRepeated(StatusCode code, string word, RefusalReason reason)
    {
        server.OnRedeem = (_, _) => throw CounterServer.Refusal(code, word, "no");
        using var client = Client();

        var outcome = await client.RedeemAsync(Phone, "s-1");

        Assert.That(((Outcome.Refused)outcome).Refusal.Reason, Is.EqualTo(reason));
        Assert.That(server.Redeems, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Redeem_FieldViolations_AreFacts()
    {
        var violation = new BadRequest.Types.FieldViolation { Field = "session_id", Description = "is empty" };
        server.OnRedeem = (_, _) => throw CounterServer.Failure(
            StatusCode.InvalidArgument, "session_id is empty", new BadRequest { FieldViolations = { violation } });
        using var client = Client();

        var refusal = ((Outcome.Refused)await client.RedeemAsync(Phone, "")).Refusal;

        Assert.That(refusal.Reason, Is.EqualTo(RefusalReason.InvalidField));
        Assert.That(refusal.Facts["session_id"], Is.EqualTo("is empty"));
    }

    [Test]
    public async Task Redeem_NoAnswerInTime_IsUnavailableWithTheRequestId()
    {
        server.OnRedeem = HangAsync;
        using var client = Client(options => options with { Deadline = TimeSpan.FromMilliseconds(400) });
        var watch = Stopwatch.StartNew();

        var outcome = await client.RedeemAsync(Phone, "s-1");

        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)));
        Assert.That(outcome, Is.InstanceOf<Outcome.Unavailable>());
        Assert.That(
            ((Outcome.Unavailable)outcome).RequestId.ToString(), Is.EqualTo(server.Redeems.First().RequestId));
        Assert.That(((Outcome.Unavailable)outcome).What, Does.Contain("did not answer in time"));
    }

    [Test]
    public async Task Redeem_OneTryHangs_TheNextOneIsAnswered()
    {
        server.OnRedeem = (request, context) => server.Redeems.Count == 1
            ? HangAsync(request, context)
            : Task.FromResult(CounterServer.Receipt(request));
        using var client = Client(options => options with { TryDeadline = TimeSpan.FromMilliseconds(300) });

        Assert.That(await client.RedeemAsync(Phone, "s-1"), Is.InstanceOf<Outcome.Ok>());
        Assert.That(server.Redeems.Select(request => request.RequestId).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Redeem_Cancelled_ThrowsAndReachesTheServer()
    {
        var arrived = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        server.OnRedeem = async (_, context) =>
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
        Assert.That(server.Redeems, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Redeem_ServiceHasABug_Throws()
    {
        server.OnRedeem = (_, _) => throw new RpcException(new(StatusCode.Internal, "an assertion failed"));
        using var client = Client();

        Assert.That(
            async () => await client.RedeemAsync(Phone, "s-1"),
            Throws.InstanceOf<RpcException>().With.Property("StatusCode").EqualTo(StatusCode.Internal));
        Assert.That(server.Redeems, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Redeem_NobodyListens_IsUnavailableWithTheAddress()
    {
        var address = server.Address;
        await server.DisposeAsync();
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
        server.OnRedeem = (request, _) => server.Redeems.Count == 1
            ? throw CounterServer.Failure(StatusCode.Unavailable, "draining")
            : Task.FromResult(CounterServer.Receipt(request));
        using var client = Client(options => options with
        {
            Token = _ => ValueTask.FromResult($"t{Interlocked.Increment(ref tokens)}"),
        });

        await client.RedeemAsync(Phone, "s-1");

        Assert.That(server.Authorizations, Is.EqualTo(new[] { "Bearer t1", "Bearer t2" }));
    }

    [Test]
    public async Task BatchRedeem_MixedResults_KeepTheirOrder()
    {
        server.OnBatch = batch => new()
        {
            Results =
            {
                new RedeemResult { Redemption = new() { Id = "r-" + batch.Requests[0].RequestId } },
                new RedeemResult { Refusal = new() { Reason = RefusalReason.NotEnrolled, Message = "no seat" } },
            },
        };
        using var client = Client();
        RedeemVoucherRequest[] requests = [new() { SessionId = "s-1" }, new() { SessionId = "s-1" }];

        var results = (await client.BatchRedeemAsync(requests)).Require();

        Assert.That(results[0].Require().Id, Is.EqualTo("r-" + requests[0].RequestId));
        Assert.That(((Outcome.Refused)results[1]).Refusal.Reason, Is.EqualTo(RefusalReason.NotEnrolled));
        Assert.That(requests.Select(request => request.RequestId), Is.Unique.And.All.Not.Empty);
    }

    [Test]
    public void BatchRedeem_AnotherNumberOfResults_IsABug()
    {
        using var client = Client();

        Assert.That(
            async () => await client.BatchRedeemAsync([new()]), Throws.InstanceOf<InvalidOperationException>());
    }

    [Test]
    public async Task ListRedemptions_ThreePages_AreOneList()
    {
        server.OnList = request => request.PageToken switch
        {
            "" => new()
            {
                Redemptions = { new Redemption { Id = "a" }, new Redemption { Id = "b" } },
                NextPageToken = "2",
            },
            "2" => new() { NextPageToken = "3" },
            _ => new() { Redemptions = { new Redemption { Id = "c" } } },
        };
        using var client = Client();

        var all = await client.ListRedemptionsAsync().CollectAsync();

        Assert.That(all.Require().Select(redemption => redemption.Id), Is.EqualTo(new[] { "a", "b", "c" }));
    }

    [Test]
    public async Task ListRedemptions_SecondPageRefused_EndsWithTheRefusal()
    {
        server.OnList = request => request.PageToken.Length > 0
            ? throw CounterServer.Refusal(StatusCode.PermissionDenied, "OTHER_INSTITUTION", "not yours")
            : new() { Redemptions = { new Redemption { Id = "a" } }, NextPageToken = "2" };
        using var client = Client();
        var seen = new List<Outcome>();

        await foreach (var outcome in client.ListRedemptionsAsync())
            seen.Add(outcome);

        Assert.That(seen, Has.Count.EqualTo(2));
        Assert.That(seen[1], Is.InstanceOf<Outcome.Refused>());
    }

    [Test]
    public void EveryReason_HasAWord() => Assert.That(
        System.Enum.GetValues<RefusalReason>().Select(ReasonWords.Of),
        Is.Unique.And.All.Matches<string>(word => ReasonWords.TryParse(word!, out _)));

    private static async Task<RedeemVoucherResponse> HangAsync(RedeemVoucherRequest request, ServerCallContext context)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.CancellationToken);
        return new();
    }

    private static RpcException Overload(TimeSpan delay) => CounterServer.Failure(
        StatusCode.ResourceExhausted, "the queue is full", new RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) });

    private async Task<TimeSpan[]> DelaysAsync(int seed)
    {
        var time = new WatchedTime();
        var random = new Random(seed);
        server.OnRedeem = (_, _) => throw CounterServer.Failure(StatusCode.Unavailable, "starting");
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

    private VoucherClient Client(Func<VoucherClientOptions, VoucherClientOptions>? change = null)
    {
        var options = new VoucherClientOptions
        {
            Address = server.Address,
            Retry = new() { FirstDelay = TimeSpan.FromMilliseconds(5), Random = new Random(1).NextDouble },
        };
        return new(change is null ? options : change(options));
    }
}
