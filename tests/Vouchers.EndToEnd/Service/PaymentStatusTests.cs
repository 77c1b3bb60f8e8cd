using System.Text;
using Google.Protobuf;
using Grpc.Core;
using NUnit.Framework;
using Item = Vouchers.V1.PayoutItem.Types.State;

namespace Vouchers.EndToEnd.Service;

/// <summary>What the bank says of an exported order, before any statement.</summary>
[TestFixture]
internal sealed class PaymentStatusTests
{
    private RunningService service = null!;
    private FinanceOffice office = null!;
    private V1.PayoutBatch batch = null!;
    private byte[] order = null!;

    [SetUp]
    public async Task ExportAsync()
    {
        service = await RunningService.StartAsync();
        office = await FinanceOffice.OpenAsync(service);
        await office.EarnAsync("vtc");
        await office.EarnAsync("city-college");
        await office.ReadyAsync("vtc");
        await office.ReadyAsync("city-college");
        batch = await office.DraftAsync();
        await office.ApproveAsync(batch.Id);
        batch = await office.ExportAsync(batch.Id);
        order = await office.DownloadAsync(batch.Id);
    }

    [TearDown]
    public async Task CloseAsync() => await service.DisposeAsync();

    [Test]
    public async Task Report_OnEachPayment_IsTakenIn()
    {
        var (taken, closed) = (await PaymentOfAsync("vtc"), await PaymentOfAsync("city-college"));

        var answer = await ImportAsync(BankReport.On(order,
            (taken.EndToEndId, "ACSP", "", ""), (closed.EndToEndId, "RJCT", "AC04", "收款账户已销户"),
            ("SOMEBODY-ELSES", "ACSP", "", "")));

        Assert.That((answer.Accepted, answer.Rejected, answer.Undecided), Is.EqualTo((1, 1, 0)));
        var rejected = answer.Answers.Single(a => a.Refusal is null);
        Assert.That((rejected.EndToEndId, rejected.Status, rejected.Reason),
            Is.EqualTo((closed.EndToEndId, "RJCT", "RJCT AC04 收款账户已销户")));
        var unknown = answer.Answers.Single(a => a.Refusal is not null);
        Assert.That((unknown.EndToEndId, unknown.Refusal.Reason),
            Is.EqualTo(("SOMEBODY-ELSES", V1.RefusalReason.NotFound)));
        Assert.That((await PaymentOfAsync("vtc")).State, Is.EqualTo(Item.Accepted));
        var ended = await PaymentOfAsync("city-college");
        Assert.That((ended.State, ended.Reason), Is.EqualTo((Item.Rejected, "RJCT AC04 收款账户已销户")));
        await office.ExpectBooksToHoldAsync();
    }

    [Test]
    public async Task Rejected_IsPayableAgain_AndTheNextBatchPaysIt()
    {
        var closed = await PaymentOfAsync("city-college");
        await ImportAsync(BankReport.On(order, (closed.EndToEndId, "RJCT", "AC04", "closed")));

        var held = (await office.Payouts.GetPayeeAccountAsync(
            new() { InstitutionId = "city-college" }, office.As(FinanceOffice.Ada))).PayeeAccount.HeldReason;
        Assert.That(held, Does.Contain(closed.EndToEndId).And.Contain("AC04"));
        await office.ReleaseAsync("city-college");
        var next = await office.DraftAsync();

        Assert.That((next.Items, next.Total), Is.EqualTo((1, closed.Net)));
        Assert.That((await office.ItemsAsync(next.Id)).Single().InstitutionId, Is.EqualTo("city-college"));
        await office.ExpectBooksToHoldAsync();
    }

    [Test]
    public async Task Word_ThatIsNotFinal_AndNoWord_AreUndecided()
    {
        var answer = await ImportAsync(
            BankReport.On(order, ((await PaymentOfAsync("vtc")).EndToEndId, "PDNG", "", "")));

        Assert.That((answer.Accepted, answer.Rejected, answer.Undecided, answer.Answers.Count),
            Is.EqualTo((0, 0, 2, 0)));
        Assert.That((await office.ItemsAsync(batch.Id)).Select(i => i.State), Is.All.EqualTo(Item.Sent));
    }

    [Test]
    public async Task WholeFile_Rejected_LeavesAnotherBatchThatItNamesOnItsWay()
    {
        var named = (await PaymentOfAsync("vtc")).EndToEndId;
        await office.EarnAsync("vtc");
        var second = await office.DraftAsync();
        await office.ApproveAsync(second.Id);
        await office.ExportAsync(second.Id);

        var answer = await ImportAsync(BankReport.OnWhole(
            await office.DownloadAsync(second.Id), "RJCT", (named, "ACSP")));

        Assert.That((answer.Accepted, answer.Rejected, answer.Undecided), Is.EqualTo((1, 1, 1)));
        Assert.That((await office.ItemsAsync(batch.Id)).Select(i => i.State),
            Is.EquivalentTo(new[] { Item.Accepted, Item.Sent }));
        Assert.That((await office.ItemsAsync(second.Id)).Single().State, Is.EqualTo(Item.Rejected));
        await office.ExpectBooksToHoldAsync();
    }

