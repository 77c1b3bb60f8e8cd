using Grpc.Core;
using NUnit.Framework;

namespace Vouchers.EndToEnd.Service;

/// <summary>Lists that an officer narrows: by state, group, programme and account.</summary>
public sealed class ListTests
{
    private RunningService service = null!;
    private FinanceOffice office = null!;

    [SetUp]
    public async Task StartAsync()
    {
        service = await RunningService.StartAsync();
        office = await FinanceOffice.OpenAsync(service);
    }

    [TearDown]
    public async Task StopAsync() => await service.DisposeAsync();

    [Test]
    public async Task Vouchers_ByStateAndGroup_AreThoseAlone()
    {
        var scene = office.Scene;
        var active = await scene.IssueAsync(await scene.ImportAsync());
        var held = await scene.IssueAsync(await scene.ImportAsync());
        await scene.Vouchers.SuspendVoucherAsync(
            new() { RequestId = Scene.NewId(), VoucherId = held.Id, Reason = "a report" }, scene.Officer);
        var used = (await office.EarnAsync("vtc")).VoucherId;

        Assert.That(await ListAsync(V1.Voucher.Types.State.Active), Is.EqualTo(new[] { active.Id }));
        Assert.That(await ListAsync(V1.Voucher.Types.State.Suspended), Is.EqualTo(new[] { held.Id }));
        Assert.That(await ListAsync(V1.Voucher.Types.State.Redeemed), Is.EqualTo(new[] { used }));
        Assert.That(await ListAsync(default, Scene.Group), Has.Count.EqualTo(3));
        Assert.That(await ListAsync(default, "veterans"), Is.Empty);
    }

    [TestCase("王小明")]
    [TestCase("C-VIDEO")]
    [TestCase("%")]
    public async Task Lists_ByWhatIsNoId_AreRefusedByTheField(string text)
    {
        var (scene, officer) = (office.Scene, office.Scene.Officer);
        Func<Task>[] lists =
        [
            async () => await scene.Vouchers.ListVouchersAsync(new() { CitizenId = text }, officer),
            async () => await scene.Vouchers.ListBulkIssuesAsync(new() { ProgrammeId = text }, officer),
            async () => await scene.Redemptions.ListRedemptionsAsync(new() { SessionId = text }, officer),
            async () => await scene.Catalogue.ListSessionsAsync(new() { CourseId = text }, officer),
            async () => await scene.Catalogue.ListBranchesAsync(new() { InstitutionId = text }, officer),
            async () => await scene.Catalogue.ListDevicesAsync(new() { InstitutionId = text }, officer),
        ];
        foreach (var list in lists)
            await Expect.FailureAsync(list, StatusCode.InvalidArgument, "INVALID_FIELD");
    }

    [Test]
    public async Task Vouchers_OfAStepOfTheTakeUp_AreThoseAlone()
    {
        var scene = office.Scene;
        var issued = await scene.IssueAsync(await scene.ImportAsync());
        var completed = (await office.EarnAsync("vtc")).VoucherId;

        Assert.That(await CountedAsync(V1.TakeUp.Viewed), Is.EqualTo(new[] { completed }));
        Assert.That(await CountedAsync(V1.TakeUp.Completed), Is.EqualTo(new[] { completed }));
        Assert.That(await CountedAsync(V1.TakeUp.Certified), Is.Empty);
        await scene.PresentAsync(issued.CitizenId, issued.Id);
        Assert.That(await CountedAsync(V1.TakeUp.Viewed), Is.EquivalentTo(new[] { completed, issued.Id }));
        await Expect.FailureAsync(
            async () => await scene.Vouchers.ListVouchersAsync(new() { TakeUp = V1.TakeUp.Viewed }, office.Auditor),
            StatusCode.InvalidArgument, "INVALID_FIELD");
        await Expect.FailureAsync(
            async () => await scene.Vouchers.ListVouchersAsync(
                new() { ProgrammeId = Scene.Programme, TakeUp = V1.TakeUp.Viewed, CitizenId = issued.CitizenId },
                office.Auditor),
            StatusCode.InvalidArgument, "INVALID_FIELD");
        await Expect.FailureAsync(
            async () => await scene.Vouchers.ListVouchersAsync(
                new() { ProgrammeId = Scene.Programme, TakeUp = V1.TakeUp.Viewed }, scene.Citizen(issued.CitizenId)),
            StatusCode.PermissionDenied, "NOT_PERMITTED");
    }

