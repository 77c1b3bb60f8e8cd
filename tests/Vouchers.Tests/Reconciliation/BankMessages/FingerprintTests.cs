using NUnit.Framework;
using static Vouchers.Tests.Reconciliation.BankMessages.StatementFixture;

namespace Vouchers.Tests.Reconciliation.BankMessages;

/// <summary>The same line is the same in every file, and nothing else is.</summary>
public sealed class FingerprintTests
{
    private static readonly string Line = Entry("5.00", details: Details("5.00", "V-1"),
        more: "<NtryRef>N-1</NtryRef><AcctSvcrRef>R-1</AcctSvcrRef>");

    private static readonly string First = Of(Statement(Line))[0];

    [Test]
    public void Fingerprint_OfTheSameLineInAnotherFile_IsTheSame()
    {
        Assert.That(First, Does.Match("\\A[0-9a-f]{32}\\z"));
        Assert.That(Of(Statement(Entry("9.00") + Line, "1014.00"))[1], Is.EqualTo(First));
        Assert.That(Of(Statement(Line.Replace("5.00", "5.000", StringComparison.Ordinal)))[0], Is.EqualTo(First),
            "The same amount in other digits.");
    }

    [Test]
    public void Fingerprint_IsStableOverVersionsOfTheSoftware() =>
        Assert.That(First, Is.EqualTo("ce113f50126534f90d99c3280a3784be"), "Stored lines would be imported again.");

    [TestCase("V-1", "V-2")]
    [TestCase("R-1", "R-2")]
    [TestCase("N-1", "N-2")]
    [TestCase("5.00", "5.01")]
    [TestCase("CRDT", "DBIT")]
    [TestCase("BOOK", "PDNG")]
    [TestCase("2026-03-15", "2026-03-16")]
    public void Fingerprint_OfAnotherLine_IsAnother(string old, string other) =>
        Assert.That(Of(Statement(Line.Replace(old, other, StringComparison.Ordinal)))[0], Is.Not.EqualTo(First));

    [Test]
    public void Fingerprint_InTheStatementOfAnotherSpan_IsTheSameByTheBanksReference()
    {
        Assert.That(Of(Statement(Line, id: "S-2"))[0], Is.EqualTo(First), "a week's and a month's");
        var bare = Line.Replace("<AcctSvcrRef>R-1</AcctSvcrRef>", "", StringComparison.Ordinal);
        Assert.That(Of(Statement(bare, id: "S-2"))[0], Is.Not.EqualTo(Of(Statement(bare))[0]), "two alike");
    }

    [Test]
    public void Fingerprint_OfAnotherAccount_IsAnother()
    {
        Assert.That(Of(Statement(Line).Replace("6222000012345678901", "1", StringComparison.Ordinal))[0],
            Is.Not.EqualTo(First));
    }

    [Test]
    public void Fingerprint_OfEqualLines_GoesByTheirOrder()
    {
        var three = Of(Statement(Line + Line + Line));
        Assert.That(three, Is.Unique);
        Assert.That(three[0], Is.EqualTo(First));
        Assert.That(Of(Statement(Line + Entry("7.00") + Line))[2], Is.EqualTo(three[1]),
            "The second of two is the second of three.");
    }

    [Test]
    public void Fingerprint_OfTransactionsInABatch_IsUnique()
    {
        var details = Details("2.00", "NOTPROVIDED") + Details("2.00", "NOTPROVIDED") + Details("1.00", "V-1");
        Assert.That(Of(Statement(Entry("5.00", details: details))), Is.Unique.And.Exactly(3).Items);
    }

    [Test]
    public void Fingerprint_OfIdsThatAreCutAlike_Differs()
    {
        var (one, two) = (new string('V', 35) + "1", new string('V', 35) + "2");
        Assert.That(Of(Statement(Entry("5.00", details: Details("5.00", one))))[0],
            Is.Not.EqualTo(Of(Statement(Entry("5.00", details: Details("5.00", two))))[0]));
    }

    private static List<string> Of(string statement) => [.. ReadStatement(statement).Lines.Select(l => l.Fingerprint)];
}
