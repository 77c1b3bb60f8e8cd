using Grpc.Core;
using NUnit.Framework;
using Vouchers.EndToEnd.Service;

namespace Vouchers.EndToEnd.Processes;

/// <summary>A service that is killed while it collects a batch of payments.</summary>
[TestFixture]
internal sealed class PayoutKillTests
{
    private const int Redemptions = 3_600;
    private const int PageSize = 1_000;
    private const string Programme = "wz-fast";

    private static readonly string[] Institutions = ["vtc", "city-college"];

    [Test]
    public async Task Kill_WhileABatchIsCollected_EachRedemptionIsInOnePayment()
    {
        var folder = RunningService.NewFolder();
        await PrepareAsync(folder);
        var (batch, seen) = await StartAndKillAsync(folder);
        Assert.That(seen.State, Is.EqualTo(V1.PayoutBatch.Types.State.Collecting));
        Assert.That(seen.Redemptions, Is.InRange(1, Redemptions - 1), "killed half way");

        await using var service = await RunningService.StartAsync(folder: folder);
        var payouts = new V1.PayoutService.PayoutServiceClient(service.Channel);
        var auditor = service.As("auditor");
        var drafted = await UntilDraftAsync(payouts, batch, auditor);

        Assert.That((drafted.Redemptions, drafted.HeldBack, drafted.Items), Is.EqualTo((Redemptions, 0, 2)));
        var items = (await payouts.ListPayoutItemsAsync(new() { BatchId = batch }, auditor)).Items;
        Assert.That(items.Sum(i => i.Redemptions), Is.EqualTo(Redemptions));
        Assert.That(items.Sum(i => i.Net.MinorUnits), Is.EqualTo(drafted.Total.MinorUnits));
        Assert.That(await StatesAsync(service, auditor),
            Is.EqualTo(new Dictionary<V1.Redemption.Types.State, int>
            {
                [V1.Redemption.Types.State.InPayout] = Redemptions,
            }));
        // That each payment is the sum of the redemptions that name it is the audit's to say.
        var report = await new V1.JournalService.JournalServiceClient(service.Channel)
            .VerifyJournalAsync(new(), auditor);
        Assert.That(report.Checks.Select(c => c.Name), Does.Contain("payments"));
        Assert.That(report.Checks.Where(c => c.Violations > 0).Select(c => $"{c.Name}: {c.FirstViolation}"), Is.Empty);
    }

    /// <summary>A town in the folder in which so many redemptions are earned and both accounts are verified.</summary>
    private static async Task PrepareAsync(string folder)
    {
        await using var service = await RunningService.StartAsync(folder: folder, keepsFolder: true);
        var office = await FinanceOffice.OpenAsync(service);
        var citizens = await PopulateAsync(office.Scene);
        var vouchers = await IssueAsync(office.Scene);
        foreach (var (institution, part) in Institutions.Zip(citizens.Chunk(Redemptions / Institutions.Length)))
        {
            await office.ReadyAsync(institution);
            var clerk = office.Scene.Operator(institution);
            var requests = await Task.WhenAll(part.Select(async citizen =>
            {
                await office.Scene.Enrolments.EnrolAsync(new()
                {
                    RequestId = Scene.NewId(), SessionId = Scene.SessionOf(institution), CitizenId = citizen,
                }, clerk);
                return await office.Scene.RedeemRequestAsync(citizen, vouchers[citizen], institution);
            }));
            foreach (var chunk in requests.Chunk(PageSize))
            {
                var answer = await office.Scene.Redemptions.BatchRedeemVouchersAsync(
                    new() { Requests = { chunk } }, clerk);
                Assert.That(answer.Results.Where(r => r.Redemption is null), Is.Empty);
            }
        }
    }

