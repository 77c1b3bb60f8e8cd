using NUnit.Framework;
using Vouchers.Reconciliation;
using static Vouchers.Tests.Reconciliation.Sample;

namespace Vouchers.Tests.Reconciliation;

/// <summary>Pass 3: one line for many payments, with and without a reference.</summary>
public sealed class BatchTests
{
    private static readonly ExpectedPayment[] Batch =
    [
        Of("p1", 120_000), Of("p2", 80_000) with { PayeeName = Workshop, PayeeAccount = WorkshopAccount },
        Of("p3", 100_000),
    ];

    public static IEnumerable<TestCaseData> Lines()
    {
        var whole = Bare("l1", 300_000);
        yield return Row("the batch and its count", whole with { BatchReference = "PMT-2026-03", TransactionCount = 3 },
            "Batch p1+p2+p3=l1");
        yield return Row("the batch alone", whole with { BatchReference = "pmt-2026-03" }, "Batch p1+p2+p3=l1");
        yield return Row("the batch in the text", whole with { RemittanceText = "Sammler PMT-2026-03" },
            "Batch p1+p2+p3=l1");
        yield return Row("the batch and another sum",
            Bare("l1", 250_000) with { BatchReference = "PMT-2026-03", TransactionCount = 3 },
            "AmountDifference p1+p2+p3=l1 +50000");
        yield return Row("the batch for one of its payments",
            Debit("l1", Batch[1]) with { EndToEndId = "", BatchReference = "PMT-2026-03", TransactionCount = 1 },
            "AmountAndPayee p2=l1", "MissingInBank p1= +120000", "MissingInBank p3= +100000");
        yield return Row("its count", whole with { TransactionCount = 3 }, "BatchSum p1+p2+p3=l1");
        yield return Row("nothing but the sum", whole, "Suggested l1?p1+p2+p3");
        yield return Row("another count", whole with { TransactionCount = 4 }, "Suggested l1?p1+p2+p3");
        yield return Row("its count, and a payee", whole with { TransactionCount = 3, CounterpartyName = "Tax Office" },
            "Suggested l1?p1+p2+p3");
        yield return Row("its count, weeks late", whole with { TransactionCount = 3, BookingDate = March(28) },
            "MissingInLedger =l1 -300000", "MissingInBank p1= +120000", "MissingInBank p2= +80000",
            "MissingInBank p3= +100000");
        yield return Row("its count, and its reference as the line's id",
            whole with { TransactionCount = 3, EndToEndId = "PMT-2026-03" }, "BatchSum p1+p2+p3=l1");
        yield return Row("its count, and another's id", whole with { TransactionCount = 3, EndToEndId = "RENT-11" },
            "MissingInLedger =l1 -300000", "MissingInBank p1= +120000", "MissingInBank p2= +80000",
            "MissingInBank p3= +100000");
        yield return Row("each of them", whole with { RemittanceText = "E2E-p1 E2E-p2, E2E-p3" }, "Batch p1+p2+p3=l1");
        yield return Row("two of them, and another sum", whole with { RemittanceText = "E2E-p1 E2E-p2" },
            "Suggested l1?p1|p2", "MissingInBank p3= +100000");
    }

    [TestCaseSource(nameof(Lines))]
    public void OneLine_ThatTells_SettlesTheBatch(BankLine line, string[] expected) =>
        Assert.That(Told(Run(Batch, line)), Is.EqualTo(expected));

    [Test]
    public void Batch_BookedInParts_AddsUp() => Assert.That(Told(Run(Batch,
            Bare("l1", 180_000) with { BatchReference = "PMT-2026-03", TransactionCount = 2 },
            Bare("l2", 120_000) with { BatchReference = "PMT-2026-03", TransactionCount = 1 })),
        Is.EqualTo(new[] { "Batch p1+p2+p3=l1+l2" }));

    [Test]
    public void Batch_OfWhichSomeArePaid_IsTheSumOfTheRest()
    {
        var before = Batch[0] with { State = ExpectedState.Paid, MatchedWith = ["february-7"] };
        var line = Bare("l1", 180_000) with { TransactionCount = 2 };
        Assert.That(Told(Run([before, .. Batch[1..]], line)),
            Is.EqualTo(new[] { "BatchSum p2+p3=l1", "Earlier p1=february-7" }));
    }

    [Test]
    public void Batch_OfWhichOneIsRejected_IsTheSumOfTheRest()
    {
        var rejected = Batch[0] with { State = ExpectedState.Rejected };
        var line = Bare("l1", 180_000) with { BatchReference = "PMT-2026-03", TransactionCount = 2 };
        Assert.That(Told(Run([rejected, .. Batch[1..]], line)),
            Is.EqualTo(new[] { "Batch p2+p3=l1", "NotExpected p1" }));
    }

    [TestCase(11, true)]
    [TestCase(12, false)]
    public void Batch_ToOnePayee_IsConfirmedByIt_FromTheDayThatItWasSent(int sent, bool isMatched)
    {
        var items = new[] { Of("p1", 120_000), Of("p2", 80_000) }
            .Select(i => i with { NotBefore = March(sent) }).ToArray();
        Assert.That(Told(Run(items, Bare("l1", 200_000) with { CounterpartyName = School })),
            isMatched ? Is.EqualTo(new[] { "BatchSum p1+p2=l1" }) : Has.None.Contain("p1+p2=l1"));
    }

    [Test]
    public void TwoBatches_OfOneSum_AreNotGuessed()
    {
        ExpectedPayment[] others = [Of("q1", 150_000), Of("q2", 150_000)];
        var line = Bare("l1", 300_000) with { TransactionCount = 3 };
        var result = Run([.. Batch, .. others.Select(i => i with { BatchReference = "PMT-OTHER" })], line);
        Assert.That(result.Matches, Is.Empty);
    }

    [Test]
    public void Batch_BookedTwice_IsADuplicate()
    {
        var line = Bare("l1", 300_000) with { BatchReference = "PMT-2026-03", TransactionCount = 3 };
        Assert.That(Told(Run(Batch, line, line with { Id = "l2", BookingDate = March(12) })),
            Is.EqualTo(new[] { "Batch p1+p2+p3=l1", "DuplicatePayment =l2 -300000 of p1" }));
    }

    [Test]
    public void Batch_WithAPaymentThatHasALineOfItsOwn_CountsTheOthers()
    {
        var line = Bare("l1", 180_000) with { BatchReference = "PMT-2026-03", TransactionCount = 2 };
        Assert.That(Told(Run(Batch, line, Debit("l2", Batch[0]))),
            Is.EqualTo(new[] { "EndToEndId p1=l2", "Batch p2+p3=l1" }));
    }

    private static ExpectedPayment Of(string id, long fen) => Item(id, fen) with { BatchReference = "PMT-2026-03" };

    private static TestCaseData Row(string name, BankLine line, params string[] expected) =>
        new TestCaseData(line, expected).SetArgDisplayNames(name);
}
