using System.Security.Cryptography;
using NUnit.Framework;
using Vouchers.Ledger;
using Vouchers.Reconciliation;
using Vouchers.Reconciliation.BankMessages;
using Vouchers.Testing;

namespace Vouchers.Tests.Reconciliation.BankMessages;

/// <summary>Real banks' files, with the figures that a person reads in them.</summary>
public sealed class SampleStatementTests
{
    [Test]
    public void Ing_Version2_TiesWithReturns()
    {
        var read = Read("camt053/02_ing_returns_AC04_MD06_v02.xml");
        var end = read.Ends.Single();
        Assert.Multiple(() =>
        {
            Assert.That(end.Verdict, Is.InstanceOf<StatementVerdict.Ties>());
            Assert.That((end.Header.Version, end.Header.StatementId, end.Header.Account, end.Header.Servicer),
                Is.EqualTo(("camt.053.001.02", "201401030009999", "NL08INGB0000001234", "INGBNL2A")));
            Assert.That((end.Header.From, end.Header.To),
                Is.EqualTo((new DateOnly(2014, 1, 3), new DateOnly(2014, 1, 3))));
            Assert.That((end.Opening, end.Closing), Is.EqualTo((Eur(100_000), Eur(160_500))));
            Assert.That((end.Entries, end.BookedCredits, end.BookedDebits), Is.EqualTo((9L, Eur(99_000), Eur(38_500))));
            Assert.That(read.Lines, Has.Count.EqualTo(9));
            Assert.That(read.Lines[4].Transaction.Return!.Code, Is.EqualTo("AC04"));
            Assert.That(read.Lines[3].Batch, Is.EqualTo(new StatementBatch(null, "SCTBtchId20140103A2PSTN", 2, null)));
            Assert.That(read.Lines[2].Transaction.EndToEndId, Is.EqualTo("20140103E2EIdA1INGBankNV"));
            Assert.That(read.Lines[2].Transaction.CreditorReference, Is.EqualTo("6390338414964113"));
            Assert.That((read.Lines[8].IsReversal, read.Lines[8].Direction, read.Lines[8].Transaction.Return!.Code),
                Is.EqualTo((true, BankDirection.Debit, "MD06")));
            Assert.That(read.Lines[0].Transaction.Counterparty,
                Is.EqualTo(new Counterparty("INGTestrekening", "NL20INGB0001234567", "INGBNL2A")));
        });
    }

    [Test]
    public void Postfinance_Version4_TiesWithBatchesAndReversals()
    {
        var read = Read("camt053/06_postfinance_batches_reversals_v04.xml");
        var end = read.Ends.Single();
        var chf = Currency.Parse("CHF");
        Assert.Multiple(() =>
        {
            Assert.That(end.Verdict, Is.InstanceOf<StatementVerdict.Ties>());
            Assert.That(end.Opening, Is.EqualTo(new Money(32_215_216, chf)));
            Assert.That(end.Closing, Is.EqualTo(new Money(32_268_977, chf)));
            Assert.That((end.Entries, end.Header.Account), Is.EqualTo((13L, "CH0309000000250090342")));
            Assert.That(read.Lines, Has.Count.EqualTo(32), "Batches are told payment by payment.");
            var batch = read.Lines.Where(l => l.Entry == 7).ToList();
            Assert.That(batch.Select(l => l.Part), Is.EqualTo(Enumerable.Range(1, 10)));
            Assert.That(batch.Sum(l => l.Amount.MinorUnits), Is.EqualTo(100_000));
            Assert.That(batch[0].Transaction.CreditorReference, Is.EqualTo("000000000002015110002913192"));
            Assert.That(batch[0].Charges.Select(c => (c.Amount.MinorUnits, c.Direction, c.IsIncluded, c.Kind)),
                Is.EqualTo([(540L, BankDirection.Debit, (bool?)false, "2"), (20L, BankDirection.Debit, false, "4")]));
            Assert.That(batch[0].Batch!.Count, Is.EqualTo(10));
            var returned = read.Lines.First(l => l.Entry == 9).Transaction.Return!;
            Assert.That((returned.Code, returned.Text),
                Is.EqualTo(("NARR", "RETOUR VAL 23.03.2016 BEGUENSTIGTER UNBEKANNT")));
            Assert.That(read.Lines.Where(l => l.IsReversal).Select(l => l.Transaction.EndToEndId),
                Is.EqualTo(["EndToEnd-2B6C-CHDDBB5", "E2E-1-1-16030913"]));
            Assert.That(read.Lines[0].AdditionalText, Is.EqualTo("UEBRIGE: 25-9034-2 FÜR KONTOAUSZUG PAPIER TÄGLICH"));
        });
    }

