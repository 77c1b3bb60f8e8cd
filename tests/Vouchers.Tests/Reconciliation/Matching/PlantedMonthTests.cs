using NUnit.Framework;

namespace Vouchers.Tests.Reconciliation;

/// <summary>One planted case of each kind in an ordinary month, and what a finance officer is told of it.</summary>
public sealed class PlantedMonthTests
{
    private const int Ordinary = 200;

    [TestCase("paid", "EndToEndId")]
    [TestCase("in text", "Reference")]
    [TestCase("batch by reference", "Batch")]
    [TestCase("batch by count", "BatchSum")]
    [TestCase("names two", "Batch")]
    [TestCase("parts", "PartialPayments")]
    [TestCase("by payee", "AmountAndPayee")]
    [TestCase("claw-back", "EndToEndId")]
    [TestCase("short", "AmountDifference")]
    [TestCase("duplicate", "EndToEndId, DuplicatePayment")]
    [TestCase("given back", "EndToEndId, DuplicatePayment")]
    [TestCase("return", "EndToEndId, Returned")]
    [TestCase("late return", "Earlier, Returned")]
    [TestCase("unknown credit", "MissingInLedger")]
    [TestCase("unknown debit", "MissingInLedger")]
    [TestCase("missing", "MissingInBank")]
    [TestCase("timing", "Timing")]
    [TestCase("rejected", "NotExpected")]
    [TestCase("rejected and booked", "MissingInLedger, NotExpected")]
    [TestCase("wrong payee", "WrongPayee")]
    [TestCase("other currency", "MissingInLedger, MissingInBank")]
    [TestCase("same id twice", "Suggested, Suggested, Suggested")]
    public void Planted_InAnOrdinaryMonth_IsTold(string kind, string expected)
    {
        var month = new Month(amounts: 1_000, payees: 1_000);
        for (var n = 0; n < Ordinary; n++)
            month.Add(new Happening("paid", n, n, n));
        month.Add(new Happening(kind, 601, 601, 11));
        var told = Sample.Told(month.Run())[Ordinary..];
        Assert.That(string.Join(", ", told.Select(t => t.Split(' ')[0])), Is.EqualTo(expected));
    }

    [Test]
    public void Planted_HasACaseForEachKind()
    {
        var cases = typeof(PlantedMonthTests).GetMethod(nameof(Planted_InAnOrdinaryMonth_IsTold))!
            .GetCustomAttributes(typeof(TestCaseAttribute), false).Cast<TestCaseAttribute>();
        Assert.That(cases.Select(c => c.Arguments[0]), Is.EquivalentTo(Month.Kinds));
    }
}
