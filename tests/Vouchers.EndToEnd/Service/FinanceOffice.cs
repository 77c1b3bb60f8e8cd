using System.Globalization;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using NUnit.Framework;
using Format = Vouchers.V1.DownloadPayoutFileRequest.Types.Format;

namespace Vouchers.EndToEnd.Service;

/// <summary>A finance office in a scene's town: an account to pay from, and Ada and Ben, who pay.</summary>
internal sealed class FinanceOffice
{
    public const string Account = "city";
    public const string Ada = "ada";
    public const string Ben = "ben";

    private readonly RunningService service;

    private FinanceOffice(Scene scene)
    {
        (Scene, service) = (scene, scene.Service);
        Payouts = new(service.Channel);
    }

    public Scene Scene { get; }

    public V1.PayoutService.PayoutServiceClient Payouts { get; }

    public static async Task<FinanceOffice> OpenAsync(RunningService service, int coolingOffHours = 0)
    {
        var office = new FinanceOffice(await Scene.BuildAsync(service));
        await office.Payouts.RegisterFundingAccountAsync(new()
        {
            RequestId = Scene.NewId(), FundingAccountId = Account, Currency = "CNY", CoolingOffHours = coolingOffHours,
            Bank = new()
            {
                HolderName = "温州市人力资源和社会保障局", AccountNumber = "1203280009000123456", BankCode = "102333000011",
            },
        }, office.As(Ada));
        return office;
    }

    /// <summary>Made anew for each call, because a test may put the clock forward.</summary>
    public Metadata As(string subject) => service.As("finance", subject: subject);

    public Metadata Auditor => service.As("auditor");

    public static V1.BankDetails BankOf(string institution) => new()
    {
        HolderName = institution == "vtc" ? "温州职业技术学院" : "City College",
        AccountNumber = institution == "vtc" ? "1203282009888888888" : "DE89370400440532013000",
        BankCode = institution == "vtc" ? "102333000011" : "COBADEFFXXX",
    };

    /// <summary>A redemption that is earned: shown, redeemed, attended, completed.</summary>
    public async Task<V1.Redemption> EarnAsync(string institution)
    {
        var clerk = service.As("institution_operator", institution);
        var (citizen, voucher) = await Scene.HolderAsync(institution);
        var redeemed = await Scene.Redemptions.RedeemVoucherAsync(
            await Scene.RedeemRequestAsync(citizen, voucher.Id, institution), clerk);
        var enrolment = $"{Scene.SessionOf(institution)}.{citizen}";
        await Scene.Enrolments.RecordAttendanceAsync(
            new() { RequestId = Scene.NewId(), EnrolmentId = enrolment, Hours = 40 }, clerk);
        await Scene.Enrolments.CompleteEnrolmentAsync(
            new() { RequestId = Scene.NewId(), EnrolmentId = enrolment }, clerk);
        return await RedemptionAsync(redeemed.Redemption.Id);
    }

    public async Task<V1.Redemption> RedemptionAsync(string id) =>
        (await Scene.Redemptions.GetRedemptionAsync(new() { RedemptionId = id }, Auditor)).Redemption;

    /// <summary>The institution enters its account, and somebody verifies it.</summary>
    public async Task ReadyAsync(string institution, string verifiedBy = Ada)
    {
        await Payouts.SetPayeeAccountAsync(
            new() { RequestId = Scene.NewId(), InstitutionId = institution, Bank = BankOf(institution) },
            service.As("institution_operator", institution, subject: $"{institution}-head"));
        await VerifyAsync(institution, verifiedBy);
    }

    public async Task VerifyAsync(string institution, string by) => await Payouts.VerifyPayeeAccountAsync(
        new()
        {
            RequestId = Scene.NewId(), InstitutionId = institution, AccountNumber = BankOf(institution).AccountNumber,
        }, As(by));

    /// <summary>Somebody looked at the account of an institution: payments go there again.</summary>
    public async Task ReleaseAsync(string institution) => await Payouts.HoldPaymentsAsync(
        new() { RequestId = Scene.NewId(), InstitutionId = institution }, As(Ada));

    /// <summary>A batch of all that is payable, once the service collected it.</summary>
    public async Task<V1.PayoutBatch> DraftAsync(string by = Ada, string account = Account)
    {
        var batch = (await Payouts.CreatePayoutBatchAsync(
            new() { RequestId = Scene.NewId(), FundingAccountId = account }, As(by))).Batch;
        return await UntilAsync(batch.Id, b => b.State != V1.PayoutBatch.Types.State.Collecting);
    }

