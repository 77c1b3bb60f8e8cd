using Google.Protobuf;
using Grpc.Core;
using NUnit.Framework;

namespace Vouchers.EndToEnd.Service;

/// <summary>The counter over native gRPC: redeem, repeat, refuse, undo.</summary>
[TestFixture]
internal sealed class CounterTests
{
    private RunningService service = null!;
    private Scene scene = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        service = await RunningService.StartAsync();
        scene = await Scene.BuildAsync(service);
    }

    [OneTimeTearDown]
    public async Task Close() => await service.DisposeAsync();

    [Test]
    public async Task Redeem_Presentation_PaysRateTimesHours()
    {
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        var request = await scene.RedeemRequestAsync(citizen, voucher.Id, "vtc");

        var redemption = (await scene.Redemptions.RedeemVoucherAsync(request, scene.Operator("vtc"))).Redemption;

        Assert.That(redemption.Amount.MinorUnits, Is.EqualTo(40 * 2_500));
        Assert.That(redemption.State, Is.EqualTo(V1.Redemption.Types.State.Confirmed));
        Assert.That(redemption.Receipt, Does.StartWith("R-"));
        var after = await scene.Vouchers.GetVoucherAsync(new() { VoucherId = voucher.Id }, scene.Officer);
        Assert.That(after.Voucher.State, Is.EqualTo(V1.Voucher.Types.State.Redeemed));
    }

    [Test]
    public async Task Redeem_SameRequestAgain_GetsTheSameBytes()
    {
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        var request = await scene.RedeemRequestAsync(citizen, voucher.Id, "vtc");

        var first = await scene.Redemptions.RedeemVoucherAsync(request, scene.Operator("vtc"));
        var again = await scene.Redemptions.RedeemVoucherAsync(request, scene.Operator("vtc"));

        Assert.That(again.ToByteArray(), Is.EqualTo(first.ToByteArray()));
    }

    [Test]
    public async Task Redeem_SameRequestIdOtherAmount_IsAConflict()
    {
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        var request = await scene.RedeemRequestAsync(citizen, voucher.Id, "vtc");
        await scene.Redemptions.RedeemVoucherAsync(request, scene.Operator("vtc"));

        var other = request.Clone();
        other.Amount = new() { MinorUnits = 1, Currency = "CNY" };
        await Expect.FailureAsync(
            () => scene.Redemptions.RedeemVoucherAsync(other, scene.Operator("vtc")).ResponseAsync,
            StatusCode.AlreadyExists, "REQUEST_ID_REUSED");
    }

    [Test]
    public async Task Redeem_UsedVoucher_TellsWhenWhereAndReceipt()
    {
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        var request = await scene.RedeemRequestAsync(citizen, voucher.Id, "vtc");
        var first = await scene.Redemptions.RedeemVoucherAsync(request, scene.Operator("vtc"));

        request.RequestId = Scene.NewId();
        var failure = await Expect.FailureAsync(
            () => scene.Redemptions.RedeemVoucherAsync(request, scene.Operator("vtc")).ResponseAsync,
            StatusCode.FailedPrecondition, "VOUCHER_REDEEMED");

        var facts = Expect.InfoOf(failure)!.Metadata;
        Assert.That(facts["receipt"], Is.EqualTo(first.Redemption.Receipt));
        Assert.That(facts, Does.ContainKey("redeemed_at").And.ContainKey("institution").And.ContainKey("branch"));
    }

    [Test]
    public async Task Redeem_64AtOnce_OneSucceeds()
    {
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        var text = await scene.PresentAsync(citizen, voucher.Id);
        var caller = scene.Operator("vtc");

        var calls = Enumerable.Range(0, 64).Select(async _ =>
        {
            try
            {
                await scene.Redemptions.RedeemVoucherAsync(new()
                {
                    RequestId = Scene.NewId(), SessionId = Scene.SessionOf("vtc"), Evidence = new() { QrText = text },
                }, caller);
                return "";
            }
            catch (RpcException e)
            {
                return Expect.InfoOf(e)?.Reason ?? e.Status.Detail;
            }
        });
        var outcomes = await Task.WhenAll(calls);

        Assert.That(outcomes.Count(o => o.Length == 0), Is.EqualTo(1));
        Assert.That(outcomes.Where(o => o.Length > 0), Is.All.EqualTo("VOUCHER_REDEEMED"));
    }

    [Test]
    public async Task Redeem_AtAnotherInstitutionsSession_IsRefused()
    {
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        var request = await scene.RedeemRequestAsync(citizen, voucher.Id, "vtc");

        await Expect.FailureAsync(
            () => scene.Redemptions.RedeemVoucherAsync(request, scene.Operator("city-college")).ResponseAsync,
            StatusCode.PermissionDenied, "OTHER_INSTITUTION");
    }

    [Test]
    public async Task Redeem_ByCitizen_IsRefused()
    {
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        var request = await scene.RedeemRequestAsync(citizen, voucher.Id, "vtc");

        await Expect.FailureAsync(
            () => scene.Redemptions.RedeemVoucherAsync(request, scene.Citizen(citizen)).ResponseAsync,
            StatusCode.PermissionDenied, "NOT_PERMITTED");
    }

    [Test]
    public async Task Redeem_TypedCode_NeedsTheRightPin()
    {
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        var code = (await scene.Vouchers.GetVoucherCredentialAsync(
            new() { VoucherId = voucher.Id }, scene.Citizen(citizen))).Code;
        var pin = (await scene.Vouchers.GetVoucherPinAsync(
            new() { VoucherId = voucher.Id }, scene.Citizen(citizen))).Pin;
        var wrong = pin == "000000" ? "000001" : "000000";
        V1.RedeemVoucherRequest With(string typed) => new()
        {
            RequestId = Scene.NewId(), SessionId = Scene.SessionOf("vtc"),
            Evidence = new() { Code = code, Pin = typed },
        };

        await Expect.FailureAsync(
            () => scene.Redemptions.RedeemVoucherAsync(With(""), scene.Operator("vtc")).ResponseAsync,
            StatusCode.InvalidArgument, "PIN_REQUIRED");
        await Expect.FailureAsync(
            () => scene.Redemptions.RedeemVoucherAsync(With(wrong), scene.Operator("vtc")).ResponseAsync,
            StatusCode.PermissionDenied, "PIN_WRONG");
        var redeemed = await scene.Redemptions.RedeemVoucherAsync(With(pin), scene.Operator("vtc"));
        Assert.That(redeemed.Redemption.Receipt, Is.Not.Empty);
    }

    [Test]
    public async Task Redeem_GuessedCodes_MustWait()
    {
        var caller = service.As("institution_operator", "vtc", subject: "guesser");
        RpcException? failure = null;
        for (var i = 0; i < 12 && failure?.StatusCode != StatusCode.ResourceExhausted; i++)
            failure = await Assert.ThrowsAsync<RpcException>(async () =>
                await scene.Redemptions.RedeemVoucherAsync(new()
                {
                    RequestId = Scene.NewId(), SessionId = Scene.SessionOf("vtc"),
                    Evidence = new() { Code = "0000-0000-0000-0", Pin = "123456" },
                }, caller));

        Assert.That(Expect.InfoOf(failure!)!.Reason, Is.EqualTo("TOO_MANY_ATTEMPTS"));
        Assert.That(failure!.GetRpcStatus()!.GetDetail<Google.Rpc.RetryInfo>()!.RetryDelay.Seconds, Is.GreaterThan(0));
    }

    [TestCase("https://example.org", "CREDENTIAL_UNREADABLE")]
    [TestCase("TV1:ABC", "CREDENTIAL_UNREADABLE")]
    public async Task Redeem_SomeOtherQr_IsRefusedWithItsReason(string text, string reason) =>
        await Expect.FailureAsync(() => scene.Redemptions.RedeemVoucherAsync(new()
        {
            RequestId = Scene.NewId(), SessionId = Scene.SessionOf("vtc"), Evidence = new() { QrText = text },
        }, scene.Operator("vtc")).ResponseAsync, StatusCode.InvalidArgument, reason);

    [Test]
    public async Task Verify_TellsValueAndName_AndChangesNothing()
    {
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        var text = await scene.PresentAsync(citizen, voucher.Id);
        var request = new V1.VerifyVoucherRequest
        {
            SessionId = Scene.SessionOf("vtc"), Evidence = new() { QrText = text },
        };

        var told = await scene.Redemptions.VerifyVoucherAsync(request, scene.Operator("vtc"));

        Assert.That(told.Redeemable, told.Refusal?.Message);
        Assert.That((told.MaskedName, told.Value.MinorUnits, told.Enrolled), Is.EqualTo(("王*明", 100_000L, true)));
        var after = await scene.Vouchers.GetVoucherAsync(new() { VoucherId = voucher.Id }, scene.Officer);
        Assert.That(after.Voucher.State, Is.EqualTo(V1.Voucher.Types.State.Active));
    }

    [Test]
    public async Task BatchRedeem_GivesEachItsResult()
    {
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        var good = await scene.RedeemRequestAsync(citizen, voucher.Id, "vtc");
        var used = good.Clone();
        used.RequestId = Scene.NewId();
        var malformed = good.Clone();
        malformed.RequestId = "x";

        var batch = await scene.Redemptions.BatchRedeemVouchersAsync(
            new() { Requests = { good, used, malformed } }, scene.Operator("vtc"));
        var alone = await scene.Redemptions.RedeemVoucherAsync(good, scene.Operator("vtc"));

        Assert.That(batch.Results[0].Redemption, Is.EqualTo(alone.Redemption));
        Assert.That(batch.Results[1].Refusal.Reason, Is.EqualTo(V1.RefusalReason.VoucherRedeemed));
        Assert.That(batch.Results[2].Refusal.Reason, Is.EqualTo(V1.RefusalReason.InvalidField));
    }

    [Test]
    public async Task Void_BringsTheVoucherBack()
    {
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        var request = await scene.RedeemRequestAsync(citizen, voucher.Id, "vtc");
        var redemption = (await scene.Redemptions.RedeemVoucherAsync(request, scene.Operator("vtc"))).Redemption;

        var voided = await scene.Redemptions.VoidRedemptionAsync(
            new() { RequestId = Scene.NewId(), RedemptionId = redemption.Id, Reason = "slip" }, scene.Operator("vtc"));

        Assert.That(voided.Redemption.State, Is.EqualTo(V1.Redemption.Types.State.Voided));
        var after = await scene.Vouchers.GetVoucherAsync(new() { VoucherId = voucher.Id }, scene.Citizen(citizen));
        Assert.That(after.Voucher.State, Is.EqualTo(V1.Voucher.Types.State.Active));
    }

    [Test]
    public async Task Redemption_OfAnotherInstitution_IsNotThere()
    {
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        var request = await scene.RedeemRequestAsync(citizen, voucher.Id, "vtc");
        var mine = (await scene.Redemptions.RedeemVoucherAsync(request, scene.Operator("vtc"))).Redemption;
        var other = scene.Operator("city-college");

        await Expect.FailureAsync(
            () => scene.Redemptions.GetRedemptionAsync(new() { RedemptionId = mine.Id }, other).ResponseAsync,
            StatusCode.NotFound, "NOT_FOUND");
        await Expect.FailureAsync(() => scene.Redemptions.VoidRedemptionAsync(
            new() { RequestId = Scene.NewId(), RedemptionId = mine.Id, Reason = "x" }, other).ResponseAsync,
            StatusCode.NotFound, "NOT_FOUND");
        var listed = await scene.Redemptions.ListRedemptionsAsync(new() { InstitutionId = "vtc" }, other);
        Assert.That(listed.Redemptions, Is.Empty);
    }

    [Test]
    public async Task Books_AfterAll_Hold()
    {
        var (citizen, voucher) = await scene.HolderAsync("city-college");
        var request = await scene.RedeemRequestAsync(citizen, voucher.Id, "city-college");
        await scene.Redemptions.RedeemVoucherAsync(request, scene.Operator("city-college"));
        var auditor = service.As("auditor");

        var report = await scene.Journal.VerifyJournalAsync(new(), auditor);
        var balances = await scene.Journal.ListBalancesAsync(new() { ProgrammeId = Scene.Programme }, auditor);
        var entries = await scene.Journal.ListJournalEntriesAsync(new() { PageSize = 3 }, auditor);
        var next = await scene.Journal.ListJournalEntriesAsync(
            new() { PageSize = 3, PageToken = entries.NextPageToken }, auditor);

        Assert.That(report.Checks, Is.Not.Empty.And.All.Matches<V1.InvariantCheck>(c => c!.Violations == 0));
        Assert.That(balances.Balances.Sum(b => b.Balance_.MinorUnits), Is.Zero);
        Assert.That(next.Entries[0].Sequence, Is.GreaterThan(entries.Entries[2].Sequence));
    }
}
