using System.Text;
using NUnit.Framework;
using Vouchers.Reconciliation.BankMessages;
using static Vouchers.Tests.Reconciliation.BankMessages.StatementFixture;

namespace Vouchers.Tests.Reconciliation.BankMessages;

/// <summary>Files that are broken, foreign or made to hurt: each is refused with its own sentence.</summary>
public sealed class HostileFileTests
{
    private static readonly byte[] Honest = File(Statement(Entry("1.00", details: Details("1.00", "V-1")), "1001.00"));

    [TestCase("", BankFileFaultCode.Empty, "The file is empty.")]
    [TestCase(" \r\n\t ", BankFileFaultCode.Empty, "The file is empty.")]
    [TestCase("date,amount\n2026-03-15,1", BankFileFaultCode.NotXml, "The file is not XML. ")]
    [TestCase("{1:F01", BankFileFaultCode.NotXml, "The file is not XML but a SWIFT MT message; ")]
    [TestCase(":20:STMT", BankFileFaultCode.NotXml, "The file is not XML but a SWIFT MT message; ")]
    [TestCase("%PDF-1.7", BankFileFaultCode.NotXml, "The file is not XML but a PDF; ")]
    [TestCase("PK\u0003\u0004", BankFileFaultCode.NotXml, "The file is not XML but a ZIP archive; ")]
    [TestCase("<!DOCTYPE html><html>", BankFileFaultCode.NotXml, "The file is not XML but a web page, ")]
    [TestCase("<?xml version='1.0'?>", BankFileFaultCode.Truncated, "The file ends in the middle ")]
    [TestCase("<a><b></a>", BankFileFaultCode.NotWellFormed, "The file is damaged at line 1, column 9; ")]
    [TestCase("<a>&x;</a>", BankFileFaultCode.Entity, "The file refers to an entity ")]
    [TestCase("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", BankFileFaultCode.DocumentType,
        "The file holds a document type declaration (line 1, ")]
    [TestCase("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", BankFileFaultCode.DocumentType,
        "The file holds a document type declaration (line 1, ")]
    [TestCase("<a/>", BankFileFaultCode.WrongMessage,
        "This XML is not an account statement (camt.053): it begins with <a> and holds no <BkToCstmrStmt>.")]
    [TestCase("<Document><BkToCstmrAcctRpt/></Document>", BankFileFaultCode.WrongMessage,
        "This is an intraday report (camt.052), not an account statement (camt.053); choose the other import.")]
    [TestCase("<Document><CstmrPmtStsRpt/></Document>", BankFileFaultCode.WrongMessage,
        "This is a payment status report (pain.002), ")]
    [TestCase("<Document><CstmrCdtTrfInitn/></Document>", BankFileFaultCode.WrongMessage,
        "This is a payment order (pain.001), ")]
    [TestCase("<Document><BkToCstmrStmt><GrpHdr/></BkToCstmrStmt></Document>", BankFileFaultCode.NothingInside,
        "The message holds no statement ")]
    public void Read_ForeignOrBrokenFile_SaysWhat(string text, BankFileFaultCode code, string says)
    {
        var fault = Read(Encoding.UTF8.GetBytes(text)).Fault;
        Assert.That(fault.Code, Is.EqualTo(code), fault.Message);
        Assert.That(fault.Message, Does.StartWith(says));
        Assert.That(fault.Line, Is.EqualTo(code == BankFileFaultCode.Empty ? 0 : 1));
        Assert.That(fault.Column > 0, Is.EqualTo(code != BankFileFaultCode.Empty));
    }

    [Test]
    public void Read_EveryTruncation_IsRefused()
    {
        for (var length = 1; length < Honest.Length; length++)
        {
            var fault = Read(Honest[..length]).Fault;
            Assert.That(fault.Code, Is.EqualTo(BankFileFaultCode.Truncated), $"{length} bytes: {fault.Message}");
            Assert.That(fault.Line, Is.GreaterThan(0));
        }
    }