    [Test]
    public void TwoStatements_Version2_BothTie()
    {
        var read = Read("camt053/14_genkgo_v2.multi.statement.xml");
        Assert.Multiple(() =>
        {
            Assert.That(read.Ends.Select(e => e.Verdict), Is.All.InstanceOf<StatementVerdict.Ties>());
            Assert.That(read.Ends.Select(e => (e.Header.StatementId, e.Opening, e.Closing)), Is.EqualTo(
            [
                ("253EURNL26VAYB8060476890", Eur(1815), Eur(2700)), ("254EURNL26VAYB8060476890", Eur(2700), Eur(2000)),
            ]));
            Assert.That(read.Lines.Select(l => (l.Transaction.EndToEndId, l.Direction)),
                Is.EqualTo([("000000001", BankDirection.Credit), ("000000002", BankDirection.Debit)]));
            // The first is a credit whose payer this bank wrote where the payee belongs.
            Assert.That(read.Lines[0].Transaction.Counterparty!.Name, Is.EqualTo("Company Name 1"));
            Assert.That(read.Lines[0].Notes.Select(n => n.Code), Is.EqualTo([BankNoteCode.OtherSide]));
            Assert.That(read.Ends[0].Header.CopyOrDuplicate, Is.EqualTo("CODU"));
        });
    }

    [Test]
    public void MixedCurrencies_Version8_DoesNotTie()
    {
        var read = Read("camt053/20_genkgo_v8.xml");
        Assert.Multiple(() =>
        {
            Assert.That((read.OnlyFailure.Check, read.OnlyFailure.Message), Is.EqualTo(
                (StatementCheck.Currency, "The closing balance is in SEK, but the statement in EUR.")));
            Assert.That(read.Lines.Single().Notes.Select(n => n.Message),
                Is.EqualTo(["The transaction is SEK 0.00, credit, but the entry EUR 8.85, credit."]));
            Assert.That(read.Lines[0].Transaction.Counterparty,
                Is.EqualTo(new Counterparty("NAME NAME", "NL56AGDH9619008421", null)));
        });
    }

    [Test]
    public void ChineseYuan_Version8_TiesWithBatchReturnAndPending()
    {
        var read = Read("camt053/90_made_cny_batch_return_pdng_v08.xml");
        var end = read.Ends.Single();
        Assert.Multiple(() =>
        {
            Assert.That(end.Verdict, Is.InstanceOf<StatementVerdict.Ties>());
            Assert.That((end.Opening, end.Closing), Is.EqualTo((Cny(10_000_000), Cny(9_470_010))));
            Assert.That((end.Entries, end.BookedEntries), Is.EqualTo((5L, 4L)));
            Assert.That(end.Header.Owner, Is.EqualTo("示例市公共就业服务中心"));
            Assert.That(
                read.Lines.Select(l => (l.Entry, l.Part, l.Amount.MinorUnits, l.Transaction.EndToEndId, l.Counts)),
                Is.EqualTo(new (long, int, long, string?, bool)[]
                {
                    (1, 1, 250_000, "V-000000101", true),
                    (1, 2, 220_000, "V-000000102", true),
                    (1, 3, 130_000, null, true),
                    (2, 0, 220_000, "V-000000102", true),
                    (3, 0, 150_000, "V-000000104", true),
                    (4, 0, 10, null, true),
                    (5, 0, 80_000, "V-000000105", false),
                }));
            Assert.That(read.Lines[0].Transaction.Counterparty,
                Is.EqualTo(new Counterparty("甲培训学校", "6217000099990000001", null)));
            Assert.That(read.Lines[2].Transaction.RemittanceText, Is.EqualTo("V-000000103 培训补贴"));
            Assert.That(read.Lines[3].Transaction.Return,
                Is.EqualTo(new StatementReturn("AC04", "账户已销户", "V-000000102")));
            Assert.That((read.Lines[3].IsReversal, read.Lines[3].Direction), Is.EqualTo((true, BankDirection.Credit)));
            Assert.That(read.Lines[4].BookingDate, Is.EqualTo(new DateOnly(2026, 3, 15)));
            Assert.That(read.Lines.SelectMany(l => l.Notes), Is.Empty);
        });
    }

    private static Money Eur(long cents) => new(cents, Currency.Parse("EUR"));

    private static Money Cny(long fen) => new(fen, Currency.Cny);

    private static StatementRead Read(string name)
    {
        var bytes = File.ReadAllBytes(SharedData.PathOf(name));
        var read = StatementFixture.Read(bytes);
        Assert.That(read.Whole.Digest,
            Is.EqualTo(new BankFileDigest(Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length)));
        Assert.That(read.Whole.Notes, Is.Empty);
        return read;
    }
}
