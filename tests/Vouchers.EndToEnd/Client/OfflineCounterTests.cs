using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Vouchers.Client;
using Vouchers.Client.Offline;
using Vouchers.Credentials;
using Vouchers.EndToEnd.Service;
using Vouchers.Testing;
using Vouchers.V1;
using Outcome = Vouchers.Client.Outcome<Vouchers.Client.Offline.SyncReport>;

namespace Vouchers.EndToEnd.Client;

/// <summary>Tills whose line is down against the whole service: each slip comes in once, whatever happens.</summary>
[TestFixture]
internal sealed class OfflineCounterTests
{
    private RunningService service = null!;
    private Scene scene = null!;
    private P256PublicKey root = null!;
    private int tills;

    [OneTimeSetUp]
    public async Task Open()
    {
        service = await RunningService.StartAsync();
        scene = await Scene.BuildAsync(service);
        // Without a voucher there is no status list yet.
        await scene.HolderAsync("vtc");
        root = service.Services.GetRequiredService<KeyStore>().Root;
    }

    [OneTimeTearDown]
    public async Task Close() => await service.DisposeAsync();

    [TestCase(0)]
    [TestCase(60)]
    [TestCase(-60)]
    public async Task Sync_WhatWasAcceptedOffLine_IsRedeemedUnderItsProvisionalReceipt(int minutesWrong)
    {
        await using var till = await TillAsync(wrongBy: TimeSpan.FromMinutes(minutesWrong));
        var text = await PresentAsync();
        await till.RestartAsync();
        till.Line.IsDown = true;
        var slip = await till.CaptureAsync(text);
        var unreached = await till.Counter.SyncAsync();

        till.Line.IsDown = false;
        var report = (await till.Counter.SyncAsync()).Require();
        var again = (await till.Counter.SyncAsync()).Require();

        Assert.That(unreached, Is.InstanceOf<Outcome.Unavailable>());
        Assert.That((slip.State, slip.Amount.MinorUnits), Is.EqualTo((SlipState.Provisional, 100_000)));
        var settled = report.Changed.Single();
        Assert.That((settled.State, settled.Why), Is.EqualTo((SlipState.Confirmed, (VoucherRefusal?)null)));
        Assert.That(settled.Redemption!.Receipt, Is.EqualTo(slip.Receipt));
        Assert.That((again.Changed, again.Left), Is.EqualTo((Array.Empty<CapturedSlip>(), 0)));
        await OfflineTill.AssertRedeemedOnceAsync(scene, slip);
    }

    [Test]
    public async Task Sync_KilledBetweenStoreAndSend_GoesOnAfterTheStart()
    {
        await using var till = await TillAsync();
        var slip = await till.CaptureAsync(await PresentAsync());

        await till.RestartAsync();
        var report = (await till.Counter.SyncAsync()).Require();

        Assert.That(report.Changed.Select(s => (s.RecordId, s.State)),
            Is.EqualTo([(slip.RecordId, SlipState.Confirmed)]));
        await OfflineTill.AssertRedeemedOnceAsync(scene, slip);
    }

    [Test]
    public async Task Sync_KilledBetweenSendAndAnswer_GetsTheSameAnswer()
    {
        await using var till = await TillAsync();
        var slip = await till.CaptureAsync(await PresentAsync());
        till.Line.Next = LineFault.AnswerLost;

        Assert.That(await till.Counter.SyncAsync(), Is.InstanceOf<Outcome.Unavailable>());
        Assert.That(till.Counter.Slips.Single().State, Is.EqualTo(SlipState.Provisional));
        await till.RestartAsync();
        var report = (await till.Counter.SyncAsync()).Require();

        Assert.That(report.Changed.Single().Redemption!.Receipt, Is.EqualTo(slip.Receipt));
        await OfflineTill.AssertRedeemedOnceAsync(scene, slip);
    }

