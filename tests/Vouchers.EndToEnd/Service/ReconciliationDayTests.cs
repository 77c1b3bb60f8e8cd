using System.Globalization;
using System.Text;
using System.Xml.Linq;
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
    private string redemption = "";
    private string receipt = "";
    private long spent;
    private DateOnly day;

    [SetUp]
    public async Task Open()
    {
        service = await RunningService.StartAsync();
        office = await FinanceOffice.OpenAsync(service);
        (statements, desk) = (new(service.Channel), new(service.Channel));
        var earned = await office.EarnAsync("vtc");
        (voucher, redemption, receipt) = (earned.VoucherId, earned.Id, earned.Receipt);
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
        Assert.That(trail.Payments.Single().BankLines.Single().EndToEndId, Is.EqualTo(payment.EndToEndId));
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
    public async Task Statement_OfDaysThatHaveNotCome_IsHeld()
    {
        day = day.AddYears(40);
        var held = (await ImportAsync(Camt(Debit(100, "OTHER")))).Statements.Single().Statement;
        Assert.That((held.State, held.Verdict), Is.EqualTo((State.Held, $"It ends on {day:yyyy-MM-dd}, which has not "
            + "come yet.")));
    }

    [Test]
    public async Task Statement_ThatDoesNotGoOnWhereTheLastOneEnded_IsImportedAndSaysSo()
    {
        await office.BookAsync(day, (-500, "A"));

        var after = await office.BookAsync(day.AddDays(2), (-300, "B"));
        var within = await office.BookAsync(day, (-500, "A"), (-700, "C"));

        Assert.That(after.Statements.Single().Notes.Single(), Does.Contain("CNY 1,000,000.00")
            .And.Contain("CNY 999,995.00").And.Contain("missing"));
        Assert.That(within.Statements.Single().Notes, Is.Empty, "Several statements of one day are the bank's habit.");
    }

    [Test]
    public async Task Return_TakesTwoPeople_AndIsPayableAgain()
    {
        await ImportAsync(Camt(Debit(payment.Net.MinorUnits, payment.EndToEndId)
            + Return(payment.Net.MinorUnits, payment.EndToEndId)));

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

        var item = (await office.ItemsAsync(payment.BatchId)).Single();
        Assert.That((item.State, item.Reason),
            Is.EqualTo((V1.PayoutItem.Types.State.Returned, "AC04; closed account")), "the bank's word comes first");
        Assert.That((await office.DraftAsync()).HeldBack, Is.EqualTo(1), "first a person looks at the account");
        await office.ReleaseAsync(payment.InstitutionId);
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

    [Test]
    public async Task ClawBack_PaidBackByItsReceipt_IsMatchedByTheRun()
    {
        await ImportAsync(Camt(Debit(payment.Net.MinorUnits, payment.EndToEndId)));
        await ReconcileAsync();
        var clawBack = await ClawBackAsync();

        await ImportAsync(Camt(
            Credit(payment.Net.MinorUnits, $"<RmtInf><Ustrd>退回 {receipt}，谢谢</Ustrd></RmtInf>"), "S-2"));
        var run = await ReconcileAsync();

        Assert.That(run.Passes.Select(p => (p.Pass, p.Payments, p.Lines)), Is.EqualTo(new[] { ("Reference", 1L, 1L) }));
        Assert.That((run.Discrepancies.Count, run.Unexplained.MinorUnits), Is.EqualTo((0, 0L)));
        Assert.That((run.BankSide, run.LedgerSide), Is.EqualTo((payment.Net, payment.Net)));
        Assert.That(await ClawBackAsync(clawBack.Id), Has.Property("State").EqualTo(V1.ClawBack.Types.State.Closed));
        await office.ExpectBooksToHoldAsync();
    }

    [Test]
    public async Task ClawBack_PaidBackInPart_IsForAPersonToMatch()
    {
        await ImportAsync(Camt(Debit(payment.Net.MinorUnits, payment.EndToEndId)));
        await ReconcileAsync();
        var clawBack = await ClawBackAsync();
        var part = payment.Net.MinorUnits - 100;

        await ImportAsync(Camt(Credit(part, $"<RmtInf><Ustrd>{receipt}</Ustrd></RmtInf>"), "S-2"));
        var run = await ReconcileAsync();

        var found = run.Discrepancies.Single();
        Assert.That((found.Type, found.PaymentIds.Count, found.Difference.MinorUnits),
            Is.EqualTo((Kind.MissingInLedger, 0, part)));
        Assert.That(found.Explanation.En, Does.Contain("was expected"));
        Assert.That((run.LedgerSide.MinorUnits, run.Explained.MinorUnits, run.Unexplained.MinorUnits),
            Is.EqualTo((0L, part, 0L)));
        var match = (await desk.ProposeMatchAsync(new()
        {
            RequestId = Scene.NewId(), FundingAccountId = FinanceOffice.Account,
            Kind = V1.Match.Types.Kind.Repayment, LineIds = { found.LineIds }, Reason = "a first instalment",
            Repayments = { new V1.Repayment { ClawBackId = clawBack.Id, Amount = found.Difference } },
        }, office.As(FinanceOffice.Ada))).Match;
        await desk.DecideMatchAsync(
            new() { RequestId = Scene.NewId(), MatchId = match.Id, Approved = true }, office.As(FinanceOffice.Ben));
        Assert.That((await ReconcileAsync()).Discrepancies, Is.Empty);
        Assert.That((await ClawBackAsync(clawBack.Id)).Open.MinorUnits, Is.EqualTo(100));
        Assert.That((await CloseAsync()).Period.State, Is.EqualTo(V1.Period.Types.State.Closed));
        await office.ExpectBooksToHoldAsync();
    }

    [Test]
    public async Task ClawBack_ThatNobodyPaysBackYet_KeepsNoMonthOpen()
    {
        await ImportAsync(Camt(Debit(payment.Net.MinorUnits, payment.EndToEndId)));
        await ReconcileAsync();
        await ClawBackAsync();
        await ImportAsync(Camt(Credit(500, "<RmtInf><Ustrd>利息</Ustrd></RmtInf>"), "S-2"));

        var run = await ReconcileAsync();

        Assert.That(run.Discrepancies.Select(d => (d.Type, d.PaymentIds.Count)),
            Is.EqualTo(new[] { (Kind.MissingInLedger, 0) }));
        Assert.That((run.LedgerSide.MinorUnits, run.Explained.MinorUnits, run.Unexplained.MinorUnits),
            Is.EqualTo((0L, 500L, 0L)));
        await ResolveAsync(run.Discrepancies.Single(), V1.Discrepancy.Types.Resolution.WriteOff);
        Assert.That((await CloseAsync()).Period.State, Is.EqualTo(V1.Period.Types.State.Closed));
        await office.ExpectBooksToHoldAsync();
    }

    [Test]
    public async Task Match_WithTheFeeOfADebit_IsBookedAsStated()
    {
        await ImportAsync(Camt(Debit(payment.Net.MinorUnits + 500, payment.EndToEndId)));
        var found = (await ReconcileAsync()).Discrepancies.Single();
        await Expect.FailureAsync(
            () => ProposeAsync(500), StatusCode.FailedPrecondition, "MATCH_DIFFERS");

        var match = await ProposeAsync(-500);
        await desk.DecideMatchAsync(
            new() { RequestId = Scene.NewId(), MatchId = match.Id, Approved = true }, office.As(FinanceOffice.Ben));

        Assert.That(match.Difference.MinorUnits, Is.EqualTo(-500));
        Assert.That((await ReconcileAsync()).Discrepancies, Is.Empty);
        Assert.That((await office.ItemsAsync(payment.BatchId)).Single().State,
            Is.EqualTo(V1.PayoutItem.Types.State.Paid));
        Assert.That((await CloseAsync()).Period.State, Is.EqualTo(V1.Period.Types.State.Closed));
        await office.ExpectBooksToHoldAsync();

        async Task<V1.Match> ProposeAsync(long difference) => (await desk.ProposeMatchAsync(new()
        {
            RequestId = Scene.NewId(), FundingAccountId = FinanceOffice.Account,
            Kind = V1.Match.Types.Kind.Payment, LineIds = { found.LineIds }, PaymentIds = { found.PaymentIds },
            DifferenceMinorUnits = difference, Reason = "a fee of 5.00 was taken with the debit",
        }, office.As(FinanceOffice.Ada))).Match;
    }

    [Test]
    public async Task Resolution_ThatWasUndone_IsBeforePeopleAgainUnderAnIdOfItsOwn()
    {
        await ImportAsync(Camt(Debit(payment.Net.MinorUnits, payment.EndToEndId) + Debit(900, "NOBODYS-1")));
        var first = (await ReconcileAsync()).Discrepancies.Single();
        await ResolveAsync(first, V1.Discrepancy.Types.Resolution.WriteOff);
        await desk.RequestUnmatchAsync(
            new() { RequestId = Scene.NewId(), MatchId = first.Id, Reason = "no fee" }, office.As(FinanceOffice.Ada));
        await desk.DecideUnmatchAsync(
            new() { RequestId = Scene.NewId(), MatchId = first.Id, Approved = true }, office.As(FinanceOffice.Ben));
        await Expect.FailureAsync(() => CloseAsync(), StatusCode.FailedPrecondition, "PERIOD_UNEXPLAINED");

        var second = (await ReconcileAsync()).Discrepancies.Single();
        Assert.That((second.Type, second.LineIds.Single()), Is.EqualTo((first.Type, first.LineIds.Single())));
        Assert.That(second.Id, Is.Not.EqualTo(first.Id));
        await ResolveAsync(second, V1.Discrepancy.Types.Resolution.WriteOff);

        Assert.That((await ReconcileAsync()).Discrepancies, Is.Empty);
        Assert.That((await CloseAsync()).Period.State, Is.EqualTo(V1.Period.Types.State.Closed));
        await office.ExpectBooksToHoldAsync();
    }

    [Test]
    public async Task Return_Twice_MakesThePaymentPayableOnce()
    {
        await ImportAsync(Camt(Debit(payment.Net.MinorUnits, payment.EndToEndId)
            + Return(payment.Net.MinorUnits, payment.EndToEndId)));
        await ResolveAsync((await ReconcileAsync()).Discrepancies.Single(), V1.Discrepancy.Types.Resolution.RePay);

        await ImportAsync(Camt(Return(payment.Net.MinorUnits, payment.EndToEndId), "S-2"));
        var found = (await ReconcileAsync()).Discrepancies.Single();

        Assert.That((found.Type, found.PaymentIds.Single()), Is.EqualTo((Kind.MissingInLedger, payment.Id)));
        Assert.That(found.Explanation.En, Does.Contain("came back before"));
        await Expect.FailureAsync(() => ResolveAsync(found, V1.Discrepancy.Types.Resolution.RePay),
            StatusCode.FailedPrecondition, "PAYOUT_OUT_OF_ORDER");
        await office.ExpectBooksToHoldAsync();
    }

    [Test]
    public async Task Arrival_ThatWasTakenOffAndThenCameBack_IsPaidByTheNextBatch()
    {
        await RejectAsync("AM04");
        await ImportAsync(Camt(Debit(payment.Net.MinorUnits, payment.EndToEndId)));
        await ResolveAsync((await ReconcileAsync()).Discrepancies.Single(), V1.Discrepancy.Types.Resolution.ClawBack);
        await office.EarnAsync("vtc");
        var less = await office.SendAsync();
        Assert.That((less.Gross.MinorUnits, less.Net), Is.EqualTo((2 * payment.Net.MinorUnits, payment.Net)));

        await ImportAsync(Camt(Debit(less.Net.MinorUnits, less.EndToEndId)
            + Return(payment.Net.MinorUnits, payment.EndToEndId), "S-2"));
        await ResolveAsync((await ReconcileAsync()).Discrepancies.Single(), V1.Discrepancy.Types.Resolution.RePay);
        await office.ReleaseAsync("vtc");
        var more = await office.SendAsync();

        Assert.That((more.Net, more.Gross.MinorUnits, more.Redemptions), Is.EqualTo((payment.Net, 0L, 0)));
        Assert.That(Encoding.UTF8.GetString(await office.DownloadAsync(more.BatchId)), Does.Contain(more.EndToEndId));
        var trail = await office.Scene.Journal.TraceVoucherAsync(new() { VoucherId = voucher }, office.Auditor);
        Assert.That(trail.Payments.Select(p => (p.Payment.Id, p.Deductions.Count)),
            Is.EqualTo(new[] { (payment.Id, 0), (less.Id, 1) }));
        Assert.That(trail.Payments[1].BankLines.Single().EndToEndId, Is.EqualTo(less.EndToEndId));
        Assert.That(trail.Payments[0].BankLines.Select(l => l.Amount.MinorUnits),
            Is.EquivalentTo(new[] { -payment.Net.MinorUnits, payment.Net.MinorUnits }), "it arrived and came back");
        var advice = await RemittanceAsync(payment.BatchId);
        Assert.That(advice.Arrived.Single().Open.MinorUnits, Is.Zero, "the next payment added it");
        await office.ExpectBooksToHoldAsync();
    }

    [Test]
    public async Task Debit_OfARejectedPaymentAndOthers_IsBeforePeopleWithAllOfThem()
    {
        // Two payments of one debit without an id: the bank had rejected one of them.
        await RejectAsync("AM04");
        await office.EarnAsync("city-college");
        await office.ReadyAsync("city-college");
        var batch = await office.DraftAsync();
        await office.ApproveAsync(batch.Id);
        await office.ExportAsync(batch.Id);
        var sent = await office.ItemsAsync(batch.Id);
        var named = string.Join(' ', sent.Select(i => i.EndToEndId).Append(payment.EndToEndId));
        var sum = sent.Sum(i => i.Net.MinorUnits) + payment.Net.MinorUnits;
        await ImportAsync(Camt(Entry(sum, "DBIT", $"<RmtInf><Ustrd>{named}</Ustrd></RmtInf>")));

        var found = (await ReconcileAsync()).Discrepancies.Single();

        Assert.That(found.PaymentIds, Is.EquivalentTo(sent.Select(i => i.Id).Append(payment.Id)));
        Assert.That(found.Explanation.En, Does.Contain(payment.EndToEndId).And.Contain("had failed"));
        await ResolveAsync(found, V1.Discrepancy.Types.Resolution.ClawBack);
        Assert.That((await office.ItemsAsync(batch.Id)).Select(i => i.State),
            Is.All.EqualTo(V1.PayoutItem.Types.State.Paid));
        var owed = (await office.Payouts.ListClawBacksAsync(new(), office.Auditor)).ClawBacks.Single();
        Assert.That((owed.PaymentId, owed.Open), Is.EqualTo((payment.Id, payment.Net)));
        Assert.That((await ReconcileAsync()).Discrepancies, Is.Empty);
        await office.ExpectBooksToHoldAsync();
    }

    [Test]
    public async Task Batch_OfAnotherAccount_WaitsForThisOnesStatement()
    {
        await office.Payouts.RegisterFundingAccountAsync(new()
        {
            RequestId = Scene.NewId(), FundingAccountId = "second", Currency = "CNY", CoolingOffHours = 0,
            Bank = new() { HolderName = "人社局二户", AccountNumber = "1203280009000999999", BankCode = "102333000011" },
        }, office.As(FinanceOffice.Ada));
        await RejectAsync("AM04");
        await ImportAsync(Camt(Debit(payment.Net.MinorUnits, payment.EndToEndId), offBy: 1));
        var batch = await office.DraftAsync(account: "second");

        await Expect.FailureAsync(() => office.ApproveAsync(batch.Id), StatusCode.FailedPrecondition,
            "STATEMENT_OUT_OF_ORDER");
    }

    [Test]
    public async Task Batch_AfterAMatchWasTakenBackAndItsPaymentRejected_Waits()
    {
        await ImportAsync(Camt(Debit(payment.Net.MinorUnits, payment.EndToEndId)));
        await ReconcileAsync();
        var match = (await desk.ListMatchesAsync(new() { FundingAccountId = FinanceOffice.Account }, office.Auditor))
            .Matches.Single();
        await desk.RequestUnmatchAsync(
            new() { RequestId = Scene.NewId(), MatchId = match.Id, Reason = "not this one" }, office.As(FinanceOffice.Ada));
        await desk.DecideUnmatchAsync(
            new() { RequestId = Scene.NewId(), MatchId = match.Id, Approved = true }, office.As(FinanceOffice.Ben));
        // It never arrived, as two people believe; the line that bears its id stays unexplained.
        var missing = (await ReconcileAsync()).Discrepancies.Single(d => d.PaymentIds.Count > 0);
        await ResolveAsync(missing, V1.Discrepancy.Types.Resolution.RePay);
        var batch = await office.DraftAsync();

        await Expect.FailureAsync(() => office.ApproveAsync(batch.Id), StatusCode.FailedPrecondition, "PAYMENTS_HELD");
    }

    [Test]
    public async Task Debit_Twice_InOneStatement_CanBeClawedBackAtOnce()
    {
        await ImportAsync(Camt(Debit(payment.Net.MinorUnits, payment.EndToEndId)
            + Debit(payment.Net.MinorUnits, payment.EndToEndId)));
        var found = (await ReconcileAsync()).Discrepancies.Single();
        Assert.That((found.Type, found.PaymentIds.Single()), Is.EqualTo((Kind.DuplicatePayment, payment.Id)));
        await ResolveAsync(found, V1.Discrepancy.Types.Resolution.ClawBack);
        await office.ExpectBooksToHoldAsync();
    }

    [Test]
    public async Task Debit_WithTheIdOfAnother_IsNotBookedByItsSum()
    {
        await office.BookAsync(day, FinanceOffice.BankOf("vtc").AccountNumber, (-payment.Net.MinorUnits, "RENT-11"));
        var run = await ReconcileAsync();
        Assert.That(run.Passes, Is.Empty);
        Assert.That(run.Discrepancies.Select(d => d.Type), Does.Contain(Kind.MissingInLedger));
        Assert.That((await office.ItemsAsync(payment.BatchId)).Single().State,
            Is.EqualTo(V1.PayoutItem.Types.State.Sent));
    }

    [Test]
    public async Task Debit_OfAPaymentThatTheBankHadRejected_SaysSo()
    {
        await RejectAsync("AC04");
        await ImportAsync(Camt(Debit(payment.Net.MinorUnits, payment.EndToEndId)));
        var found = (await ReconcileAsync()).Discrepancies.Single();

        Assert.That((found.Type, found.PaymentIds.Single(), found.Difference.MinorUnits),
            Is.EqualTo((Kind.MissingInLedger, payment.Id, -payment.Net.MinorUnits)));
        Assert.That(found.Explanation.En, Does.Contain("had failed before"));
        var open = await desk.GetDiscrepancyAsync(new() { DiscrepancyId = found.Id }, office.As(FinanceOffice.Ada));
        Assert.That(open.Fitting, Is.EqualTo(new[]
        {
            V1.Discrepancy.Types.Resolution.WriteOff, V1.Discrepancy.Types.Resolution.ClawBack,
        }));
        await ResolveAsync(found, V1.Discrepancy.Types.Resolution.ClawBack);
        var owed = (await office.Payouts.ListClawBacksAsync(new(), office.As(FinanceOffice.Ada))).ClawBacks.Single();
        Assert.That((owed.PaymentId, owed.RedemptionId, owed.Open), Is.EqualTo((payment.Id, "", payment.Net)));
        var whole = await desk.GetDiscrepancyAsync(new() { DiscrepancyId = found.Id }, office.Auditor);
        Assert.That((whole.Lines.Single().Amount.MinorUnits, whole.Payments.Single().Id, whole.ClawBacks.Single()),
            Is.EqualTo((-payment.Net.MinorUnits, payment.Id, owed)));
        Assert.That(whole.Fitting, Is.Empty, "it is resolved, and an auditor proposes nothing");
        Assert.That(owed.RequestedAt, Is.EqualTo(whole.Discrepancy.ProposedAt).And.LessThan(owed.DecidedAt));
        await office.ExpectBooksToHoldAsync();
    }

    [Test]
    public async Task Statement_DiscardedByMistake_IsImportedAgain()
    {
        var file = Camt(Debit(payment.Net.MinorUnits, payment.EndToEndId), offBy: 1);
        var first = (await ImportAsync(file)).Statements.Single().Statement;
        await statements.DiscardStatementAsync(
            new() { RequestId = Scene.NewId(), StatementId = first.Id, Reason = "the wrong file" },
            office.As(FinanceOffice.Ada));

        var again = (await ImportAsync(file)).Statements.Single();
        Assert.That((again.WasKnown, again.Statement.State), Is.EqualTo((false, State.Held)));
        await AcceptAsync(again.Statement.Id, FinanceOffice.Ben);

        Assert.That((await ReconcileAsync()).Passes.Sum(p => p.Payments), Is.EqualTo(1));
        Assert.That((await ImportAsync(file)).Statements.Single(),
            Has.Property("WasKnown").True.And.Property("Statement").Property("Id").EqualTo(again.Statement.Id));
        await office.ExpectBooksToHoldAsync();
    }

    [Test]
    public async Task Close_WithoutARun_CarriesThePaymentThatTheBankDoesNotShow()
    {
        await ImportAsync(Camt(""));

        var closed = await CloseAsync();

        Assert.That((closed.Period.State, closed.Period.CarriedOver), Is.EqualTo((V1.Period.Types.State.Closed, 1)));
        await office.ExpectBooksToHoldAsync();
    }

    [Test]
    public async Task Statement_OfManySteps_HasEachLineOnce()
    {
        const int Lines = 1_201;
        var file = Camt(string.Concat(Enumerable.Range(1, Lines).Select(n => Debit(n, $"OTHER-{n}"))));

        var imported = (await ImportAsync(file)).Statements.Single().Statement;
        var again = (await ImportAsync(file)).Statements.Single();
        var run = await ReconcileAsync();

        Assert.That((imported.State, imported.Lines, again.WasKnown), Is.EqualTo((State.Open, Lines, true)));
        Assert.That((run.Lines, run.BankSide.MinorUnits), Is.EqualTo((Lines, -Lines * (Lines + 1L) / 2)));
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

    private static string Credit(long fen, string details) => Entry(fen, "CRDT", details);

    private static string Return(long fen, string id) => Credit(fen,
        $"<Refs><EndToEndId>{id}</EndToEndId></Refs><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>");

    private byte[] Camt(string entries, string id = "S", long offBy = 0)
    {
        // The second statement of the day goes on where the first, of one payment, ended.
        var opening = 100_000_000 - (id == "S" ? 0 : spent);
        var net = XElement.Parse($"<Of>{entries}</Of>").Elements("Ntry").Sum(e =>
            (long)((decimal)e.Element("Amt")! * 100) * ((string)e.Element("CdtDbtInd")! == "CRDT" ? 1 : -1));
        spent = id == "S" ? -net : spent;
        string Balance(string code, long fen) => string.Create(CultureInfo.InvariantCulture, $"""
            <Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">{fen / 100m:0.00}</Amt>
            <CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>DAY</Dt></Dt></Bal>
            """);
        return Encoding.UTF8.GetBytes($"""
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
            <GrpHdr><MsgId>M</MsgId><CreDtTm>DAYT20:00:00</CreDtTm></GrpHdr><Stmt><Id>{id}</Id>
            <Acct><Id><Othr><Id>1203280009000123456</Id></Othr></Id><Ccy>CNY</Ccy></Acct>
            {Balance("OPBD", opening)}{Balance("CLBD", opening + net + offBy)}{entries}
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

    private async Task<V1.Remittance> RemittanceAsync(string batch)
    {
        using var call = new V1.ReportService.ReportServiceClient(service.Channel).GetRemittance(
            new() { BatchId = batch }, office.Auditor);
        await call.ResponseStream.MoveNext(default);
        return call.ResponseStream.Current.Remittance;
    }

    private async Task RejectAsync(string reason) => await office.Payouts.ImportPaymentStatusAsync(new()
    {
        RequestId = Scene.NewId(),
        Content = ByteString.CopyFrom(BankReport.On(
            await office.DownloadAsync(payment.BatchId), (payment.EndToEndId, "RJCT", reason, "refused"))),
    }, office.As(FinanceOffice.Ada));

    private Task<V1.ReconcileResponse.Types.Result> ReconcileAsync(Metadata? who = null) =>
        office.ReconcileAsync(who);

    private async Task<V1.ClosePeriodResponse> CloseAsync() => await desk.ClosePeriodAsync(new()
    {
        RequestId = Scene.NewId(), FundingAccountId = FinanceOffice.Account,
        Month = day.ToString("yyyy-MM", CultureInfo.InvariantCulture),
    }, office.As(FinanceOffice.Ada));

    /// <summary>Two people ask back what was paid.</summary>
    private async Task<V1.ClawBack> ClawBackAsync()
    {
        var asked = (await office.Payouts.RequestClawBackAsync(
            new() { RequestId = Scene.NewId(), RedemptionId = redemption, Reason = "nobody attended" },
            office.As(FinanceOffice.Ada))).ClawBack;
        return (await office.Payouts.DecideClawBackAsync(
            new() { RequestId = Scene.NewId(), ClawBackId = asked.Id, Approved = true },
            office.As(FinanceOffice.Ben))).ClawBack;
    }

    private async Task<V1.ClawBack> ClawBackAsync(string id) =>
        (await office.Payouts.ListClawBacksAsync(new(), office.Auditor)).ClawBacks.Single(c => c.Id == id);

    private async Task ResolveAsync(V1.Discrepancy found, V1.Discrepancy.Types.Resolution resolution)
    {
        await desk.ProposeResolutionAsync(new()
        {
            RequestId = Scene.NewId(), DiscrepancyId = found.Id, Reason = "I asked the bank", Resolution = resolution,
        }, office.As(FinanceOffice.Ada));
        await DecideAsync(found.Id, FinanceOffice.Ben);
    }

    private async Task<V1.AcceptStatementResponse> AcceptAsync(string id, string by) =>
        await statements.AcceptStatementAsync(
            new() { RequestId = Scene.NewId(), StatementId = id, Reason = "the bank's letter" }, office.As(by));

    private async Task<V1.DecideResolutionResponse> DecideAsync(string id, string by) =>
        await desk.DecideResolutionAsync(
            new() { RequestId = Scene.NewId(), DiscrepancyId = id, Approved = true }, office.As(by));
}
