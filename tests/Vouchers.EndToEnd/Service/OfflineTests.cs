using Google.Protobuf;
using Grpc.Core;
using NUnit.Framework;

namespace Vouchers.EndToEnd.Service;

/// <summary>Counters whose line was down, over the wire: what they accepted is taken in once, or decided.</summary>
[TestFixture]
internal sealed class OfflineTests
{
    private static readonly string Session = Scene.SessionOf("vtc");

    private RunningService service = null!;
    private Scene scene = null!;
    private int devices;

    [OneTimeSetUp]
    public async Task Open()
    {
        service = await RunningService.StartAsync();
        scene = await Scene.BuildAsync(service);
    }

    [OneTimeTearDown]
    public async Task Close() => await service.DisposeAsync();

    [Test]
    public async Task Sync_WhatWasCaptured_IsRedeemedOnceHoweverOftenItIsSent()
    {
        using var device = await LeasedAsync();
        var (voucher, slip) = await CaptureAsync(device);

        var first = await device.SyncAsync(slip);
        var again = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => device.SyncAsync(slip)));

        Assert.That(first.Results[0].Record.State, Is.EqualTo(V1.OfflineRecord.Types.State.Confirmed),
            first.Results[0].Record.Conflict?.Message);
        Assert.That(first.Results[0].Redemption.VoucherId, Is.EqualTo(voucher));
        Assert.That(first.Results[0].Redemption.Receipt, Does.StartWith("R-"));
        foreach (var answer in again)
            Assert.That(answer.ToByteArray(), Is.EqualTo(first.ToByteArray()));
        var listed = await scene.Redemptions.ListRedemptionsAsync(new() { PageSize = 1_000 }, scene.Officer);
        Assert.That(listed.Redemptions.Count(r => r.VoucherId == voucher), Is.EqualTo(1));
    }

    [Test]
    public async Task Sync_TheSameVoucherAtTwoCounters_IsPaidOnceAndTheOtherIsDecided()
    {
        using var one = await LeasedAsync();
        using var two = await LeasedAsync();
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        var text = await scene.PresentAsync(citizen, voucher.Id);
        var (slip, late) = (one.Capture(text, voucher.Id, Session), two.Capture(text, voucher.Id, Session));

        var kept = (await one.SyncAsync(slip)).Results[0].Redemption;
        var record = (await two.SyncAsync(late)).Results[0].Record;

        Assert.That(record.State, Is.EqualTo(V1.OfflineRecord.Types.State.Conflict));
        Assert.That(record.Conflict.Reason, Is.EqualTo(V1.RefusalReason.VoucherRedeemed));
        Assert.That(record.Conflict.Message, Does.Contain("receipt R-"));
        Assert.That(record.Conflict.Facts, Is.SupersetOf(new Dictionary<string, string>
        {
            ["institution"] = "vtc", ["branch"] = "Main", ["receipt"] = kept.Receipt,
            ["redeemed_at"] = Ledger.Timestamp.From(kept.RedeemedAt.ToDateTimeOffset()).ToString(),
        }));
        var queue = await two.Service.ListOfflineRecordsAsync(
            new() { DeviceId = two.Id, State = V1.OfflineRecord.Types.State.Conflict }, scene.Officer);
        Assert.That(queue.Records, Is.EqualTo([record]), "as it was stored, with its facts");
        await Expect.FailureAsync(() => DecideAsync(two, record.Id, accepted: true), StatusCode.FailedPrecondition,
            "VOUCHER_REDEEMED");
        var dismissed = await DecideAsync(two, record.Id, accepted: false);
        Assert.That(dismissed.State, Is.EqualTo(V1.OfflineRecord.Types.State.Dismissed));
        Assert.That(dismissed.DecidedBy, Is.Not.Empty);
        Assert.That((await two.SyncAsync(late)).Results[0].Record.State,
            Is.EqualTo(V1.OfflineRecord.Types.State.Dismissed), "the device learns what was decided");
    }

    [Test]
    public async Task Sync_AGapInTheChain_IsAConflictThatTheBureauMayAccept()
    {
        using var device = await LeasedAsync();
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        var slip = device.Capture(
            await scene.PresentAsync(citizen, voucher.Id), voucher.Id, Session, skips: true);

        var record = (await device.SyncAsync(slip)).Results[0].Record;
        var decided = await DecideAsync(device, record.Id, accepted: true);

        Assert.That(record.Conflict.Reason, Is.EqualTo(V1.RefusalReason.OfflineChainBroken));
        Assert.That(decided.State, Is.EqualTo(V1.OfflineRecord.Types.State.Confirmed));
        var after = await scene.Vouchers.GetVoucherAsync(new() { VoucherId = voucher.Id }, scene.Officer);
        Assert.That(after.Voucher.State, Is.EqualTo(V1.Voucher.Types.State.Redeemed));
    }

    [Test]
    public async Task Sync_SlipsOfAnotherKeyAndNoise_AreRefusedAndTheRestIsTakenIn()
    {
        using var device = await LeasedAsync();
        using var other = await LeasedAsync();
        var (_, foreign) = await CaptureAsync(other);
        var (_, slip) = await CaptureAsync(device);

        var results = (await device.SyncAsync(foreign, [1, 2, 3], slip)).Results;

        Assert.That(results[0].Refusal.Reason, Is.EqualTo(V1.RefusalReason.CredentialForged));
        Assert.That(results[1].Refusal.Reason, Is.EqualTo(V1.RefusalReason.CredentialUnreadable));
        Assert.That(results[2].Record.State, Is.EqualTo(V1.OfflineRecord.Types.State.Confirmed));
    }

    [Test]
    public async Task Sync_SlipsOfALostDevice_AreBroughtByItsInstitutionAndNoOther()
    {
        using var device = await LeasedAsync();
        var (_, slip) = await CaptureAsync(device);

        await Expect.FailureAsync(() => device.SyncAsAsync(scene.Operator("city-college"), slip),
            StatusCode.PermissionDenied, "OTHER_INSTITUTION");
        var brought = await device.SyncAsAsync(scene.Operator("vtc"), slip);

        Assert.That(brought.Results[0].Record.State, Is.EqualTo(V1.OfflineRecord.Types.State.Confirmed));
        await Expect.FailureAsync(() => device.Service.GetOfflineRecordAsync(
            new() { RecordId = brought.Results[0].Record.Id }, scene.Operator("city-college")).ResponseAsync,
            StatusCode.NotFound, "NOT_FOUND");
    }

    [Test]
    public async Task Sync_ByARevokedDevice_IsTakenIn_AndAnOfficerDecides()
    {
        using var device = await LeasedAsync();
        var (_, slip) = await CaptureAsync(device);
        await scene.Catalogue.RevokeDeviceAsync(
            new() { RequestId = Scene.NewId(), DeviceId = device.Id, Reason = "stolen" }, scene.Officer);

        var brought = await device.SyncAsync(slip);

        Assert.That(brought.Results[0].Record.Conflict.Reason, Is.EqualTo(V1.RefusalReason.DeviceRevoked));
        var token = await device.TokenAsync();
        await Expect.FailureAsync(
            () => device.Service.GrantLeaseAsync(new() { RequestId = Scene.NewId() }, token).ResponseAsync,
            StatusCode.FailedPrecondition, "DEVICE_REVOKED");
        await Expect.FailureAsync(
            () => scene.Redemptions.VerifyVoucherAsync(
                new() { SessionId = Scene.SessionOf("vtc"), Evidence = new() { QrText = "TV1:A" } }, token)
                .ResponseAsync, StatusCode.FailedPrecondition, "DEVICE_REVOKED");
    }

    [Test]
    public async Task EnrolDevice_ACode_IsGoodOnceAndOnlyForItsDevice()
    {
        using var device = await CounterDevice.RegisterAsync(scene, NextId());
        using var other = await CounterDevice.RegisterAsync(scene, NextId());
        var code = await device.OfferAsync();

        await Expect.FailureAsync(() => other.EnrolAsync(code), StatusCode.PermissionDenied, "DEVICE_CODE_WRONG");
        await Expect.FailureAsync(() => device.LeaseAsync(), StatusCode.Unauthenticated);
        await device.EnrolAsync(code);
        await Expect.FailureAsync(() => device.EnrolAsync(code), StatusCode.PermissionDenied, "DEVICE_CODE_WRONG");
        Assert.That((await device.LeaseAsync()).DeviceId, Is.EqualTo(device.Id));
    }

    [Test]
    public async Task EnrolDevice_GuessedCodes_MustWait()
    {
        using var device = await CounterDevice.RegisterAsync(scene, NextId());
        var code = await device.OfferAsync();
        RpcException? failure = null;
        for (var i = 0; i < 12 && failure?.StatusCode != StatusCode.ResourceExhausted; i++)
            failure = await Assert.ThrowsAsync<RpcException>(() => device.EnrolAsync("0000-0000-0000-0"));

        Assert.That(Expect.InfoOf(failure!)!.Reason, Is.EqualTo("TOO_MANY_ATTEMPTS"));
        await Expect.FailureAsync(
            () => device.EnrolAsync(code), StatusCode.ResourceExhausted, "TOO_MANY_ATTEMPTS");
    }

    [Test]
    public async Task Token_OfADevice_IsBelievedOnlyAsItShouldBe()
    {
        using var device = await CounterDevice.EnrolAsync(scene, NextId());
        using var other = await CounterDevice.EnrolAsync(scene, NextId());
        Func<Task> Ask(Task<Metadata> token) =>
            async () => await scene.Redemptions.ListRedemptionsAsync(new(), await token);

        Assert.That(Ask(device.TokenAsync()), Throws.Nothing);
        await Expect.FailureAsync(Ask(device.TokenAsync(TimeSpan.FromHours(1))), StatusCode.Unauthenticated);
        await Expect.FailureAsync(Ask(device.TokenAsync(TimeSpan.FromMinutes(-20))), StatusCode.Unauthenticated);
        await Expect.FailureAsync(Ask(device.TokenAsync(id: other.Id)), StatusCode.Unauthenticated);
        await Expect.FailureAsync(Ask(device.TokenAsync(id: "nobody")), StatusCode.Unauthenticated);
        await Expect.FailureAsync(Ask(device.TokenAsync(audience: "elsewhere")), StatusCode.Unauthenticated);
    }

    [Test]
    public async Task Redeem_WithADevicesToken_IsOfThatDevice()
    {
        using var device = await CounterDevice.EnrolAsync(scene, NextId());
        var (citizen, voucher) = await scene.HolderAsync("vtc");

        var redeemed = await scene.Redemptions.RedeemVoucherAsync(
            await scene.RedeemRequestAsync(citizen, voucher.Id, "vtc"), await device.TokenAsync());

        Assert.That(redeemed.Redemption.DeviceId, Is.EqualTo(device.Id));
    }

    [TestCase("GrantLease", "device")]
    [TestCase("GetOfflineTerms", "device")]
    [TestCase("SyncOfflineRecords", "device institution_operator programme_officer")]
    [TestCase("GetOfflineRecord", "device institution_operator programme_officer auditor")]
    [TestCase("ListOfflineRecords", "device institution_operator programme_officer auditor")]
    [TestCase("DecideOfflineConflict", "programme_officer")]
    [TestCase("OfferDeviceEnrolment", "institution_operator programme_officer")]
    public async Task Call_ByEachRole_IsServedOrNotPermitted(string call, string allowed)
    {
        var client = new V1.OfflineService.OfflineServiceClient(service.Channel);
        await RoleWalk.ExpectAsync(service, await scene.ImportAsync(), call, allowed, headers => call switch
        {
            "GrantLease" => client.GrantLeaseAsync(new() { RequestId = Scene.NewId() }, headers).ResponseAsync,
            "GetOfflineTerms" =>
                client.GetOfflineTermsAsync(new() { SessionIds = { "none" } }, headers).ResponseAsync,
            "SyncOfflineRecords" => client.SyncOfflineRecordsAsync(
                new() { DeviceId = "none", Slips = { ByteString.CopyFrom(1) } }, headers).ResponseAsync,
            "GetOfflineRecord" => client.GetOfflineRecordAsync(new() { RecordId = "none" }, headers).ResponseAsync,
            "ListOfflineRecords" => client.ListOfflineRecordsAsync(new(), headers).ResponseAsync,
            "DecideOfflineConflict" => client.DecideOfflineConflictAsync(
                new() { RequestId = Scene.NewId(), RecordId = "none", Reason = "x" }, headers).ResponseAsync,
            "OfferDeviceEnrolment" => scene.Catalogue.OfferDeviceEnrolmentAsync(
                new() { RequestId = Scene.NewId(), DeviceId = "none" }, headers).ResponseAsync,
            _ => throw new ArgumentOutOfRangeException(nameof(call), call, "This call is not written here."),
        });
    }

    private string NextId() => $"vtc-counter-{Interlocked.Increment(ref devices)}";

    private async Task<CounterDevice> LeasedAsync()
    {
        var device = await CounterDevice.EnrolAsync(scene, NextId());
        await device.LeaseAsync();
        return device;
    }

    private async Task<(string Voucher, byte[] Slip)> CaptureAsync(CounterDevice device)
    {
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        return (voucher.Id, device.Capture(await scene.PresentAsync(citizen, voucher.Id), voucher.Id, Session));
    }

    private async Task<V1.OfflineRecord> DecideAsync(CounterDevice device, string record, bool accepted) =>
        (await device.Service.DecideOfflineConflictAsync(new()
        {
            RequestId = Scene.NewId(), RecordId = record, Accepted = accepted, Reason = "the list was signed",
        }, scene.Officer)).Record;
}
