using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

public sealed class DiscrepancyTests
{
    [TestCase(-503, -3, TestName = "Adjustment_OfAFee_PaysTheItemAndKeepsTheDifference")]
    [TestCase(-490, 10, TestName = "Adjustment_OfTooLittle_PaysTheItemAndKeepsTheDifference")]
    public void Adjustment(long amount, long difference)
    {
        var world = new BankWorld();
        var item = world.Send(500);
        var found = Open(world, DiscrepancyType.AmountDifference, world.Book(amount), [item]);
        Resolve(world, found, Resolution.Adjustment);
        Assert.That(world.Owed(), Is.EqualTo((0L, 0L, 500L, 0L)));
        Assert.That(world.Moved(), Is.EqualTo((-difference, 0L, difference)));
    }

    [Test]
    public void WriteOff_OfAnUnknownLine_LeavesSuspenseForTheAdjustment()
    {
        var world = new BankWorld();
        var lines = world.Book(-40);
        world.Suspend(lines);
        var found = Open(world, DiscrepancyType.MissingInLedger, lines, []);
        Resolve(world, found, Resolution.WriteOff);
        Assert.That(world.Moved(), Is.EqualTo((40L, 0L, -40L)));
        world.Do(new RequestUnmatch(BankWorld.Maker, found.MatchId, "it was a payment"));
        world.Do(new DecideUnmatch(BankWorld.Checker, found.MatchId, true));
        Assert.That(world.Moved(), Is.EqualTo((40L, -40L, 0L)));
    }

    [Test]
    public void RePay_OfAnItemThatNeverArrived_IsPayableAgain()
    {
        var world = new BankWorld();
        var found = Open(world, DiscrepancyType.MissingInBank, [], [world.Send(500)]);
        Resolve(world, found, Resolution.RePay);
        Assert.That(world.Owed(), Is.EqualTo((500L, 0L, 0L, 0L)));
        Assert.That(world.Ledger.All<PayoutItem>().Single().State, Is.EqualTo(PayoutItemState.GivenUp));
    }

    [Test]
    public void RePay_OfAWrongPayee_KeepsTheLineInTheAdjustment()
    {
        var world = new BankWorld();
        var item = world.Send(500);
        var found = Open(world, DiscrepancyType.WrongPayee, world.Book(-500), [item]);
        Resolve(world, found, Resolution.RePay);
        Assert.That(world.Owed(), Is.EqualTo((500L, 0L, 0L, 0L)));
        Assert.That(world.Moved(), Is.EqualTo((500L, 0L, -500L)));
    }

    [Test]
    public void ClawBack_OfAFailedPaymentThatArrived_IsTakenOffTheNextOne()
    {
        var world = new BankWorld();
        var item = world.Send(500);
        world.Do(new RecordBankAnswer(BankWorld.Maker, item.Id, true, "RJCT AM04"));
        var draft = world.Draft();
        var found = Open(world, DiscrepancyType.MissingInLedger, world.Book(-500), [item]);
        Assert.That(world.Refuse(new ApprovePayoutBatch(BankWorld.Checker, draft.Id)),
            Is.EqualTo(RefusalCode.PaymentsHeld), "the line is before people");
        world.Draft();
        Assert.That(world.Ledger.All<PayoutItem>().Count(), Is.EqualTo(2), "nothing more goes to the institution");
        Resolve(world, found, Resolution.ClawBack);
        Assert.That(world.Owed(), Is.EqualTo((500L, 0L, 500L, -500L)));
        Assert.That(world.Refuse(new ApprovePayoutBatch(BankWorld.Checker, draft.Id)),
            Is.EqualTo(RefusalCode.BankContradiction), "the batch does not take it off");
        world.Redeem(500);
        var other = world.Draft();
        Assert.That(world.Ledger.Row(other.Id).Total.MinorUnits, Is.Zero, "it takes off all that is owed");
        Assert.That(world.Refuse(new ApprovePayoutBatch(BankWorld.Checker, draft.Id)),
            Is.EqualTo(RefusalCode.BankContradiction), "that another batch would take it off does not help");
        Assert.That(world.Refuse(new RequestUnmatch(BankWorld.Maker, found.MatchId, "slip")),
            Is.EqualTo(RefusalCode.MatchOutOfOrder));

        foreach (var batch in world.Ledger.All<PayoutBatch>().Where(b => b.State == PayoutState.Draft).ToList())
        {
            world.Do(new CancelPayoutBatch(BankWorld.Maker, batch.Id, "it arrived"));
            var drafted = world.Ledger.All<PayoutItem>().Single(i => i.BatchId == batch.Id);
            world.Do(new ReleasePayoutItem(Actor.Clock, drafted.Id));
        }

        var next = world.Send(100);
        Assert.That((next.Gross.MinorUnits, next.Net.MinorUnits), Is.EqualTo((1_100L, 600L)));
        Assert.That(world.Owed(), Is.EqualTo((0L, 600L, 500L, 0L)));
    }

