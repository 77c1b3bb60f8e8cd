using NUnit.Framework;
using Vouchers.Ledger;
using Vouchers.Reconciliation.BankMessages;
using static Vouchers.Tests.Reconciliation.BankMessages.PaymentSample;

namespace Vouchers.Tests.Reconciliation.BankMessages;

/// <summary>What the schema cannot hold is refused with field, value and limit; each case breaks one thing.</summary>
public sealed class PaymentFaultTests
{
    private const string OneItem = "PmtInf[1]/CdtTrfTxInf[1]/";

    public static IEnumerable<TestCaseData> Cases()
    {
        static TestCaseData Case(string name, PaymentMessage message, PaymentFaultCode code, string field) =>
            new TestCaseData(message, code, field).SetArgDisplayNames(name);

        yield return Case("long message id", Message with { MessageId = new('M', 36) }, PaymentFaultCode.TooLong,
            "GrpHdr/MsgId");
        yield return Case("no message id", Message with { MessageId = " " }, PaymentFaultCode.Missing, "GrpHdr/MsgId");
        yield return Case("no sender", Message with { InitiatingParty = "" }, PaymentFaultCode.Missing,
            "GrpHdr/InitgPty/Nm");
        yield return Case("long customer number", Message with { InitiatingPartyId = new('1', 36) },
            PaymentFaultCode.TooLong, "GrpHdr/InitgPty/Id");
        yield return Case("no batch", Message with { Batches = [] }, PaymentFaultCode.Missing, "PmtInf");
        yield return Case("no payment", With(), PaymentFaultCode.Missing, "PmtInf[1]/CdtTrfTxInf");
        yield return Case("same batch id", Message with
        {
            Batches = [Batch with { Items = [Item] }, Batch with { Items = [Item with { EndToEndId = "V-2" }] }],
        }, PaymentFaultCode.Duplicate, "PmtInf[2]/PmtInfId");
        yield return Case("own bank missing", Message with
        {
            Batches = [Batch with { Debtor = Batch.Debtor with { Agent = null } }],
        }, PaymentFaultCode.Missing, "PmtInf[1]/DbtrAgt");
        yield return Case("sum", With(
            Item with { Amount = new(999_999_999_999_999_999, Currency.Cny) },
            Item with { EndToEndId = "V-2", Amount = new(1, Currency.Cny) }),
            PaymentFaultCode.OutOfRange, "GrpHdr/CtrlSum");
        yield return Case("second currency", With(
            Item, Item with { EndToEndId = "V-2", Amount = new(1, Currency.Parse("EUR")) }),
            PaymentFaultCode.BadCurrency, "PmtInf[1]/CdtTrfTxInf[2]/Amt/InstdAmt");
        yield return Case("same end-to-end id", With(Item, Item), PaymentFaultCode.Duplicate,
            "PmtInf[1]/CdtTrfTxInf[2]/PmtId/EndToEndId");
        foreach (var (name, item, code, field) in ItemCases())
            yield return Case(name, With(item), code, OneItem + field);
    }

    [TestCaseSource(nameof(Cases))]
    public void Write_WhatTheSchemaCannotHold_IsRefused(PaymentMessage message, PaymentFaultCode code, string field)
    {
        var refused = (PaymentFile.Refused)Pain001.Write(message);
        Assert.That(refused.Faults.Select(f => (f.Code, f.Field)), Is.EqualTo([(code, field)]));
        Assert.That(refused.Faults[0].Message, Does.StartWith(field).And.EndsWith("."));
        Assert.That(refused.Faults[0].Limit, Is.Not.Empty);
        var csv = (PaymentFile.Refused)PaymentCsv.Write(message);
        Assert.That(csv.Faults, Is.EqualTo(refused.Faults), "Both files have the same rules.");
    }

    [Test]
    public void Write_LongId_SaysFieldValueAndLimit()
    {
        var refused = (PaymentFile.Refused)Pain001.Write(With(Item with { EndToEndId = new('V', 41) }));
        Assert.That(refused.Faults.Single(), Is.EqualTo(new PaymentFault(PaymentFaultCode.TooLong,
            OneItem + "PmtId/EndToEndId", new string('V', 39) + "…", "35 characters",
            $"{OneItem}PmtId/EndToEndId '{new string('V', 39)}…' has 41 characters; at most 35 fit.")));
    }

    [Test]
    public void Write_ManyFaults_ListsTheFirstHundred()
    {
        var items = Enumerable.Range(0, 150).Select(i => Item with { EndToEndId = $"V {i} " });
        Assert.That(((PaymentFile.Refused)Pain001.Write(With([.. items]))).Faults, Has.Length.EqualTo(100));
    }

    [TestCase("培训补贴", PaymentFaultCode.BadCharacter)]
    [TestCase("a;b", PaymentFaultCode.BadCharacter)]
    [TestCase("Training (2026-03): 'A', +1/2?", PaymentFaultCode.None)]
    public void Write_SepaCharacters_AreAConcernOnlyWhenAsked(string text, PaymentFaultCode expected)
    {
        var latin = new PaymentParty("School", Item.Creditor.Account, Item.Creditor.Agent);
        var message = Message with
        {
            InitiatingParty = "Bureau",
            Batches =
            [
                Batch with
                {
                    Debtor = Batch.Debtor with { Name = "Bureau" },
                    Items = [Item with { Creditor = latin, Remittance = text }],
                },
            ],
        };
        Assert.That(Pain001.Write(message), Is.InstanceOf<PaymentFile.Written>());
        var sepa = Pain001.Write(message with { Characters = PaymentCharacters.Sepa });
        Assert.That(sepa is PaymentFile.Refused refused ? refused.Faults.Single().Code : PaymentFaultCode.None,
            Is.EqualTo(expected));
    }

