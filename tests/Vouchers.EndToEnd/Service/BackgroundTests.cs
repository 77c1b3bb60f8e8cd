using NUnit.Framework;
using Vouchers.Credentials;

namespace Vouchers.EndToEnd.Service;

/// <summary>What the service does by itself: bulk issue, expiry, reservations that time out, status lists.</summary>
[TestFixture]
internal sealed class BackgroundTests
{
    private readonly ShiftedTime time = new();
    private RunningService service = null!;
    private Scene scene = null!;

    [SetUp]
    public async Task Open()
    {
        service = await RunningService.StartAsync(time: time);
        scene = await Scene.BuildAsync(service);
    }

    [TearDown]
    public async Task Close() => await service.DisposeAsync();

    [Test]
    public async Task BulkIssue_OverSeveralSteps_ServesEachOnce()
    {
        const int Count = 1_100;
        foreach (var chunk in Enumerable.Range(1, Count).Chunk(550))
            await ImportAsync(chunk);

        var first = await FinishAsync(await StartAsync());
        Assert.That((first.State, first.Total, first.Considered, first.Issued, first.Refused),
            Is.EqualTo((V1.BulkIssue.Types.State.Succeeded, Count, Count, Count, 0)));

        var second = await FinishAsync(await StartAsync());
        Assert.That((second.Issued, second.Refused), Is.EqualTo((0, Count)));
        var rejects = await scene.Vouchers.ListBulkIssueRejectsAsync(
            new() { BulkIssueId = second.Id, PageSize = 1_000 }, scene.Officer);
        var rest = await scene.Vouchers.ListBulkIssueRejectsAsync(
            new() { BulkIssueId = second.Id, PageSize = 1_000, PageToken = rejects.NextPageToken }, scene.Officer);
        Assert.That((rejects.Rejects.Count, rest.Rejects.Count, rest.NextPageToken), Is.EqualTo((1_000, 100, "")));
        Assert.That(rejects.Rejects[0].Reason, Is.EqualTo(V1.RefusalReason.LiveVoucherExists));
        var all = await scene.Vouchers.ListBulkIssuesAsync(new() { ProgrammeId = Scene.Programme }, scene.Officer);
        Assert.That(all.BulkIssues, Is.EqualTo(new[] { first, second }));
        var none = await scene.Vouchers.ListBulkIssuesAsync(new() { ProgrammeId = "another" }, scene.Officer);
        Assert.That(none.BulkIssues, Is.Empty);
    }

    [Test]
    public async Task Lapse_ReservationThenVoucher_ReturnsTheMoney_AndHeldOnesLeaveTheBooksRight()
    {
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        var (revoked, held) = (await HeldAsync(), await HeldAsync());
        await scene.Vouchers.RevokeVoucherAsync(
            new() { RequestId = Scene.NewId(), VoucherId = revoked, Reason = "left the city" }, scene.Officer);
        await scene.Redemptions.ReserveVoucherAsync(
            new() { RequestId = Scene.NewId(), VoucherId = voucher.Id, SessionId = Scene.SessionOf("vtc") },
            scene.Citizen(citizen));

        time.Advance(TimeSpan.FromHours(73));
        await UntilAsync(voucher.Id, V1.Voucher.Types.State.Active);
        time.Advance(TimeSpan.FromDays(90));
        await UntilAsync(voucher.Id, V1.Voucher.Types.State.Expired);
        await UntilAsync(held, V1.Voucher.Types.State.Expired);

        var auditor = service.As("auditor");
        var report = await scene.Journal.VerifyJournalAsync(new(), auditor);
        var balances = await scene.Journal.ListBalancesAsync(new() { ProgrammeId = Scene.Programme }, auditor);
        Assert.That(report.Checks.Where(c => c.Violations > 0), Is.Empty);
        Assert.That(
            balances.Balances.Single(b => b.Kind == "available").Balance_.MinorUnits, Is.EqualTo(1_000_000_000));
    }

    [Test]
    public async Task StatusList_AfterSuspension_TellsDevices()
    {
        var voucher = await scene.IssueAsync(await scene.ImportAsync());
        await scene.Vouchers.SuspendVoucherAsync(
            new() { RequestId = Scene.NewId(), VoucherId = voucher.Id, Reason = "check" }, scene.Officer);
        var keys = (KeyStore)service.Services.GetService(typeof(KeyStore))!;

        var published = await scene.Trust.GetTrustListAsync(new());
        Assert.That(TrustList.TryRead(published.TrustList.ToByteArray(), keys.Root, 0, out var trust, out _));
        var status = await scene.Trust.GetStatusListAsync(new() { StatusList = voucher.StatusList });
        Assert.That(PublishedStatusList.TryRead(status.StatusList.ToByteArray(), trust!, out var list, out _));
        Assert.That(list!.Statuses[voucher.StatusIndex], Is.EqualTo(VoucherStatus.Suspended));
        Assert.That(list.Programmes.Single().Code, Is.EqualTo(Scene.Programme));

        var unchanged = await scene.Trust.GetStatusListAsync(
            new() { StatusList = voucher.StatusList, Etag = status.Etag });
        Assert.That(unchanged.StatusList.IsEmpty);
        await Expect.FailureAsync(() => scene.Trust.GetStatusListAsync(new() { StatusList = 7 }).ResponseAsync,
            Grpc.Core.StatusCode.NotFound, "NOT_FOUND");
    }

    private async Task<string> HeldAsync()
    {
        var voucher = await scene.IssueAsync(await scene.ImportAsync());
        await scene.Vouchers.SuspendVoucherAsync(
            new() { RequestId = Scene.NewId(), VoucherId = voucher.Id, Reason = "check" }, scene.Officer);
        return voucher.Id;
    }

    private async Task ImportAsync(IEnumerable<int> numbers)
    {
        var request = new V1.ImportCitizensRequest { RequestId = Scene.NewId() };
        foreach (var number in numbers)
            request.Citizens.Add(new V1.ImportedCitizen
            {
                Id = $"b-{number:0000}", NationalId = $"33030019900101{number:0000}", FullName = "李华",
                Memberships = { Scene.Membership() },
            });
        await scene.Citizens.ImportCitizensAsync(request, scene.Officer);
    }

    private async Task<V1.BulkIssue> StartAsync() => (await scene.Vouchers.StartBulkIssueAsync(
        new() { RequestId = Scene.NewId(), ProgrammeId = Scene.Programme, TargetGroup = Scene.Group },
        scene.Officer)).BulkIssue;

    private async Task<V1.BulkIssue> FinishAsync(V1.BulkIssue bulk)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (bulk.State == V1.BulkIssue.Types.State.Running)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
            bulk = (await scene.Vouchers.GetBulkIssueAsync(new() { BulkIssueId = bulk.Id }, scene.Officer)).BulkIssue;
        }

        return bulk;
    }

    private async Task UntilAsync(string voucher, V1.Voucher.Types.State wanted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var officer = service.As("programme_officer");
        while ((await scene.Vouchers.GetVoucherAsync(new() { VoucherId = voucher }, officer)).Voucher.State != wanted)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
    }
}
