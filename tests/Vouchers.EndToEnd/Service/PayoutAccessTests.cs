using Google.Protobuf;
using Grpc.Core;
using NUnit.Framework;

namespace Vouchers.EndToEnd.Service;

/// <summary>Who may pay, who may look, and how much each of them sees.</summary>
[TestFixture]
internal sealed class PayoutAccessTests
{
    private const string Office = "finance";
    private const string Readers = "finance programme_officer auditor";
    private const string ReadersAndInstitution = "finance programme_officer auditor institution_operator";

    private RunningService service = null!;
    private FinanceOffice office = null!;
    private V1.PayoutBatch batch = null!;
    private string citizen = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        service = await RunningService.StartAsync();
        office = await FinanceOffice.OpenAsync(service);
        var redemption = await office.EarnAsync("vtc");
        await office.EarnAsync("city-college");
        citizen = redemption.CitizenId;
        await office.ReadyAsync("vtc");
        await office.ReadyAsync("city-college");
        batch = await office.DraftAsync();
        await office.Payouts.RequestClawBackAsync(
            new() { RequestId = Scene.NewId(), RedemptionId = redemption.Id, Reason = "x" }, office.Scene.Officer);
    }

    [OneTimeTearDown]
    public async Task Close() => await service.DisposeAsync();

    // As in RoleTests: what would change something names rows that are not there.
    [TestCase("RegisterFundingAccount", Office)]
    [TestCase("ListFundingAccounts", Readers)]
    [TestCase("SetPayeeAccount", "finance institution_operator")]
    [TestCase("VerifyPayeeAccount", Office)]
    [TestCase("HoldPayments", Office)]
    [TestCase("GetPayeeAccount", ReadersAndInstitution)]
    [TestCase("CreatePayoutBatch", Office)]
    [TestCase("GetPayoutBatch", Readers)]
    [TestCase("ListPayoutBatches", Readers)]
    [TestCase("ListPayoutItems", ReadersAndInstitution)]
    [TestCase("ApprovePayoutBatch", Office)]
    [TestCase("CancelPayoutBatch", Office)]
    [TestCase("ExportPayoutBatch", Office)]
    [TestCase("DownloadPayoutFile", "finance auditor")]
    [TestCase("ImportPaymentStatus", Office)]
    [TestCase("RequestClawBack", "finance programme_officer")]
    [TestCase("DecideClawBack", Office)]
    [TestCase("ListClawBacks", ReadersAndInstitution)]
    public Task Call_ByEachRole_IsServedOrNotPermitted(string call, string allowed) =>
        RoleWalk.ExpectAsync(service, citizen, call, allowed, headers => CallAsync(call, headers));

    [Test]
    public void EveryCall_IsWalked()
    {
        var walked = typeof(PayoutAccessTests).GetMethod(nameof(Call_ByEachRole_IsServedOrNotPermitted))!
            .GetCustomAttributes(typeof(TestCaseAttribute), false).Cast<TestCaseAttribute>()
            .Select(c => (string)c.Arguments[0]!);
        Assert.That(walked, Is.EquivalentTo(V1.PayoutService.Descriptor.Methods.Select(m => m.Name)));
    }

    [Test]
    public async Task Operator_SeesItsOwnPaymentsAccountAndClawBacksOnly()
    {
        var own = office.Scene.Operator("city-college");

        var items = await office.Payouts.ListPayoutItemsAsync(new(), own);
        var asked = await office.Payouts.ListPayoutItemsAsync(new() { InstitutionId = "vtc" }, own);
        var clawBacks = await office.Payouts.ListClawBacksAsync(new(), own);
        var account = await office.Payouts.GetPayeeAccountAsync(new() { InstitutionId = "city-college" }, own);

        Assert.That(items.Items.Select(i => i.InstitutionId), Is.EqualTo(["city-college"]));
        Assert.That(asked.Items, Is.Empty);
        Assert.That(clawBacks.ClawBacks, Is.Empty);
        Assert.That(account.PayeeAccount.Bank, Is.EqualTo(FinanceOffice.BankOf("city-college")));
        await Expect.FailureAsync(() => office.Payouts.GetPayeeAccountAsync(
            new() { InstitutionId = "vtc" }, own).ResponseAsync, StatusCode.NotFound, "NOT_FOUND");
        await Expect.FailureAsync(() => office.Payouts.SetPayeeAccountAsync(
            new() { RequestId = Scene.NewId(), InstitutionId = "vtc", Bank = FinanceOffice.BankOf("vtc") },
            own).ResponseAsync, StatusCode.PermissionDenied, "OTHER_INSTITUTION");
    }

    [Test]
    public async Task Auditor_ReadsEverything_AndChangesNothing()
    {
        var auditor = office.Auditor;

        var batches = await office.Payouts.ListPayoutBatchesAsync(new(), auditor);
        var clawBacks = await office.Payouts.ListClawBacksAsync(new(), auditor);
        var accounts = await office.Payouts.ListFundingAccountsAsync(new(), auditor);
        Assert.That((batches.Batches.Count, clawBacks.ClawBacks.Count, accounts.FundingAccounts.Count),
            Is.EqualTo((1, 1, 1)));
        Assert.That(await office.ItemsAsync(batch.Id), Has.Count.EqualTo(2));

        await Expect.FailureAsync(() => office.Payouts.ApprovePayoutBatchAsync(
            new() { RequestId = Scene.NewId(), BatchId = batch.Id }, auditor).ResponseAsync,
            StatusCode.PermissionDenied, "NOT_PERMITTED");
        await Expect.FailureAsync(() => office.Payouts.CancelPayoutBatchAsync(
            new() { RequestId = Scene.NewId(), BatchId = batch.Id, Reason = "x" }, auditor).ResponseAsync,
            StatusCode.PermissionDenied, "NOT_PERMITTED");
        await Expect.FailureAsync(() => office.Payouts.DecideClawBackAsync(
            new() { RequestId = Scene.NewId(), ClawBackId = clawBacks.ClawBacks[0].Id, Approved = true },
            auditor).ResponseAsync, StatusCode.PermissionDenied, "NOT_PERMITTED");
    }

    private Task CallAsync(string call, Metadata headers)
    {
        var (id, calls, bank) = (Scene.NewId(), office.Payouts, FinanceOffice.BankOf("vtc"));
        return call switch
        {
            "RegisterFundingAccount" => calls.RegisterFundingAccountAsync(
                new() { RequestId = id, FundingAccountId = FinanceOffice.Account, Bank = bank, Currency = "CNY" },
                headers).ResponseAsync,
            "ListFundingAccounts" => calls.ListFundingAccountsAsync(new(), headers).ResponseAsync,
            "SetPayeeAccount" => calls.SetPayeeAccountAsync(
                new() { RequestId = id, InstitutionId = "none", Bank = bank }, headers).ResponseAsync,
            "VerifyPayeeAccount" => calls.VerifyPayeeAccountAsync(
                new() { RequestId = id, InstitutionId = "none", AccountNumber = "12345" }, headers).ResponseAsync,
            "HoldPayments" => calls.HoldPaymentsAsync(
                new() { RequestId = id, InstitutionId = "none", Reason = "x" }, headers).ResponseAsync,
            "GetPayeeAccount" => calls.GetPayeeAccountAsync(new() { InstitutionId = "vtc" }, headers).ResponseAsync,
            "CreatePayoutBatch" => calls.CreatePayoutBatchAsync(
                new() { RequestId = id, FundingAccountId = "none" }, headers).ResponseAsync,
            "GetPayoutBatch" => calls.GetPayoutBatchAsync(new() { BatchId = batch.Id }, headers).ResponseAsync,
            "ListPayoutBatches" => calls.ListPayoutBatchesAsync(new(), headers).ResponseAsync,
            "ListPayoutItems" => calls.ListPayoutItemsAsync(new(), headers).ResponseAsync,
            "ApprovePayoutBatch" => calls.ApprovePayoutBatchAsync(
                new() { RequestId = id, BatchId = "none" }, headers).ResponseAsync,
            "CancelPayoutBatch" => calls.CancelPayoutBatchAsync(
                new() { RequestId = id, BatchId = "none", Reason = "x" }, headers).ResponseAsync,
            "ExportPayoutBatch" => calls.ExportPayoutBatchAsync(
                new() { RequestId = id, BatchId = "none" }, headers).ResponseAsync,
            "DownloadPayoutFile" => DownloadAsync(headers),
            "ImportPaymentStatus" => calls.ImportPaymentStatusAsync(
                new() { RequestId = id, Content = ByteString.CopyFromUtf8("no report") }, headers).ResponseAsync,
            "RequestClawBack" => calls.RequestClawBackAsync(
                new() { RequestId = id, RedemptionId = "none", Reason = "x" }, headers).ResponseAsync,
            "DecideClawBack" => calls.DecideClawBackAsync(
                new() { RequestId = id, ClawBackId = "none" }, headers).ResponseAsync,
            "ListClawBacks" => calls.ListClawBacksAsync(new(), headers).ResponseAsync,
            _ => throw new ArgumentOutOfRangeException(nameof(call), call, "This call is not written here."),
        };
    }

    private async Task DownloadAsync(Metadata headers)
    {
        using var download = office.Payouts.DownloadPayoutFile(
            new() { BatchId = "none", Format = V1.DownloadPayoutFileRequest.Types.Format.Csv }, headers);
        await download.ResponseStream.MoveNext(default);
    }
}
