using NUnit.Framework;
using Vouchers.Ledger;
using Vouchers.Reconciliation;
using static Vouchers.Tests.Reconciliation.Sample;

namespace Vouchers.Tests.Reconciliation;

/// <summary>Passes 1, 2 and 4: lines that name the payment.</summary>
public sealed class NamedPassTests
{
    private static readonly ExpectedPayment Paid = Item("p1", 200_000);

    public static IEnumerable<TestCaseData> Lines()
    {
        yield return Row("the id and the amount", Debit("l1", Paid), "EndToEndId p1=l1");
        yield return Row("the id in capitals of its own", Debit("l1", Paid) with { EndToEndId = "e2e-P1" },
            "EndToEndId p1=l1");
        yield return Row("the id, weeks late", Debit("l1", Paid) with { BookingDate = March(30) }, "EndToEndId p1=l1");
        yield return Row("the id, a fen short", Debit("l1", Paid) with { Amount = Cny(199_999) },
            "AmountDifference p1=l1 +1");
        yield return Row("the id, a fen too much", Debit("l1", Paid) with { Amount = Cny(200_001) },
            "AmountDifference p1=l1 -1");
        yield return Row("the id, to another account",
            Debit("l1", Paid) with { CounterpartyAccount = "6222021203009999999" },
            "WrongPayee p1=l1 0");
        yield return Row("the id, the account masked",
            Debit("l1", Paid) with { CounterpartyAccount = "6222 **** **** ***4567" }, "EndToEndId p1=l1");
        yield return Row("the id, to another name", Debit("l1", Paid) with { CounterpartyName = "Somebody Else" },
            "EndToEndId p1=l1");
        yield return Row("the id, in another currency",
            Debit("l1", Paid) with { Amount = new Money(200_000, Currency.Parse("USD")) },
            "MissingInLedger =l1 -200000 of p1", "MissingInBank p1= +200000");
        yield return Row("the id as a word of the text", Text("培训补贴E2E-p1，谢谢"), "Reference p1=l1");
        yield return Row("the id behind the bank's sign", Text("EREF:E2E-p1 SVWZ:subsidy"), "Reference p1=l1");
        yield return Row("the id between slashes", Text("/ROC/E2E-p1//URI/x"), "Reference p1=l1");
        yield return Row("the id among the references",
            Bare("l1", 200_000) with { References = ["0001", "E2E-p1"] }, "Reference p1=l1");
        yield return Row("a reference of its own", Text("invoice INV-2026-77"), "Reference p1=l1");
        yield return Row("the reference and another amount", Text("E2E-p1") with { Amount = Cny(150_000) },
            "AmountDifference p1=l1 +50000");
        yield return Row("the id as part of a longer word", Text("XE2E-p1X"), "Suggested l1?p1");
        yield return Row("no id at all", Debit("l1", Paid) with { EndToEndId = "NOTPROVIDED" }, "AmountAndPayee p1=l1");
    }

    [TestCaseSource(nameof(Lines))]
    public void OneLine_Names_ThePayment(BankLine line, string[] expected) => Assert.That(
        Told(Run([Paid with { Reference = "INV-2026-77" }], line)), Is.EqualTo(expected));

    [Test]
    public void SameId_AnotherName_MatchesAndSaysSo()
    {
        var match = Run([Paid], Debit("l1", Paid) with { CounterpartyName = "Somebody Else", CounterpartyAccount = "" })
            .Matches.Single();
        Assert.That(Kinds(match.Signals), Is.EqualTo(new[]
        {
            SignalKind.EndToEndIdEqual, SignalKind.AmountEqual, SignalKind.DateClose, SignalKind.NameDiffers,
        }));
        Assert.That(match.Signals[^1], Is.EqualTo(new MatchSignal(SignalKind.NameDiffers, School, "Somebody Else")));
    }

    [Test]
    public void SecondDebit_SameId_IsADuplicateOfTheFirst()
    {
        var second = Debit("l0", Paid) with { BookingDate = March(12) };
        Assert.That(Told(Run([Paid], second, Debit("l1", Paid))),
            Is.EqualTo(new[] { "EndToEndId p1=l1", "DuplicatePayment =l0 -200000 of p1" }));
    }

