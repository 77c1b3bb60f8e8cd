using System.Globalization;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using NUnit.Framework;
using Kind = Vouchers.V1.Discrepancy.Types.Type;
using State = Vouchers.V1.Statement.Types.State;

namespace Vouchers.EndToEnd.Service;

/// <summary>A bank's statement from its import to a closed month, over gRPC.</summary>
[TestFixture]
internal sealed class ReconciliationDayTests
{
    private RunningService service = null!;
    private FinanceOffice office = null!;
    private V1.StatementService.StatementServiceClient statements = null!;
    private V1.ReconciliationService.ReconciliationServiceClient desk = null!;
    private V1.PayoutItem payment = null!;
    private string voucher = "";
    private DateOnly day;

    [SetUp]
    public async Task Open()
    {
        service = await RunningService.StartAsync();
        office = await FinanceOffice.OpenAsync(service);
        (statements, desk) = (new(service.Channel), new(service.Channel));
        voucher = (await office.EarnAsync("vtc")).VoucherId;
        await office.ReadyAsync("vtc");
        var batch = await office.DraftAsync();
        await office.ApproveAsync(batch.Id);
        await office.ExportAsync(batch.Id);
        payment = (await office.ItemsAsync(batch.Id)).Single();
        day = DateOnly.FromDateTime(batch.PayOn.ToDateTime());
    }

    [TearDown]
    public async Task Close() => await service.DisposeAsync();

    [Test]
    public async Task Statement_Twice_PaysOnce_AndClosesItsMonth()
    {
        var file = Camt(Debit(payment.Net.MinorUnits, payment.EndToEndId));

        var first = await ImportAsync(file);
        var again = await ImportAsync(file);
        var run = await ReconcileAsync();
        var rerun = await ReconcileAsync();

        Assert.That(first.Statements.Single().Statement.State, Is.EqualTo(State.Open));
        Assert.That(again.Statements.Single().WasKnown, Is.True);
        Assert.That(run.Passes.Select(p => (p.Pass, p.Payments, p.Lines)),
            Is.EqualTo(new[] { ("EndToEndId", 1L, 1L) }));
        Assert.That((run.Discrepancies.Count, run.Unexplained.MinorUnits, rerun.Passes.Count), Is.EqualTo((0, 0L, 0)));
        Assert.That((await office.ItemsAsync(payment.BatchId)).Single().State,
            Is.EqualTo(V1.PayoutItem.Types.State.Paid));
        var trail = await office.Scene.Journal.TraceVoucherAsync(new() { VoucherId = voucher }, office.Auditor);
        Assert.That(trail.BankLines.Single().EndToEndId, Is.EqualTo(payment.EndToEndId));
        var closed = await CloseAsync();
        Assert.That(closed.Period.State, Is.EqualTo(V1.Period.Types.State.Closed));
        await Expect.FailureAsync(() => ImportAsync(Camt(Debit(100, "OTHER"))), StatusCode.FailedPrecondition,
            "PERIOD_CLOSED");
        await office.ExpectBooksToHoldAsync();
    }

    [Test]
    public async Task Statement_ThatDoesNotTie_WaitsForASecondPerson()
    {
        var held = (await ImportAsync(Camt(Debit(payment.Net.MinorUnits, payment.EndToEndId), offBy: 1)))
            .Statements.Single().Statement;

        Assert.That((held.State, held.Verdict), Is.EqualTo((State.Held, held.Verdict)));
        Assert.That(held.Verdict, Does.Contain("0.01"));
        await Expect.FailureAsync(() => ReconcileAsync(), StatusCode.FailedPrecondition, "STATEMENT_OUT_OF_ORDER");
        await Expect.FailureAsync(() => AcceptAsync(held.Id, FinanceOffice.Ada), StatusCode.FailedPrecondition,
            "SAME_PERSON");
        await AcceptAsync(held.Id, FinanceOffice.Ben);
        Assert.That((await ReconcileAsync()).Passes.Sum(p => p.Payments), Is.EqualTo(1));
        await office.ExpectBooksToHoldAsync();
    }

