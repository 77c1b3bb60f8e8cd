using NUnit.Framework;
using Vouchers.Credentials;

namespace Vouchers.Tests.Credentials;

public sealed class VoucherCodeTests
{
    private static VoucherCodeFault FaultOf(string? text)
    {
        Assert.That(VoucherCode.TryParse(text, out _, out var fault), Is.EqualTo(fault == VoucherCodeFault.None));
        return fault;
    }

    [Test]
    public void ToString_AnyCode_RoundTripsAndIsGrouped()
    {
        for (var i = 0; i < 1000; i++)
        {
            var code = VoucherCode.New();
            Assert.That(code.ToString(), Does.Match(@"^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z*~$=U]$"));
            Assert.That(VoucherCode.Parse(code.ToString()), Is.EqualTo(code));
            Assert.That(new VoucherCode(code.Value), Is.EqualTo(code));
        }
    }

    [TestCase(0, "0000-0000-0000-0")]
    [TestCase(1, "0000-0000-0001-1")]
    [TestCase(36, "0000-0000-0014-U")]
    [TestCase(1234, "0000-0000-016J-D")]
    [TestCase((1L << 60) - 1, "ZZZZ-ZZZZ-ZZZZ-9")]
    public void ToString_KnownValue_IsCrockfords(long value, string text) =>
        Assert.That(new VoucherCode(value).ToString(), Is.EqualTo(text));

    [TestCase("0000-0000-016J-D")]
    [TestCase("0000 0000 016j d")]
    [TestCase("oOo000000i6Jd")]
    [TestCase("  0000--0000-0L6J-D ")]
    [TestCase("００００－００００－０１６Ｊ－ｄ")]
    [TestCase("0000\u30000000\u3000016J\u3000D")]
    public void TryParse_AsPeopleType_IsRead(string typed) =>
        Assert.That(VoucherCode.Parse(typed).Value, Is.EqualTo(1234));

    [TestCase(null, VoucherCodeFault.WrongLength)]
    [TestCase("", VoucherCodeFault.WrongLength)]
    [TestCase("0000-0000-016J", VoucherCodeFault.WrongLength)]
    [TestCase("0000-0000-016J-D0", VoucherCodeFault.WrongLength)]
    [TestCase("0000-0000-0U6J-D", VoucherCodeFault.BadCharacter)]
    [TestCase("0000-0000-016J-!", VoucherCodeFault.BadCharacter)]
    [TestCase("0000-0000-016J-E", VoucherCodeFault.WrongCheck)]
    public void TryParse_NoCode_SaysWhy(string? typed, VoucherCodeFault fault) =>
        Assert.That(FaultOf(typed), Is.EqualTo(fault));

    [Test]
    public void TryParse_OneCharacterMistypedOrTwoSwapped_IsAlwaysFound()
    {
        const string alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        var text = new VoucherCode(0x123456789ABCDEF).ToString().Replace("-", "", StringComparison.Ordinal);
        for (var at = 0; at < 13; at++)
        {
            foreach (var other in alphabet.Where(other => other != text[at]))
                Assert.That(FaultOf(text[..at] + other + text[(at + 1)..]), Is.Not.EqualTo(VoucherCodeFault.None));
            if (at > 0 && text[at] != text[at - 1])
            {
                var swapped = text[..(at - 1)] + text[at] + text[at - 1] + text[(at + 1)..];
                Assert.That(FaultOf(swapped), Is.Not.EqualTo(VoucherCodeFault.None));
            }
        }
    }

    [TestCase(-1)]
    [TestCase(1L << 60)]
    public void Construction_OutOfRange_Throws(long value) =>
        Assert.That(() => new VoucherCode(value), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
