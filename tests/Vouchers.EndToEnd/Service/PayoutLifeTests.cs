using Google.Protobuf;
using Grpc.Core;
using NUnit.Framework;

namespace Vouchers.EndToEnd.Service;

/// <summary>Payouts that do not go straight through: cancelled, held, cooling off, repeated.</summary>
[TestFixture]
internal sealed class PayoutLifeTests
{
    private const int CoolingOffHours = 72;

    private ShiftedTime time = null!;
    private RunningService service = null!;

    [SetUp]
    public async Task Open() => service = await RunningService.StartAsync(time: time = new());

    [TearDown]
    public async Task Close() => await service.DisposeAsync();

    [Test]
    public async Task Cancel_FreesEverything_AndALaterBatchCollectsIt()
    {
        var office = await FinanceOffice.OpenAsync(service);
        await office.EarnAsync("vtc");
        var redemption = await office.EarnAsync("vtc");
        await office.ReadyAsync("vtc");
        var first = await office.DraftAsync();
        await office.ApproveAsync(first.Id);

        await office.Payouts.CancelPayoutBatchAsync(
            new() { RequestId = Scene.NewId(), BatchId = first.Id, Reason = "wrong day" },
            office.As(FinanceOffice.Ben));
        await office.UntilAsync(first.Id, b => b.OpenItems == 0);

        var freed = await office.RedemptionAsync(redemption.Id);
        Assert.That(freed.State, Is.EqualTo(V1.Redemption.Types.State.Earned));
        Assert.That((await office.ItemsAsync(first.Id)).Single().State,
            Is.EqualTo(V1.PayoutItem.Types.State.Cancelled));
        await Expect.FailureAsync(() => office.ExportAsync(first.Id),
            StatusCode.FailedPrecondition, "PAYOUT_OUT_OF_ORDER");
        var second = await office.DraftAsync();
        Assert.That((second.Items, second.Redemptions, second.Total), Is.EqualTo((1, 2, first.Total)));
        await office.ExpectBooksToHoldAsync();
    }

    [Test]
    public async Task Account_ChangedJustBefore_CoolsOffByTheServicesClock()
    {
        var office = await FinanceOffice.OpenAsync(service, CoolingOffHours);
        await office.EarnAsync("vtc");
        await office.ReadyAsync("vtc");

        var early = await office.DraftAsync();
        time.Advance(TimeSpan.FromHours(CoolingOffHours));
        var late = await office.DraftAsync();

        Assert.That((early.Items, early.HeldBack), Is.EqualTo((0, 1)));
        Assert.That((late.Items, late.HeldBack), Is.EqualTo((1, 0)));
        Assert.That((await office.ApproveAsync(late.Id)).State, Is.EqualTo(V1.PayoutBatch.Types.State.Approved));
    }

    [Test]
    public async Task Account_ChangedAfterTheDraft_StopsTheApproval()
    {
        var office = await FinanceOffice.OpenAsync(service, CoolingOffHours);
        await office.EarnAsync("vtc");
        await office.ReadyAsync("vtc");
        time.Advance(TimeSpan.FromHours(CoolingOffHours));
        var batch = await office.DraftAsync();

        var other = FinanceOffice.BankOf("vtc");
        other.AccountNumber = "6222021234567890";
        await office.Payouts.SetPayeeAccountAsync(
            new() { RequestId = Scene.NewId(), InstitutionId = "vtc", Bank = other }, office.As("mallory"));
        await Expect.FailureAsync(() => office.ApproveAsync(batch.Id),
            StatusCode.FailedPrecondition, "PAYEE_ACCOUNT_UNVERIFIED");
        await Expect.FailureAsync(() => office.VerifyAsync("vtc", FinanceOffice.Ada),
            StatusCode.FailedPrecondition, "PAYEE_ACCOUNT_DIFFERS");
        await office.Payouts.VerifyPayeeAccountAsync(
            new() { RequestId = Scene.NewId(), InstitutionId = "vtc", AccountNumber = other.AccountNumber },
            office.As(FinanceOffice.Ada));
        await Expect.FailureAsync(() => office.ApproveAsync(batch.Id),
            StatusCode.FailedPrecondition, "PAYEE_ACCOUNT_COOLING_OFF");
        time.Advance(TimeSpan.FromHours(CoolingOffHours));
        await Expect.FailureAsync(() => office.ApproveAsync(batch.Id),
            StatusCode.FailedPrecondition, "PAYEE_ACCOUNT_CHANGED");
    }

    [Test]
    public async Task Hold_LeavesTheInstitutionOutUntilItIsReleased()
    {
        var office = await FinanceOffice.OpenAsync(service);
        await office.EarnAsync("vtc");
        await office.EarnAsync("city-college");
        await office.ReadyAsync("vtc");
        await office.ReadyAsync("city-college");

        await HoldAsync(office, "lists are checked");
        var without = await office.DraftAsync();
        await HoldAsync(office, "");
        var with = await office.DraftAsync();

        Assert.That((without.Items, without.HeldBack), Is.EqualTo((1, 1)));
        Assert.That((await office.ItemsAsync(with.Id)).Single().InstitutionId, Is.EqualTo("vtc"));
    }