    [Test]
    public async Task Return_TakesTwoPeople_AndIsPayableAgain()
    {
        await ImportAsync(Camt(Debit(payment.Net.MinorUnits, payment.EndToEndId)
            + Credit(payment.Net.MinorUnits, payment.EndToEndId)));

        var found = (await ReconcileAsync()).Discrepancies.Single();
        Assert.That(found.Type, Is.EqualTo(Kind.Returned));
        Assert.That(found.Explanation.En, Does.Contain("AC04"));
        await Expect.FailureAsync(() => CloseAsync(), StatusCode.FailedPrecondition, "PERIOD_UNEXPLAINED");
        await desk.ProposeResolutionAsync(new()
        {
            RequestId = Scene.NewId(), DiscrepancyId = found.Id, Reason = "closed account",
            Resolution = V1.Discrepancy.Types.Resolution.RePay,
        }, office.As(FinanceOffice.Ada));
        await Expect.FailureAsync(() => DecideAsync(found.Id, FinanceOffice.Ada), StatusCode.FailedPrecondition,
            "SAME_PERSON");
        await DecideAsync(found.Id, FinanceOffice.Ben);

        Assert.That((await office.ItemsAsync(payment.BatchId)).Single().State,
            Is.EqualTo(V1.PayoutItem.Types.State.Returned));
        Assert.That((await office.DraftAsync()).Redemptions, Is.EqualTo(1));
        Assert.That((await CloseAsync()).Period.State, Is.EqualTo(V1.Period.Types.State.Closed));
        await office.ExpectBooksToHoldAsync();
    }

    [Test]
    public async Task Unmatch_IsNotUndoneByTheNextRun()
    {
        await ImportAsync(Camt(Debit(payment.Net.MinorUnits, payment.EndToEndId)));
        await ReconcileAsync();
        var match = (await desk.ListMatchesAsync(
            new() { FundingAccountId = FinanceOffice.Account }, office.Auditor)).Matches.Single();

        await desk.RequestUnmatchAsync(
            new() { RequestId = Scene.NewId(), MatchId = match.Id, Reason = "another payment" },
            office.As(FinanceOffice.Ada));
        await desk.DecideUnmatchAsync(
            new() { RequestId = Scene.NewId(), MatchId = match.Id, Approved = true }, office.As(FinanceOffice.Ben));
        var run = await ReconcileAsync();

        Assert.That(run.Passes, Is.Empty);
        Assert.That(run.Discrepancies.Select(d => d.Type),
            Is.EquivalentTo(new[] { Kind.MissingInLedger, Kind.MissingInBank }));
        Assert.That((await office.ItemsAsync(payment.BatchId)).Single().State,
            Is.EqualTo(V1.PayoutItem.Types.State.Sent));
        await office.ExpectBooksToHoldAsync();
    }

    [TestCase("<!DOCTYPE x [<!ENTITY a 'b'>]><Document/>")]
    [TestCase("not a statement")]
    public async Task File_ThatIsNoStatement_IsRefusedAndKeepsNothing(string content)
    {
        await Expect.FailureAsync(() => ImportAsync(Encoding.UTF8.GetBytes(content)), StatusCode.InvalidArgument,
            "INVALID_FIELD");
        Assert.That((await statements.ListStatementsAsync(new(), office.Auditor)).Statements, Is.Empty);
    }

    [Test]
    public async Task Calls_AreForFinanceAlone()
    {
        var clerk = service.As("institution_operator", "vtc");
        await Expect.FailureAsync(() => ImportAsync(Camt(""), clerk), StatusCode.PermissionDenied, "NOT_PERMITTED");
        await Expect.FailureAsync(() => ReconcileAsync(office.Auditor), StatusCode.PermissionDenied, "NOT_PERMITTED");
        await Expect.FailureAsync(
            async () => await desk.ListDiscrepanciesAsync(new() { FundingAccountId = FinanceOffice.Account }, clerk),
            StatusCode.PermissionDenied, "NOT_PERMITTED");
    }