    [Test]
    public async Task File_Twice_WithTheSameRequestIdAndWithAnother_ChangesNothing()
    {
        var report = BankReport.On(order,
            ((await PaymentOfAsync("vtc")).EndToEndId, "ACSC", "", ""),
            ((await PaymentOfAsync("city-college")).EndToEndId, "RJCT", "AC04", "closed"));
        var id = Scene.NewId();
        var first = await ImportAsync(report, id);
        var entries = await EntriesAsync();

        var repeated = await ImportAsync(report, id);
        var again = await ImportAsync(report);

        Assert.That(repeated, Is.EqualTo(first));
        Assert.That((again.Accepted, again.Rejected, again.Unchanged, again.Answers.Count), Is.EqualTo((0, 0, 2, 0)));
        Assert.That(await EntriesAsync(), Is.EqualTo(entries), "entries in the journal");
        await office.ExpectBooksToHoldAsync();
    }

    [Test]
    public async Task Settlement_AfterTheRejection_HoldsTheAccount_AndTheRestIsTaken()
    {
        var (taken, closed) = (await PaymentOfAsync("vtc"), await PaymentOfAsync("city-college"));
        await ImportAsync(BankReport.On(order, (closed.EndToEndId, "RJCT", "AM04", "no funds")));
        var settled = BankReport.On(order, (taken.EndToEndId, "ACSP", "", ""), (closed.EndToEndId, "ACSC", "", ""));

        var answer = await ImportAsync(settled);
        var again = await ImportAsync(settled);

        Assert.That((answer.Accepted, answer.Rejected, answer.Answers.Count), Is.EqualTo((1, 0, 0)));
        Assert.That(answer.Notes, Has.One.Contain(closed.EndToEndId).And.One.Contain("'city-college' are held"));
        var late = again.Answers.Single();
        Assert.That((late.EndToEndId, late.Refusal.Reason),
            Is.EqualTo((closed.EndToEndId, V1.RefusalReason.BankContradiction)));
    }

    [Test]
    public async Task Rejection_OfAPaymentThatAStatementShows_FreesNothing()
    {
        var paid = await PaymentOfAsync("vtc");
        await BookAsync(100 - paid.Net.MinorUnits, paid.EndToEndId);

        var one = await ImportAsync(BankReport.On(order, (paid.EndToEndId, "RJCT", "AC04", "closed")));
        var all = await ImportAsync(BankReport.OnWhole(order, "RJCT"));

        foreach (var answer in (V1.ImportPaymentStatusResponse[])[one, all])
        {
            var told = answer.Answers.Single(a => a.Refusal is not null);
            Assert.That((told.EndToEndId, told.Refusal.Reason),
                Is.EqualTo((paid.EndToEndId, V1.RefusalReason.BankContradiction)));
            Assert.That(told.Refusal.Message, Does.Contain("AmountDifference"));
        }

        Assert.That((one.Rejected, all.Rejected), Is.EqualTo((0, 1)), "The other payment was not seen leaving.");
        Assert.That((await PaymentOfAsync("vtc")).State, Is.EqualTo(Item.Sent));
        Assert.That((await office.ItemsAsync((await office.DraftAsync()).Id)).Select(i => i.InstitutionId),
            Is.EqualTo(new[] { "city-college" }));
        await office.ExpectBooksToHoldAsync();
    }

    // Nobody reconciled before the approval, and the bank may name no more than the batch, or only the account.
    [Test]
    public async Task Rejected_AndThenBooked_IsNotPaidAgainBeforePeopleDecided(
        [Values("payment", "batch", "account")] string named)
    {
        var rejected = await PaymentOfAsync("vtc");
        await ImportAsync(BankReport.On(order, (rejected.EndToEndId, "RJCT", "AM04", "no funds")));
        var next = await office.DraftAsync();
        var name = named switch
        {
            "payment" => rejected.EndToEndId,
            "batch" => batch.Id.ToUpperInvariant(),
            _ => "",
        };
        await office.BookAsync(
            DateOnly.FromDateTime(batch.PayOn.ToDateTime()), named == "account" ? rejected.Payee.AccountNumber : "",
            (-rejected.Net.MinorUnits, name));

        var failure = await Expect.FailureAsync(
            () => office.ApproveAsync(next.Id), StatusCode.FailedPrecondition, "PAYMENTS_HELD");

        var found = (await office.ReconcileAsync()).Discrepancies.Single(d => d.LineIds.Count > 0);
        Assert.That((found.PaymentIds.Single(), found.Difference.MinorUnits),
            Is.EqualTo((rejected.Id, -rejected.Net.MinorUnits)));
        Assert.That(failure.Status.Detail, Does.Contain(found.Id));
        await office.ExpectBooksToHoldAsync();
    }

