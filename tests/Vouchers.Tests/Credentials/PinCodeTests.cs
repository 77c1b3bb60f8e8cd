using NUnit.Framework;
using Vouchers.Credentials;

namespace Vouchers.Tests.Credentials;

public sealed class PinCodeTests
{
    private static readonly byte[] Pepper = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly byte[] Id = new byte[16];

    [Test]
    public void Derive_SameInput_SamePinAndAnyOtherInputAnother()
    {
        var pin = PinCode.Derive(Pepper, Id, 0);
        Assert.That(pin, Does.Match("^[0-9]{6}$"));
        Assert.That(PinCode.Derive(Pepper, Id, 0), Is.EqualTo(pin));
        Assert.That(PinCode.Derive(Pepper, Id, 1), Is.Not.EqualTo(pin));
        Assert.That(PinCode.Derive(new byte[32], Id, 0), Is.Not.EqualTo(pin));
        Assert.That(PinCode.Derive(Pepper, Sample.Claims.VoucherId.Span, 0), Is.Not.EqualTo(pin));
    }

    [Test]
    public void Derive_ManyVouchers_AreEvenlySpread()
    {
        var tens = new int[10];
        for (var generation = 0; generation < 20_000; generation++)
            tens[PinCode.Derive(Pepper, Id, generation)[0] - '0']++;
        // 2,000 expected each, with a deviation of 42.
        Assert.That(tens, Has.All.InRange(1800, 2200));
    }

    [TestCase("123456", true)]
    [TestCase("123457", false)]
    [TestCase("12345", false)]
    [TestCase("", false)]
    [TestCase(null, false)]
    [TestCase("１２３４５６", false)]
    public void AreEqual_Typed_ComparesExactly(string? typed, bool equal) =>
        Assert.That(PinCode.AreEqual(typed, "123456"), Is.EqualTo(equal));
}
