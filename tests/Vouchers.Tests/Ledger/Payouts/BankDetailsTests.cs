using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

public sealed class BankDetailsTests
{
    [TestCase("622202120", "103333006012", Description = "a domestic number and CNAPS")]
    [TestCase("GB82WEST12345698765432", "WESTGB22", Description = "the example of ISO 13616 and a BIC")]
    [TestCase("DE89370400440532013000", "COBADEFFXXX", Description = "a BIC with its branch")]
    public void FirstFault_WellFormed_IsNone(string number, string code) =>
        Assert.That(new BankDetails("职业学院", number, code).FirstFault(), Is.Null);

    [TestCase("", "622202120", "103333006012", "bank.holder_name")]
    [TestCase(" a", "622202120", "103333006012", "bank.holder_name")]
    [TestCase("a\u0007", "622202120", "103333006012", "bank.holder_name")]
    [TestCase("a\u200b", "622202120", "103333006012", "bank.holder_name", Description = "nobody sees it")]
    [TestCase("\u202ea", "622202120", "103333006012", "bank.holder_name", Description = "it turns the writing")]
    [TestCase("a", "1234", "103333006012", "bank.account_number")]
    [TestCase("a", "6222-02120", "103333006012", "bank.account_number")]
    [TestCase("a", "GB82WEST12345698765433", "WESTGB22", "bank.account_number")]
    [TestCase("a", "622202120", "10333300601", "bank.bank_code")]
    [TestCase("a", "622202120", "WEST1B22", "bank.bank_code")]
    [TestCase("a", "622202120", "", "bank.bank_code")]
    public void FirstFault_OneFault_NamesItsField(string holder, string number, string code, string field)
    {
        var fault = new BankDetails(holder, number, code).FirstFault();
        Assert.That((fault?.Code, fault?.Facts["field"]), Is.EqualTo((RefusalCode.InvalidField, field)));
    }

    [TestCase(140, true)]
    [TestCase(141, false)]
    public void FirstFault_LongName_IsRefusedAboveTheLimit(int length, bool fits) => Assert.That(
        new BankDetails(new string('a', length), "62220", "103333006012").FirstFault() is null, Is.EqualTo(fits));

    [Test]
    public void MaskedNumber_AnyNumber_ShowsFourCharacters() =>
        Assert.That(PayoutWorld.Bank("622202120").MaskedNumber, Is.EqualTo("*****2120"));
}
