using NUnit.Framework;
using Vouchers.Reconciliation;
using static Vouchers.Tests.Reconciliation.Sample;

namespace Vouchers.Tests.Reconciliation;

/// <summary>
/// The work grows with the inputs and not with their product, also where everything is alike. It counts pairs that
/// were looked at, not seconds.
/// </summary>
public sealed class LinearWorkTests
{
    private const int Few = 500;
    private const int Growth = 8;

    // At most eight of each of four blocks are looked at for a line, and each pair twice by the pass by payee.
    private const int PairsPerEntry = 40;

    private static readonly ExpectedPayment Alike = Item("p", 200_000);

    public static IEnumerable<TestCaseData> Inputs()
    {
        yield return Row("all alike, without an id", n => Alike with { Id = $"p{n}", EndToEndId = "" },
            n => Debit($"l{n}", Alike) with { EndToEndId = "" });
        yield return Row("all alike, on many days", n => Item($"p{n}", 200_000, n % 28) with { EndToEndId = "" },
            n => Debit($"l{n}", Item("p", 200_000, n % 28)) with { EndToEndId = "" });
        yield return Row("all alike, sent once the lines were booked",
            n => Alike with { Id = $"p{n}", EndToEndId = "", NotBefore = March(12) },
            n => Debit($"l{n}", Alike) with { EndToEndId = "" });
        yield return Row("all of one id", n => Alike with { Id = $"p{n}" }, n => Debit($"l{n}", Alike));
        yield return Row("lines of one payment", n => Item($"p{n}", 200_000),
            n => Debit($"l{n}", Item("p0", 200_000)));
        yield return Row("returns of one payment", n => Item($"p{n}", 200_000),
            n => Debit($"l{n}", Item("p0", 200_000)) with { Direction = BankDirection.Credit });
        yield return Row("one batch, booked often", n => Item($"p{n}", 100) with { BatchReference = "BATCH-1" },
            n => Bare($"l{n}", 700) with { BatchReference = "BATCH-1", TransactionCount = 7 });
        yield return Row("each names the same two", n => Item($"p{n}", 100),
            n => Bare($"l{n}", 100) with { RemittanceText = "E2E-p0 E2E-p1" });
        yield return Row("only near amounts", n => Item($"p{n}", 200_000 + n) with { EndToEndId = "" },
            n => Debit($"l{n}", Item("p", 190_000 + n)) with { EndToEndId = "" });
    }

    [TestCaseSource(nameof(Inputs))]
    public void Work_WhereAllAreAlike_GrowsWithTheInputs(Func<int, ExpectedPayment> item, Func<int, BankLine> line)
    {
        long Pairs(int count) => Reconciler.Match(
            Enumerable.Range(0, count).Select(item), Enumerable.Range(0, count).Select(line), End).PairsCompared;
        var (few, many) = (Pairs(Few), Pairs(Growth * Few));
        Assert.That(many, Is.LessThanOrEqualTo(few * (Growth + 1)));
        Assert.That(many, Is.LessThanOrEqualTo(PairsPerEntry * 2 * Growth * Few));
    }

    [Test]
    public void Work_OfAnOrdinaryMonth_IsAboutAPairALine()
    {
        var month = new Month(amounts: 10_000, payees: 10_000);
        for (var n = 0; n < 11_000; n++)
            month.Add(new Happening(n % 10 < 9 ? "paid" : Month.Kinds[n / 10 % Month.Kinds.Length], n, n, n));
        Assert.That(month.Run().PairsCompared, Is.LessThan(3 * month.Lines.Count));
    }

    private static TestCaseData Row(string name, Func<int, ExpectedPayment> item, Func<int, BankLine> line) =>
        new TestCaseData(item, line).SetArgDisplayNames(name);
}
