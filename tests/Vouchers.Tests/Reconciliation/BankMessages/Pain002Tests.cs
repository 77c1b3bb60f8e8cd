using System.Security.Cryptography;
using System.Text;
using NUnit.Framework;
using Vouchers.Ledger;
using Vouchers.Reconciliation.BankMessages;
using Vouchers.Testing;

namespace Vouchers.Tests.Reconciliation.BankMessages;

public sealed class Pain002Tests
{
    private const string Version10 = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.10";

    [TestCase("ACCP", PaymentStatusCode.AcceptedCustomerProfile)]
    [TestCase("ACSP", PaymentStatusCode.AcceptedSettlementInProcess)]
    [TestCase("ACSC", PaymentStatusCode.AcceptedSettled)]
    [TestCase("ACTC", PaymentStatusCode.AcceptedTechnically)]
    [TestCase("ACWC", PaymentStatusCode.AcceptedWithChange)]
    [TestCase("PDNG", PaymentStatusCode.Pending)]
    [TestCase("RJCT", PaymentStatusCode.Rejected)]
    [TestCase("RCVD", PaymentStatusCode.Received)]
    [TestCase("ACCC", PaymentStatusCode.AcceptedCredited)]
    [TestCase("CANC", PaymentStatusCode.Cancelled)]
    [TestCase("MAYB", PaymentStatusCode.Other)]
    public void Read_GroupStatus_HoldsForAll(string word, PaymentStatusCode code)
    {
        var answer = Answers($"<OrgnlGrpInfAndSts><GrpSts>{word}</GrpSts></OrgnlGrpInfAndSts>").For("V-1");
        Assert.That(answer, Is.Not.Null);
        Assert.That((answer!.Status.Code, answer.Status.Word, answer.Level),
            Is.EqualTo((code, word, StatusLevel.Group)));
    }

    [Test]
    public void For_PartiallyAccepted_SaysNothingOfWhatIsNotListed()
    {
        var answers = Answers("""
            <OrgnlGrpInfAndSts><GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>
            <OrgnlPmtInfAndSts><OrgnlPmtInfId>B-1</OrgnlPmtInfId><PmtInfSts>PART</PmtInfSts>
              <TxInfAndSts><OrgnlEndToEndId>V-1</OrgnlEndToEndId><TxSts>ACSC</TxSts></TxInfAndSts>
            </OrgnlPmtInfAndSts>
            <OrgnlPmtInfAndSts><OrgnlPmtInfId>B-2</OrgnlPmtInfId><PmtInfSts>ACCP</PmtInfSts></OrgnlPmtInfAndSts>
            """);
        Assert.Multiple(() =>
        {
            Assert.That(Told(answers.For("V-1")), Is.EqualTo("ACSC at Transaction"));
            Assert.That(Told(answers.For("V-2", "B-1")), Is.EqualTo("nothing"));
            Assert.That(Told(answers.For("V-3", "B-2")), Is.EqualTo("ACCP at Batch"));
            Assert.That(Told(answers.For("V-3")), Is.EqualTo("nothing"));
            Assert.That(Told(answers.For("V-1", "B-2")), Is.EqualTo("ACCP at Batch"), "Listed in another batch.");
        });
    }

    [Test]
    public void For_RejectedFile_IsRejectedWhateverIsListed()
    {
        var report = Report("""
            <OrgnlGrpInfAndSts><GrpSts>RJCT</GrpSts>
              <StsRsnInf><Rsn><Cd>AM10</Cd></Rsn><AddtlInf>Sum</AddtlInf><AddtlInf>is wrong</AddtlInf></StsRsnInf>
            </OrgnlGrpInfAndSts>
            <OrgnlPmtInfAndSts><OrgnlPmtInfId>B-1</OrgnlPmtInfId>
              <TxInfAndSts><OrgnlEndToEndId>V-1</OrgnlEndToEndId><TxSts>ACCP</TxSts></TxInfAndSts>
              <TxInfAndSts><OrgnlEndToEndId>V-2</OrgnlEndToEndId><TxSts>RJCT</TxSts></TxInfAndSts>
            </OrgnlPmtInfAndSts>
            """);
        var answers = new StatusAnswers(report);
        var reason = new StatusReason("AM10", null, "Sum is wrong");
        Assert.Multiple(() =>
        {
            Assert.That(Told(answers.For("V-1")), Is.EqualTo("RJCT at Group"));
            Assert.That(Told(answers.For("V-9")), Is.EqualTo("RJCT at Group"));
            Assert.That(answers.For("V-9")!.Status.Reasons, Is.EqualTo([reason]));
            Assert.That(Told(answers.For("V-2")), Is.EqualTo("RJCT at Transaction"));
            Assert.That(answers.For("V-2")!.Status.Reasons, Is.EqualTo([reason]), "The reason stands above.");
            Assert.That(report.Notes.Select(n => n.Code), Is.EqualTo([BankNoteCode.Contradiction]));
        });
    }

