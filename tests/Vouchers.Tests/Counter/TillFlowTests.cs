using Grpc.Core;
using NUnit.Framework;
using Vouchers.Client.Offline;
using Vouchers.Counter;
using Vouchers.Tests.Offline;
using Vouchers.V1;

namespace Vouchers.Tests.Counter;

/// <summary>The clerk's way from the scan to the receipt where the line or the disk fails on it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TillFlowTests : IDisposable
{
    private static readonly VerifyVoucherResponse Good = new()
    {
        VoucherId = "v", MaskedName = "王*明", Value = Till.Cny(100_000), Enrolled = true, Redeemable = true,
    };

    private static readonly Redemption Redeemed = new() { Id = "r", Receipt = "R-1", SessionId = Till.Session };

    private readonly Till till = new();
    private readonly FakeService service = new();
    private readonly FakeBrowser browser;
    private Desk desk = null!;
    private TillFlow flow = null!;

    public TillFlowTests() => browser = new(till);

    [SetUp]
    public async Task Open()
    {
        await till.PrepareAsync();
        await StartAsync();
    }

    public void Dispose()
    {
        flow.Dispose();
        desk.Dispose();
        service.Dispose();
        till.Dispose();
    }

    [Test]
    public async Task Scanned_LineDown_IsAcceptedOnTheClerksWordAndKept()
    {
        await flow.ScannedAsync(Shown(1));
        Assert.That(flow.Step, Is.InstanceOf<Step.Acceptable>());

        await flow.AcceptAsync((Step.Acceptable)flow.Step);

        var slip = ((Step.Provisional)flow.Step).Slip;
        using var again = await till.OpenAsync();
        Assert.That(again.Slips.Single().Receipt, Is.EqualTo(slip.Receipt));
        Assert.That(desk.Line.IsDown, Is.True);
    }

    [Test]
    public async Task Scanned_LineKnownToBeDown_DoesNotLetTheCitizenWaitForIt()
    {
        await flow.ScannedAsync(Shown(1));
        var verified = service.Calls.Count(call => call == "VerifyVoucher");

        await flow.ScannedAsync(Shown(2));

        Assert.That(service.Calls.Count(call => call == "VerifyVoucher"), Is.EqualTo(verified));
        Assert.That(flow.Step, Is.InstanceOf<Step.Acceptable>());
    }

    [Test]
    public async Task Accept_WhenTheLineIsBack_AsksTheServiceInstead()
    {
        await flow.ScannedAsync(Shown(1));
        service.Answers["VerifyVoucher"] = Good;
        desk.Line.Heard(true);

        await flow.AcceptAsync((Step.Acceptable)flow.Step);

        Assert.That(flow.Step, Is.InstanceOf<Step.Ready>());
        Assert.That(desk.Line.Counter!.Slips, Is.Empty);
    }

    [Test]
    public async Task Accept_DiskFull_SaysThatNothingWasKept()
    {
        await flow.ScannedAsync(Shown(1));
        browser.IsFull = true;

        await flow.AcceptAsync((Step.Acceptable)flow.Step);

        Assert.That(flow.Step, Is.EqualTo(new Step.NotKept("QuotaExceededError")));
        Assert.That(desk.Line.Counter!.Slips, Is.Empty);
    }

    [Test]
    public async Task Redeem_DiskFull_AsksForNothing()
    {
        service.Answers["VerifyVoucher"] = Good;
        await flow.ScannedAsync(Shown(1));
        browser.IsFull = true;

        await flow.RedeemAsync((Step.Ready)flow.Step);

        Assert.That(flow.Step, Is.EqualTo(new Step.NotKept("QuotaExceededError")));
        Assert.That(service.Calls, Does.Not.Contain("RedeemVoucher"));
    }

    [Test]
    public async Task Redeem_ReplyLost_IsKeptWhileTheQueueGoesOnWithoutTheLine()
    {
        var lost = await LoseReplyAsync();
        Assert.That(flow.Step, Is.InstanceOf<Step.Uncertain>());

        await flow.ScannedAsync(Shown(2));

        Assert.That(flow.Step, Is.InstanceOf<Step.Acceptable>());
        Assert.That(desk.Outstanding.Kept!.QrText, Is.EqualTo(lost));
    }

    [Test]
    public async Task Redeem_ReplyLostAndAcceptedInstead_IsASlipOfTheSameCode()
    {
        await LoseReplyAsync();

        await flow.InsteadAsync((Step.Uncertain)flow.Step);
        await flow.AcceptAsync((Step.Acceptable)flow.Step);

        Assert.That(flow.Step, Is.InstanceOf<Step.Provisional>());
        Assert.That(desk.Outstanding.Kept, Is.Not.Null);
    }

    [Test]
    public async Task Scanned_AfterAStartWithAnAnswerOutstanding_GetsThatAnswerFirst()
    {
        await LoseReplyAsync();
        service.Answers["RedeemVoucher"] = new RedeemVoucherResponse { Redemption = Redeemed };
        service.Calls.Clear();
        await RestartAsync();

        await flow.ScannedAsync(Shown(2));

        Assert.That((Step.Done)flow.Step, Is.EqualTo(new Step.Done(Redeemed, "王*明")));
        Assert.That(service.Calls, Is.EqualTo((string[])["RedeemVoucher"]));
        Assert.That(desk.Outstanding.Kept, Is.Null);
    }

    [Test]
    public async Task Round_WhileTheClerkWaitsForTheAnswer_ShowsIt()
    {
        await LoseReplyAsync();
        service.Answers["RedeemVoucher"] = new RedeemVoucherResponse { Redemption = Redeemed };

        await desk.Line.RoundAsync();

        Assert.That(flow.Step, Is.InstanceOf<Step.Done>());
        Assert.That(desk.Line.Late, Is.Empty);
    }

    [Test]
    public async Task Round_WhenTheQueueWentOn_TellsTheAnswerBesideIt()
    {
        await LoseReplyAsync();
        await flow.NextAsync();
        service.Answers["RedeemVoucher"] = new RedeemVoucherResponse { Redemption = Redeemed };

        await desk.Line.RoundAsync();

        Assert.That(flow.Step, Is.InstanceOf<Step.Waiting>());
        Assert.That(desk.Line.Late.Single().Asked.MaskedName, Is.EqualTo("王*明"));
        Assert.That(desk.Line.IsDown, Is.True, "nothing else is answered");
    }

    [Test]
    public async Task Redeem_ServiceFails_IsNotKnownAndKept()
    {
        service.Failures["RedeemVoucher"] = StatusCode.Internal;

        await LoseReplyAsync();

        Assert.That(flow.Step, Is.InstanceOf<Step.Uncertain>());
        Assert.That(desk.Outstanding.Kept, Is.Not.Null);
    }

    [Test]
    public async Task Scanned_ServiceFails_IsJudgedWithoutIt()
    {
        service.Failures["VerifyVoucher"] = StatusCode.Unknown;

        await flow.ScannedAsync(Shown(1));

        Assert.That(flow.Step, Is.InstanceOf<Step.Acceptable>());
    }

    [Test]
    public async Task Redeem_RefusedAnyWord_IsNotKnownAndKept_AndNoNews()
    {
        service.Failures["RedeemVoucher"] = StatusCode.PermissionDenied;

        await LoseReplyAsync();

        Assert.That(((Step.Uncertain)flow.Step).Refusal!.Reason, Is.EqualTo(RefusalReason.NotPermitted));
        await flow.NextAsync();
        await desk.Line.RoundAsync();
        Assert.That(desk.Outstanding.Kept, Is.Not.Null);
        Assert.That(desk.Line.Late, Is.Empty);
    }

    [Test]
    public async Task Redeem_WhenNothingCanBeRemoved_ShowsTheReceiptAllTheSame()
    {
        browser.KeepsAll = true;
        service.Answers["RedeemVoucher"] = new RedeemVoucherResponse { Redemption = Redeemed };

        await LoseReplyAsync();

        Assert.That(flow.Step, Is.EqualTo(new Step.Done(Redeemed, "王*明")));
    }

    [Test]
    public async Task Redeem_AnswerAfterTheScreenWasLeft_IsToldBesideTheQueue()
    {
        service.Answers["RedeemVoucher"] = new RedeemVoucherResponse { Redemption = Redeemed };
        service.Heard = method =>
        {
            if (method == "RedeemVoucher")
                flow.Dispose();
        };

        await LoseReplyAsync();

        Assert.That(desk.Line.Late.Single().Outcome.Require(), Is.EqualTo(Redeemed));
    }

    [Test]
    public async Task Scanned_WhatIsStillHeldUp_LeavesTheVerdictAsItIs()
    {
        service.Answers["VerifyVoucher"] = Good;
        var text = Shown(1);
        await flow.ScannedAsync(text);
        var verdict = flow.Step;

        await flow.ScannedAsync(text);
        Assert.That(flow.Step, Is.SameAs(verdict));

        await flow.NextAsync();
        await flow.ScannedAsync(text);
        Assert.That(flow.Step, Is.InstanceOf<Step.Ready>());
    }

    [Test]
    public async Task Round_SlipsThatTheServiceTakesNotIn_StayAndTellWhy()
    {
        await flow.ScannedAsync(Shown(1));
        await flow.AcceptAsync((Step.Acceptable)flow.Step);
        service.Failures["SyncOfflineRecords"] = StatusCode.PermissionDenied;

        await desk.Line.RoundAsync();

        Assert.That(desk.Line.NotBroughtIn!.Reason, Is.EqualTo(RefusalReason.NotPermitted));
        Assert.That(desk.Line.Waiting, Is.EqualTo(1));
    }

    [Test]
    public void Session_PickedYesterday_IsOverAtMidnight()
    {
        Assert.That(desk.IsDayOver, Is.False);

        till.Time.Advance(TimeSpan.FromDays(1));

        Assert.That(desk.IsDayOver, Is.True);
    }

    [Test]
    public async Task Scanned_TypedCodeWhileTheLineIsDown_IsToldThatItsPinNeedsTheLine()
    {
        await flow.ScannedAsync(Shown(1));

        await flow.ScannedAsync(new Vouchers.Credentials.VoucherCode(123_456_789_012_345_678).ToString());

        Assert.That(((Step.NotAccepted)flow.Step).Check.Rule, Is.EqualTo(OfflineRule.OnLineOnly));
    }

    [Test]
    public async Task Scanned_VoucherThatIsNotRedeemedHere_LeavesItsHoldersNameForTheDaysList()
    {
        var refused = Good.Clone();
        (refused.Redeemable, refused.Refusal) = (false, new() { Reason = RefusalReason.VoucherRedeemed });
        service.Answers["VerifyVoucher"] = refused;

        await flow.ScannedAsync(Shown(1));
        await RestartAsync();

        Assert.That(desk.Holders(), Is.EqualTo(new Dictionary<string, string> { ["v"] = "王*明" }));
    }

    private static string Shown(byte voucher) => Till.Text(Till.Shown(voucher));

    private async Task<string> LoseReplyAsync()
    {
        var text = Shown(1);
        service.Answers["VerifyVoucher"] = Good;
        await flow.ScannedAsync(text);
        await flow.RedeemAsync((Step.Ready)flow.Step);
        return text;
    }

    private Task RestartAsync()
    {
        flow.Dispose();
        desk.Client.Dispose();
        return StartAsync();
    }

    private async Task StartAsync()
    {
        desk = new(browser, new("https://vouchers.example"), service, till.Time);
        await desk.OpenAsync();
        flow = new(desk);
    }
}
