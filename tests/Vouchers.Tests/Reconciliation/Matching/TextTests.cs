using NUnit.Framework;
using Vouchers.Ledger;
using Vouchers.Reconciliation;
using static Vouchers.Tests.Reconciliation.Sample;

namespace Vouchers.Tests.Reconciliation;

/// <summary>Every outcome is explained in both languages.</summary>
public sealed class TextTests
{
    private static readonly ExpectedPayment Paid = Item("p1", 200_000);

    [Test]
    public void Texts_OfEverything_AreInBothLanguages()
    {
        foreach (var kind in Enum.GetValues<SignalKind>().Where(k => k != SignalKind.None))
            InBoth(l => MatchingTexts.Explain(new MatchSignal(kind, "a", "b", 3), l));
        foreach (var pass in Enum.GetValues<MatchPass>().Where(p => p != MatchPass.None))
            InBoth(l => MatchingTexts.Explain(new PaymentMatch(pass, [], [], []), l));
        foreach (var type in Enum.GetValues<DiscrepancyType>().Where(t => t != DiscrepancyType.None))
            InBoth(l => MatchingTexts.Explain(new FoundDiscrepancy(type, [], [], [], [], Cny(0)), l));
        InBoth(l => MatchingTexts.Explain(new MatchCandidate([], 60, []), l));
    }

    [Test]
    public void Match_IsExplained_WithWhatSpeaksAgainstIt()
    {
        var match = Run([Paid], Debit("l1", Paid) with { CounterpartyName = "Somebody Else", CounterpartyAccount = "" })
            .Matches.Single();
        Assert.That(MatchingTexts.Explain(match, TextLanguage.English), Is.EqualTo(
            "Matched by end-to-end id: the end-to-end id is E2E-p1, the amount is CNY 2,000.00 on both sides, " +
            "the dates are a day apart; but the names \"温州职业技术学院\" and \"Somebody Else\" differ."));
        Assert.That(MatchingTexts.Explain(match, TextLanguage.Chinese), Is.EqualTo(
            "按端到端标识匹配：端到端标识为 E2E-p1，双方金额均为 ¥2,000.00，日期相差 1 天；" +
            "但是户名“温州职业技术学院”与“Somebody Else”不符。"));
    }

    [Test]
    public void Exception_IsExplained_WithItsAmounts()
    {
        var difference = Run([Paid], Debit("l1", Paid) with { Amount = Cny(150_000) }).Exceptions.Single();
        Assert.That(MatchingTexts.Explain(difference, TextLanguage.English), Does
            .StartWith("Booked with another amount: ").And
            .EndsWith("; but CNY 2,000.00 was expected and CNY 1,500.00 was booked."));
        Assert.That(MatchingTexts.Explain(difference, TextLanguage.Chinese), Does
            .EndWith("；但是应为 ¥2,000.00，入账 ¥1,500.00。"));
        var missing = Run([Paid]).Exceptions.Single();
        Assert.That(MatchingTexts.Explain(missing, TextLanguage.English),
            Is.EqualTo("Sent, but not on the statement: no line is like it."));
        Assert.That(MatchingTexts.Explain(missing, TextLanguage.Chinese),
            Is.EqualTo("已发出，但对账单上没有：没有对应的流水。"));
    }

    // Text of others is shown as it is, braces and all.
    [Test]
    public void Values_WithBraces_AreNoPlaceholders() => Assert.That(
        MatchingTexts.Explain(new MatchSignal(SignalKind.ReferenceFound, "{9}{"), TextLanguage.English),
        Is.EqualTo("its references name {9}{"));

    private static void InBoth(Func<TextLanguage, string> text)
    {
        var (english, chinese) = (text(TextLanguage.English), text(TextLanguage.Chinese));
        Assert.That(english, Does.Match("^[ -~]+$"));
        Assert.That(chinese, Does.Match("[\u4e00-\u9fff]"), english);
    }
}
