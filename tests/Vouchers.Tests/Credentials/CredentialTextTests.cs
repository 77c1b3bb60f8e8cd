using System.Text;
using NUnit.Framework;
using Vouchers.Credentials;

namespace Vouchers.Tests.Credentials;

public sealed class CredentialTextTests
{
    // The examples of RFC 9285, section 4.3 and 4.4.
    [TestCase("AB", "BB8")]
    [TestCase("Hello!!", "%69 VD92EX0")]
    [TestCase("base-45", "UJCLQE7W581")]
    [TestCase("ietf!", "QED8WEX0")]
    [TestCase("", "")]
    public void Encode_ExamplesOfRfc9285_Match(string bytes, string text)
    {
        Assert.That(CredentialText.Encode(Encoding.ASCII.GetBytes(bytes)), Is.EqualTo("TV1:" + text));
        Assert.That(CredentialText.TryDecode("TV1:" + text, out var decoded), Is.True);
        Assert.That(Encoding.ASCII.GetString(decoded), Is.EqualTo(bytes));
    }

    // GGW is 65536, the first value that RFC 9285 demands to refuse; FGW is 65535.
    [TestCase("FGW", true)]
    [TestCase("GGW", false)]
    [TestCase("U5", true)]
    [TestCase("V5", false)]
    [TestCase("::", false)]
    [TestCase(":::", false)]
    [TestCase("0", false)]
    [TestCase("000Q", false)]
    public void TryDecode_Limits_AreThoseOfRfc9285(string text, bool good) =>
        Assert.That(CredentialText.TryDecode("TV1:" + text, out _), Is.EqualTo(good));

    [Test]
    public void TryDecode_AnyText_IsTheOnlyOneOfItsBytes()
    {
        var random = new Random(45);
        const string digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
        for (var i = 0; i < 20_000; i++)
        {
            var text = "TV1:" + new string(random.GetItems<char>(digits, random.Next(12)));
            if (CredentialText.TryDecode(text, out var bytes))
                Assert.That(CredentialText.Encode(bytes), Is.EqualTo(text));
        }
    }

    [Test]
    public void Encode_Longest_FillsTheBoundExactly()
    {
        var longest = Enumerable.Repeat((byte)0xFF, CredentialText.MaximumBytes).ToArray();
        var text = CredentialText.Encode(longest);
        Assert.That(text, Has.Length.EqualTo(CredentialText.MaximumCharacters));
        Assert.That(CredentialText.TryDecode(text, out var decoded), Is.True);
        Assert.That(decoded, Is.EqualTo(longest));
        Assert.That(() => CredentialText.Encode(new byte[CredentialText.MaximumBytes + 1]), Throws.ArgumentException);
    }

    [Test]
    public void Encode_AnyBytes_NeverEndInSpaceSoTrimmingIsHarmless()
    {
        for (var value = 0; value <= ushort.MaxValue; value++)
            Assert.That(CredentialText.Encode([(byte)(value >> 8), (byte)(value & 0xFF)])[^1], Is.Not.EqualTo(' '));
        for (var value = 0; value <= byte.MaxValue; value++)
            Assert.That(CredentialText.Encode([(byte)value])[^1], Is.Not.EqualTo(' '));
    }

    [Test]
    public void Sign_TypicalVoucher_HasTheSizeOfTheSpecification()
    {
        var cose = CredentialSigner.Sign(CredentialType.Voucher, Sample.Claims, Sample.Voucher);
        var text = CredentialText.Encode(cose);
        Assert.That(cose, Has.Length.InRange(150, 160));
        Assert.That(text, Has.Length.InRange(229, 244));
        Assert.That(QrPicture.Modules(text, QrMedium.Screen), Is.EqualTo(53), "version 9-M");
        Assert.That(QrPicture.Modules(text, QrMedium.Paper), Is.EqualTo(61), "version 11-Q");
        TestContext.Out.WriteLine($"{cose.Length} bytes, {text.Length} characters");
    }

    [Test]
    public void Sign_LargestClaims_StayWithinTheBound()
    {
        var largest = new CredentialClaims(
            new byte[16], Sample.Now, DateTimeOffset.MaxValue, new string('P', 24), int.MaxValue, int.MaxValue,
            long.MaxValue, new string('*', 16), int.MaxValue, new string('I', 40));
        Assert.That(CredentialSigner.Sign(CredentialType.Voucher, largest, Sample.Voucher),
            Has.Length.LessThan(CredentialText.MaximumBytes / 2));
        Assert.That(Sample.FaultOf(Sample.Text(largest)), Is.EqualTo(CredentialFault.None));
    }
}
