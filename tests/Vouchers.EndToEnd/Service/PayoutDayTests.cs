using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Grpc.Core;
using NUnit.Framework;
using Vouchers.Testing;
using Format = Vouchers.V1.DownloadPayoutFileRequest.Types.Format;

namespace Vouchers.EndToEnd.Service;

/// <summary>The day of a finance office: two institutions are paid, and the bank gets one file.</summary>
[TestFixture]
internal sealed class PayoutDayTests
{
    private const int Amount = 40 * 2_500;

    private RunningService service = null!;
    private FinanceOffice office = null!;
    private V1.PayoutBatch batch = null!;
    private V1.Redemption paid = null!;

    [OneTimeSetUp]
    public async Task PayAsync()
    {
        service = await RunningService.StartAsync();
        office = await FinanceOffice.OpenAsync(service);
        paid = await office.EarnAsync("vtc");
        await office.EarnAsync("vtc");
        await office.EarnAsync("city-college");
        await office.ReadyAsync("vtc");
        await office.ReadyAsync("city-college");
        batch = await office.DraftAsync(by: FinanceOffice.Ada);
        await Expect.FailureAsync(() => office.ApproveAsync(batch.Id, by: FinanceOffice.Ada),
            StatusCode.FailedPrecondition, "SAME_PERSON");
        await office.ApproveAsync(batch.Id, by: FinanceOffice.Ben);
        batch = await office.ExportAsync(batch.Id);
    }

    [OneTimeTearDown]
    public async Task CloseAsync() => await service.DisposeAsync();

    [Test]
    public async Task Batch_HoldsOnePaymentForEachInstitution()
    {
        Assert.That((batch.State, batch.Items, batch.OpenItems, batch.Redemptions, batch.HeldBack),
            Is.EqualTo((V1.PayoutBatch.Types.State.Exported, 2, 2, 3, 0)));
        Assert.That(batch.Total, Is.EqualTo(new V1.Money { MinorUnits = 3 * Amount, Currency = "CNY" }));
        Assert.That((batch.MadeBy, batch.ApprovedBy), Is.EqualTo((FinanceOffice.Ada, FinanceOffice.Ben)));

        var items = await office.ItemsAsync(batch.Id);
        Assert.That(items.Select(i => (i.InstitutionId, i.Redemptions, i.Net.MinorUnits)),
            Is.EquivalentTo([("vtc", 2, 2L * Amount), ("city-college", 1, (long)Amount)]));
        Assert.That(items.Select(i => i.State), Is.All.EqualTo(V1.PayoutItem.Types.State.Sent));
        var redemption = await office.RedemptionAsync(paid.Id);
        Assert.That(redemption.State, Is.EqualTo(V1.Redemption.Types.State.InPayout));
        await office.ExpectBooksToHoldAsync();
    }

    [Test]
    public async Task File_ExportedAndReadAgain_IsTheSameBytesAndItsHashIsInTheBooks()
    {
        var first = await office.DownloadAsync(batch.Id);
        var exportedAgain = await office.ExportAsync(batch.Id, by: FinanceOffice.Ada);
        var second = await office.DownloadAsync(batch.Id);

        Assert.That(exportedAgain, Is.EqualTo(batch));
        Assert.That(second, Is.EqualTo(first));
        Assert.That(Convert.ToHexStringLower(SHA256.HashData(first)), Is.EqualTo(batch.FileSha256));
    }

    [Test]
    public async Task File_NamesAmountsAndAccounts()
    {
        var document = XDocument.Parse(Encoding.UTF8.GetString(await office.DownloadAsync(batch.Id)));
        var space = document.Root!.Name.Namespace;
        string[] All(string name) => [.. document.Descendants(space + name).Select(e => e.Value)];

        Assert.That(All("EndToEndId"),
            Is.EquivalentTo((await office.ItemsAsync(batch.Id)).Select(i => i.EndToEndId)));
        Assert.That(All("InstdAmt"), Is.EquivalentTo(["2000.00", "1000.00"]));
        Assert.That(All("CtrlSum"), Is.All.EqualTo("3000.00"));
        Assert.That(All("IBAN"), Is.EqualTo([FinanceOffice.BankOf("city-college").AccountNumber]));
    }