    [Test]
    public async Task Citizens_OfAGroup_ComeInPagesWithAllTheirMemberships()
    {
        var scene = office.Scene;
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
            ids.Add(await scene.ImportAsync());
        var second = Scene.Membership();
        second.TargetGroup = "veterans";
        await scene.Citizens.SetMembershipAsync(
            new() { RequestId = Scene.NewId(), CitizenId = ids[1], Membership = second }, scene.Officer);

        var first = await scene.Citizens.ListCitizensAsync(
            new() { TargetGroup = Scene.Group, PageSize = 2 }, office.Auditor);
        var rest = await scene.Citizens.ListCitizensAsync(
            new() { TargetGroup = Scene.Group, PageSize = 2, PageToken = first.NextPageToken }, office.Auditor);
        var veterans = await scene.Citizens.ListCitizensAsync(new() { TargetGroup = "veterans" }, office.Auditor);

        Assert.That(first.Citizens.Concat(rest.Citizens).Select(c => c.Id), Is.EqualTo(ids));
        Assert.That(veterans.Citizens.Single().Memberships.Select(m => m.TargetGroup),
            Is.EquivalentTo(new[] { Scene.Group, "veterans" }));
    }

    [Test]
    public async Task Redemptions_ByProgrammeAndState_AreThoseAlone()
    {
        var earned = await office.EarnAsync("vtc");

        Assert.That(await RedeemedAsync(Scene.Programme, V1.Redemption.Types.State.Earned),
            Is.EqualTo(new[] { earned.Id }));
        Assert.That(await RedeemedAsync(Scene.Programme, V1.Redemption.Types.State.Confirmed), Is.Empty);
        Assert.That(await RedeemedAsync("another", default), Is.Empty);
    }

    [Test]
    public async Task Redemptions_ByReceipt_AreTheOneAloneForWhoMaySeeIt()
    {
        var earned = await office.EarnAsync("vtc");
        await office.EarnAsync("vtc");
        var redemptions = office.Scene.Redemptions;

        Assert.That(await OfReceiptAsync(earned.Receipt, office.Auditor), Is.EqualTo(new[] { earned.Id }));
        var spaced = $" {earned.Receipt.ToLowerInvariant().Replace('-', ' ')}";
        Assert.That(await OfReceiptAsync(spaced, office.Auditor), Is.EqualTo(new[] { earned.Id }));
        Assert.That(await OfReceiptAsync(earned.Receipt, office.Scene.Operator("vtc")), Has.Count.EqualTo(1));
        Assert.That(await OfReceiptAsync(earned.Receipt, office.Scene.Operator("city-college")), Is.Empty);
        Assert.That(await OfReceiptAsync("R-01JX4M6QZK-8R5V0C2N-7W9T3H1B", office.Auditor), Is.Empty);
        await Expect.FailureAsync(
            async () => await redemptions.ListRedemptionsAsync(new() { Receipt = "R-17" }, office.Auditor),
            StatusCode.InvalidArgument, "INVALID_FIELD");

        async Task<IReadOnlyList<string>> OfReceiptAsync(string receipt, Metadata who) =>
            [.. (await redemptions.ListRedemptionsAsync(new() { Receipt = receipt }, who))
                .Redemptions.Select(r => r.Id)];
    }

    [Test]
    public async Task JournalLines_OfAnAccount_AddUpToItsBalance()
    {
        await office.EarnAsync("vtc");
        var journal = office.Scene.Journal;
        var balances = await journal.ListBalancesAsync(new() { ProgrammeId = Scene.Programme }, office.Auditor);
        foreach (var kept in balances.Balances)
        {
            var lines = await journal.ListJournalEntriesAsync(
                new() { Account = kept.Account, PageSize = 1_000 }, office.Auditor);
            var sum = lines.Entries.Sum(e => e.Credit == kept.Account ? e.AmountMinorUnits : -e.AmountMinorUnits);
            Assert.That(sum, Is.EqualTo(kept.Balance_.MinorUnits), kept.Account);
            Assert.That(lines.Entries, Is.Not.Empty, kept.Account);
        }

        await Expect.FailureAsync(
            async () => await journal.ListJournalEntriesAsync(new() { Account = "p1/payable" }, office.Auditor),
            StatusCode.InvalidArgument, "INVALID_FIELD");
    }

    private async Task<IReadOnlyList<string>> CountedAsync(V1.TakeUp step) =>
        [.. (await office.Scene.Vouchers.ListVouchersAsync(
            new() { ProgrammeId = Scene.Programme, TargetGroup = Scene.Group, TakeUp = step }, office.Auditor))
            .Vouchers.Select(v => v.Id)];

    private async Task<IReadOnlyList<string>> ListAsync(V1.Voucher.Types.State state, string group = "") =>
        [.. (await office.Scene.Vouchers.ListVouchersAsync(
            new() { ProgrammeId = Scene.Programme, State = state, TargetGroup = group }, office.Auditor))
            .Vouchers.Select(v => v.Id)];

    private async Task<IReadOnlyList<string>> RedeemedAsync(string programme, V1.Redemption.Types.State state) =>
        [.. (await office.Scene.Redemptions.ListRedemptionsAsync(
            new() { ProgrammeId = programme, State = state }, office.Auditor)).Redemptions.Select(r => r.Id)];
}