    [Test]
    public async Task Sync_AnAnswerThatCouldNotBeStored_IsGotAgain()
    {
        await using var till = await TillAsync();
        var slip = await till.CaptureAsync(await PresentAsync());
        till.Store.Next = StoreFault.NothingWritten;

        await Assert.ThatAsync(() => till.Counter.SyncAsync(), Throws.TypeOf<DeviceStoreException>());
        (await till.Counter.SyncAsync()).Require();

        Assert.That(till.Counter.Slips.Single().State, Is.EqualTo(SlipState.Confirmed));
        await OfflineTill.AssertRedeemedOnceAsync(scene, slip);
    }

    [Test]
    public async Task Sync_MoreThanOneCallTakes_KeepsTheOrder()
    {
        await using var till = await TillAsync();
        for (var i = 0; i < 26; i++)
            await till.CaptureAsync(await PresentAsync());

        var report = (await till.Counter.SyncAsync()).Require();

        Assert.That(report.Changed.Select(s => s.State), Is.All.EqualTo(SlipState.Confirmed));
        Assert.That(report.Changed, Has.Count.EqualTo(26));
    }

    [Test]
    public async Task Sync_OneVoucherAtTwoTills_IsPaidOnceAndTheLoserReadsWhy()
    {
        await using var one = await TillAsync();
        await using var two = await TillAsync();
        var text = await PresentAsync();
        var (kept, lost) = (await one.CaptureAsync(text), await two.CaptureAsync(text));

        (await one.Counter.SyncAsync()).Require();
        var conflict = (await two.Counter.SyncAsync()).Require().Changed.Single();

        Assert.That((conflict.State, conflict.NeedsAttention), Is.EqualTo((SlipState.Conflict, true)));
        Assert.That(conflict.Why!.Reason, Is.EqualTo(RefusalReason.VoucherRedeemed));
        Assert.That(conflict.Why.Facts["receipt"], Is.EqualTo(kept.Receipt));
        await two.RestartAsync();
        Assert.That(two.Counter.Slips.Single().NeedsAttention, "until the clerk has read it");
        await two.Counter.AcknowledgeAsync(conflict.Sequence);
        await two.RestartAsync();
        Assert.That(two.Counter.Slips.Single().NeedsAttention, Is.False);

        await DecideAsync(lost, accepted: false);
        var decided = (await two.Counter.SyncAsync()).Require().Changed.Single();
        Assert.That((decided.State, decided.NeedsAttention), Is.EqualTo((SlipState.Dismissed, true)));
    }

    [Test]
    public async Task Sync_AnEarlierCodeComesInLater_TheWinnerOfYesterdayReadsThatItLost()
    {
        await using var early = await TillAsync();
        await using var late = await TillAsync();
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        var first = await scene.PresentAsync(citizen, voucher.Id);
        await early.CaptureAsync(first);
        string second;
        // Codes have whole seconds.
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
            second = await scene.PresentAsync(citizen, voucher.Id);
        }
        while (await UntilAsync(second) <= await UntilAsync(first));
        await late.CaptureAsync(second);

        (await late.Counter.SyncAsync()).Require();
        Assert.That(late.Counter.Slips.Single().State, Is.EqualTo(SlipState.Confirmed));
        (await early.Counter.SyncAsync()).Require();
        var lost = (await late.Counter.SyncAsync()).Require().Changed.Single();

        Assert.That(early.Counter.Slips.Single().State, Is.EqualTo(SlipState.Confirmed));
        Assert.That((lost.State, lost.NeedsAttention), Is.EqualTo((SlipState.Conflict, true)));
        Assert.That(lost.Why!.Message, Does.Contain("Another counter"));
        Assert.That(lost.Why.Facts["receipt"], Is.EqualTo(early.Counter.Slips.Single().Receipt));
        Assert.That(lost.Why.Facts["voided_receipt"], Is.EqualTo(lost.Receipt));

