using Grpc.Core;
using NUnit.Framework;

namespace Vouchers.EndToEnd.Service;

/// <summary>Who may prove payments against statements, and who may look.</summary>
[TestFixture]
internal sealed class ReconciliationAccessTests
{
    private const string Office = "finance";
    private const string Readers = "finance auditor";
    private const string Account = FinanceOffice.Account;

    private RunningService service = null!;
    private FinanceOffice office = null!;
    private V1.ReconciliationService.ReconciliationServiceClient matching = null!;
    private V1.StatementService.StatementServiceClient statements = null!;
    private string citizen = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        service = await RunningService.StartAsync();
        office = await FinanceOffice.OpenAsync(service);
        (matching, statements) = (new(service.Channel), new(service.Channel));
        (citizen, _) = await office.Scene.HolderAsync("vtc");
    }

    [OneTimeTearDown]
    public async Task Close() => await service.DisposeAsync();

    // As in RoleTests: what would change something names rows that are not there.
    [TestCase("Reconcile", Office)]
    [TestCase("GetMatch", Readers)]
    [TestCase("ListMatches", Readers)]
    [TestCase("ProposeMatch", Office)]
    [TestCase("DecideMatch", Office)]
    [TestCase("RequestUnmatch", Office)]
    [TestCase("DecideUnmatch", Office)]
    [TestCase("GetDiscrepancy", Readers)]
    [TestCase("ListDiscrepancies", Readers)]
    [TestCase("AssignDiscrepancy", Office)]
    [TestCase("ProposeResolution", Office)]
    [TestCase("DecideResolution", Office)]
    [TestCase("ListPeriods", Readers)]
    [TestCase("ClosePeriod", Office)]
    [TestCase("RequestReopening", Office)]
    [TestCase("DecideReopening", Office)]
    [TestCase("ImportStatements", Office)]
    [TestCase("GetStatement", Readers)]
    [TestCase("ListStatements", Readers)]
    [TestCase("ListStatementLines", Readers)]
    [TestCase("AcceptStatement", Office)]
    [TestCase("DiscardStatement", Office)]
    public Task Call_ByEachRole_IsServedOrNotPermitted(string call, string allowed) =>
        RoleWalk.ExpectAsync(service, citizen, call, allowed, headers => CallAsync(call, headers));

    [Test]
    public void EveryCall_IsWalked()
    {
        var walked = typeof(ReconciliationAccessTests).GetMethod(nameof(Call_ByEachRole_IsServedOrNotPermitted))!
            .GetCustomAttributes(typeof(TestCaseAttribute), false).Cast<TestCaseAttribute>()
            .Select(c => (string)c.Arguments[0]!);
        Assert.That(walked, Is.EquivalentTo(V1.ReconciliationService.Descriptor.Methods
            .Concat(V1.StatementService.Descriptor.Methods).Select(m => m.Name)));
    }

    [TestCase("")]
    [TestCase("2026-13")]
    [TestCase("2026-1")]
    [TestCase("0001-01")]
    [TestCase("9999-12")]
    [TestCase("November")]
    public async Task Month_ThatIsNone_IsAFieldViolation(string month)
    {
        var failure = await Expect.FailureAsync(() => matching.ClosePeriodAsync(
            new() { RequestId = Scene.NewId(), FundingAccountId = Account, Month = month },
            office.As(FinanceOffice.Ada)).ResponseAsync, StatusCode.InvalidArgument);

        Assert.That(failure.Status.Detail, Does.Contain("month").And.Contain("2026-11"));
    }

    [Test]
    public async Task Proposal_WithEveryFieldWrong_IsToldOfEachOnce()
    {
        var failure = await Expect.FailureAsync(() => matching.ProposeMatchAsync(
            new()
            {
                RequestId = "seven", FundingAccountId = Account, Kind = V1.Match.Types.Kind.Repayment,
                LineIds = { "f1-1", "No Line" },
                Repayments = { new V1.Repayment { Amount = new() { MinorUnits = 5, Currency = "EUR" } } },
            }, office.As(FinanceOffice.Ada)).ResponseAsync, StatusCode.InvalidArgument);

        var fields = failure.GetRpcStatus()!.GetDetail<Google.Rpc.BadRequest>()!.FieldViolations;
        Assert.That(fields.Select(f => f.Field), Is.EquivalentTo(
            ["request_id", "line_ids[1]", "repayments[0].amount.currency", "repayments[0].claw_back_id", "reason"]));
    }

    private Task CallAsync(string call, Metadata headers)
    {
        var id = Scene.NewId();
        return call switch
        {
            "Reconcile" => ReconcileAsync(headers),
            "GetMatch" => matching.GetMatchAsync(new() { MatchId = "none" }, headers).ResponseAsync,
            "ListMatches" => matching.ListMatchesAsync(new() { FundingAccountId = Account }, headers).ResponseAsync,
            "ProposeMatch" => matching.ProposeMatchAsync(
                new()
                {
                    RequestId = id, FundingAccountId = Account, Kind = V1.Match.Types.Kind.Payment, Reason = "x",
                    LineIds = { "f1-1" }, PaymentIds = { "none" },
                }, headers).ResponseAsync,
            "DecideMatch" => matching.DecideMatchAsync(
                new() { RequestId = id, MatchId = "none", Approved = true }, headers).ResponseAsync,
            "RequestUnmatch" => matching.RequestUnmatchAsync(
                new() { RequestId = id, MatchId = "none", Reason = "x" }, headers).ResponseAsync,
            "DecideUnmatch" => matching.DecideUnmatchAsync(
                new() { RequestId = id, MatchId = "none", Approved = true }, headers).ResponseAsync,
            "GetDiscrepancy" => matching.GetDiscrepancyAsync(new() { DiscrepancyId = "none" }, headers).ResponseAsync,
            "ListDiscrepancies" => matching.ListDiscrepanciesAsync(
                new() { FundingAccountId = Account }, headers).ResponseAsync,
            "AssignDiscrepancy" => matching.AssignDiscrepancyAsync(
                new() { RequestId = id, DiscrepancyId = "none", Owner = "ada" }, headers).ResponseAsync,
            "ProposeResolution" => matching.ProposeResolutionAsync(
                new()
                {
                    RequestId = id, DiscrepancyId = "none", Reason = "x",
                    Resolution = V1.Discrepancy.Types.Resolution.RePay,
                }, headers).ResponseAsync,
            "DecideResolution" => matching.DecideResolutionAsync(
                new() { RequestId = id, DiscrepancyId = "none", Approved = true }, headers).ResponseAsync,
            "ListPeriods" => matching.ListPeriodsAsync(new() { FundingAccountId = Account }, headers).ResponseAsync,
            "ClosePeriod" => matching.ClosePeriodAsync(
                new() { RequestId = id, FundingAccountId = Account, Month = "2020-01" }, headers).ResponseAsync,
            "RequestReopening" => matching.RequestReopeningAsync(
                new() { RequestId = id, FundingAccountId = Account, Month = "2020-01", Reason = "x" },
                headers).ResponseAsync,
            "DecideReopening" => matching.DecideReopeningAsync(
                new() { RequestId = id, FundingAccountId = Account, Month = "2020-01" }, headers).ResponseAsync,
            "ImportStatements" => ImportAsync(headers),
            "GetStatement" => statements.GetStatementAsync(new() { StatementId = "none" }, headers).ResponseAsync,
            "ListStatements" => statements.ListStatementsAsync(new(), headers).ResponseAsync,
            "ListStatementLines" => statements.ListStatementLinesAsync(
                new() { FundingAccountId = Account }, headers).ResponseAsync,
            "AcceptStatement" => statements.AcceptStatementAsync(
                new() { RequestId = id, StatementId = "none", Reason = "x" }, headers).ResponseAsync,
            "DiscardStatement" => statements.DiscardStatementAsync(
                new() { RequestId = id, StatementId = "none", Reason = "x" }, headers).ResponseAsync,
            _ => throw new ArgumentOutOfRangeException(nameof(call), call, "This call is not written here."),
        };
    }

    // Of the account nothing was imported.
    private async Task ReconcileAsync(Metadata headers)
    {
        using var call = matching.Reconcile(new() { FundingAccountId = Account }, headers);
        while (await call.ResponseStream.MoveNext(default))
        {
        }
    }

    private async Task ImportAsync(Metadata headers)
    {
        using var call = statements.ImportStatements(headers);
        try
        {
            await call.RequestStream.WriteAsync(new() { Header = new() { FundingAccountId = "none" } });
            await call.RequestStream.WriteAsync(
                new() { Content = Google.Protobuf.ByteString.CopyFromUtf8("no statement") });
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception e) when (e is InvalidOperationException or RpcException)
        {
            // The call was refused before all was written; why, the responses tell.
        }

        while (await call.ResponseStream.MoveNext(default))
        {
        }
    }
}