    [TestCase(-800, true)]
    [TestCase(-799, false)]
    public void ClawBack_OfSeveralFailedPayments_IsOneEach_WhereTheyAreTheSum(long amount, bool fits)
    {
        var world = new BankWorld();
        var items = new[] { world.Send(500), world.Send(300) };
        foreach (var item in items)
            world.Do(new RecordBankAnswer(BankWorld.Maker, item.Id, true, "AM04"));
        var found = Open(world, DiscrepancyType.MissingInLedger, world.Book(amount), items);
        if (!fits)
        {
            Assert.That(world.Refuse(new ProposeResolution(BankWorld.Maker, found.Id, Resolution.ClawBack, "x")),
                Is.EqualTo(RefusalCode.ResolutionUnfit));
            return;
        }

        Resolve(world, found, Resolution.ClawBack);
        Assert.That(world.Ledger.All<ClawBack>().Select(c => (c.PaymentId, c.OpenMinorUnits)),
            Is.EquivalentTo(new[] { ((Id<PayoutItem>?)items[0].Id, 500L), (items[1].Id, 300L) }));
        Assert.That(world.Owed(), Is.EqualTo((800L, 0L, 800L, -800L)));
    }

    [Test]
    public void Return_OfMoneyBeyondAPayment_IsThePaymentsOwnOnlyAfterThat()
    {
        var world = new BankWorld();
        var item = world.Send(500);
        world.Confirm(BankWorld.Pay(world.Book(-500), item));
        Resolve(world, Open(world, DiscrepancyType.DuplicatePayment, world.Book(-500), [item]), Resolution.ClawBack);
        var lines = world.Book(500, 500);
        Assert.That(world.Refuse(new ProposeMatch(BankWorld.Maker, world.Draw<Match>("match"), BankWorld.City,
            BankWorld.Back(lines[0], item), "x")), Is.EqualTo(RefusalCode.ClawBackOutOfOrder));

        Resolve(world, Open(world, DiscrepancyType.Returned, [lines[0]], [item]), Resolution.RePay);
        Assert.That(world.Ledger.Row(item.Id).State, Is.EqualTo(PayoutItemState.Paid), "one of the two is left");
        Assert.That(world.Ledger.All<ClawBack>().Single().State, Is.EqualTo(ClawBackState.Closed));
        Assert.That(world.Owed(), Is.EqualTo((0L, 0L, 500L, 0L)));

        // What arrived beyond the payment came back once: the second line is the payment's own return.
        Resolve(world, Open(world, DiscrepancyType.Returned, [lines[1]], [item]), Resolution.RePay);
        Assert.That(world.Ledger.Row(item.Id).State, Is.EqualTo(PayoutItemState.Returned));
        Assert.That(world.Owed(), Is.EqualTo((500L, 0L, 0L, 0L)));
    }