    [Test]
    public void For_RejectedBatch_IsRejectedWhateverIsListed()
    {
        var answers = Answers("""
            <OrgnlGrpInfAndSts><GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>
            <OrgnlPmtInfAndSts>
              <TxInfAndSts><OrgnlEndToEndId>V-1</OrgnlEndToEndId><TxSts>ACCP</TxSts></TxInfAndSts>
              <OrgnlPmtInfId>B-1</OrgnlPmtInfId><PmtInfSts>RJCT</PmtInfSts>
              <StsRsnInf><Rsn><Prtry>X9</Prtry></Rsn></StsRsnInf>
            </OrgnlPmtInfAndSts>
            """);
        Assert.That(Told(answers.For("V-1")), Is.EqualTo("RJCT at Batch"), "Also where the batch's id comes last.");
        Assert.That(answers.For("V-1")!.Status.Reasons, Is.EqualTo([new StatusReason(null, "X9", null)]));
    }

    [Test]
    public void For_PaymentListedTwice_TheLaterHolds()
    {
        var answers = Answers("""
            <OrgnlPmtInfAndSts><OrgnlPmtInfId>B-1</OrgnlPmtInfId>
              <TxInfAndSts><OrgnlEndToEndId>V-1</OrgnlEndToEndId><TxSts>PDNG</TxSts></TxInfAndSts>
              <TxInfAndSts><OrgnlEndToEndId>V-1</OrgnlEndToEndId><TxSts>ACSC</TxSts></TxInfAndSts>
            </OrgnlPmtInfAndSts>
            """);
        Assert.That(Told(answers.For("V-1")), Is.EqualTo("ACSC at Transaction"));
    }

    [Test]
    public void Read_Payment_HasItsIdsAmountAndReasons()
    {
        var report = Report("""
            <OrgnlPmtInfAndSts><OrgnlPmtInfId>B-1</OrgnlPmtInfId>
              <TxInfAndSts><OrgnlInstrId>I-1</OrgnlInstrId><OrgnlEndToEndId>V-1</OrgnlEndToEndId><TxSts>RJCT</TxSts>
                <StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>账户已销户</AddtlInf></StsRsnInf>
                <StsRsnInf><Rsn><Prtry>E-17</Prtry></Rsn></StsRsnInf>
                <AcctSvcrRef>R-1</AcctSvcrRef>
                <OrgnlTxRef><Amt><InstdAmt Ccy="CNY">2200.00</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>
              <TxInfAndSts><OrgnlEndToEndId>NOTPROVIDED</OrgnlEndToEndId><TxSts>ACSC</TxSts></TxInfAndSts>
            </OrgnlPmtInfAndSts>
            """);
        var first = report.Transactions[0];
        Assert.Multiple(() =>
        {
            Assert.That((first.BatchId, first.EndToEndId, first.InstructionId, first.ServicerReference),
                Is.EqualTo(("B-1", "V-1", "I-1", "R-1")));
            Assert.That(first.Amount, Is.EqualTo(new Money(220_000, Currency.Cny)));
            Assert.That(first.Status!.Reasons,
                Is.EqualTo([new StatusReason("AC04", null, "账户已销户"), new StatusReason(null, "E-17", null)]));
            Assert.That(report.Transactions[1].EndToEndId, Is.Null);
            Assert.That(report.Notes.Select(n => n.Code), Is.EqualTo([BankNoteCode.ElementMissing]));
        });
    }

    [Test]
    public void Read_UnknownVersion_IsReadWithANote()
    {
        var report = Report("<OrgnlGrpInfAndSts><GrpSts>ACCP</GrpSts></OrgnlGrpInfAndSts>", "urn:x:pain.002.001.99");
        Assert.That(report.Version, Is.EqualTo("pain.002.001.99"));
        Assert.That(report.Notes.Select(n => n.Code), Is.EqualTo([BankNoteCode.UnknownVersion]));
    }

    [Test]
    public void Read_File_HasItsHash()
    {
        var bytes = Bytes("<OrgnlGrpInfAndSts><GrpSts>ACCP</GrpSts></OrgnlGrpInfAndSts>");
        var read = (StatusReportFile.Read)Read(bytes);
        Assert.That(read.Digest,
            Is.EqualTo(new BankFileDigest(Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length)));
    }