    [Test]
    public async Task WholeFile_Rejected_ThoughAStatementShowsAPaymentOfIt_FreesNoOther()
    {
        var paid = await PaymentOfAsync("vtc");
        await BookAsync(-paid.Net.MinorUnits, paid.EndToEndId);
        await office.ReconcileAsync();

        var answer = await ImportAsync(BankReport.OnWhole(order, "RJCT"));

        Assert.That((answer.Rejected, answer.Undecided), Is.EqualTo((0, 2)));
        var told = answer.Answers.Single();
        Assert.That((told.EndToEndId, told.Status, told.Refusal.Reason),
            Is.EqualTo((batch.Id.ToUpperInvariant(), "RJCT", V1.RefusalReason.BankContradiction)));
        Assert.That(told.Refusal.Message, Does.Contain("1 of its 2 payments"));
        Assert.That((await PaymentOfAsync("city-college")).State, Is.EqualTo(Item.Sent));
    }

    [Test]
    public async Task Report_ThatContradictsItself_IsTakenWhereItDoesNot()
    {
        var (both, other) = (await PaymentOfAsync("vtc"), await PaymentOfAsync("city-college"));

        var answer = await ImportAsync(BankReport.On(order, (both.EndToEndId, "RJCT", "AC04", "closed"),
            (both.EndToEndId, "ACSC", "", ""), (other.EndToEndId, "MAYB", "", "")));

        Assert.That((answer.Accepted, answer.Rejected, answer.Undecided), Is.EqualTo((0, 0, 1)));
        Assert.That(answer.Answers.Single().Refusal.Reason, Is.EqualTo(V1.RefusalReason.BankContradiction));
        Assert.That(answer.Notes, Has.Some.Contains("MAYB"));
    }

    [Test]
    public async Task Payment_ListedUnderAnotherOrder_IsToldAndNotTaken()
    {
        await office.EarnAsync("vtc");
        var second = await office.DraftAsync();
        await office.ApproveAsync(second.Id);
        await office.ExportAsync(second.Id);
        var strange = (await office.ItemsAsync(second.Id)).Single().EndToEndId;

        var answer = await ImportAsync(BankReport.On(order, (strange, "RJCT", "AC04", "closed")));

        var told = answer.Answers.Single();
        Assert.That((told.EndToEndId, told.Refusal.Reason),
            Is.EqualTo((strange, V1.RefusalReason.BankContradiction)));
        Assert.That((await office.ItemsAsync(second.Id)).Single().State, Is.EqualTo(Item.Sent));
    }

    [Test]
    public async Task Report_OnAnOrderThatIsNotWithTheBank_IsRefusedOnce()
    {
        await office.EarnAsync("vtc");
        var draft = await office.DraftAsync();
        var named = (await office.ItemsAsync(draft.Id)).Single().EndToEndId;
        var others = Encoding.UTF8.GetString(BankReport.On(order, (named, "ACSP", "", "")))
            .Replace(batch.Id.ToUpperInvariant(), draft.Id.ToUpperInvariant(), StringComparison.Ordinal);

        var answer = await ImportAsync(Encoding.UTF8.GetBytes(others));

        var told = answer.Answers.Single();
        Assert.That((told.EndToEndId, told.Refusal.Reason),
            Is.EqualTo((draft.Id.ToUpperInvariant(), V1.RefusalReason.PayoutOutOfOrder)));
    }

    [Test]
    public async Task File_ThatIsNone_OrOfNobodysOrder_IsRefusedWhole()
    {
        var failure = await Expect.FailureAsync(
            () => ImportAsync("<html/>"u8.ToArray()), StatusCode.InvalidArgument);
        Assert.That(failure.Status.Detail, Does.Contain("content"));
        await Expect.FailureAsync(() => ImportAsync([]), StatusCode.InvalidArgument);
        var others = Encoding.UTF8.GetString(BankReport.On(order, ("PAY-000099.P1.I1", "RJCT", "AC04", "x")))
            .Replace(batch.Id.ToUpperInvariant(), "PAY-000099", StringComparison.Ordinal);
        await Expect.FailureAsync(
            () => ImportAsync(Encoding.UTF8.GetBytes(others)), StatusCode.NotFound, "NOT_FOUND");
    }

    private async Task<V1.PayoutItem> PaymentOfAsync(string institution) =>
        (await office.ItemsAsync(batch.Id)).Single(i => i.InstitutionId == institution);

    private async Task<V1.ImportPaymentStatusResponse> ImportAsync(byte[] report, string? requestId = null) =>
        await office.Payouts.ImportPaymentStatusAsync(
            new() { RequestId = requestId ?? Scene.NewId(), Content = ByteString.CopyFrom(report) },
            office.As(FinanceOffice.Ada));

    private async Task BookAsync(long fen, string endToEndId) =>
        await office.BookAsync(DateOnly.FromDateTime(batch.PayOn.ToDateTime()), (fen, endToEndId));

    private async Task<int> EntriesAsync()
    {
        var (count, token) = (0, "");
        do
        {
            var page = await office.Scene.Journal.ListJournalEntriesAsync(
                new() { PageSize = 1_000, PageToken = token }, office.Auditor);
            (count, token) = (count + page.Entries.Count, page.NextPageToken);
        }
        while (token.Length > 0);
        return count;
    }
}
