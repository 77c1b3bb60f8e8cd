using NUnit.Framework;
using Vouchers.Ledger;
using Vouchers.Reconciliation;
using Vouchers.Reconciliation.BankMessages;
using static Vouchers.Tests.Reconciliation.BankMessages.StatementFixture;

namespace Vouchers.Tests.Reconciliation.BankMessages;

/// <summary>What real banks send, tolerated: each oddity once.</summary>
public sealed class StatementLineTests
{
    private const string OwnAccount = "6222000012345678901";

    [Test]
    public void Batch_ThatAddsUp_IsALineForEachTransaction()
    {
        var read = ReadStatement(Statement(Entry("60.00", "DBIT",
            details: "<Btch><PmtInfId>B-1</PmtInfId><NbOfTxs>3</NbOfTxs><TtlAmt Ccy=\"CNY\">60.00</TtlAmt></Btch>"
                + Details("25.00", "V-1") + Details("45.00", "V-2")
                + Details("10.00", "V-3", "<CdtDbtInd>CRDT</CdtDbtInd>")), "940.00"));
        Assert.Multiple(() =>
        {
            Assert.That(read.Verdict, Is.InstanceOf<StatementVerdict.Ties>());
            Assert.That(read.Lines.Select(l => (l.Part, l.Parts, l.Transaction.EndToEndId)),
                Is.EqualTo([(1, 3, "V-1"), (2, 3, "V-2"), (3, 3, "V-3")]));
            Assert.That(read.Lines.Select(l => (l.Amount.MinorUnits, l.Direction)), Is.EqualTo(
            [
                (2_500L, BankDirection.Debit), (4_500L, BankDirection.Debit), (1_000L, BankDirection.Credit),
            ]));
            Assert.That(read.Lines.Select(l => l.Batch), Is.All.EqualTo(
                new StatementBatch(null, "B-1", 3, new Money(6_000, Currency.Cny))));
            Assert.That(read.Lines.SelectMany(l => l.Notes), Is.Empty);
        });
    }

    [Test]
    public void Batch_ThatDoesNotAddUp_IsOneLineThatSaysSo()
    {
        var line = LineOf(Entry("60.00", details: Details("25.00", "V-1") + Details("45.00", "V-2")), "1060.00");
        Assert.Multiple(() =>
        {
            Assert.That((line.Part, line.Parts, line.Amount.MinorUnits), Is.EqualTo((0, 2, 6_000L)));
            Assert.That(line.Transaction, Is.SameAs(StatementTransaction.None));
            Assert.That(line.UntiedTransactions.Select(t => (t.EndToEndId, t.Amount!.Value.MinorUnits)),
                Is.EqualTo([("V-1", 2_500L), ("V-2", 4_500L)]));
            Assert.That(line.Notes.Single(), Is.EqualTo(new BankNote(BankNoteCode.DetailsDiffer,
                "The 2 transactions add up to CNY 70.00, but the entry is CNY 60.00: CNY 10.00 too much.")));
        });
    }

    [TestCase("<Btch><NbOfTxs>3</NbOfTxs></Btch>", "The bank names a batch of 3 transactions and lists 2.")]
    [TestCase("<Btch><TtlAmt Ccy='CNY'>61</TtlAmt></Btch>",
        "The bank names CNY 61.00 as the batch's total, but the entry is CNY 60.00.")]
    public void Batch_WithOtherTotals_SaysSo(string batch, string says)
    {
        var read = ReadStatement(Statement(
            Entry("60.00", details: batch + Details("15.00", "V-1") + Details("45.00", "V-2")), "1060.00"));
        Assert.That(read.Lines, Has.Count.EqualTo(2));
        Assert.That(read.Lines[0].Notes.Select(n => n.Message), Is.EqualTo([says]));
    }

    [Test]
    public void Batch_WithoutDetails_IsOneLine()
    {
        var line = LineOf(Entry("60.00", details: "<Btch><MsgId>M-9</MsgId><NbOfTxs>3</NbOfTxs></Btch>"), "1060.00");
        Assert.That((line.Part, line.Parts, line.Batch), Is.EqualTo((0, 0, new StatementBatch("M-9", null, 3, null))));
        Assert.That(line.Notes, Is.Empty);
    }

    [Test]
    public void Details_WithoutAmounts_AreOneLine()
    {
        var line = LineOf(Entry("60.00", details: Details(null, "V-1") + Details("60.00", "V-2")), "1060.00");
        Assert.That(line.UntiedTransactions, Has.Count.EqualTo(2));
        Assert.That(line.Notes.Single().Message,
            Is.EqualTo("1 of the entry's 2 transactions have no readable amount in CNY."));
    }

    [Test]
    public void Details_WithAmountInAmtDtls_AddUp()
    {
        static string Old(string amount) =>
            $"<TxDtls><AmtDtls><TxAmt><Amt Ccy='CNY'>{amount}</Amt></TxAmt></AmtDtls></TxDtls>";
        var read = ReadStatement(Statement(Entry("60.00", details: Old("20.00") + Old("40")), "1060.00"));
        Assert.That(read.Lines.Select(l => l.Amount.MinorUnits), Is.EqualTo([2_000L, 4_000L]));
    }