    public async Task<V1.PayoutBatch> UntilAsync(string batch, Func<V1.PayoutBatch, bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var now = (await Payouts.GetPayoutBatchAsync(new() { BatchId = batch }, Auditor)).Batch;
            if (isSo(now))
                return now;
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }
    }

    public async Task<V1.PayoutBatch> ApproveAsync(string batch, string by = Ben) => (await Payouts
        .ApprovePayoutBatchAsync(new() { RequestId = Scene.NewId(), BatchId = batch }, As(by))).Batch;

    public async Task<V1.PayoutBatch> ExportAsync(string batch, string by = Ben) => (await Payouts
        .ExportPayoutBatchAsync(new() { RequestId = Scene.NewId(), BatchId = batch }, As(by))).Batch;

    /// <summary>The payment of all that is payable to one institution, handed to the bank.</summary>
    public async Task<V1.PayoutItem> SendAsync()
    {
        var batch = await DraftAsync();
        await ApproveAsync(batch.Id);
        await ExportAsync(batch.Id);
        return (await ItemsAsync(batch.Id)).Single();
    }

    public async Task<byte[]> DownloadAsync(string batch, Format format = Format.Pain001)
    {
        using var call = Payouts.DownloadPayoutFile(new() { BatchId = batch, Format = format }, Auditor);
        using var file = new MemoryStream();
        while (await call.ResponseStream.MoveNext(default))
            call.ResponseStream.Current.Content.WriteTo(file);
        return file.ToArray();
    }

    public async Task<IReadOnlyList<V1.PayoutItem>> ItemsAsync(string batch) => (await Payouts.ListPayoutItemsAsync(
        new() { BatchId = batch, PageSize = 1_000 }, Auditor)).Items;

    /// <summary>A statement of one day with these movements, signed, each with the id that it bears.</summary>
    public Task<V1.ImportStatementsResponse.Types.Result> BookAsync(
        DateOnly day, params (long Fen, string EndToEndId)[] movements) => BookAsync(day, "", movements);

    /// <summary>As the other one, each from or to this account.</summary>
    public async Task<V1.ImportStatementsResponse.Types.Result> BookAsync(
        DateOnly day, string account, params (long Fen, string EndToEndId)[] movements)
    {
        var balance = 100_000_000L;
        var rows = new StringBuilder("day,id,account,amount,balance\n");
        foreach (var (fen, id) in movements)
            rows.Append(CultureInfo.InvariantCulture,
                $"{day:yyyy-MM-dd},{id},{account},{fen / 100m:0.00},{(balance += fen) / 100m:0.00}\n");
        using var call = new V1.StatementService.StatementServiceClient(service.Channel).ImportStatements(As(Ada));
        await call.RequestStream.WriteAsync(new()
        {
            Header = new()
            {
                FundingAccountId = Account,
                Table = new()
                {
                    DateColumn = "day", EndToEndIdColumn = "id", CounterpartyAccountColumn = "account",
                    AmountColumn = "amount", BalanceColumn = "balance",
                },
            },
        });
        await call.RequestStream.WriteAsync(new() { Content = ByteString.CopyFromUtf8(rows.ToString()) });
        await call.RequestStream.CompleteAsync();
        V1.ImportStatementsResponse.Types.Result? result = null;
        while (await call.ResponseStream.MoveNext(default))
            result = call.ResponseStream.Current.Result;
        return result!;
    }

    public async Task<V1.ReconcileResponse.Types.Result> ReconcileAsync(Metadata? who = null)
    {
        using var call = new V1.ReconciliationService.ReconciliationServiceClient(service.Channel).Reconcile(
            new() { FundingAccountId = Account }, who ?? As(Ada));
        V1.ReconcileResponse.Types.Result? result = null;
        while (await call.ResponseStream.MoveNext(default))
            result = call.ResponseStream.Current.Result;
        return result!;
    }

    /// <summary>The auditor's command over all books.</summary>
    public async Task ExpectBooksToHoldAsync()
    {
        var report = await Scene.Journal.VerifyJournalAsync(new(), Auditor);
        Assert.That(report.Checks.Select(c => c.Name), Does.Contain("payments"));
        Assert.That(report.Checks.Where(c => c.Violations > 0).Select(c => $"{c.Name}: {c.FirstViolation}"), Is.Empty);
    }
}