    [Test]
    public void Read_AnyByteChanged_NeverThrows()
    {
        var random = new Random(20260315);
        for (var i = 0; i < 2_000; i++)
        {
            var bytes = Honest.ToArray();
            for (var n = random.Next(1, 4); n > 0; n--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            Read(bytes);
        }
    }

    [Test]
    public void Read_BadBytes_AreRefused()
    {
        var bytes = Honest.ToArray();
        bytes[^30] = 0xFF;
        Assert.That(Read(bytes).Fault.Code, Is.EqualTo(BankFileFaultCode.NotWellFormed));
    }

    [TestCase("GB18030")]
    [TestCase("gbk")]
    [TestCase("GB2312")]
    public void Read_ChineseEncoding_IsRead(string declared)
    {
        var gb = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        var text = Encoding.UTF8.GetString(Honest).Replace("UTF-8", declared, StringComparison.Ordinal);
        var read = Read(gb.GetBytes(text));
        Assert.That(read.Ends.Single().Header.Owner, Is.EqualTo("示例市公共就业服务中心"));
        Assert.That(Read([.. gb.GetBytes(text)[..^40], 0xFF, .. gb.GetBytes(text)[^40..]]).Fault.Code,
            Is.EqualTo(BankFileFaultCode.BadEncoding));
    }

    [Test]
    public void Read_OtherUnicodeEncodings_AreRead()
    {
        var text = Encoding.UTF8.GetString(Honest).Replace(" encoding=\"UTF-8\"", "", StringComparison.Ordinal);
        foreach (var encoding in (Encoding[])[new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            var read = Read([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);
            Assert.That(read.Verdict, Is.InstanceOf<StatementVerdict.Ties>(), encoding.WebName);
        }
    }

    [Test]
    public void Read_DeepNesting_IsRefusedWithItsPlace()
    {
        var deep = string.Concat(Enumerable.Repeat("<x>", 70)) + string.Concat(Enumerable.Repeat("</x>", 70));
        var fault = Read(File(Statement(Entry("1.00", more: deep)))).Fault;
        Assert.That((fault.Code, fault.Message, fault.Line),
            Is.EqualTo((BankFileFaultCode.TooDeep, "Elements are nested deeper than 64 levels.", 2L)));
        Assert.That(fault.Column, Is.GreaterThan(1));
    }

    [TestCase("<AddtlNtryInf>", "</AddtlNtryInf>")]
    [TestCase("<unknown>", "</unknown>")]
    [TestCase("<unknown a='", "'/>")]
    [TestCase("<u", "/>")]
    [TestCase("<!--", "-->")]
    [TestCase("<?p ", "?>")]
    public void Read_EndlessPiece_IsRefusedWithItsPlace(string start, string end)
    {
        // A stream that never ends: the reader must stop by itself.
        var bytes = Encoding.UTF8.GetBytes("<Document><BkToCstmrStmt><Stmt>\n<Ntry>" + start);
        var fault = Read(Camt053.ReadAsync(new EndlessStream(bytes, (byte)'y'), new() { MaxBytes = 1L << 40 })).Fault;
        Assert.That((fault.Code, fault.Line), Is.EqualTo((BankFileFaultCode.TextTooLong, 2L)));
        Assert.That(fault.Message, Is.EqualTo("A text, tag, comment or row is longer than 65,536 characters."));
        var finite = Read(File(Statement(Entry("1.00", more: start + new string('y', 600_000) + end)))).Fault;
        Assert.That(finite.Code, Is.EqualTo(BankFileFaultCode.TextTooLong));
    }

    [TestCase(65_536, BankFileFaultCode.None)]
    [TestCase(65_537, BankFileFaultCode.TextTooLong)]
    public void Read_LongText_IsBoundedToTheCharacter(int length, BankFileFaultCode code)
    {
        var read = Read(File(Statement(
            Entry("0.00", more: $"<AddtlNtryInf>{new string('y', length)}</AddtlNtryInf>"))));
        if (code == BankFileFaultCode.None)
            Assert.That(read.Lines.Single().AdditionalText, Has.Length.EqualTo(500));
        else
            Assert.That(read.Fault.Message, Is.EqualTo("The text of <AddtlNtryInf> is longer than 65,536 characters."));
    }

    [Test]
    public void Read_TextInManySections_IsBoundedToo()
    {
        var sections = string.Concat(Enumerable.Repeat("<![CDATA[yyyyyyyyyy]]>", 7_000));
        var fault = Read(File(Statement(Entry("1.00", more: $"<AddtlNtryInf>{sections}</AddtlNtryInf>")))).Fault;
        Assert.That(fault.Code, Is.EqualTo(BankFileFaultCode.TextTooLong));
    }

    [Test]
    public void Read_LargerThanAllowed_IsRefused()
    {
        var limits = new BankFileLimits { MaxBytes = Honest.Length };
        Assert.That(Read(Honest, limits).Whole.Digest.Bytes, Is.EqualTo(Honest.Length));
        var fault = Read(Honest, limits with { MaxBytes = Honest.Length - 1 }).Fault;
        Assert.That(fault.Code, Is.EqualTo(BankFileFaultCode.TooLarge));
    }

    [Test]
    public void Read_MoreThanAllowedInAFile_IsRefused()
    {
        var details = Details("1.00", "V-1") + Details("1.00", "V-2") + Details("1.00", "V-3");
        var file = File(Statement(Entry("3.00", details: details), "1003.00"));
        Assert.That(Read(file, new() { MaxDetails = 3, MaxLines = 3 }).Lines, Has.Count.EqualTo(3));
        Assert.That(Read(file, new() { MaxDetails = 2 }).Fault.Code, Is.EqualTo(BankFileFaultCode.TooMany));
        Assert.That(Read(file, new() { MaxLines = 2 }).Fault.Code, Is.EqualTo(BankFileFaultCode.TooMany));
        Assert.That(Read(file, new() { MaxElements = 4 }).Fault.Code, Is.EqualTo(BankFileFaultCode.TooMany));
    }

    [Test]
    public void Read_FaultAfterATiedStatement_IsTheLastPart()
    {
        var good = $"<Stmt>{Statement(Entry("1.00"), "1001.00")}</Stmt>";
        var read = Read(Bytes(good + "<Stmt><Id>S-2</Id>" + Entry("1.00") + "<oops></Stmt>"));
        Assert.That(read.Ends.Single().Verdict, Is.InstanceOf<StatementVerdict.Ties>());
        Assert.That(read.Fault.Code, Is.EqualTo(BankFileFaultCode.NotWellFormed));
    }

    [Test]
    public void Read_StreamThatFails_Throws() => Assert.That(
        () => Read(Camt053.ReadAsync(new BrokenStream())), Throws.TypeOf<IOException>());

    [Test]
    public void Read_Cancelled_Throws()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.That(() => Read(Camt053.ReadAsync(new MemoryStream(Honest), null, cancelled.Token)),
            Throws.InstanceOf<OperationCanceledException>());
    }
}