    [Test]
    public void SingleDetail_OfAnotherAmount_SaysSo()
    {
        var line = LineOf(Entry("60.00", details: Details("61.00", "V-1")), "1060.00");
        Assert.That((line.Amount.MinorUnits, line.Transaction.EndToEndId), Is.EqualTo((6_000L, "V-1")));
        Assert.That(line.Notes.Single().Message,
            Is.EqualTo("The transaction is CNY 61.00, credit, but the entry CNY 60.00, credit."));
    }

    [TestCase("NOTPROVIDED")]
    [TestCase("notprovided")]
    [TestCase("NOT PROVIDED")]
    [TestCase(" ")]
    public void EndToEndId_NotProvided_IsNone(string id) =>
        Assert.That(LineOf(Entry("1.00", details: Details("1.00", id)), "1001.00").Transaction.EndToEndId, Is.Null);

    [TestCase("CRDT", "甲", "6217")]
    [TestCase("DBIT", "乙", "6218")]
    public void Counterparty_IsTheOtherSide(string direction, string name, string account)
    {
        var line = LineOf(Entry("1.00", direction, details: Details("1.00", "V-1", Parties("甲", "6217", "乙", "6218"))),
            direction == "CRDT" ? "1001.00" : "999.00");
        Assert.That(line.Transaction.Counterparty, Is.EqualTo(new Counterparty(name, account, "BANK" + account)));
        Assert.That(line.Notes, Is.Empty);
    }

    [Test]
    public void Counterparty_OfAReturn_IsNeverTheOwnAccount()
    {
        // The bank repeats the roles of the payment that came back: the own account is its debtor.
        var line = LineOf(Entry("1.00", "CRDT", details: Details("1.00", "V-1", Parties("局", OwnAccount, "乙", "6218")
            + "<RtrInf><Rsn><Prtry>X1</Prtry></Rsn></RtrInf>")), "1001.00");
        Assert.That(line.Transaction.Counterparty!.Name, Is.EqualTo("乙"));
        Assert.That(line.Notes.Select(n => n.Code), Is.EqualTo([BankNoteCode.OtherSide]));
        Assert.That(line.Transaction.Return, Is.EqualTo(new StatementReturn("X1", null, "V-1")));
    }

    [Test]
    public void Counterparty_OnlyTheOwnerByName_IsNone()
    {
        const string owner = "<RltdPties><Dbtr><Nm>示例市公共就业服务中心</Nm></Dbtr></RltdPties>";
        var line = LineOf(Entry("1.00", details: Details("1.00", "V", owner)), "1001.00");
        Assert.That(line.Transaction.Counterparty, Is.Null);
    }

    [Test]
    public void Text_TooLong_IsCutWithANote()
    {
        var line = LineOf(Entry("1.00", details: Details("1.00", new string('V', 36),
            $"<RltdPties><Dbtr><Nm>{new string('培', 139)}𠮷校</Nm></Dbtr></RltdPties>"
            + $"<RmtInf><Ustrd>{new string('a', 300)}</Ustrd><Ustrd>{new string('b', 300)}</Ustrd></RmtInf>")),
            "1001.00");
        Assert.Multiple(() =>
        {
            Assert.That(line.Transaction.EndToEndId, Is.EqualTo(new string('V', 35)));
            Assert.That(line.Transaction.Counterparty!.Name, Is.EqualTo(new string('培', 139)));
            Assert.That(line.Transaction.RemittanceText, Is.EqualTo(new string('a', 300) + " " + new string('b', 199)));
            Assert.That(line.Notes.Select(n => n.Code), Is.All.EqualTo(BankNoteCode.TextCut).And.Exactly(3).Items);
            Assert.That(line.Notes[0].Message, Is.EqualTo("EndToEndId has 36 characters and was cut to 35."));
        });
    }

    [Test]
    public void Entry_WithElementsMissingOrBad_IsReadWithNotes()
    {
        var line = LineOf(
            "<Ntry><CdtDbtInd>CRDT</CdtDbtInd><ValDt><Dt>soon</Dt></ValDt><Amt>1.000</Amt></Ntry>", "1001.00");
        Assert.That((line.Amount, line.Counts, line.BookingDate, line.ValueDate), Is.EqualTo(
            (new Money(100, Currency.Cny), true, null as DateOnly?, null as DateOnly?)));
        Assert.That(line.Notes.Select(n => n.Code), Is.EqualTo(
            [BankNoteCode.ElementMissing, BankNoteCode.ElementMissing, BankNoteCode.Unreadable]));
    }