    [Test]
    public void SecondDebit_ToTheRightAccount_IsThePayment()
    {
        var wrong = Debit("l1", Paid) with { CounterpartyAccount = "6222021203009999999" };
        Assert.That(Told(Run([Paid], wrong, Debit("l2", Paid) with { BookingDate = March(15) })),
            Is.EqualTo(new[] { "EndToEndId p1=l2", "DuplicatePayment =l1 -200000 of p1" }));
    }

    [Test]
    public void SecondDebit_OfWhatWasPaidBefore_IsADuplicate()
    {
        var before = Paid with { State = ExpectedState.Paid, MatchedWith = ["february-7"] };
        var result = Run([before], Debit("l1", Paid));
        Assert.That(Told(result),
            Is.EqualTo(new[] { "Earlier p1=february-7", "DuplicatePayment =l1 -200000 of p1" }));
        Assert.That(result.Exceptions[0].Signals, Does.Contain(new MatchSignal(SignalKind.PaidAlready, "february-7")));
    }

    [Test]
    public void PartialPayments_ThatAddUp_AreOnePayment()
    {
        var (first, second) = (Debit("l1", Paid) with { Amount = Cny(150_000) }, Text("E2E-p1", "l2", 50_000));
        Assert.That(Told(Run([Paid], first, second)), Is.EqualTo(new[] { "PartialPayments p1=l1+l2" }));
    }

    [TestCase(40_000, "AmountDifference p1=l1+l2 +10000")]
    [TestCase(60_000, "AmountDifference p1=l1+l2 -10000")]
    public void PartialPayments_ThatDoNotAddUp_KeepAllLines(long rest, string expected)
    {
        var (first, second) = (Debit("l1", Paid) with { Amount = Cny(150_000) }, Text("E2E-p1", "l2", rest));
        Assert.That(Told(Run([Paid], first, second)), Is.EqualTo(new[] { expected }));
    }

    [Test]
    public void ClawBack_PaidInInstalments_IsExpectedAsCredit()
    {
        var owed = Item("c1", 90_000) with { Direction = BankDirection.Credit, Reference = "CLAW-0001" };
        var lines = Enumerable.Range(1, 3).Select(n =>
            Bare($"l{n}", 30_000, 10 + n, BankDirection.Credit) with { RemittanceText = "CLAW-0001 rate" }).ToArray();
        Assert.That(Told(Run([owed], lines)), Is.EqualTo(new[] { "PartialPayments c1=l1+l2+l3" }));
    }

    [Test]
    public void TwoPayments_OfOneId_AreNeverMatched()
    {
        var twin = Item("p2", 200_000) with { EndToEndId = Paid.EndToEndId };
        var result = Run([Paid, twin], Debit("l1", Paid), Debit("l2", twin));
        Assert.That(Told(result), Is.EqualTo(new[] { "Suggested l1?p1|p2", "Suggested l2?p1|p2" }));
        Assert.That(result.Suggestions.SelectMany(s => s.Candidates).Select(c => Kinds(c.Signals)),
            Has.All.Contains(SignalKind.IdShared));
        Assert.That(result.SuggestedPayments.Select(p => p.Difference), Is.All.EqualTo(Cny(200_000)));
    }

    [Test]
    public void TwoPayments_OfOneReference_AreNotNamedByIt()
    {
        ExpectedPayment[] items = [Paid, Item("p2", 70_000)];
        Assert.That(Told(Run([.. items.Select(i => i with { Reference = "MARCH-2026" })], Text("MARCH-2026"))),
            Is.EqualTo(new[] { "Suggested l1?p1", "MissingInBank p2= +70000" }));
    }

    private static BankLine Text(string text, string id = "l1", long fen = 200_000) =>
        Bare(id, fen) with { RemittanceText = text };

    private static TestCaseData Row(string name, BankLine line, params string[] expected) =>
        new TestCaseData(line, expected).SetArgDisplayNames(name);
}
