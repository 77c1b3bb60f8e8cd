using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

public sealed class ValueTests
{
    [TestCase("a")]
    [TestCase("0")]
    [TestCase("a-b.c")]
    [TestCase("a.")]
    public void Id_WellFormed_RoundTrips(string text)
    {
        Assert.That(Id<Citizen>.TryParse(text, out var id), Is.True);
        Assert.That((id.Value, id.ToString(), Id<Citizen>.Parse(text)), Is.EqualTo((text, text, id)));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("-a")]
    [TestCase(".a")]
    [TestCase("A")]
    [TestCase("a b")]
    [TestCase("a\n")]
    [TestCase("a_b")]
    [TestCase("é")]
    [TestCase("ａ")]
    [TestCase("٣")]
    public void Id_BadText_IsRefused(string? text)
    {
        Assert.That(Id<Citizen>.TryParse(text, out var id), Is.False);
        Assert.That(id, Is.EqualTo(default(Id<Citizen>)));
        Assert.That(() => Id<Citizen>.Parse(text!), Throws.TypeOf<FormatException>());
    }

    [Test]
    public void Id_Length_IsAtMost81()
    {
        Assert.That(Id<Citizen>.TryParse(new string('a', 81), out _), Is.True);
        Assert.That(Id<Citizen>.TryParse(new string('a', 82), out _), Is.False);
        var longest = Enrolment.IdOf(Id<Session>.Parse(new string('s', 40)), Id<Citizen>.Parse(new string('c', 40)));
        Assert.That(longest.Value, Has.Length.EqualTo(Id<Enrolment>.MaxLength));
    }

    [Test]
    public void Id_Default_HasNoValue()
    {
        Assert.That(() => default(Id<Citizen>).Value, Throws.InvalidOperationException);
        Assert.That(default(Id<Citizen>).ToString(), Is.Empty);
    }

    [TestCase("00000000-0000-0000-0000-000000000000", "00000000000000000000000000")]
    [TestCase("ffffffff-ffff-ffff-ffff-ffffffffffff", "7zzzzzzzzzzzzzzzzzzzzzzzzz")]
    [TestCase("01976d5e-5b7a-7c11-9d0e-3f5b8a0c2d41", "01jxpnwpvtfg8st3hzbe50rba1")]
    public void Uid_Format_IsTheUlidsText(string uuid, string text)
    {
        Assert.That(Uid.Format(Guid.Parse(uuid)), Is.EqualTo(text));
        Assert.That(Uid.ToBytes(text), Is.EqualTo(Guid.Parse(uuid).ToByteArray(bigEndian: true)));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("0000000000000000000000000")]
    [TestCase("000000000000000000000000000")]
    [TestCase("80000000000000000000000000")]
    [TestCase("0000000000000000000000000i")]
    [TestCase("0000000000000000000000000l")]
    [TestCase("0000000000000000000000000o")]
    [TestCase("0000000000000000000000000u")]
    [TestCase("0000000000000000000000000A")]
    [TestCase("-0000000000000000000000000")]
    [TestCase("0000000000000 000000000000")]
    public void Uid_NotCanonical_IsRefused(string? text)
    {
        Assert.That(Uid.TryParse(text, out var bytes), Is.False);
        Assert.That(bytes, Is.Empty);
        Assert.That(() => Uid.ToBytes(text!), Throws.TypeOf<FormatException>());
    }

    [Test]
    public void Uid_WrongByteCount_Throws() =>
        Assert.That(() => Uid.Format(new byte[15]), Throws.TypeOf<ArgumentOutOfRangeException>());

    [TestCase(0, "CNY 0.00")]
    [TestCase(5, "CNY 0.05")]
    [TestCase(-5, "CNY −0.05")]
    [TestCase(200_000, "CNY 2,000.00")]
    [TestCase(long.MaxValue, "CNY 92,233,720,368,547,758.07")]
    [TestCase(long.MinValue, "CNY −92,233,720,368,547,758.08")]
    public void Money_ToString_HasTwoDecimals(long fen, string text) =>
        Assert.That(World.Cny(fen).ToString(), Is.EqualTo(text));

    [Test]
    public void Money_Overflow_Throws()
    {
        Assert.That(() => World.Cny(long.MaxValue) + World.Cny(1), Throws.TypeOf<OverflowException>());
        Assert.That(() => World.Cny(long.MinValue) - World.Cny(1), Throws.TypeOf<OverflowException>());
        Assert.That(World.Cny(long.MaxValue) - World.Cny(long.MaxValue), Is.EqualTo(World.Cny(0)));
    }

    [Test]
    public void Money_TwoCurrencies_NeverMix()
    {
        var (yuan, dollar) = (World.Cny(1), new Money(1, Currency.Parse("USD")));
        Assert.That(() => yuan + dollar, Throws.InvalidOperationException);
        Assert.That(() => yuan - dollar, Throws.InvalidOperationException);
        Assert.That(() => yuan < dollar, Throws.InvalidOperationException);
        Assert.That(() => Money.Min(yuan, dollar), Throws.InvalidOperationException);
        Assert.That(yuan, Is.Not.EqualTo(dollar));
    }

    [Test]
    public void Money_Compare_IsByMinorUnits()
    {
        var (one, two) = (World.Cny(1), World.Cny(2));
        Assert.That(one < two && two > one && one <= two && two >= one && one <= World.Cny(1), Is.True);
        Assert.That((Money.Min(one, two), Money.Min(two, one)), Is.EqualTo((one, one)));
    }

    [TestCase("CNY", true)]
    [TestCase("USD", true)]
    [TestCase("cny", false)]
    [TestCase("CN", false)]
    [TestCase("CNYY", false)]
    [TestCase("C1Y", false)]
    [TestCase("ÄÖÜ", false)]
    [TestCase(null, false)]
    public void Currency_Text_IsThreeUpperCaseLetters(string? text, bool valid)
    {
        Assert.That(Currency.TryParse(text, out var currency), Is.EqualTo(valid));
        Assert.That(currency.Code, Is.EqualTo(valid ? text : null));
        if (!valid)
            Assert.That(() => Currency.Parse(text!), Throws.TypeOf<FormatException>());
    }

    [TestCase("2026-11-23T08:30:00Z", "2026-11-23T16:30:00+08:00")]
    [TestCase("2026-11-23T16:30:00.999999+08:00", "2026-11-23T16:30:00+08:00")]
    [TestCase("1969-12-31T23:59:59Z", "1970-01-01T07:59:59+08:00")]
    public void Timestamp_OfAnyOffset_IsToldInTheCitysTime(string text, string expected) =>
        Assert.That(World.At(text).ToString(), Is.EqualTo(expected));

    [Test]
    public void Timestamp_Arithmetic_IsInMicrosecondsAndChecked()
    {
        var time = World.At("2026-11-23T08:30:00.123456Z");
        Assert.That(Timestamp.From(time.ToDateTimeOffset()), Is.EqualTo(time));
        Assert.That(Timestamp.From(time.ToDateTimeOffset().AddTicks(9)), Is.EqualTo(time), "Finer than a µs is cut.");
        Assert.That((time + TimeSpan.FromMicroseconds(1)).Microseconds, Is.EqualTo(time.Microseconds + 1));
        Assert.That(time - TimeSpan.FromDays(1) + TimeSpan.FromDays(1), Is.EqualTo(time));
        var last = new Timestamp(long.MaxValue);
        Assert.That(() => last + TimeSpan.FromMicroseconds(1), Throws.TypeOf<OverflowException>());
        Assert.That(default(Timestamp).ToString(), Is.EqualTo("1970-01-01T08:00:00+08:00"));
    }
}
