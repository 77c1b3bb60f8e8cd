using System.Globalization;
using System.Security.Cryptography;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using CsCheck;
using NUnit.Framework;
using Vouchers.Ledger;
using Vouchers.Reconciliation.BankMessages;
using static Vouchers.Tests.Reconciliation.BankMessages.PaymentSample;
using Vouchers.Testing;

namespace Vouchers.Tests.Reconciliation.BankMessages;

public sealed class Pain001Tests
{
    private static readonly PaymentMessage Full = Message with
    {
        InitiatingPartyId = "CUST-7",
        Batches =
        [
            Batch with { BatchBooking = true, ChargeBearer = ChargeBearer.Debtor },
            Batch with
            {
                BatchId = "PAY-20260314-01-2",
                BatchBooking = false,
                ChargeBearer = ChargeBearer.Shared,
                Items =
                [
                    Item with
                    {
                        EndToEndId = "V-000000103",
                        InstructionId = "I-103",
                        Remittance = null,
                        Creditor = new("Muster & Söhne <GmbH>", new PaymentAccount.Iban("DE89370400440532013000")),
                    },
                ],
            },
        ],
    };

    [Test]
    public void Write_Message_HasTotalsAtBothLevels()
    {
        var root = XmlOf(Full);
        Assert.Multiple(() =>
        {
            Assert.That(At(root, "CstmrCdtTrfInitn/GrpHdr/NbOfTxs"), Is.EqualTo(["3"]));
            Assert.That(At(root, "CstmrCdtTrfInitn/GrpHdr/CtrlSum"), Is.EqualTo(["7200.05"]));
            Assert.That(At(root, "CstmrCdtTrfInitn/PmtInf/NbOfTxs"), Is.EqualTo(["2", "1"]));
            Assert.That(At(root, "CstmrCdtTrfInitn/PmtInf/CtrlSum"), Is.EqualTo(["4700.05", "2500.00"]));
            Assert.That(At(root, "CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/PmtId/EndToEndId"),
                Is.EqualTo(["V-000000101", "V-000000102", "V-000000103"]));
            Assert.That(At(root, "CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/Amt/InstdAmt"),
                Is.EqualTo(["2500.00", "2200.05", "2500.00"]));
        });
    }

    [Test]
    public void Write_Message_SaysWhoPaysWhomWhenAndWhere()
    {
        var root = XmlOf(Full);
        const string batch = "CstmrCdtTrfInitn/PmtInf/";
        const string item = batch + "CdtTrfTxInf/";
        Assert.Multiple(() =>
        {
            Assert.That(At(root, "CstmrCdtTrfInitn/GrpHdr/CreDtTm"), Is.EqualTo(["2026-03-14T17:05:09+08:00"]));
            Assert.That(At(root, "CstmrCdtTrfInitn/GrpHdr/InitgPty/Id/OrgId/Othr/Id"), Is.EqualTo(["CUST-7"]));
            Assert.That(At(root, batch + "BtchBookg"), Is.EqualTo(["true", "false"]));
            Assert.That(At(root, batch + "ChrgBr"), Is.EqualTo(["DEBT", "SHAR"]));
            Assert.That(At(root, batch + "ReqdExctnDt/Dt"), Is.EqualTo(["2026-03-16", "2026-03-16"]));
            Assert.That(At(root, batch + "Dbtr/Nm")[0], Is.EqualTo("示例市公共就业服务中心"));
            Assert.That(At(root, batch + "DbtrAcct/Id/Othr/Id")[0], Is.EqualTo("6222000012345678901"));
            Assert.That(At(root, batch + "DbtrAcct/Id/Othr/SchmeNm/Cd")[0], Is.EqualTo("BBAN"));
            Assert.That(At(root, batch + "DbtrAgt/FinInstnId/BICFI")[0], Is.EqualTo("ZZZZCNBJXXX"));
            Assert.That(At(root, item + "CdtrAgt/FinInstnId/ClrSysMmbId/ClrSysId/Cd"), Is.EqualTo(["CNAPS", "CNAPS"]));
            Assert.That(At(root, item + "CdtrAgt/FinInstnId/ClrSysMmbId/MmbId")[0], Is.EqualTo("102333001014"));
            Assert.That(At(root, item + "Cdtr/Nm")[2], Is.EqualTo("Muster & Söhne <GmbH>"));
            Assert.That(At(root, item + "CdtrAcct/Id/IBAN"), Is.EqualTo(["DE89370400440532013000"]));
            Assert.That(At(root, item + "PmtId/InstrId"), Is.EqualTo(["I-103"]));
            Assert.That(At(root, item + "RmtInf/Ustrd"), Is.EqualTo(["培训补贴 2026-03", "培训补贴 2026-03"]));
        });
    }

