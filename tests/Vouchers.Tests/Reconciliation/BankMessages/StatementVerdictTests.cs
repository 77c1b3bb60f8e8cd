using CsCheck;
using NUnit.Framework;
using Vouchers.Ledger;
using Vouchers.Reconciliation.BankMessages;
using static Vouchers.Tests.Reconciliation.BankMessages.StatementFixture;

namespace Vouchers.Tests.Reconciliation.BankMessages;

/// <summary>Strict about money: each statement ties, or the verdict says by how much it does not.</summary>
public sealed class StatementVerdictTests
{
    private static readonly string TwoEntries = Entry("300.00") + Entry("100.50", "DBIT");

    [Test]
    public void Balance_ThatFollows_Ties()
    {
        var read = ReadStatement(Statement(TwoEntries, "1199.50"));
        Assert.That(read.Verdict, Is.InstanceOf<StatementVerdict.Ties>());
        var end = read.Ends.Single();
        Assert.That((end.Opening, end.Closing, end.BookedCredits, end.BookedDebits),
            Is.EqualTo((Cny(100_000), Cny(119_950), Cny(30_000), Cny(10_050))));
    }

    [TestCase("1199.51", -1, "CNY 0.01 too little")]
    [TestCase("1199.00", 50, "CNY 0.50 too much")]
    public void Balance_ThatDoesNotFollow_SaysByHowMuch(string closing, long difference, string says)
    {
        var failure = ReadStatement(Statement(TwoEntries, closing)).OnlyFailure;
        Assert.That((failure.Check, failure.Difference), Is.EqualTo((StatementCheck.Balance, difference)));
        Assert.That(failure.Message, Is.EqualTo("The opening balance CNY 1,000.00 and the booked entries CNY 199.50 "
            + $"give CNY 1,199.50, but the closing balance is CNY 1,{closing[1..]}: {says}."));
    }

    [Test]
    public void Balance_Overdrawn_HasItsSign()
    {
        var read = ReadStatement($"<Id>S</Id>{Account}{Balance("PRCD", "50.00", "DBIT")}"
            + Balance("CLBD", "30.00", "DBIT") + Entry("20.00"));
        Assert.That(read.Verdict, Is.InstanceOf<StatementVerdict.Ties>());
        Assert.That((read.Ends[0].Opening, read.Ends[0].Closing), Is.EqualTo((Cny(-5_000), Cny(-3_000))));
    }

    [Test]
    public void Balance_AfterTheEntries_CountsToo()
    {
        var late = $"<Id>S</Id>{Entry("20.00")}{Balance("CLBD", "1020.00")}{Account}{Balance("OPBD", "1000.00")}";
        var read = ReadStatement(late);
        Assert.That(read.Verdict, Is.InstanceOf<StatementVerdict.Ties>());
        Assert.That(read.Opened[0].Account, Is.Null);
        Assert.That(read.Ends[0].Header.Account, Is.EqualTo("6222000012345678901"));
        Assert.That(read.Ends[0].Notes.Select(n => n.Code), Is.EqualTo([BankNoteCode.OutOfOrder]));
    }

    [TestCase("PDNG")]
    [TestCase("INFO")]
    [TestCase("FUTR")]
    public void Entry_NotBooked_IsListedAndNotCounted(string status)
    {
        var read = ReadStatement(Statement(Entry("300.00", status: status) + Entry("5.00"), "1005.00"));
        Assert.That(read.Verdict, Is.InstanceOf<StatementVerdict.Ties>());
        Assert.That(read.Lines.Select(l => l.Counts), Is.EqualTo([false, true]));
        Assert.That((read.Ends[0].Entries, read.Ends[0].BookedEntries), Is.EqualTo((2L, 1L)));
    }

    [Test]
    public void Reversal_Marker_DoesNotTurnTheSign()
    {
        var read = ReadStatement(Statement(Entry("20.00", "CRDT", more: "<RvslInd>true</RvslInd>"), "1020.00"));
        Assert.That(read.Verdict, Is.InstanceOf<StatementVerdict.Ties>());
        Assert.That(read.Lines[0].IsReversal, Is.True);
    }

