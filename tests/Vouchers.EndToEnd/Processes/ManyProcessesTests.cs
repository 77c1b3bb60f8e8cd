using System.Collections.Concurrent;
using Google.Protobuf;
using Grpc.Core;
using NUnit.Framework;
using Vouchers.EndToEnd.Service;
using Vouchers.Service;

namespace Vouchers.EndToEnd.Processes;

/// <summary>What holds when several processes share a database, and when one of them is killed.</summary>
[TestFixture]
internal sealed class ManyProcessesTests
{
    private const string Institution = "vtc";
    private static readonly DevelopmentTokenRequest Operator = new("institution_operator", Institution: Institution);

    [Test]
    public async Task Redeem_OneVoucher64TimesThroughTwoProcesses_OneSucceedsAndTheOthersHearOfIt()
    {
        const int Vouchers = 4;
        const int Callers = 64;
        var folder = RunningService.NewFolder();
        var requests = await PrepareAsync(folder, Vouchers);

        await using (var one = await ServiceProcess.StartAsync(folder))
        await using (var two = await ServiceProcess.StartAsync(folder))
        {
            var nodes = new[] { one, two }.Select(p => new V1.RedemptionService.RedemptionServiceClient(p.Channel))
                .Zip([await one.AsAsync(Operator), await two.AsAsync(Operator)]).ToArray();
            foreach (var request in requests)
            {
                var answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(n => TryAsync(
                    nodes[n % 2].First, Again(request), nodes[n % 2].Second)));

                var winner = answers.Single(a => a.Redemption is not null).Redemption!;
                var refusals = answers.Where(a => a.Failure is not null)
                    .Select(a => Expect.InfoOf(a.Failure!)!).ToList();
                Assert.That(refusals, Has.Count.EqualTo(Callers - 1));
                Assert.That(refusals.Select(r => r.Reason), Is.All.EqualTo("VOUCHER_REDEEMED"));
                Assert.That(refusals.Select(r => r.Metadata["receipt"]), Is.All.EqualTo(winner.Receipt));
                Assert.That(refusals.Select(r => r.Metadata["redeemed_at"]),
                    Is.All.EqualTo(winner.RedeemedAt.ToDateTimeOffset().ToOffset(TimeSpan.FromHours(8)).ToString(
                        "yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture)));
                Assert.That(refusals.Select(r => r.Metadata["branch"]), Is.All.EqualTo("Main"));
            }
        }

        await ExpectBooksToHoldAsync(folder);
    }

    [Test]
    public async Task Kill_DuringLoad_KeepsEveryAnsweredRedemption()
    {
        const int Vouchers = 240;
        const int KillAfter = 60;
        var folder = RunningService.NewFolder();
        var requests = await PrepareAsync(folder, Vouchers);
        var answered = new ConcurrentDictionary<string, V1.RedeemVoucherResponse>();

        await using (var node = await ServiceProcess.StartAsync(folder))
        {
            var client = new V1.RedemptionService.RedemptionServiceClient(node.Channel);
            var headers = await node.AsAsync(Operator with { Subject = "counter" });
            var enough = new TaskCompletionSource();
            var load = requests.Chunk(Vouchers / 24).Select(async chunk =>
            {
                foreach (var request in chunk)
                {
                    if (await TryAsync(client, request, headers) is not { Redemption: { } redemption })
                        return;
                    answered[request.RequestId] = new V1.RedeemVoucherResponse { Redemption = redemption };
                    if (answered.Count >= KillAfter)
                        enough.TrySetResult();
                }
            }).ToArray();
            await enough.Task;
            await node.KillAsync();
            await Task.WhenAll(load);
        }

        Assert.That(answered.Count, Is.InRange(KillAfter, Vouchers));
        await using var restarted = await RunningService.StartAsync(folder: folder);
        var counter = restarted.As("institution_operator", Institution, subject: "counter");
        var redemptions = new V1.RedemptionService.RedemptionServiceClient(restarted.Channel);
        foreach (var request in requests)
        {
            // Answered before the kill: the same receipt again. Not answered: carried out now or found done.
            var response = await redemptions.RedeemVoucherAsync(request, counter);
            if (answered.TryGetValue(request.RequestId, out var before))
                Assert.That(response.ToByteArray(), Is.EqualTo(before.ToByteArray()));
        }

        await ExpectBooksToHoldAsync(restarted);
    }

    /// <summary>A world in the folder, and a request for each of so many vouchers, shown just now.</summary>
    private static async Task<V1.RedeemVoucherRequest[]> PrepareAsync(string folder, int vouchers)
    {
        await using var service = await RunningService.StartAsync(folder: folder, keepsFolder: true);
        var scene = await Scene.BuildAsync(service);
        return await Task.WhenAll(Enumerable.Range(0, vouchers).Select(async _ =>
        {
            var (citizen, voucher) = await scene.HolderAsync(Institution);
            return await scene.RedeemRequestAsync(citizen, voucher.Id, Institution);
        }));
    }

    private static V1.RedeemVoucherRequest Again(V1.RedeemVoucherRequest request)
    {
        var again = request.Clone();
        again.RequestId = Scene.NewId();
        return again;
    }

    private static async Task<(V1.Redemption? Redemption, RpcException? Failure)> TryAsync(
        V1.RedemptionService.RedemptionServiceClient client, V1.RedeemVoucherRequest request, Metadata headers)
    {
        try
        {
            return ((await client.RedeemVoucherAsync(request, headers)).Redemption, null);
        }
        catch (RpcException failure)
        {
            return (null, failure);
        }
    }

    private static async Task ExpectBooksToHoldAsync(string folder)
    {
        await using var service = await RunningService.StartAsync(folder: folder);
        await ExpectBooksToHoldAsync(service);
    }

    private static async Task ExpectBooksToHoldAsync(RunningService service)
    {
        var report = await new V1.JournalService.JournalServiceClient(service.Channel)
            .VerifyJournalAsync(new(), service.As("auditor"));
        Assert.That(report.Checks, Is.Not.Empty);
        Assert.That(report.Checks.Where(c => c.Violations > 0).Select(c => $"{c.Name}: {c.FirstViolation}"), Is.Empty);
    }
}