    [TestCase("/V-1")]
    [TestCase("V-1/")]
    [TestCase("V//1")]
    public void Write_SepaIdWithBadSlash_IsRefused(string id)
    {
        var message = With(Item with { EndToEndId = id });
        Assert.That(Pain001.Write(message), Is.InstanceOf<PaymentFile.Written>());
        var sepa = (PaymentFile.Refused)Pain001.Write(message with { Characters = PaymentCharacters.Sepa });
        Assert.That(sepa.Faults.Select(f => f.Code), Does.Contain(PaymentFaultCode.BadFormat));
    }

    private static IEnumerable<(string Name, PaymentItem Item, PaymentFaultCode Code, string Field)> ItemCases()
    {
        const string id = "PmtId/EndToEndId";
        const string amount = "Amt/InstdAmt";
        const string member = "CdtrAgt/FinInstnId/ClrSysMmbId/MmbId";
        yield return ("id of 36", Item with { EndToEndId = new('V', 36) }, PaymentFaultCode.TooLong, id);
        yield return ("id with a space", Item with { EndToEndId = "V-1 " }, PaymentFaultCode.BadFormat, id);
        yield return ("id with a bell", Item with { EndToEndId = "V\a1" }, PaymentFaultCode.BadCharacter, id);
        yield return ("not provided", Item with { EndToEndId = "NOTPROVIDED" }, PaymentFaultCode.BadFormat, id);
        yield return ("instruction of 36", Item with { InstructionId = new('I', 36) }, PaymentFaultCode.TooLong,
            "PmtId/InstrId");
        yield return ("zero", Item with { Amount = new(0, Currency.Cny) }, PaymentFaultCode.OutOfRange, amount);
        yield return ("negative", Item with { Amount = new(-1, Currency.Cny) }, PaymentFaultCode.OutOfRange, amount);
        yield return ("19 digits", Item with { Amount = new(1_000_000_000_000_000_000, Currency.Cny) },
            PaymentFaultCode.OutOfRange, amount);
        yield return ("gold", Item with { Amount = new(1, Currency.Parse("XAU")) }, PaymentFaultCode.BadCurrency,
            amount);
        yield return ("no name", Item with { Creditor = Item.Creditor with { Name = "" } },
            PaymentFaultCode.Missing, "Cdtr/Nm");
        yield return ("half a character", Item with { Creditor = Item.Creditor with { Name = "甲\uD842" } },
            PaymentFaultCode.BadCharacter, "Cdtr/Nm");
        yield return ("not in XML", Item with { Remittance = "\uFFFE" }, PaymentFaultCode.BadCharacter, "RmtInf/Ustrd");
        yield return ("line break", Item with { Remittance = "a\nb" }, PaymentFaultCode.BadCharacter, "RmtInf/Ustrd");
        yield return ("text of 141", Item with { Remittance = new('补', 141) }, PaymentFaultCode.TooLong,
            "RmtInf/Ustrd");
        yield return ("account of 35", To(new PaymentAccount.Other(new('6', 35))), PaymentFaultCode.TooLong,
            "CdtrAcct/Id/Othr/Id");
        yield return ("scheme of 5", To(new PaymentAccount.Other("62", "BBANX")), PaymentFaultCode.TooLong,
            "CdtrAcct/Id/Othr/SchmeNm/Cd");
        yield return ("wrong check digits", To(new PaymentAccount.Iban("DE88370400440532013000")),
            PaymentFaultCode.BadFormat, "CdtrAcct/Id/IBAN");
        yield return ("IBAN in groups", To(new PaymentAccount.Iban("DE89 3704 0044 0532 0130 00")),
            PaymentFaultCode.BadFormat, "CdtrAcct/Id/IBAN");
        yield return ("BIC of 10", At(new PaymentAgent.Bic("ZZZZCNBJXX")), PaymentFaultCode.BadFormat,
            "CdtrAgt/FinInstnId/BICFI");
        yield return ("CNAPS of 11", At(PaymentAgent.Cnaps("10233300101")), PaymentFaultCode.BadFormat, member);
        yield return ("CNAPS of letters", At(PaymentAgent.Cnaps("10233300101A")), PaymentFaultCode.BadFormat, member);
        yield return ("member of 36", At(new PaymentAgent.ClearingMember("USABA", new('1', 36))),
            PaymentFaultCode.TooLong, member);
        yield return ("system of 6", At(new PaymentAgent.ClearingMember("USABAX", "1")), PaymentFaultCode.TooLong,
            "CdtrAgt/FinInstnId/ClrSysMmbId/ClrSysId/Cd");
    }

    private static PaymentItem To(PaymentAccount account) =>
        Item with { Creditor = Item.Creditor with { Account = account } };

    private static PaymentItem At(PaymentAgent agent) =>
        Item with { Creditor = Item.Creditor with { Agent = agent } };
}