    [Test]
    public void Batch_WhileALineShowsAFailedPaymentBesideOneOnItsWay_Waits()
    {
        var world = new BankWorld();
        var items = new[] { world.Send(80), world.Send(100) };
        world.Do(new RecordBankAnswer(BankWorld.Maker, items[0].Id, true, "AM04"));
        // Less than the payment on its way, so that money seems to be missing and not to be too much.
        Open(world, DiscrepancyType.AmountDifference, world.Book(-80), items, difference: 20);
        world.Do(new HoldPayments(BankWorld.Maker, World.Institution, ""));
        Assert.That(world.Refuse(new ApprovePayoutBatch(BankWorld.Checker, world.Draft().Id)),
            Is.EqualTo(RefusalCode.BankContradiction));
    }

    [Test]
    public void WhatAnInstitutionOwes_IsTakenOffWhatItIsOwedToo()
    {
        var world = new BankWorld();
        var redemption = world.Redeem(300);
        world.Confirm(BankWorld.Pay(world.Book(-300), world.Send()));
        var item = world.Send(500);
        world.Do(new RecordBankAnswer(BankWorld.Maker, item.Id, true, "RJCT AM04"));
        Resolve(world, Open(world, DiscrepancyType.MissingInLedger, world.Book(-500), [item]), Resolution.ClawBack);
        world.Send();
        Resolve(world, Open(world, DiscrepancyType.MissingInLedger, world.Book(500), [item]), Resolution.RePay);
        world.Do(new HoldPayments(BankWorld.Maker, World.Institution, ""));
        world.ClawBack(redemption);

        var last = world.Send(50);

        Assert.That((last.Gross.MinorUnits, last.Net.MinorUnits), Is.EqualTo((50L, 250L)));
        Assert.That(world.Ledger.All<ClawBack>().Select(c => c.OpenMinorUnits), Is.All.Zero);
    }

    [Test]
    public void WhatAnInstitutionIsOwed_IsPaid_AlsoWhereNothingElseIs()
    {
        var world = new BankWorld();
        var item = world.Send(500);
        world.Do(new RecordBankAnswer(BankWorld.Maker, item.Id, true, "RJCT AM04"));
        Resolve(world, Open(world, DiscrepancyType.MissingInLedger, world.Book(-500), [item]), Resolution.ClawBack);
        Assert.That(world.Send().State, Is.EqualTo(PayoutItemState.Netted));
        Resolve(world, Open(world, DiscrepancyType.MissingInLedger, world.Book(500), [item]), Resolution.RePay);
        Assert.That(world.Draft().State, Is.EqualTo(PayoutState.Cancelled), "its account is held");

        world.Do(new HoldPayments(BankWorld.Maker, World.Institution, ""));
        var paid = world.Send();

        Assert.That((paid.Redemptions, paid.Gross.MinorUnits, paid.Net.MinorUnits), Is.EqualTo((0, 0L, 500L)));
        Assert.That(world.Draft().State, Is.EqualTo(PayoutState.Cancelled), "it is paid once");
        world.Confirm(BankWorld.Pay(world.Book(-500), paid));
        Assert.That(world.Owed(), Is.EqualTo((0L, 0L, 500L, 0L)));
    }