    [Test]
    public void Balance_Missing_CannotBeChecked()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Reason($"{Account}{Balance("CLBD", "1.00")}{Entry("1.00")}"),
                Is.EqualTo("The statement has no opening balance (OPBD or PRCD)."));
            Assert.That(Reason($"{Account}{Balance("OPBD", "1.00")}{Balance("CLAV", "2.00")}{Entry("1.00")}"),
                Is.EqualTo("The statement has no closing balance (CLBD); it has CLAV."));
            Assert.That(Reason(Statement("", extra: Balance("CLBD", "1.00"))),
                Is.EqualTo("The statement has two different closing balances (CLBD)."));
            Assert.That(Reason($"{Account}{Balance("OPBD", "1.005")}{Balance("CLBD", "1.00")}"),
                Does.StartWith("The opening balance (OPBD) cannot be read: '1.005' has more decimals"));
            Assert.That(Reason($"{Account}{Balance("OPBD", "1.00", "")}{Balance("CLBD", "1.00")}"),
                Is.EqualTo("The opening balance (OPBD) says neither credit nor debit."));
            Assert.That(Reason(Account.Replace("<Ccy>CNY</Ccy>", "", StringComparison.Ordinal)),
                Does.StartWith("The statement has neither a balance nor an entry"));
            const string summary = "<TxsSummry><TtlNtries><NbOfNtries>x</NbOfNtries></TtlNtries></TxsSummry>";
            Assert.That(Reason(Statement("", extra: summary)),
                Is.EqualTo("The number of entries 'x' in the bank's totals is not a number."));
        });
    }

    [Test]
    public void Balance_Repeated_IsTheSame() =>
        Assert.That(ReadStatement(Statement("", extra: Balance("CLBD", "1000.00"))).Verdict,
            Is.InstanceOf<StatementVerdict.Ties>());

    [Test]
    public void Opening_OtherThanPreviousClosing_IsNoted()
    {
        var end = ReadStatement(Statement("", extra: Balance("PRCD", "900.00"))).Ends.Single();
        Assert.That(end.Verdict, Is.InstanceOf<StatementVerdict.Ties>());
        Assert.That(end.Notes.Select(n => n.Code), Is.EqualTo([BankNoteCode.Contradiction]));
    }

    [TestCase("<TtlNtries><NbOfNtries>3</NbOfNtries></TtlNtries>", StatementCheck.EntryCount, -1)]
    [TestCase("<TtlNtries><Sum>400.00</Sum></TtlNtries>", StatementCheck.EntrySum, 50)]
    [TestCase("<TtlNtries><TtlNetNtry><Amt>199.50</Amt><CdtDbtInd>DBIT</CdtDbtInd></TtlNetNtry></TtlNtries>",
        StatementCheck.NetSum, 39_900)]
    [TestCase("<TtlNtries><TtlNetNtryAmt>199.00</TtlNetNtryAmt><CdtDbtInd>CRDT</CdtDbtInd></TtlNtries>",
        StatementCheck.NetSum, 50)]
    [TestCase("<TtlCdtNtries><NbOfNtries>2</NbOfNtries></TtlCdtNtries>", StatementCheck.CreditCount, -1)]
    [TestCase("<TtlCdtNtries><Sum>300.01</Sum></TtlCdtNtries>", StatementCheck.CreditSum, -1)]
    [TestCase("<TtlDbtNtries><NbOfNtries>0</NbOfNtries></TtlDbtNtries>", StatementCheck.DebitCount, 1)]
    [TestCase("<TtlDbtNtries><Sum>100.00</Sum></TtlDbtNtries>", StatementCheck.DebitSum, 50)]
    public void Summary_ThatDoesNotHold_SaysWhich(string summary, StatementCheck check, long difference)
    {
        var failure = ReadStatement(Statement(TwoEntries, "1199.50", $"<TxsSummry>{summary}</TxsSummry>")).OnlyFailure;
        Assert.That((failure.Check, failure.Difference), Is.EqualTo((check, difference)));
        Assert.That(failure.Message, Does.EndWith("."));
    }

    [TestCase("2", "400.50")]
    [TestCase("3", "420.50")]
    public void Summary_OfAllOrOfBookedEntries_Holds(string count, string sum)
    {
        var summary = $"<TxsSummry><TtlNtries><NbOfNtries>{count}</NbOfNtries><Sum>{sum}</Sum></TtlNtries></TxsSummry>";
        var read = ReadStatement(Statement(TwoEntries + Entry("20.00", status: "PDNG"), "1199.50", summary));
        Assert.That(read.Verdict, Is.InstanceOf<StatementVerdict.Ties>());
    }

    [Test]
    public void Summary_HalfOfAllAndHalfOfBooked_DoesNotHold()
    {
        const string summary =
            "<TxsSummry><TtlNtries><NbOfNtries>3</NbOfNtries><Sum>400.50</Sum></TtlNtries></TxsSummry>";
        var read = ReadStatement(Statement(TwoEntries + Entry("20.00", status: "PDNG"), "1199.50", summary));
        Assert.That(read.OnlyFailure.Check, Is.EqualTo(StatementCheck.EntrySum));
    }

    [Test]
    public void Entry_InAnotherCurrency_DoesNotTie()
    {
        var read = ReadStatement(Statement(Entry("1.00", currency: "EUR") + Entry("2.00", currency: "EUR")));
        Assert.That((read.OnlyFailure.Check, read.OnlyFailure.Found, read.OnlyFailure.Message), Is.EqualTo(
            (StatementCheck.Currency, 2L, "The statement is in CNY, but 2 entries in EUR.")));
    }

    [TestCase("1.005", "'1.005' has more decimals than the 2 of CNY")]
    [TestCase("-1.00", "'-1.00' is not an amount")]
    [TestCase("", "'' is not an amount")]
    [TestCase("99999999999999999999", "'99999999999999999999' is more than 64 bits hold")]
    public void Entry_WhoseAmountCannotBeRead_IsAFaultOnThatLine(string amount, string says)
    {
        var read = ReadStatement(Statement(
            Entry("300.00") + Entry(amount, more: "<AcctSvcrRef>R-2</AcctSvcrRef>") + Entry("5.00"), "1305.00"));
        Assert.That(read.Lines.Select(l => l.Entry), Is.EqualTo([1L, 3L]));
        Assert.That(read.Unreadable.Single(), Is.EqualTo(
            new UnreadableEntry(2, $"Entry 2 ('R-2') at line 2 cannot be counted: {says}.", 2, "R-2")));
        Assert.That(read.OnlyFailure, Is.EqualTo(new FailedCheck(StatementCheck.UnreadableEntries, 0, 1,
            "The money of 1 entry cannot be read.")));
    }

    [TestCase("<Amt Ccy='CNY'>1.00</Amt>", "it says neither credit nor debit but ''")]
    [TestCase("<CdtDbtInd>CRDT</CdtDbtInd>", "it has no amount")]
    [TestCase("<Amt Ccy='CNY'>1</Amt><Amt Ccy='CNY'>2</Amt><CdtDbtInd>CRDT</CdtDbtInd>",
        "it has two amounts or directions")]
    [TestCase("<Amt Ccy='cny'>1</Amt><CdtDbtInd>CRDT</CdtDbtInd>", "its amount '1' names no currency")]
    [TestCase("<Amt Ccy='XAU'>1</Amt><CdtDbtInd>CRDT</CdtDbtInd>", "'XAU' is not a currency that can be counted")]
    public void Entry_WithoutItsMoney_IsAFaultOnThatLine(string fields, string says)
    {
        var read = ReadStatement(Statement($"<Ntry>{fields}<Sts>BOOK</Sts></Ntry>"));
        Assert.That(read.Unreadable.Single().Message, Is.EqualTo($"Entry 1 at line 2 cannot be counted: {says}."));
        Assert.That(read.OnlyFailure.Check, Is.EqualTo(StatementCheck.UnreadableEntries));
    }

    [Test]
    public void Sums_BeyondSixtyFourBits_CannotBeChecked()
    {
        var most = Entry("92233720368547758.07");
        var read = ReadStatement(Statement(most + most, "1000.00"));
        Assert.That(((StatementVerdict.CannotBeChecked)read.Verdict).Reason, Does.Contain("64 bits"));
        Assert.That(read.Ends[0].BookedCredits, Is.Null);
    }

    [Test]
    public void Verdict_OfAnyEntries_TiesExactlyWhereTheClosingFollows() => Gen.Select(
        Gen.Select(Gen.Long[0, 1_000_000_000_000], Gen.Bool, Gen.OneOf("BOOK", "PDNG", "INFO")).Array[0, 20],
        Gen.Int[-2, 2]).Sample((entries, off) =>
        {
            var closing = 100_000 + off + entries.Where(e => e.Item3 == "BOOK").Sum(e => e.Item2 ? e.Item1 : -e.Item1);
            var text = string.Concat(entries.Select(e =>
                Entry(AmountText.Format(Cny(e.Item1)), e.Item2 ? "CRDT" : "DBIT", e.Item3)));
            var read = ReadStatement($"<Id>S</Id>{Account}{Balance("OPBD", "1000.00")}{text}"
                + Balance("CLBD", AmountText.Format(Cny(Math.Abs(closing))), closing < 0 ? "DBIT" : "CRDT"));
            if (off == 0)
                Assert.That(read.Verdict, Is.InstanceOf<StatementVerdict.Ties>());
            else
                Assert.That(read.OnlyFailure.Difference, Is.EqualTo(-off));
            Assert.That(read.Lines.Select(l => l.Amount.MinorUnits), Is.EqualTo(entries.Select(e => e.Item1)));
        }, iter: 300);

    private static string Reason(string statement) =>
        ((StatementVerdict.CannotBeChecked)ReadStatement(statement).Verdict).Reason;

    private static Money Cny(long fen) => new(fen, Currency.Cny);
}
