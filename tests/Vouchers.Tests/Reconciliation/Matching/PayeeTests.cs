using NUnit.Framework;
using Vouchers.Reconciliation;
using static Vouchers.Tests.Reconciliation.Sample;

namespace Vouchers.Tests.Reconciliation;

/// <summary>Pass 5: amount and payee, where the reference is missing.</summary>
public sealed class PayeeTests
{
    private static readonly ExpectedPayment Paid = Item("p1", 200_000);

    [TestCase(School, "", "AmountAndPayee p1=l1")]
    [TestCase("", SchoolAccount, "AmountAndPayee p1=l1")]
    [TestCase("", "6222021203001234567", "AmountAndPayee p1=l1")]
    [TestCase("Somebody Else", SchoolAccount, "AmountAndPayee p1=l1")]
    [TestCase("（温州）职业技术学院", "", "AmountAndPayee p1=l1")]
    [TestCase(School, "6222021203009999999", "Suggested l1?p1")]
    [TestCase("温州职业技术大学", "", "Suggested l1?p1")]
    [TestCase("Somebody Else", "", "Suggested l1?p1")]
    [TestCase("", "", "Suggested l1?p1")]
    public void AmountAndDate_Match_OnlyWithThePayee(string name, string account, string expected) => Assert.That(
        Told(Run([Paid], Bare("l1", 200_000) with { CounterpartyName = name, CounterpartyAccount = account })),
        Is.EqualTo(new[] { expected }));

    [TestCase("OUHAI TRAINING WORKSHOP LTD.")]
    [TestCase("Workshop Ltd, Ouhai Training")]
    [TestCase("Ｏｕｈａｉ　Ｔｒａｉｎｉｎｇ　Ｗｏｒｋｓｈｏｐ　Ｌｔｄ")]
    [TestCase("Oúhài Training-Workshop Ltd")]
    public void Name_InAnySpelling_IsOne(string name) => Assert.That(
        Told(Run([Paid with { PayeeName = Workshop }], Bare("l1", 200_000) with { CounterpartyName = name })),
        Is.EqualTo(new[] { "AmountAndPayee p1=l1" }));

    [TestCase(5, "AmountAndPayee p1=l1")]
    [TestCase(15, "AmountAndPayee p1=l1")]
    [TestCase(4, "Suggested l1?p1")]
    [TestCase(16, "Suggested l1?p1")]
    public void Date_AtTheEdgeOfTheWindow_Counts(int day, string expected) => Assert.That(
        Told(Run([Paid], Bare("l1", 200_000, day) with
        {
            CounterpartyName = School, CounterpartyAccount = SchoolAccount,
        })),
        Is.EqualTo(new[] { expected }));

    [TestCase(11, "AmountAndPayee p1=l1")]
    [TestCase(12, "Missing l1")]
    public void Line_OfADayBeforeThePaymentWasSent_IsNotIt(int sent, string expected)
    {
        var line = Bare("l1", 200_000) with { CounterpartyName = School, CounterpartyAccount = SchoolAccount };
        var told = Told(Run([Paid with { NotBefore = March(sent) }], line));
        Assert.That(told, sent <= 11
            ? Is.EqualTo(new[] { expected })
            : Has.None.Contain("p1=l1").And.None.Contain("l1?p1"));
    }

    [Test]
    public void Line_OfADayBeforeThePaymentWasSent_IsNoRivalOfItsOwn()
    {
        var lines = new[] { 11, 13 }.Select(day => Bare($"l{day}", 200_000, day) with
        {
            CounterpartyName = School, CounterpartyAccount = SchoolAccount,
        });
        Assert.That(Told(Run([Paid with { NotBefore = March(12) }], [.. lines])),
            Does.Contain("AmountAndPayee p1=l13"));
    }

    [TestCase("RENT-11", BankDirection.Debit, false)]
    [TestCase("NOTPROVIDED", BankDirection.Debit, true)]
    [TestCase("RENT-11", BankDirection.Credit, true)]
    public void Id_OfAnother_KeepsADebitFromBeingMatchedByItsSum(string id, BankDirection direction, bool isMatched)
    {
        var item = new ExpectedPayment("p1", direction, Cny(200_000), March(10))
        {
            PayeeName = School, PayeeAccount = SchoolAccount,
        };
        var line = Bare("l1", 200_000, direction: direction) with
        {
            EndToEndId = id, CounterpartyName = School, CounterpartyAccount = SchoolAccount,
        };
        Assert.That(Told(Run([item], line)), isMatched
            ? Is.EqualTo(new[] { "AmountAndPayee p1=l1" })
            : Is.EqualTo(new[] { "Suggested l1?p1" }));
    }

    [Test]
    public void TwoAlike_OnEitherSide_AreSuggested()
    {
        var line = Bare("l1", 200_000) with { CounterpartyName = School };
        var items = Run([Paid, Item("p2", 200_000)], line);
        Assert.That(Told(items), Is.EqualTo(new[] { "Suggested l1?p1|p2" }));
        Assert.That(Kinds(items.Suggestions[0].Candidates[0].Signals), Does.Contain(SignalKind.SeveralAlike));
        Assert.That(Told(Run([Paid], line, line with { Id = "l2" })),
            Is.EqualTo(new[] { "Suggested l1?p1", "Suggested l2?p1" }));
    }

    [Test]
    public void SameAmountEachMonth_IsToldApartByDate()
    {
        var lines = new[] { 2, 24 }.Select(day => Bare($"l{day}", 200_000, day) with { CounterpartyName = School });
        Assert.That(Told(Run([Item("p1", 200_000, 1), Item("p2", 200_000, 22)], [.. lines])),
            Is.EqualTo(new[] { "AmountAndPayee p1=l2", "AmountAndPayee p2=l24" }));
    }

    [Test]
    public void OneAlikeByAccount_AnotherByName_AreRivals()
    {
        var other = Item("p2", 200_000) with { PayeeName = Workshop };
        var line = Bare("l1", 200_000) with { CounterpartyName = Workshop, CounterpartyAccount = SchoolAccount };
        Assert.That(Run([Paid with { PayeeAccount = "", PayeeName = Workshop }, other], line).Matches, Is.Empty);
    }

    [Test]
    public void LineOfAnotherPayment_IsNotTakenFor_OneAlike()
    {
        var other = Item("p2", 150_000) with { PayeeName = Workshop, PayeeAccount = WorkshopAccount };
        var wrong = Debit("l1", Paid) with { EndToEndId = other.EndToEndId };
        Assert.That(Told(Run([Paid, other], wrong)),
            Is.EqualTo(new[] { "AmountDifference p2=l1 -50000", "MissingInBank p1= +200000" }));
    }
}