    [Test]
    public void Arrival_ThatCameBackBeforeItWasTakenOff_ComesBackOnce()
    {
        var world = new BankWorld();
        var item = world.Send(500);
        world.Do(new RecordBankAnswer(BankWorld.Maker, item.Id, true, "RJCT AM04"));
        Resolve(world, Open(world, DiscrepancyType.MissingInLedger, world.Book(-500), [item]), Resolution.ClawBack);
        var lines = world.Book(495, 500, 5);
        Resolve(world, Open(world, DiscrepancyType.MissingInLedger, [lines[0]], [item]), Resolution.RePay);
        Assert.That(world.Owed(), Is.EqualTo((500L, 0L, 5L, -5L)));

        var again = Open(world, DiscrepancyType.MissingInLedger, [lines[1]], [item]);
        Assert.That(world.Refuse(new ProposeResolution(BankWorld.Maker, again.Id, Resolution.RePay, "x")),
            Is.EqualTo(RefusalCode.PayoutOutOfOrder), "5 of it are left");
        var rest = Open(world, DiscrepancyType.MissingInLedger, [lines[2]], [item]);
        Resolve(world, rest, Resolution.RePay);
        Assert.That(world.Owed(), Is.EqualTo((500L, 0L, 0L, 0L)));
        world.Do(new RequestUnmatch(BankWorld.Maker, rest.MatchId, "slip"));
        world.Do(new DecideUnmatch(BankWorld.Checker, rest.MatchId, true));
        Assert.That(world.Ledger.All<ClawBack>().Single().ReturnedMinorUnits, Is.EqualTo(495));
        Assert.That(world.Owed(), Is.EqualTo((500L, 0L, 5L, -5L)));
    }

    [Test]
    public void ClawBack_OfADebitThatShowsPaymentsOnTheirWayToo_PaysThose()
    {
        var world = new BankWorld();
        var items = new[] { world.Send(500), world.Send(300), world.Send(200) };
        world.Do(new RecordBankAnswer(BankWorld.Maker, items[1].Id, true, "AM04"));
        var found = Open(world, DiscrepancyType.AmountDifference, world.Book(-1_000), items);
        Assert.That(world.Ledger.Row(PayeeAccount.IdOf(World.Institution)).HeldReason, Does.Contain(found.Key));
        Assert.That(world.Refuse(new ProposeResolution(BankWorld.Maker, found.Id, Resolution.Adjustment, "x")),
            Is.EqualTo(RefusalCode.PayoutOutOfOrder));

        Resolve(world, found, Resolution.ClawBack);

        Assert.That(items.Select(i => world.Ledger.Row(i.Id).State), Is.EqualTo(
            new[] { PayoutItemState.Paid, PayoutItemState.Rejected, PayoutItemState.Paid }));
        Assert.That(world.Ledger.All<ClawBack>().Select(c => (c.PaymentId, c.OpenMinorUnits)),
            Is.EqualTo(new[] { ((Id<PayoutItem>?)items[1].Id, 300L) }));
        Assert.That(world.Owed(), Is.EqualTo((300L, 0L, 1_000L, -300L)));
        Assert.That(world.Ledger.Row(PayeeAccount.IdOf(World.Institution)).HeldReason, Is.Empty);
    }

    [TestCase(-499, "", true)]
    [TestCase(-501, "", false)]
    [TestCase(-501, "6222 0012 345", true)]
    public void ClawBack_OfOneFailedPayment_IsOfItsSumAtMost_ButForItsOwnAccount(long amount, string to, bool fits)
    {
        var world = new BankWorld();
        var item = world.Send(500);
        world.Do(new RecordBankAnswer(BankWorld.Maker, item.Id, true, "AM04"));
        var line = world.Book(amount)[0];
        world.Ledger.Change(line.Id, l => l with { Details = l.Details with { CounterpartyAccount = to } });
        var found = Open(world, DiscrepancyType.MissingInLedger, [line], [item]);
        if (fits)
            Resolve(world, found, Resolution.ClawBack);
        else
            Assert.That(world.Refuse(new ProposeResolution(BankWorld.Maker, found.Id, Resolution.ClawBack, "x")),
                Is.EqualTo(RefusalCode.ResolutionUnfit));
        Assert.That(world.Owed().Receivable, Is.EqualTo(fits ? amount : 0));
    }