    [Test]
    public void Write_Twice_IsTheSameBytes()
    {
        var first = Written(Pain001.Write(Full));
        var second = Written(Pain001.Write(Full));
        Assert.That(second.Content, Is.EqualTo(first.Content));
        Assert.That(first.Sha256, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData([.. first.Content]))));
        Assert.That((first.Count, first.Total), Is.EqualTo((3, new Money(720_005, Currency.Cny))));
        Assert.That(first.Content[0], Is.EqualTo((byte)'<'), "No byte order mark: some banks stumble over it.");
    }

    [TestCase("CNY", 123_456_789, "1234567.89")]
    [TestCase("CNY", 5, "0.05")]
    [TestCase("JPY", 10_000_000, "10000000")]
    [TestCase("KWD", 1_005, "1.005")]
    [TestCase("CNY", 999_999_999_999_999_999, "9999999999999999.99")]
    public void Write_Amount_HasItsCurrencysDecimals(string currency, long minorUnits, string text)
    {
        var root = XmlOf(With(Item with { Amount = new(minorUnits, Currency.Parse(currency)) }));
        Assert.That(At(root, "CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/Amt/InstdAmt"), Is.EqualTo([text]));
        Assert.That(At(root, "CstmrCdtTrfInitn/GrpHdr/CtrlSum"), Is.EqualTo([text]));
        Assert.That((string?)root.Descendants(XName.Get("InstdAmt", Pain001.Namespace)).Single().Attribute("Ccy"),
            Is.EqualTo(currency));
    }

    [Test]
    public void Write_LongName_IsCutByWholeCharacters()
    {
        // 139 units, then a surrogate pair, then a letter with its accent: neither may be torn apart.
        Assert.That(NameWritten(new string('培', 139) + "𠮷"), Is.EqualTo(new string('培', 139)));
        Assert.That(NameWritten(new string('培', 139) + "e\u0301"), Is.EqualTo(new string('培', 139)));
        Assert.That(NameWritten(new string('培', 138) + "𠮷学校"), Is.EqualTo(new string('培', 138) + "𠮷"));
        Assert.That(NameWritten(new string('培', 140)), Is.EqualTo(new string('培', 140)));
        Assert.That(NameWritten("e" + new string('\u0301', 200)), Is.EqualTo("e" + new string('\u0301', 139)));
    }

    [Test]
    public void Write_AnyMessage_IsValidBySchema()
    {
        var schemas = new XmlSchemaSet();
        schemas.Add(Pain001.Namespace, SharedData.PathOf("xsd/pain.001.001.09.xsd"));
        AssertValid(schemas, Full);
        Messages.Sample(message => AssertValid(schemas, message), iter: 300);
    }

    [Test]
    public void Write_AnyMessage_HoldsItsPaymentsAndTheirSum() => Messages.Sample(message =>
    {
        var root = XmlOf(message);
        var amounts = At(root, "CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/Amt/InstdAmt");
        var sum = amounts.Sum(a => decimal.Parse(a, CultureInfo.InvariantCulture));
        var control = At(root, "CstmrCdtTrfInitn/GrpHdr/CtrlSum").Single();
        Assert.That(decimal.Parse(control, CultureInfo.InvariantCulture), Is.EqualTo(sum));
        Assert.That(At(root, "CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/PmtId/EndToEndId"),
            Is.EqualTo(message.Batches.SelectMany(b => b.Items).Select(i => i.EndToEndId)));
        Assert.That(At(root, "CstmrCdtTrfInitn/GrpHdr/NbOfTxs"), Is.EqualTo([$"{amounts.Length}"]));
    }, iter: 300);

    private static readonly Gen<string> Name =
        Gen.OneOf("甲培训学校", "𠮷野家", "A", "é́́", "&<>\"'").Array[1, 60].Select(string.Concat);

    private static readonly Gen<PaymentItem> Items = Gen.Select(
        Name, Gen.Long[1, 1_000_000_000_000], Gen.Bool, Gen.Bool, (name, units, iban, agent) => Item with
        {
            Amount = new(units, Currency.Cny),
            Creditor = new(name,
                iban ? new PaymentAccount.Iban("GB82WEST12345698765432") : new PaymentAccount.Other("62170000"),
                agent ? PaymentAgent.Cnaps("102333001014") : null),
            Remittance = iban ? null : TrimTo(name, 140),
        });

    private static readonly Gen<PaymentMessage> Messages = Gen.Select(
        Items.Array[1, 8].Array[1, 3], Gen.Enum<ChargeBearer>(), Gen.Bool, (batches, bearer, together) =>
        Message with
        {
            Batches = [.. batches.Select((items, b) => Batch with
            {
                BatchId = $"B-{b}",
                ChargeBearer = bearer,
                BatchBooking = together,
                Items = [.. items.Select((item, i) => item with { EndToEndId = $"E-{b}-{i}" })],
            })],
        });

    private static string TrimTo(string text, int length)
    {
        var cut = text.Length <= length ? text : text[..length];
        return char.IsHighSurrogate(cut[^1]) ? cut[..^1] : cut;
    }

    private static string NameWritten(string name)
    {
        var root = XmlOf(With(Item with { Creditor = Item.Creditor with { Name = name } }));
        return At(root, "CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/Cdtr/Nm").Single();
    }

    private static void AssertValid(XmlSchemaSet schemas, PaymentMessage message)
    {
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = schemas };
        using var reader = XmlReader.Create(new StringReader(TextOf(Pain001.Write(message))), settings);
        while (reader.Read())
        {
        }
    }
}