    [Test]
    public async Task ThreePeople_WhoeverEnteredAnAccountNeitherVerifiesNorMakesNorApproves()
    {
        var office = await FinanceOffice.OpenAsync(service);
        await office.EarnAsync("vtc");
        await office.Payouts.SetPayeeAccountAsync(
            new() { RequestId = Scene.NewId(), InstitutionId = "vtc", Bank = FinanceOffice.BankOf("vtc") },
            office.As("carl"));

        await Expect.FailureAsync(() => office.VerifyAsync("vtc", "carl"),
            StatusCode.FailedPrecondition, "SAME_PERSON");
        await office.VerifyAsync("vtc", FinanceOffice.Ada);
        var batch = await office.DraftAsync(by: FinanceOffice.Ada);
        await Expect.FailureAsync(() => office.ApproveAsync(batch.Id, by: "carl"),
            StatusCode.FailedPrecondition, "SAME_PERSON");
        await office.Payouts.CancelPayoutBatchAsync(
            new() { RequestId = Scene.NewId(), BatchId = batch.Id, Reason = "again" }, office.As(FinanceOffice.Ada));
        await office.UntilAsync(batch.Id, b => b.OpenItems == 0);
        var carls = await office.DraftAsync(by: "carl");
        await Expect.FailureAsync(() => office.ApproveAsync(carls.Id), StatusCode.FailedPrecondition, "SAME_PERSON");
    }

    [Test]
    public async Task EachChange_SentAgain_GetsTheSameBytes()
    {
        var office = await FinanceOffice.OpenAsync(service);
        var (ada, ben) = (office.As(FinanceOffice.Ada), office.As(FinanceOffice.Ben));
        var (lost, kept) = (await office.EarnAsync("vtc"), await office.EarnAsync("vtc"));
        var calls = office.Payouts;
        var bank = FinanceOffice.BankOf("vtc");

        await TwiceAsync(id => calls.RegisterFundingAccountAsync(
            new() { RequestId = id, FundingAccountId = "second", Bank = bank, Currency = "CNY" }, ada));
        await TwiceAsync(id => calls.SetPayeeAccountAsync(
            new() { RequestId = id, InstitutionId = "vtc", Bank = bank }, office.Scene.Operator("vtc")));
        await TwiceAsync(id => calls.VerifyPayeeAccountAsync(
            new() { RequestId = id, InstitutionId = "vtc", AccountNumber = bank.AccountNumber }, ada));
        await TwiceAsync(id => calls.HoldPaymentsAsync(
            new() { RequestId = id, InstitutionId = "vtc", Reason = "x" }, ada));
        await HoldAsync(office, "");
        var asked = await TwiceAsync(id => calls.RequestClawBackAsync(
            new() { RequestId = id, RedemptionId = lost.Id, Reason = "x" }, ada));
        await TwiceAsync(id => calls.DecideClawBackAsync(
            new() { RequestId = id, ClawBackId = asked.ClawBack.Id, Approved = true }, ben));
        var cancelled = await DraftedTwiceAsync(office, ada);
        await TwiceAsync(id => calls.CancelPayoutBatchAsync(
            new() { RequestId = id, BatchId = cancelled, Reason = "x" }, ada));
        await office.UntilAsync(cancelled, b => b.OpenItems == 0);
        var batch = await DraftedTwiceAsync(office, ada);
        await TwiceAsync(id => calls.ApprovePayoutBatchAsync(new() { RequestId = id, BatchId = batch }, ben));
        await TwiceAsync(id => calls.ExportPayoutBatchAsync(new() { RequestId = id, BatchId = batch }, ben));

        Assert.That((await office.RedemptionAsync(kept.Id)).State, Is.EqualTo(V1.Redemption.Types.State.InPayout));
        await office.ExpectBooksToHoldAsync();
    }

    private static async Task<string> DraftedTwiceAsync(FinanceOffice office, Metadata by)
    {
        var created = await TwiceAsync(id => office.Payouts.CreatePayoutBatchAsync(
            new() { RequestId = id, FundingAccountId = FinanceOffice.Account }, by));
        await office.UntilAsync(created.Batch.Id, b => b.State == V1.PayoutBatch.Types.State.Draft);
        return created.Batch.Id;
    }

    private static async Task<TResponse> TwiceAsync<TResponse>(Func<string, AsyncUnaryCall<TResponse>> call)
        where TResponse : IMessage
    {
        var id = Scene.NewId();
        var first = await call(id);
        var again = await call(id);
        Assert.That(again.ToByteArray(), Is.EqualTo(first.ToByteArray()), typeof(TResponse).Name);
        return first;
    }

    private static async Task HoldAsync(FinanceOffice office, string reason) => await office.Payouts.HoldPaymentsAsync(
        new() { RequestId = Scene.NewId(), InstitutionId = "vtc", Reason = reason }, office.As(FinanceOffice.Ada));
}