    [Test]
    public async Task File_FitsTheSchema()
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{batch.Id}.xml");
        await File.WriteAllBytesAsync(file, await office.DownloadAsync(batch.Id));

        var (exitCode, _, error) = Tool.Run("xmllint", "install libxml2-utils", "--noout", "--schema",
            SharedData.PathOf("xsd/pain.001.001.09.xsd"), file);

        Assert.That(exitCode, Is.Zero, error);
    }

    [Test]
    public async Task Csv_HasALineForEachPayment()
    {
        var csv = Encoding.UTF8.GetString(await office.DownloadAsync(batch.Id, Format.Csv)).TrimStart('\uFEFF');

        var lines = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.That(lines, Has.Length.EqualTo(3));
        Assert.That(lines[1..], Has.One.Contains("2000.00").And.Contains("温州职业技术学院"));
        Assert.That(lines[1..], Has.One.Contains("1000.00").And.Contains("City College"));
    }

    [Test]
    public async Task File_AsJson_IsTheSameBytes()
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get, $"/v1/payoutBatches/{batch.Id}:download?format=FORMAT_PAIN_001");
        request.Headers.Authorization = new("Bearer", service.Token(new("auditor")));
        using var answer = await service.Web.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.IsSuccessStatusCode, text);

        var pieces = text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(line => JsonElement.Parse(line).GetProperty("content").GetBytesFromBase64());
        Assert.That(pieces, Is.EqualTo(await office.DownloadAsync(batch.Id)));
    }

    [Test]
    public async Task Void_OfARedemptionInAPayout_IsRefused() => await Expect.FailureAsync(
        () => office.Scene.Redemptions.VoidRedemptionAsync(
            new() { RequestId = Scene.NewId(), RedemptionId = paid.Id, Reason = "slip" },
            office.Scene.Operator("vtc")).ResponseAsync,
        StatusCode.FailedPrecondition, "REDEMPTION_IN_PAYOUT");

    [Test]
    public async Task ClawBack_OfARedemptionOnItsWayToTheBank_IsRefused()
    {
        var asked = (await office.Payouts.RequestClawBackAsync(
            new() { RequestId = Scene.NewId(), RedemptionId = paid.Id, Reason = "nobody attended" },
            office.As(FinanceOffice.Ada))).ClawBack;

        await Expect.FailureAsync(() => office.Payouts.DecideClawBackAsync(
            new() { RequestId = Scene.NewId(), ClawBackId = asked.Id, Approved = true },
            office.As(FinanceOffice.Ben)).ResponseAsync, StatusCode.FailedPrecondition, "REDEMPTION_IN_PAYOUT");
    }

    // At the bank it is tomorrow while it is still today in UTC.
    [Test]
    public void PayOn_NotGiven_IsTheDayInTheCity() => Assert.That(
        batch.PayOn.ToDateTime(), Is.EqualTo(batch.MadeAt.ToDateTime().AddHours(8).Date));

    [Test]
    public async Task SecondBatch_FindsNothingPayable_AndEnds()
    {
        var second = await office.DraftAsync();

        Assert.That((second.State, second.Items, second.Redemptions, second.HeldBack, second.Total.MinorUnits),
            Is.EqualTo((V1.PayoutBatch.Types.State.Cancelled, 0, 0, 0, 0L)));
        await Expect.FailureAsync(() => office.ApproveAsync(second.Id),
            StatusCode.FailedPrecondition, "PAYOUT_OUT_OF_ORDER");
        await Expect.FailureAsync(() => office.ExportAsync(second.Id),
            StatusCode.FailedPrecondition, "PAYOUT_OUT_OF_ORDER");
    }
}
