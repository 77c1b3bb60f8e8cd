using CsCheck;
using NUnit.Framework;
using Vouchers.Ledger;
using Vouchers.Reconciliation.BankMessages;

namespace Vouchers.Tests.Reconciliation.BankMessages;

public sealed class AmountTextTests
{
    [TestCase("CNY", 2)]
    [TestCase("EUR", 2)]
    [TestCase("JPY", 0)]
    [TestCase("KWD", 3)]
    [TestCase("CLF", 4)]
    public void Exponent_OfACurrency_IsIso4217s(string code, int expected)
    {
        Assert.That(CurrencyExponent.TryGet(Currency.Parse(code), out var exponent), Is.True);
        Assert.That(exponent, Is.EqualTo(expected));
    }

    [TestCase("XAU")]
    [TestCase("XXX")]
    [TestCase(null)]
    public void Exponent_OfWhatCannotBeCounted_IsNone(string? code)
    {
        var currency = code is null ? default : Currency.Parse(code);
        Assert.That(CurrencyExponent.TryGet(currency, out _), Is.False);
        Assert.That(() => AmountText.Format(new(1, currency)), Throws.ArgumentException);
        Assert.That(AmountText.TryParse("1", currency, out _, out var why), Is.False);
        Assert.That(why, Does.Contain("currency"));
    }

    [TestCase("CNY", "1", 100)]
    [TestCase("CNY", "1.5", 150)]
    [TestCase("CNY", " +0001.50000 ", 150)]
    [TestCase("CNY", ".05", 5)]
    [TestCase("CNY", "5.", 500)]
    [TestCase("JPY", "12.000", 12)]
    [TestCase("KWD", "1.0050", 1005)]
    [TestCase("CNY", "92233720368547758.07", long.MaxValue)]
    public void TryParse_Amount_IsExact(string currency, string text, long minorUnits)
    {
        Assert.That(AmountText.TryParse(text, Currency.Parse(currency), out var amount, out var why), Is.True, why);
        Assert.That(amount, Is.EqualTo(new Money(minorUnits, Currency.Parse(currency))));
    }

    [TestCase("CNY", "1.005", "decimals")]
    [TestCase("JPY", "12.5", "decimals")]
    [TestCase("CNY", "92233720368547758.08", "64 bits")]
    [TestCase("CNY", "", "not an amount")]
    [TestCase("CNY", null, "not an amount")]
    [TestCase("CNY", ".", "not an amount")]
    [TestCase("CNY", "-1", "not an amount")]
    [TestCase("CNY", "1,000.00", "not an amount")]
    [TestCase("CNY", "1e3", "not an amount")]
    [TestCase("CNY", "1.0.0", "not an amount")]
    [TestCase("CNY", "١", "not an amount")]
    public void TryParse_AnythingElse_SaysWhy(string currency, string? text, string why)
    {
        Assert.That(AmountText.TryParse(text, Currency.Parse(currency), out _, out var said), Is.False);
        Assert.That(said, Does.Contain(why));
    }

    [Test]
    public void Format_AnyAmount_RoundTrips() => Gen.Select(
        Gen.Long[0, long.MaxValue], Gen.OneOf("CNY", "JPY", "KWD", "CLF").Select(Currency.Parse),
        (units, currency) => new Money(units, currency)).Sample(amount =>
        {
            Assert.That(AmountText.TryParse(AmountText.Format(amount), amount.Currency, out var read, out _), Is.True);
            Assert.That(read, Is.EqualTo(amount));
        });

    [Test]
    public void Format_SmallestNumber_HasASignAndAllDigits() => Assert.That(
        AmountText.Format(new(long.MinValue, Currency.Cny)), Is.EqualTo("-92233720368547758.08"));
}