    /// <summary>Citizens, and a programme in which a redemption earns at once.</summary>
    private static async Task<string[]> PopulateAsync(Scene scene)
    {
        var membership = Scene.Membership();
        await scene.Programmes.CreateProgrammeAsync(new()
        {
            RequestId = Scene.NewId(),
            Programme = new()
            {
                Id = Programme, Title = "x", Category = V1.SubsidyCategory.Entrepreneurship, Currency = "CNY",
                ValidFrom = membership.ValidFrom, ValidUntil = membership.ValidUntil,
                Rules = new() { TargetGroups = { Scene.Group }, Vesting = V1.Vesting.OnRedemption },
            },
        }, scene.Officer);
        await scene.Programmes.FundProgrammeAsync(new()
        {
            RequestId = Scene.NewId(), ProgrammeId = Programme,
            Amount = new() { MinorUnits = 10_000_000_000, Currency = "CNY" },
        }, scene.Officer);
        var citizens = Enumerable.Range(1, Redemptions).Select(n => $"k-{n:0000}").ToArray();
        foreach (var chunk in citizens.Chunk(900))
            await scene.Citizens.ImportCitizensAsync(new()
            {
                RequestId = Scene.NewId(),
                Citizens =
                {
                    chunk.Select(id => new V1.ImportedCitizen
                    {
                        Id = id, NationalId = $"33030019900102{id[2..]}", FullName = "李华",
                        Memberships = { membership },
                    }),
                },
            }, scene.Officer);
        return citizens;
    }

    /// <summary>The voucher of each citizen.</summary>
    private static async Task<Dictionary<string, string>> IssueAsync(Scene scene)
    {
        var bulk = (await scene.Vouchers.StartBulkIssueAsync(
            new() { RequestId = Scene.NewId(), ProgrammeId = Programme, TargetGroup = Scene.Group },
            scene.Officer)).BulkIssue;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (bulk.State == V1.BulkIssue.Types.State.Running)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
            bulk = (await scene.Vouchers.GetBulkIssueAsync(new() { BulkIssueId = bulk.Id }, scene.Officer)).BulkIssue;
        }

        var vouchers = new Dictionary<string, string>();
        var page = new V1.ListVouchersResponse();
        do
        {
            page = await scene.Vouchers.ListVouchersAsync(
                new() { ProgrammeId = Programme, PageSize = PageSize, PageToken = page.NextPageToken }, scene.Officer);
            foreach (var voucher in page.Vouchers)
                vouchers.Add(voucher.CitizenId, voucher.Id);
        }
        while (page.NextPageToken.Length > 0);
        return vouchers;
    }

    /// <summary>Starts a batch in a process of its own, and kills it once some steps are done.</summary>
    private static async Task<(string Batch, V1.PayoutBatch Seen)> StartAndKillAsync(string folder)
    {
        await using var node = await ServiceProcess.StartAsync(folder);
        var payouts = new V1.PayoutService.PayoutServiceClient(node.Channel);
        var finance = await node.AsAsync(new("finance", FinanceOffice.Ada));
        var batch = (await payouts.CreatePayoutBatchAsync(
            new() { RequestId = Scene.NewId(), FundingAccountId = FinanceOffice.Account }, finance)).Batch;
        while (batch is { State: V1.PayoutBatch.Types.State.Collecting, Redemptions: 0 })
            batch = (await payouts.GetPayoutBatchAsync(new() { BatchId = batch.Id }, finance)).Batch;
        await node.KillAsync();
        return (batch.Id, batch);
    }

    private static async Task<V1.PayoutBatch> UntilDraftAsync(
        V1.PayoutService.PayoutServiceClient payouts, string batch, Metadata caller)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var now = (await payouts.GetPayoutBatchAsync(new() { BatchId = batch }, caller)).Batch;
            if (now.State == V1.PayoutBatch.Types.State.Draft)
                return now;
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }
    }

    private static async Task<Dictionary<V1.Redemption.Types.State, int>> StatesAsync(
        RunningService service, Metadata caller)
    {
        var redemptions = new V1.RedemptionService.RedemptionServiceClient(service.Channel);
        var states = new Dictionary<V1.Redemption.Types.State, int>();
        var page = new V1.ListRedemptionsResponse();
        do
        {
            page = await redemptions.ListRedemptionsAsync(
                new() { PageSize = PageSize, PageToken = page.NextPageToken }, caller);
            foreach (var redemption in page.Redemptions)
                states[redemption.State] = states.GetValueOrDefault(redemption.State) + 1;
        }
        while (page.NextPageToken.Length > 0);
        return states;
    }
}