    [Test]
    public void Read_ReportThatSaysNothing_IsRefused() =>
        Assert.That(Fault(Bytes("<GrpHdr/>")).Code, Is.EqualTo(BankFileFaultCode.NothingInside));

    [Test]
    public void Read_Statement_IsTheWrongMessage()
    {
        var fault = Fault("<Document><BkToCstmrStmt/></Document>"u8.ToArray());
        Assert.That(fault.Code, Is.EqualTo(BankFileFaultCode.WrongMessage));
        Assert.That(fault.Message, Is.EqualTo(
            "This is an account statement (camt.053), not a payment status report (pain.002); "
            + "choose the other import."));
    }

    [Test]
    public void Read_MorePaymentsThanAllowed_IsRefused()
    {
        var payments = string.Concat(Enumerable.Repeat("<TxInfAndSts><TxSts>ACCP</TxSts></TxInfAndSts>", 11));
        var bytes = Bytes($"<OrgnlPmtInfAndSts>{payments}</OrgnlPmtInfAndSts>");
        Assert.That(Fault(bytes, new() { MaxTransactions = 10 }).Code, Is.EqualTo(BankFileFaultCode.TooMany));
        Assert.That(Read(bytes, new() { MaxTransactions = 11 }), Is.InstanceOf<StatusReportFile.Read>());
    }

    [Test]
    public void Read_NordeasRejection_IsTheTransactions()
    {
        var report = ((StatusReportFile.Read)Read(File.ReadAllBytes(
            SharedData.PathOf("pain002/06_nordea_tx_RJCT_NARR_v03.xml")))).Report;
        var answer = new StatusAnswers(report).For("ENDTOENDID-950-TEST2-2807-02")!;
        Assert.Multiple(() =>
        {
            Assert.That((report.Version, report.OriginalMessageId, report.Group),
                Is.EqualTo(("pain.002.001.03", "MSGID-950-TEST2-2807-01", (PaymentStatus?)null)));
            Assert.That(Told(answer), Is.EqualTo("RJCT at Transaction"));
            Assert.That(answer.Status.Reasons.Single(), Is.EqualTo(new StatusReason("NARR", null,
                "CAP Invalid code or combinations in CategoryPurpose or ServiceLevel")));
            Assert.That(report.Transactions, Has.Length.EqualTo(2));
            Assert.That(report.Notes, Is.Empty);
        });
    }

    [Test]
    public void Read_PartlyAcceptedFile_AnswersEachPayment()
    {
        var report = ((StatusReportFile.Read)Read(File.ReadAllBytes(
            SharedData.PathOf("pain002/90_made_PART_ACSC_RJCT_AC04_v10.xml")))).Report;
        var answers = new StatusAnswers(report);
        Assert.Multiple(() =>
        {
            Assert.That(report.Group!.Code, Is.EqualTo(PaymentStatusCode.PartiallyAccepted));
            Assert.That(report.OriginalMessageId, Is.EqualTo("PAY-20260314-01"));
            Assert.That(Told(answers.For("V-000000101")), Is.EqualTo("ACSC at Transaction"));
            Assert.That(Told(answers.For("V-000000102")), Is.EqualTo("RJCT at Transaction"));
            Assert.That(answers.For("V-000000102")!.Status.Reasons,
                Is.EqualTo([new StatusReason("AC04", null, "Account closed")]));
            Assert.That(Told(answers.For("V-000000103")), Is.EqualTo("PDNG at Transaction"));
            Assert.That(Told(answers.For("V-000000104")), Is.EqualTo("nothing"));
        });
    }

    private static string Told(StatusAnswer? answer) =>
        answer is null ? "nothing" : $"{answer.Status.Word} at {answer.Level}";

    private static StatusAnswers Answers(string body) => new(Report(body));

    private static StatusReport Report(string body, string version = Version10) =>
        ((StatusReportFile.Read)Read(Bytes(body, version))).Report;

    private static BankFileFault Fault(byte[] bytes, BankFileLimits? limits = null) =>
        ((StatusReportFile.Refused)Read(bytes, limits)).Fault;

    private static StatusReportFile Read(byte[] bytes, BankFileLimits? limits = null) =>
        Pain002.ReadAsync(new MemoryStream(bytes), limits).GetAwaiter().GetResult();

    private static byte[] Bytes(string body, string version = Version10) =>
        Encoding.UTF8.GetBytes(
            $"<Document xmlns='{version}'><CstmrPmtStsRpt><GrpHdr><MsgId>M</MsgId></GrpHdr>{body}"
            + "</CstmrPmtStsRpt></Document>");
}
