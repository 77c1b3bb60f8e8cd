using NUnit.Framework;
using Vouchers.Web;

namespace Vouchers.EndToEnd.Web;

/// <summary>Amounts as people type them.</summary>
public sealed class TypedMoneyTests
{
    [TestCase("1200.50", "CNY", 120_050)]
    [TestCase("1,200.5", "CNY", 120_050)]
    [TestCase(" 12,345,678 ", "CNY", 1_234_567_800)]
    [TestCase("１，２００．５０", "CNY", 120_050)]
    [TestCase("500,000", "JPY", 500_000)]
    public void TryRead_AnAmount_IsItsMinorUnits(string typed, string currency, long minorUnits)
    {
        Assert.That(TypedMoney.TryRead(typed, currency, out var money), Is.True);
        Assert.That((money.MinorUnits, money.Currency), Is.EqualTo((minorUnits, currency)));
    }

    [TestCase("1,50", "CNY", Description = "a comma for a point")]
    [TestCase("12,34,567", "CNY")]
    [TestCase("1,2345", "CNY")]
    [TestCase("1.2,345", "CNY")]
    [TestCase("0.001", "CNY")]
    [TestCase("1.5", "JPY")]
    [TestCase("-5", "CNY")]
    [TestCase("9999999999999999999999999999", "CNY", Description = "more than a decimal holds a hundred times")]
    [TestCase("99999999999999999999", "CNY", Description = "more than the books hold")]
    [TestCase("", "CNY")]
    [TestCase(null, "CNY")]
    public void TryRead_AnythingElse_IsNone(string? typed, string currency) =>
        Assert.That(TypedMoney.TryRead(typed, currency, out _), Is.False);
}
