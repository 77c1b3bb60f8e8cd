using NUnit.Framework;
using Vouchers.Credentials;

namespace Vouchers.Tests.Credentials;

public sealed class VerifiedCredentialTests
{
    [TestCase(-31, false)]
    [TestCase(-30, true)]
    [TestCase(0, true)]
    [TestCase(90, true)]
    [TestCase(91, false)]
    public void IsWithin_Presentation_LivesSixtySecondsPlusSkew(int seconds, bool within)
    {
        var presentation = new VerifiedCredential(
            CredentialType.Presentation, Sample.Claims with { ExpiresAt = Sample.Now.AddDays(1) }, default);
        Assert.That(presentation.IsWithin(Sample.Now.AddSeconds(seconds)), Is.EqualTo(within));
        var shorter = presentation with { Claims = Sample.Claims with { ExpiresAt = Sample.Now.AddSeconds(20) } };
        Assert.That(shorter.IsWithin(Sample.Now.AddSeconds(50)), Is.True);
        Assert.That(shorter.IsWithin(Sample.Now.AddSeconds(51)), Is.False);
    }

    [Test]
    public void IsWithin_Voucher_EndsAtExpiry()
    {
        var voucher = new VerifiedCredential(CredentialType.Voucher, Sample.Claims, default);
        Assert.That(voucher.IsWithin(Sample.Claims.ExpiresAt.AddSeconds(-1)), Is.True);
        Assert.That(voucher.IsWithin(Sample.Claims.ExpiresAt), Is.False);
        Assert.That(voucher.IsWithin(DateTimeOffset.MaxValue), Is.False);
        Assert.That(voucher.IsWithin(DateTimeOffset.MinValue), Is.False);
    }
}