    private static string Entry(long fen, string direction, string details) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        <Ntry><Amt Ccy="CNY">{fen / 100m:0.00}</Amt><CdtDbtInd>{direction}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
        <BookgDt><Dt>DAY</Dt></BookgDt><NtryDtls><TxDtls>{details}</TxDtls></NtryDtls></Ntry>
        """);

    private static string Debit(long fen, string id) =>
        Entry(fen, "DBIT", $"<Refs><EndToEndId>{id}</EndToEndId></Refs>");

    private static string Credit(long fen, string id) => Entry(fen, "CRDT",
        $"<Refs><EndToEndId>{id}</EndToEndId></Refs><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>");

    private byte[] Camt(string entries, long offBy = 0)
    {
        var moved = payment.Net.MinorUnits;
        var net = (entries.Contains("CRDT", StringComparison.Ordinal) ? moved : 0)
            - (entries.Contains("DBIT", StringComparison.Ordinal) ? moved : 0);
        string Balance(string code, long fen) => string.Create(CultureInfo.InvariantCulture, $"""
            <Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">{fen / 100m:0.00}</Amt>
            <CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>DAY</Dt></Dt></Bal>
            """);
        return Encoding.UTF8.GetBytes($"""
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
            <GrpHdr><MsgId>M</MsgId><CreDtTm>DAYT20:00:00</CreDtTm></GrpHdr><Stmt><Id>S</Id>
            <Acct><Id><Othr><Id>1203280009000123456</Id></Othr></Id><Ccy>CNY</Ccy></Acct>
            {Balance("OPBD", 100_000_000)}{Balance("CLBD", 100_000_000 + net + offBy)}{entries}
            </Stmt></BkToCstmrStmt></Document>
            """.Replace("DAY", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    private async Task<V1.ImportStatementsResponse.Types.Result> ImportAsync(byte[] file, Metadata? who = null)
    {
        using var call = statements.ImportStatements(who ?? office.As(FinanceOffice.Ada));
        await call.RequestStream.WriteAsync(new() { Header = new() });
        await call.RequestStream.WriteAsync(new() { Content = ByteString.CopyFrom(file) });
        await call.RequestStream.CompleteAsync();
        V1.ImportStatementsResponse.Types.Result? result = null;
        while (await call.ResponseStream.MoveNext(default))
            result = call.ResponseStream.Current.Result;
        return result!;
    }

    private async Task<V1.ReconcileResponse.Types.Result> ReconcileAsync(Metadata? who = null)
    {
        using var call = desk.Reconcile(
            new() { FundingAccountId = FinanceOffice.Account }, who ?? office.As(FinanceOffice.Ada));
        V1.ReconcileResponse.Types.Result? result = null;
        while (await call.ResponseStream.MoveNext(default))
            result = call.ResponseStream.Current.Result;
        return result!;
    }

    private async Task<V1.ClosePeriodResponse> CloseAsync() => await desk.ClosePeriodAsync(new()
    {
        RequestId = Scene.NewId(), FundingAccountId = FinanceOffice.Account,
        Month = day.ToString("yyyy-MM", CultureInfo.InvariantCulture),
    }, office.As(FinanceOffice.Ada));

    private async Task<V1.AcceptStatementResponse> AcceptAsync(string id, string by) =>
        await statements.AcceptStatementAsync(
            new() { RequestId = Scene.NewId(), StatementId = id, Reason = "the bank's letter" }, office.As(by));

    private async Task<V1.DecideResolutionResponse> DecideAsync(string id, string by) =>
        await desk.DecideResolutionAsync(
            new() { RequestId = Scene.NewId(), DiscrepancyId = id, Approved = true }, office.As(by));
}