    [Test]
    public void Arrival_ThatAPersonMatchesByHand_TakesASecondOne()
    {
        var world = new BankWorld();
        var item = world.Send(500);
        world.Do(new RecordBankAnswer(BankWorld.Maker, item.Id, true, "AM04"));
        var content = new MatchContent(MatchKind.Arrival, [world.Book(-500)[0].Id], [item.Id], []);
        var match = world.Propose(content);
        Assert.That(world.Refuse(new DecideMatch(BankWorld.Maker, match.Id, true)), Is.EqualTo(RefusalCode.SamePerson));
        world.Do(new DecideMatch(BankWorld.Checker, match.Id, true));
        Assert.That(world.Owed(), Is.EqualTo((500L, 0L, 500L, -500L)));
        Assert.That(world.Ledger.All<ClawBack>().Single().Reason, Is.EqualTo("I asked the bank"));
        Assert.That(world.Refuse(new ProposeMatch(BankWorld.Maker, world.Draw<Match>("match"), BankWorld.City,
            content with { Lines = [world.Book(500)[0].Id] }, "x")), Is.EqualTo(RefusalCode.MatchDiffers), "money in");
        Assert.That(world.Refuse(new ProposeMatch(BankWorld.Maker, world.Draw<Match>("match"), BankWorld.City,
            content with { Lines = [world.Book(-900)[0].Id] }, "x")), Is.EqualTo(RefusalCode.MatchDiffers), "too much");
        Assert.That(world.Refuse(new ConfirmMatch(Actor.Clock, world.Draw<Match>("match"), BankWorld.City, content,
            "pass", 90, "x")), Is.EqualTo(RefusalCode.InvalidField), "no run decides that");
    }

    [Test]
    public void Arrival_WhosePaymentWasSettledSince_IsProposedAnew()
    {
        var world = new BankWorld();
        var items = new[] { world.Send(500), world.Send(300) };
        world.Do(new RecordBankAnswer(BankWorld.Maker, items[0].Id, true, "AM04"));
        var line = world.Book(-800)[0];
        var found = Open(world, DiscrepancyType.MissingInLedger, [line], [items[0]]);
        var content = new MatchContent(MatchKind.Arrival, [line.Id], [.. items.Select(i => i.Id)], []);
        var match = world.Propose(content);
        world.Confirm(BankWorld.Pay(world.Book(-300), items[1]));
        Assert.That(world.Refuse(new DecideMatch(BankWorld.Checker, match.Id, true)),
            Is.EqualTo(RefusalCode.MatchOutOfOrder));
        world.Do(new DecideMatch(BankWorld.Checker, match.Id, false));

        world.Do(new DecideMatch(BankWorld.Checker, world.Propose(content).Id, true));
        Assert.That(world.Owed(), Is.EqualTo((500L, 0L, 1_100L, -800L)), "both were paid beyond what is due");
        Assert.That(world.Do(new ExplainDiscrepancy(Actor.Clock, found.Id)).State,
            Is.EqualTo(DiscrepancyState.Explained));
        Assert.That(world.Ledger.Row(PayeeAccount.IdOf(World.Institution)).HeldReason, Is.Empty);
    }

    [Test]
    public void Batch_OfAnotherAccount_WaitsForTheDiscrepancyAndTheStatementToo()
    {
        var world = new BankWorld();
        var other = Id<FundingAccount>.Parse("second");
        world.Do(new RegisterFundingAccount(BankWorld.Maker, other, BankWorld.Bank("622200009"), Currency.Cny, 0,
            LeastHours: 0));
        var item = world.Send(500);
        world.Do(new RecordBankAnswer(BankWorld.Maker, item.Id, true, "AM04"));
        var found = Open(world, DiscrepancyType.MissingInLedger, world.Book(-500), [item]);
        world.Do(new HoldPayments(BankWorld.Maker, World.Institution, ""));
        var draft = world.Draft(other);
        var approve = new ApprovePayoutBatch(BankWorld.Checker, draft.Id) { Accounts = [BankWorld.City] };
        Assert.That(world.Refuse(approve), Is.EqualTo(RefusalCode.BankContradiction));
        Resolve(world, found, Resolution.WriteOff);
        world.Do(BankWorld.Import(1, "1.00 is missing"));
        Assert.That(world.Refuse(approve), Is.EqualTo(RefusalCode.StatementOutOfOrder));
    }

