using Google.Protobuf;
using Grpc.Core;
using NUnit.Framework;
using Vouchers.Testing;
using State = Vouchers.V1.Statement.Types.State;

namespace Vouchers.EndToEnd.Service;

/// <summary>Real banks' files, imported as finance imports them: each ties, or says why not.</summary>
[TestFixture]
internal sealed class SampleFileTests
{
    private RunningService service = null!;
    private FinanceOffice office = null!;
    private V1.StatementService.StatementServiceClient statements = null!;

    [OneTimeSetUp]
    public async Task OpenAsync()
    {
        service = await RunningService.StartAsync();
        office = await FinanceOffice.OpenAsync(service);
        statements = new(service.Channel);
        await RegisterAsync("ing", "EUR", "NL08INGB0000001234");
        await RegisterAsync("postfinance", "CHF", "CH0309000000250090342");
        await RegisterAsync("vayb", "EUR", "NL26VAYB8060476890");
        await RegisterAsync("agdh", "EUR", "NL56AGDH9619008421");
        await RegisterAsync("employment", "CNY", "6222000012345678901");
    }

    [OneTimeTearDown]
    public async Task CloseAsync() => await service.DisposeAsync();

    [TestCase("02_ing_returns_AC04_MD06_v02.xml", "ing", 1, 9, 60_500)]
    [TestCase("06_postfinance_batches_reversals_v04.xml", "postfinance", 1, 32, 53_761)]
    [TestCase("14_genkgo_v2.multi.statement.xml", "vayb", 2, 2, 185)]
    [TestCase("90_made_cny_batch_return_pdng_v08.xml", "employment", 1, 6, -529_990)]
    public async Task Statement_Ties(string file, string account, int count, int lines, long moved)
    {
        var found = (await ImportAsync(SharedData.PathOf($"camt053/{file}"))).Statements;

        Assert.That(found, Has.Count.EqualTo(count));
        Assert.That(found.Select(s => (s.Statement.FundingAccountId, s.Statement.State, s.Statement.Verdict)),
            Is.All.EqualTo((account, State.Open, "")));
        Assert.That(found.Sum(s => s.Statement.Lines), Is.EqualTo(lines));
        Assert.That(found.Sum(s => s.Statement.Closing.MinorUnits - s.Statement.Opening.MinorUnits), Is.EqualTo(moved));
        var kept = new List<V1.StatementLine>();
        foreach (var one in found)
            kept.AddRange((await statements.ListStatementLinesAsync(
                new() { StatementId = one.Statement.Id, PageSize = 1_000 }, office.Auditor)).Lines);
        Assert.That(kept.Sum(l => l.Amount.MinorUnits), Is.EqualTo(moved));
        await office.ExpectBooksToHoldAsync();
    }

    [Test]
    public async Task Statement_OfTwoCurrencies_IsHeldAndSaysWhy()
    {
        var found = (await ImportAsync(SharedData.PathOf("camt053/20_genkgo_v8.xml"))).Statements.Single();

        Assert.That(found.Statement.State, Is.EqualTo(State.Held));
        Assert.That((found.Statement.Opening?.MinorUnits, found.Statement.Closing), Is.EqualTo((1_815L, (V1.Money?)null)));
        Assert.That(found.Statement.Verdict, Does.Contain("The closing balance is in SEK, but the statement in EUR."));
    }

    [Test]
    public async Task Order_AsAStatement_IsRefusedByWhatItIs()
    {
        // Outside of the expectation, which is of the call alone: a file that is not there skips the test.
        var order = SharedData.PathOf("pain001/04_iso_sample_three_ccy_v03.xml");
        var failure = await Expect.FailureAsync(
            () => ImportAsync(order), StatusCode.InvalidArgument, "INVALID_FIELD");

        Assert.That(failure.Status.Detail, Does.Contain("pain.001"));
    }

    [TestCase("06_nordea_tx_RJCT_NARR_v03.xml", "MSGID-950-TEST2-2807-01")]
    [TestCase("90_made_PART_ACSC_RJCT_AC04_v10.xml", "")]
    public async Task Report_OnAnOrderThatIsNotOurs_NamesIt(string file, string order)
    {
        var content = await File.ReadAllBytesAsync(SharedData.PathOf($"pain002/{file}"));

        var failure = await Expect.FailureAsync(() => office.Payouts.ImportPaymentStatusAsync(
            new() { RequestId = Scene.NewId(), Content = ByteString.CopyFrom(content) },
            office.As(FinanceOffice.Ada)).ResponseAsync, StatusCode.NotFound, "NOT_FOUND");

        Assert.That(failure.Status.Detail, Does.Contain($"'{order}").And.Contain("no payout batch"));
    }

    private async Task RegisterAsync(string id, string currency, string number) =>
        await office.Payouts.RegisterFundingAccountAsync(new()
        {
            RequestId = Scene.NewId(), FundingAccountId = id, Currency = currency,
            Bank = new() { HolderName = "示例市公共就业服务中心", AccountNumber = number, BankCode = "102333000011" },
        }, office.As(FinanceOffice.Ada));

    private async Task<V1.ImportStatementsResponse.Types.Result> ImportAsync(string path)
    {
        using var call = statements.ImportStatements(office.As(FinanceOffice.Ada));
        await call.RequestStream.WriteAsync(new() { Header = new() });
        await call.RequestStream.WriteAsync(
            new() { Content = ByteString.CopyFrom(await File.ReadAllBytesAsync(path)) });
        await call.RequestStream.CompleteAsync();
        V1.ImportStatementsResponse.Types.Result? result = null;
        while (await call.ResponseStream.MoveNext(default))
            result = call.ResponseStream.Current.Result ?? result;
        return result!;
    }
}