        async Task<DateTimeOffset> UntilAsync(string text) =>
            ((OfflineCheck.Acceptable)await late.CheckAsync(text)).Until;
    }

    [Test]
    public async Task Sync_RedeemedOnLineMeanwhile_IsAConflictWithTheReceipt()
    {
        await using var till = await TillAsync();
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        await till.CaptureAsync(await scene.PresentAsync(citizen, voucher.Id));
        var online = (await scene.Redemptions.RedeemVoucherAsync(
            await scene.RedeemRequestAsync(citizen, voucher.Id, "vtc"), scene.Operator("vtc"))).Redemption;

        var conflict = (await till.Counter.SyncAsync()).Require().Changed.Single();

        Assert.That(conflict.Why!.Message, Does.Contain(online.Receipt));
    }

    [Test]
    public async Task Sync_ByARevokedDevice_BringsItsSlipBeforeAnOfficer()
    {
        await using var till = await TillAsync();
        await till.CaptureAsync(await PresentAsync());
        await scene.Catalogue.RevokeDeviceAsync(
            new() { RequestId = Scene.NewId(), DeviceId = till.Device.Id, Reason = "stolen" }, scene.Officer);

        // With a token that the service has not seen; an older one it believes for a minute.
        await till.RestartAsync();

        var conflict = (await till.Counter.SyncAsync()).Require().Changed.Single();

        Assert.That(conflict.Why!.Reason, Is.EqualTo(RefusalReason.DeviceRevoked));
        Assert.That(await till.PrepareAsync(), Is.InstanceOf<Outcome<OfflineAllowance>.Refused>()
            .With.Property("Refusal").Property("Reason").EqualTo(RefusalReason.DeviceRevoked));
    }

    [Test]
    public async Task Prepare_WithAnotherRootThanThePinned_IsRefusedAndChangesNothing()
    {
        await using var till = await TillAsync();
        using var other = new EcdsaDeviceKey();
        till.Root = other.PublicKey;
        await till.RestartAsync();

        var refused = await till.PrepareAsync();

        Assert.That((refused as Outcome<OfflineAllowance>.Refused)?.Refusal.Facts["fault"],
            Is.EqualTo(nameof(TrustListFault.NotByRoot)));
        till.Root = root;
        await till.RestartAsync();
        Assert.That(await till.CheckAsync(await PresentAsync()), Is.InstanceOf<OfflineCheck.Acceptable>());
    }

    [Test]
    public async Task Prepare_AgainAndAgain_KeepsALeaseUntilItIsUsed()
    {
        await using var till = await TillAsync();
        var first = await LeaseAsync();
        Assert.That(await LeaseAsync(), Is.EqualTo(first));
        await till.CaptureAsync(await PresentAsync());
        Assert.That(till.Counter.Allowance!.CountLeft, Is.EqualTo(49));
        Assert.That(await LeaseAsync(), Is.Not.EqualTo(first));
        Assert.That(till.Counter.Allowance.CountLeft, Is.EqualTo(50));

        async Task<DateTimeOffset> LeaseAsync() => (await till.PrepareAsync()).Require().Until;
    }

    [Test]
    public async Task Check_RulesOfTheService_AreKnownWithoutALine()
    {
        await using var till = await TillAsync();
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        await using var elsewhere = await TillAsync("city-college");
        await scene.Redemptions.ReserveVoucherAsync(new()
        {
            RequestId = Scene.NewId(), VoucherId = voucher.Id, SessionId = Scene.SessionOf("vtc"),
        }, scene.Operator("vtc"));
        var text = await scene.PresentAsync(citizen, voucher.Id);

        var here = await till.CheckAsync(text);
        var there = await elsewhere.CheckAsync(text);

        Assert.That((here as OfflineCheck.Acceptable)?.IsReservedHere, Is.True);
        Assert.That((there as OfflineCheck.Refused)?.Rule, Is.EqualTo(OfflineRule.OtherInstitution));
    }

    private Task<OfflineTill> TillAsync(string institution = "vtc", TimeSpan wrongBy = default) =>
        OfflineTill.OpenAsync(
            scene, root, $"{institution}-till-{Interlocked.Increment(ref tills)}", institution, wrongBy);

    private async Task<string> PresentAsync()
    {
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        return await scene.PresentAsync(citizen, voucher.Id);
    }

    private async Task DecideAsync(CapturedSlip slip, bool accepted) =>
        await new OfflineService.OfflineServiceClient(service.Channel).DecideOfflineConflictAsync(new()
        {
            RequestId = Scene.NewId(), RecordId = slip.RecordId, Accepted = accepted, Reason = "the list was signed",
        }, scene.Officer);
}
