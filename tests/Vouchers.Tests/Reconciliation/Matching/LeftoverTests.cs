using NUnit.Framework;
using Vouchers.Ledger;
using Vouchers.Reconciliation;
using static Vouchers.Tests.Reconciliation.Sample;

namespace Vouchers.Tests.Reconciliation;

/// <summary>What no pass matches: suggestions, exceptions, and what is refused.</summary>
public sealed class LeftoverTests
{
    [Test]
    public void Rejected_ForAClosedAccount_ExpectsNoLine()
    {
        var result = Run([Item("p1", 200_000) with { State = ExpectedState.Rejected }]);
        Assert.That(Told(result), Is.EqualTo(new[] { "NotExpected p1" }));
        Assert.That(result.Balances, Is.Empty);
    }

    [Test]
    public void Rejected_AndBookedAllTheSame_IsNotOurs()
    {
        var rejected = Item("p1", 200_000) with { State = ExpectedState.Rejected };
        var back = Bare("l2", 200_000, 12, BankDirection.Credit) with { EndToEndId = "E2E-p1" };
        Assert.That(Told(Run([rejected], Debit("l1", rejected))),
            Is.EqualTo(new[] { "MissingInLedger =l1 -200000 of p1", "NotExpected p1" }));
        Assert.That(Told(Run([rejected], Debit("l1", rejected), back)),
            Is.EqualTo(new[] { "MissingInLedger =l1+l2 0 of p1", "NotExpected p1" }));
        Assert.That(Told(Run([rejected], back)),
            Is.EqualTo(new[] { "MissingInLedger =l2 +200000 of p1", "NotExpected p1" }));
    }

    [TestCase(28, "MissingInBank p1= +200000")]
    [TestCase(29, "Timing p1= +200000")]
    [TestCase(31, "Timing p1= +200000")]
    [TestCase(33, "Timing p1= +200000")]
    public void NoLine_NearTheEndOfTheStatement_IsTiming(int day, string expected) =>
        Assert.That(Told(Run([Item("p1", 200_000, day)])), Is.EqualTo(new[] { expected }));

    [Test]
    public void UnknownCredit_IsMissingInTheLedger()
    {
        var result = Run([Item("p1", 200_000)], Bare("l1", 200_000, 11, BankDirection.Credit));
        Assert.That(Told(result), Is.EqualTo(new[] { "MissingInLedger =l1 +200000", "MissingInBank p1= +200000" }));
        Assert.That(result.Balances.Single(),
            Is.EqualTo(new MatchingBalance(Cny(200_000), Cny(-200_000), Cny(400_000))));
    }

    [TestCase(190_000, School, "Suggested l1?p1")]
    [TestCase(210_000, School, "Suggested l1?p1")]
    [TestCase(189_999, School, "MissingInLedger =l1 -189999")]
    [TestCase(190_000, "Somebody Else", "MissingInLedger =l1 -190000")]
    public void NearAmount_IsSuggested_WithThePayee(long fen, string name, string expected) => Assert.That(
        Told(Run([Item("p1", 200_000)], Bare("l1", fen) with { CounterpartyName = name }))[0], Is.EqualTo(expected));

    [Test]
    public void Suggestions_AreFew_AndTheBestComesFirst()
    {
        ExpectedPayment[] items = [.. Enumerable.Range(1, 9).Select(n =>
            Item($"p{n}", 200_000, 5 + n) with { PayeeName = n == 4 ? "温州职业技术学校" : "Workshop", PayeeAccount = "" })];
        var suggestion = Run(items, Bare("l1", 200_000) with { CounterpartyName = School }).Suggestions.Single();
        Assert.That(suggestion.Candidates, Has.Count.EqualTo(3));
        Assert.That(suggestion.Candidates[0].ItemIds, Is.EqualTo(new[] { "p4" }));
        Assert.That(Kinds(suggestion.Candidates[0].Signals), Does.Contain(SignalKind.NameSimilar));
        Assert.That(suggestion.Candidates.Select(c => c.Score), Is.Ordered.Descending);
    }

    [Test]
    public void EarlierMatches_ThatShareALine_AreOne()
    {
        var (first, second) = (Item("p1", 200_000), Item("p2", 100_000));
        var result = Run(
            [first with { MatchedWith = ["l1", "l2"] }, second with { MatchedWith = ["l2"] }, Item("p3", 5)],
            Bare("l1", 1), Bare("l2", 2), Debit("l3", Item("p3", 5)));
        Assert.That(Told(result), Is.EqualTo(new[] { "EndToEndId p3=l3", "Earlier p1+p2=l1+l2" }));
    }

    [Test]
    public void Inputs_ThatAreBroken_AreRefused()
    {
        var item = Item("p1", 1);
        Refused([item, item]);
        Refused([item], Bare("l1", 1), Bare("l1", 2));
        Refused([item with { Id = "" }]);
        Refused([item with { State = ExpectedState.None }]);
        Refused([item with { Direction = BankDirection.None }]);
        Refused([item with { Amount = new Money(1, default) }]);
        Refused([], Bare("l1", -1));
        Refused([], Bare("l1", Reconciler.MaxMinorUnits + 1));
    }

    private static void Refused(ExpectedPayment[] items, params BankLine[] lines) =>
        Assert.That(() => Run(items, lines), Throws.InstanceOf<ArgumentException>());
}