    [Test]
    public void Arrival_ThatWasTakenOffAndThenCameBack_IsAddedToTheNextPayment()
    {
        var world = new BankWorld();
        var item = world.Send(500);
        world.Do(new RecordBankAnswer(BankWorld.Maker, item.Id, true, "RJCT AM04"));
        Resolve(world, Open(world, DiscrepancyType.MissingInLedger, world.Book(-500), [item]), Resolution.ClawBack);
        var less = world.Send(100);
        Assert.That(less.Net.MinorUnits, Is.EqualTo(100), "500 of 600 is taken off");

        Resolve(world, Open(world, DiscrepancyType.MissingInLedger, world.Book(500), [item]), Resolution.RePay);
        Assert.That(world.Owed(), Is.EqualTo((0L, 100L, 0L, 500L)), "the institution is owed it");
        Assert.That(world.Ledger.Row(PayeeAccount.IdOf(World.Institution)).HeldReason, Does.Contain(item.EndToEndId));
        var again = Open(world, DiscrepancyType.MissingInLedger, world.Book(500), [item]);
        Assert.That(world.Refuse(new ProposeResolution(BankWorld.Maker, again.Id, Resolution.RePay, "x")),
            Is.EqualTo(RefusalCode.PayoutOutOfOrder), "it arrived once");
        Resolve(world, again, Resolution.WriteOff);

        world.Do(new HoldPayments(BankWorld.Maker, World.Institution, ""));
        var more = world.Send(50);
        Assert.That((more.NettedMinorUnits, more.Net.MinorUnits), Is.EqualTo((-500L, 550L)));
        Assert.That(world.Owed(), Is.EqualTo((0L, 650L, 0L, 0L)));
        world.Do(new RecordBankAnswer(BankWorld.Maker, more.Id, true, "RJCT AM04"));
        Assert.That(world.Owed(), Is.EqualTo((50L, 100L, 0L, 500L)), "it is owed again with what it paid for");
        var last = world.Send(10);
        Assert.That(last.Net.MinorUnits, Is.EqualTo(560));
        world.Confirm(BankWorld.Pay(world.Book(-100), less));
        world.Confirm(BankWorld.Pay(world.Book(-560), last));
        Assert.That(world.Owed(), Is.EqualTo((0L, 0L, 660L, 0L)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Batch_WhileAStatementIsHeld_WaitsForTheDecision(bool isAccepted)
    {
        var world = new BankWorld();
        world.Redeem(500);
        var draft = world.Draft();
        var statement = world.Do(BankWorld.Import(1, "1.00 is missing"));
        var approve = new ApprovePayoutBatch(BankWorld.Checker, draft.Id);
        Assert.That(world.Refuse(approve), Is.EqualTo(RefusalCode.StatementOutOfOrder), "it is being imported");
        world.Do(new AddStatementLines(BankWorld.Maker, statement.Id, 0, [BankWorld.New("a", -40)]));
        Assert.That(world.Refuse(approve), Is.EqualTo(RefusalCode.StatementOutOfOrder), "it is held");
        StatementStep decide = isAccepted
            ? new AcceptStatement(BankWorld.Checker, statement.Id, "known")
            : new DiscardStatement(BankWorld.Maker, statement.Id, "cut off");
        world.Do(decide);
        world.Do(approve);

        world.Do(BankWorld.Import(1, file: "next"));
        var export = new ExportPayoutBatch(BankWorld.Maker, draft.Id, "abc1");
        Assert.That(world.Refuse(export), Is.EqualTo(RefusalCode.StatementOutOfOrder));
        world.Do(new DiscardStatement(
            BankWorld.Maker, world.Ledger.All<Statement>().Single(s => s.State == StatementState.Importing).Id, "x"));
        world.Do(export);
    }

    [TestCase(true, false, true, TestName = "Acceptance_AfterItWasGivenUp_HoldsTheAccount")]
    [TestCase(false, true, true, TestName = "Settlement_AfterARejection_HoldsTheAccount")]
    [TestCase(false, false, false, TestName = "Acceptance_AfterARejection_IsAnOldReport")]
    public void Acceptance_OfWhatCameToNothing(bool isGivenUp, bool isSettled, bool isHeld)
    {
        var world = new BankWorld();
        var item = world.Send(500);
        if (isGivenUp)
            Resolve(world, Open(world, DiscrepancyType.MissingInBank, [], [item]), Resolution.RePay);
        else
            world.Do(new RecordBankAnswer(BankWorld.Maker, item.Id, true, "RJCT AM04"));
        var word = new RecordBankAnswer(BankWorld.Maker, item.Id, false, "ACSP") { IsSettled = isSettled };
        if (isHeld)
            world.Do(word);
        Assert.That(world.Ledger.Row(PayeeAccount.IdOf(World.Institution)).HeldReason,
            isHeld ? Does.Contain(item.EndToEndId).And.Contain("ACSP") : Is.Empty);
        Assert.That(world.Refuse(word),
            Is.EqualTo(isHeld ? RefusalCode.BankContradiction : RefusalCode.PayoutOutOfOrder));
        Assert.That(world.Owed().Payable, Is.EqualTo(500), "what it paid for stays payable");
    }

    [Test]
    public void RePay_OfWhatTheNextStatementMayShow_IsUnfit()
    {
        var world = new BankWorld();
        var found = Open(world, DiscrepancyType.Timing, [], [world.Send(500)]);
        Assert.That(world.Refuse(new ProposeResolution(BankWorld.Maker, found.Id, Resolution.RePay, "x")),
            Is.EqualTo(RefusalCode.ResolutionUnfit));
    }

    [Test]
    public void Rejection_AfterItWasGivenUp_HoldsTheAccount()
    {
        var world = new BankWorld();
        var item = world.Send(500);
        Resolve(world, Open(world, DiscrepancyType.MissingInBank, [], [item]), Resolution.RePay);
        var known = world.Do(new RecordBankAnswer(BankWorld.Maker, item.Id, true, "RJCT AC04"));
        Assert.That(known.State, Is.EqualTo(PayoutItemState.GivenUp));
        Assert.That(world.Ledger.Row(PayeeAccount.IdOf(World.Institution)).HeldReason, Does.Contain("AC04"));
    }

    [Test]
    public void ClawBack_OfAPaymentOnItsWay_IsUnfit()
    {
        var world = new BankWorld();
        var found = Open(world, DiscrepancyType.MissingInLedger, world.Book(-500), [world.Send(500)]);
        Assert.That(world.Refuse(new ProposeResolution(BankWorld.Maker, found.Id, Resolution.ClawBack, "x")),
            Is.EqualTo(RefusalCode.PayoutOutOfOrder));
    }

    [TestCase("RJCT AC04 closed", true)]
    [TestCase("RJCT (AG01)", true)]
    [TestCase("AM04", false)]
    public void Rejection_ForTheAccount_HoldsWhatIsPaidToIt(string reason, bool isHeld)
    {
        var world = new BankWorld();
        var item = world.Send(500);
        world.Do(new RecordBankAnswer(BankWorld.Maker, item.Id, true, reason));
        var payee = world.Ledger.Row(PayeeAccount.IdOf(World.Institution));
        Assert.That(payee.HeldReason, isHeld ? Does.Contain(item.EndToEndId).And.Contain(reason) : Is.Empty);
        Assert.That(payee.HeldReason, Has.Length.LessThanOrEqualTo(400));
        world.Draft();
        Assert.That(world.Owed().Payable, Is.EqualTo(500));
        Assert.That(world.Ledger.All<PayoutItem>().Count(), Is.EqualTo(isHeld ? 1 : 2));
    }

    [Test]
    public void Rejection_WithALongText_HoldsWithAShorterOne()
    {
        var world = new BankWorld();
        world.Do(new RecordBankAnswer(BankWorld.Maker, world.Send(500).Id, true, "AC04 " + new string('x', 395)));
        var held = world.Ledger.Row(PayeeAccount.IdOf(World.Institution)).HeldReason;
        Assert.That(held, Has.Length.LessThanOrEqualTo(400));
        Assert.That(held, Does.EndWith("…); check the account with the institution"));
    }

    [Test]
    public void Return_OfAnAccountThatWasChangedSince_HoldsNothing()
    {
        var world = new BankWorld();
        var item = world.Send(500);
        world.Confirm(BankWorld.Pay(world.Book(-500), item));
        world.Do(new SetPayeeAccount(BankWorld.Maker, World.Institution, BankWorld.Bank("62220099999")));
        var found = Open(world, DiscrepancyType.Returned, world.Book(500), [item]);
        Resolve(world, found, Resolution.RePay);
        Assert.That(world.Ledger.Row(PayeeAccount.IdOf(World.Institution)).HeldReason, Is.Empty);
    }

    [Test]
    public void Resolution_BySamePersonOrUnfit_IsRefused()
    {
        var world = new BankWorld();
        var item = world.Send(500);
        var found = Open(world, DiscrepancyType.AmountDifference, world.Book(-503), [item]);
        Assert.That(world.Refuse(new ProposeResolution(BankWorld.Maker, found.Id, Resolution.ManualMatch, "x")),
            Is.EqualTo(RefusalCode.MatchDiffers));
        Assert.That(world.Refuse(new ProposeResolution(BankWorld.Maker, found.Id, Resolution.WriteOff, "x")),
            Is.EqualTo(RefusalCode.ResolutionUnfit));
        Assert.That(world.Refuse(new ProposeResolution(BankWorld.Maker, found.Id, Resolution.RePay, "x")),
            Is.EqualTo(RefusalCode.ResolutionUnfit), "the payee has the money but for a fee");
        world.Do(new ProposeResolution(BankWorld.Maker, found.Id, Resolution.Adjustment, "a fee"));
        Assert.That(world.Refuse(new DecideResolution(BankWorld.Maker, found.Id, true)),
            Is.EqualTo(RefusalCode.SamePerson));
    }

    [Test]
    public void Explain_OnceALaterRunMatched_ClosesByItself()
    {
        var world = new BankWorld();
        var item = world.Send(500);
        var found = Open(world, DiscrepancyType.MissingInBank, [], [item]);
        Assert.That(world.Do(new ExplainDiscrepancy(Actor.Clock, found.Id)).State, Is.EqualTo(DiscrepancyState.Open));
        world.Confirm(BankWorld.Pay(world.Book(-500), item));
        Assert.That(world.Do(new ExplainDiscrepancy(Actor.Clock, found.Id)).State,
            Is.EqualTo(DiscrepancyState.Explained));
    }

    internal static Discrepancy Open(
        BankWorld world, DiscrepancyType type, IReadOnlyList<StatementLine> lines, IReadOnlyList<PayoutItem> items,
        long difference = 0) =>
        world.Do(new OpenDiscrepancy(Actor.Clock, world.Draw<Discrepancy>("d"), BankWorld.City, BankWorld.Day, type,
            [.. lines.Select(l => l.Id)], [.. items.Select(i => i.Id)], difference, "no line"));

    private static void Resolve(BankWorld world, Discrepancy found, Resolution resolution)
    {
        world.Do(new ProposeResolution(BankWorld.Maker, found.Id, resolution, "I asked the bank"));
        Assert.That(world.Do(new DecideResolution(BankWorld.Checker, found.Id, true)).State,
            Is.EqualTo(DiscrepancyState.Resolved));
    }
}