    [TestCase("<BookgDt><Dt>2026-03-15</Dt></BookgDt>")]
    [TestCase("<BookgDt><Dt>2026-03-15Z</Dt></BookgDt>")]
    [TestCase("<BookgDt><Dt>2026-03-15+08:00</Dt></BookgDt>")]
    [TestCase("<BookgDt><DtTm>2026-03-15T23:59:59+08:00</DtTm></BookgDt>")]
    [TestCase("<BookgDt>2026-03-15</BookgDt>")]
    public void Date_OfAnyForm_IsTheBanksOwnDay(string date)
    {
        var entry = $"<Ntry><Amt Ccy='CNY'>1</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>{date}</Ntry>";
        Assert.That(LineOf(entry, "1001.00").BookingDate, Is.EqualTo(new DateOnly(2026, 3, 15)));
    }

    [Test]
    public void Charges_OfBothForms_AreRead()
    {
        const string old = "<Chrgs><TtlChrgsAndTaxAmt Ccy='CNY'>3</TtlChrgsAndTaxAmt><Amt Ccy='CNY'>1.50</Amt>"
            + "<CdtDbtInd>DBIT</CdtDbtInd></Chrgs><Chrgs><Amt Ccy='CNY'>x</Amt></Chrgs>";
        const string now = "<Chrgs><Rcrd><Amt Ccy='CNY'>0.50</Amt><ChrgInclInd>true</ChrgInclInd></Rcrd></Chrgs>";
        var line = LineOf(Entry("1.00", more: old, details: Details("1.00", "V-1", now)), "1001.00");
        Assert.That(line.Charges, Is.EqualTo(
            [new StatementCharge(new(150, Currency.Cny), BankDirection.Debit, null, null)]));
        Assert.That(line.Transaction.Charges, Is.EqualTo(
            [new StatementCharge(new(50, Currency.Cny), BankDirection.None, true, null)]));
        Assert.That(line.Notes.Select(n => n.Code), Is.EqualTo([BankNoteCode.Unreadable]));
    }

    [Test]
    public void Version_Unknown_IsReadWithANote()
    {
        var read = Read(Bytes($"<Stmt>{Statement(Entry("1.00"), "1001.00")}</Stmt>", "urn:bank:camt.053.001.13"));
        Assert.That(read.Verdict, Is.InstanceOf<StatementVerdict.Ties>());
        Assert.That(read.Ends[0].Header.Version, Is.EqualTo("camt.053.001.13"));
        Assert.That(read.Whole.Notes.Select(n => n.Code), Is.EqualTo([BankNoteCode.UnknownVersion]));
    }

    [Test]
    public void Envelope_AroundTheMessage_IsPassedOver()
    {
        var inner = System.Text.Encoding.UTF8.GetString(File(Statement(Entry("1.00"), "1001.00")))
            .Split('\n')[1];
        var read = Read(System.Text.Encoding.UTF8.GetBytes(
            $"<Biz xmlns:p='x'><p:AppHdr><Fr><x/></Fr></p:AppHdr>{inner}<!-- end --></Biz>"));
        Assert.That(read.Verdict, Is.InstanceOf<StatementVerdict.Ties>());
    }

    [Test]
    public void Statements_SeveralInAFile_AreJudgedApart()
    {
        var read = Read(File(Statement(Entry("1.00"), "1001.00"), Statement(Entry("1.00"), "1002.00", id: "S-2")));
        Assert.That(read.Ends.Select(e => (e.Header.StatementId, e.Header.MessageId)),
            Is.EqualTo([("S-1", "M-1"), ("S-2", "M-1")]));
        Assert.That(read.Ends.Select(e => e.Verdict is StatementVerdict.Ties), Is.EqualTo([true, false]));
    }

    [Test]
    public void Header_Pages_AreTold()
    {
        const string pages = "<StmtPgntn><PgNb>2</PgNb><LastPgInd>false</LastPgInd></StmtPgntn><LglSeqNb>7</LglSeqNb>";
        var header = ReadStatement(Statement("", extra: pages)).Opened[0];
        Assert.That((header.Page, header.IsLastPage, header.SequenceNumber), Is.EqualTo(("2", (bool?)false, "7")));
    }

    private static string Parties(string debtor, string debtorAccount, string creditor, string creditorAccount) =>
        $"<RltdPties><Dbtr><Pty><Nm>{debtor}</Nm></Pty></Dbtr>"
        + $"<DbtrAcct><Id><Othr><Id>{debtorAccount}</Id></Othr></Id></DbtrAcct>"
        + $"<Cdtr><Nm>{creditor}</Nm></Cdtr><CdtrAcct><Id><IBAN>{creditorAccount}</IBAN></Id></CdtrAcct></RltdPties>"
        + $"<RltdAgts><DbtrAgt><FinInstnId><BICFI>BANK{debtorAccount}</BICFI></FinInstnId></DbtrAgt>"
        + $"<CdtrAgt><FinInstnId><ClrSysMmbId><MmbId>BANK{creditorAccount}</MmbId></ClrSysMmbId></FinInstnId></CdtrAgt>"
        + "</RltdAgts>";
}
