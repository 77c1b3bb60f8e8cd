using NUnit.Framework;
using Vouchers.Reconciliation;
using static Vouchers.Tests.Reconciliation.Sample;

namespace Vouchers.Tests.Reconciliation;

/// <summary>Payments that come back, soon or late, once or twice.</summary>
public sealed class ReturnTests
{
    private static readonly ExpectedPayment Paid = Item("p1", 200_000);
    private static readonly ExpectedPayment Before =
        Paid with { State = ExpectedState.Paid, MatchedWith = ["february-7"] };

    public static IEnumerable<TestCaseData> Lines()
    {
        var credit = Bare("l1", 200_000, 20, BankDirection.Credit);
        yield return Row("the original id and a reason",
            credit with { OriginalEndToEndId = "E2E-p1", ReturnReason = "AC04" }, "Returned =l1 +200000 of p1");
        yield return Row("the id as its own, unmarked", credit with { EndToEndId = "E2E-p1" },
            "Returned =l1 +200000 of p1");
        yield return Row("a reversal mark and the id", credit with { EndToEndId = "E2E-p1", IsReversal = true },
            "Returned =l1 +200000 of p1");
        yield return Row("a reason, and the id in the text",
            credit with { ReturnReason = "AC04", RemittanceText = "RETURN E2E-p1 account closed" },
            "Returned =l1 +200000 of p1");
        yield return Row("less a fee", credit with { OriginalEndToEndId = "E2E-p1", Amount = Cny(199_500) },
            "Returned =l1 +199500 of p1");
        yield return Row("the id in the text, unmarked", credit with { RemittanceText = "thanks for E2E-p1" },
            "MissingInLedger =l1 +200000");
        yield return Row("a reason alone", credit with { ReturnReason = "AC04" }, "MissingInLedger =l1 +200000");
        yield return Row("a reversal mark on a debit",
            Bare("l1", 200_000, 20) with { EndToEndId = "E2E-p1", IsReversal = true },
            "MissingInLedger =l1 -200000 of p1");
    }

    [TestCaseSource(nameof(Lines))]
    public void LateReturn_NamesWhatWasPaidBefore(BankLine line, string expected) =>
        Assert.That(Told(Run([Before], line)), Is.EqualTo(new[] { "Earlier p1=february-7", expected }));

    [Test]
    public void Return_InTheSameMonth_LeavesTheMatch()
    {
        var result = Run([Paid], Debit("l1", Paid), Back("l2"));
        Assert.That(Told(result), Is.EqualTo(new[] { "EndToEndId p1=l1", "Returned =l2 +200000 of p1" }));
        Assert.That(result.Exceptions[0].Signals, Does.Contain(new MatchSignal(SignalKind.ReturnReason, "AC04")));
        Assert.That(result.Exceptions[0].Signals, Does.Contain(new MatchSignal(SignalKind.MatchedBefore, "l1")));
    }

    [Test]
    public void Return_OfWhatWasNeverBooked_SaysSo()
    {
        var result = Run([Paid], Back("l1"));
        Assert.That(Told(result), Is.EqualTo(new[] { "Returned =l1 +200000 of p1", "MissingInBank p1= +200000" }));
        Assert.That(Kinds(result.Exceptions[0].Signals), Does.Contain(SignalKind.NotBookedBefore));
    }

    // Each return makes a payment payable again; a second one must not do so twice.
    [Test]
    public void SecondReturn_IsAnUnknownCredit()
    {
        Assert.That(Told(Run([Before], Back("l1"), Back("l2"))), Is.EqualTo(new[]
        {
            "Earlier p1=february-7", "Returned =l1 +200000 of p1", "MissingInLedger =l2 +200000 of p1",
        }));
        Assert.That(Told(Run([Before with { State = ExpectedState.Returned }], Back("l1"))),
            Is.EqualTo(new[] { "Earlier p1=february-7", "MissingInLedger =l1 +200000 of p1" }));
    }

    [Test]
    public void SecondDebit_ThatIsGivenBack_LeavesThePaymentPaid() => Assert.That(
        Told(Run([Paid], Debit("l1", Paid), Debit("l2", Paid), Back("l3"))),
        Is.EqualTo(new[] { "EndToEndId p1=l1", "DuplicatePayment =l2+l3 0 of p1" }));

    [Test]
    public void ClawBack_ThatBouncesAfterAll_IsReturnedAsADebit()
    {
        var owed = Item("c1", 90_000) with { Direction = BankDirection.Credit };
        var bounced = Bare("l2", 90_000, 14) with { OriginalEndToEndId = "E2E-c1", ReturnReason = "AM04" };
        Assert.That(Told(Run([owed], Debit("l1", owed), bounced)),
            Is.EqualTo(new[] { "EndToEndId c1=l1", "Returned =l2 -90000 of c1" }));
    }

    private static BankLine Back(string id) => Bare(id, 200_000, 20, BankDirection.Credit) with
    {
        OriginalEndToEndId = "E2E-p1",
        ReturnReason = "AC04",
    };

    private static TestCaseData Row(string name, BankLine line, string expected) =>
        new TestCaseData(line, expected).SetArgDisplayNames(name);
}
