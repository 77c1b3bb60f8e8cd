using NUnit.Framework;
using Vouchers.Counter;
using Vouchers.Credentials;

namespace Vouchers.Tests.Counter;

/// <summary>What a counter makes of a text before it asks anybody.</summary>
public sealed class ScannedTextTests
{
    private static readonly string Code = new VoucherCode(123_456_789_012_345_678).ToString();

    private static readonly string Voucher = CredentialText.Encode([.. Enumerable.Range(0, 157).Select(i => (byte)i)]);

    [Test]
    public void Read_VoucherAsTheScannerTypesIt_IsTheVoucher()
    {
        var wide = string.Concat(Voucher.Select(c => c == ' ' ? '\u3000' : (char)(c - '!' + '\uFF01')));
        Assert.Multiple(() =>
        {
            Assert.That(ScannedText.Read(Voucher + "\r\n"), Is.EqualTo(new ScannedText.Voucher(Voucher)));
            Assert.That(ScannedText.Read(Voucher.ToLowerInvariant()), Is.EqualTo(new ScannedText.Voucher(Voucher)));
            Assert.That(ScannedText.Read(wide), Is.EqualTo(new ScannedText.Voucher(Voucher)));
        });
    }

    [TestCase("")]
    [TestCase("-")]
    [TestCase(" ")]
    public void Read_CodeWithOtherSeparators_IsTheCode(string separator) => Assert.That(
        ScannedText.Read(Code.ToLowerInvariant().Replace("-", separator, StringComparison.Ordinal)),
        Is.EqualTo(new ScannedText.Code(Code)));

    [Test]
    public void Read_LinkThatEnrolsADevice_NamesDeviceAndCode() => Assert.That(
        ScannedText.Read($"https://vouchers.example.org/counter/enrol#device=till-1&code={Code}"),
        Is.EqualTo(new ScannedText.DeviceLink("till-1", Code)));

    [TestCase(null, ScanFault.Nothing)]
    [TestCase(" \r\n", ScanFault.Nothing)]
    [TestCase("TV1:", ScanFault.CutShort)]
    [TestCase("TV1:RRQJEAO60GO0.CC2.LZJG6F,", ScanFault.CutShort)]
    [TestCase("TV2:ABC", ScanFault.OtherVersion)]
    [TestCase("https://u.wechat.com/abc", ScanFault.WebAddress)]
    [TestCase("https://vouchers.example.org/counter/enrol#device=&code=1", ScanFault.WebAddress)]
    [TestCase("13957712345", ScanFault.PhoneNumber)]
    [TestCase("+86 139 5771 2345", ScanFault.PhoneNumber)]
    [TestCase("330302200001011234", ScanFault.NationalId)]
    [TestCase("33030220000101123X", ScanFault.NationalId)]
    [TestCase("110101200001011234", ScanFault.NationalId)]
    [TestCase("134567890123456789", ScanFault.PaymentCode)]
    [TestCase("28123456789012345678", ScanFault.PaymentCode)]
    [TestCase("R-01M8K5CAVW-E4GAEWCK-1MRVDNVE", ScanFault.Receipt)]
    [TestCase("ABCD-EFGH-JKM", ScanFault.CodeLength)]
    [TestCase("hello", ScanFault.Unknown)]
    public void Read_AnythingElse_IsToldAsWhatItLooksLike(string? text, ScanFault fault) =>
        Assert.That(ScannedText.Read(text), Is.EqualTo(new ScannedText.Unusable(fault)));

    [Test]
    public void Read_CodeWithAWrongCharacter_IsMistyped()
    {
        var wrong = Code[0] == '0' ? '1' + Code[1..] : '0' + Code[1..];
        Assert.That(ScannedText.Read(wrong), Is.EqualTo(new ScannedText.Unusable(ScanFault.CodeMistyped)));
    }

    [TestCase(ScanFault.CodeMistyped, true)]
    [TestCase(ScanFault.CodeLength, true)]
    [TestCase(ScanFault.Unknown, false)]
    [TestCase(ScanFault.PaymentCode, false)]
    public void IsMistyped_OfAFault_IsTrueOfACodeWithASlip(ScanFault fault, bool isMistyped) =>
        Assert.That(new ScannedText.Unusable(fault).IsMistyped, Is.EqualTo(isMistyped));

    [Test]
    public void Plain_DeviceIdInFullWidth_IsTheId() =>
        Assert.That(ScannedText.Plain("　ｔｉｌｌ－１　"), Is.EqualTo(" till-1 "));

    [Test]
    public void Read_VoucherCutAnywhere_IsNeverAnythingButAVoucherOrAFault()
    {
        for (var length = 0; length < Voucher.Length; length++)
            Assert.That(ScannedText.Read(Voucher[..length]),
                Is.InstanceOf<ScannedText.Voucher>().Or.InstanceOf<ScannedText.Unusable>());
    }
}
