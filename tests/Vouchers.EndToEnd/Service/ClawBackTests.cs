using Grpc.Core;
using NUnit.Framework;

namespace Vouchers.EndToEnd.Service;

/// <summary>Money that was redeemed wrongly comes back, by two people.</summary>
[TestFixture]
internal sealed class ClawBackTests
{
    private RunningService service = null!;
    private FinanceOffice office = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        service = await RunningService.StartAsync();
        office = await FinanceOffice.OpenAsync(service);
    }

    [OneTimeTearDown]
    public async Task Close() => await service.DisposeAsync();

    [Test]
    public async Task Approve_OfWhatIsOwed_NeedsASecondPersonAndGivesItBackToTheBudget()
    {
        var redemption = await office.EarnAsync("vtc");
        var available = await AvailableAsync();
        var asked = await RequestAsync(redemption, FinanceOffice.Ada);
        Assert.That((asked.State, asked.RequestedBy),
            Is.EqualTo((V1.ClawBack.Types.State.Requested, FinanceOffice.Ada)));

        await Expect.FailureAsync(() => DecideAsync(asked, true, FinanceOffice.Ada),
            StatusCode.FailedPrecondition, "SAME_PERSON");
        var decided = await DecideAsync(asked, true, FinanceOffice.Ben);

        // Nothing was paid yet, so that nothing stays open.
        Assert.That((decided.State, decided.Open.MinorUnits, decided.DecidedBy),
            Is.EqualTo((V1.ClawBack.Types.State.Closed, 0L, FinanceOffice.Ben)));
        Assert.That((await office.RedemptionAsync(redemption.Id)).State,
            Is.EqualTo(V1.Redemption.Types.State.ClawedBack));
        Assert.That(await AvailableAsync(), Is.EqualTo(available + redemption.Amount.MinorUnits));
        await Expect.FailureAsync(() => DecideAsync(asked, false, FinanceOffice.Ben),
            StatusCode.FailedPrecondition, "CLAW_BACK_OUT_OF_ORDER");
        await Expect.FailureAsync(() => RequestAsync(redemption, FinanceOffice.Ben),
            StatusCode.FailedPrecondition, "CLAW_BACK_OUT_OF_ORDER");
        await office.ExpectBooksToHoldAsync();
    }

    [Test]
    public async Task Decline_LeavesTheMoney_AndItMayBeAskedForAgain()
    {
        var redemption = await office.EarnAsync("vtc");
        var asked = await RequestAsync(redemption, FinanceOffice.Ada);
        await Expect.FailureAsync(() => RequestAsync(redemption, FinanceOffice.Ben),
            StatusCode.FailedPrecondition, "CLAW_BACK_OUT_OF_ORDER");

        var declined = await DecideAsync(asked, false, FinanceOffice.Ben);

        Assert.That(declined.State, Is.EqualTo(V1.ClawBack.Types.State.Declined));
        Assert.That((await office.RedemptionAsync(redemption.Id)).State,
            Is.EqualTo(V1.Redemption.Types.State.Earned));
        Assert.That((await RequestAsync(redemption, FinanceOffice.Ben)).Id, Is.Not.EqualTo(asked.Id));
        await office.ExpectBooksToHoldAsync();
    }

    private async Task<V1.ClawBack> RequestAsync(V1.Redemption redemption, string by) => (await office.Payouts
        .RequestClawBackAsync(
            new() { RequestId = Scene.NewId(), RedemptionId = redemption.Id, Reason = "nobody attended" },
            office.As(by))).ClawBack;

    private async Task<V1.ClawBack> DecideAsync(V1.ClawBack asked, bool approved, string by) => (await office.Payouts
        .DecideClawBackAsync(
            new() { RequestId = Scene.NewId(), ClawBackId = asked.Id, Approved = approved }, office.As(by))).ClawBack;

    private async Task<long> AvailableAsync() => (await office.Scene.Journal.ListBalancesAsync(
        new() { ProgrammeId = Scene.Programme }, office.Auditor))
        .Balances.Single(b => b.Kind == "available").Balance_.MinorUnits;
}
