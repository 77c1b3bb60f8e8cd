using Grpc.Core;
using NUnit.Framework;
using Vouchers.Client;
using Vouchers.V1;
using Outcome = Vouchers.Client.Outcome<Vouchers.V1.Redemption>;

namespace Vouchers.EndToEnd.Client;

/// <summary>Batches and pages.</summary>
internal sealed class ClientListTests : ClientFixture
{
    [Test]
    public async Task BatchRedeem_MixedResults_KeepTheirOrder()
    {
        Server.OnBatch = batch => new()
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
        Server.OnList = request => request.PageToken switch
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
        Server.OnList = request => request.PageToken.Length > 0
            ? throw CounterServer.Refusal(StatusCode.PermissionDenied, "OTHER_INSTITUTION", "not yours")
            : new() { Redemptions = { new Redemption { Id = "a" } }, NextPageToken = "2" };
        using var client = Client();
        var seen = new List<Outcome>();

        await foreach (var outcome in client.ListRedemptionsAsync())
            seen.Add(outcome);

        Assert.That(seen, Has.Count.EqualTo(2));
        Assert.That(seen[1], Is.InstanceOf<Outcome.Refused>());
    }
}
