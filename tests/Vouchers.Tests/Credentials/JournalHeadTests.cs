using System.Security.Cryptography;
using NUnit.Framework;
using Vouchers.Credentials;

namespace Vouchers.Tests.Credentials;

public sealed class JournalHeadTests
{
    private static readonly LocalSigner Signer = Sample.NewSigner();
    private static readonly TrustedKey Key = Sample.Key(Signer, KeyUse.Journal);
    private static readonly JournalHead Head = new(3, 41, SHA256.HashData([1]), Sample.Now);

    private static JournalHeadFault FaultOf(byte[] bytes, TrustedKey? key = null)
    {
        var accepted = JournalHead.TryRead(bytes, Sample.TrustOf(key ?? Key), out _, out var fault);
        Assert.That(accepted, Is.EqualTo(fault == JournalHeadFault.None));
        return fault;
    }

    [Test]
    public void TryRead_OwnHead_GivesAllBack()
    {
        var bytes = Head.SignedBy(Signer);
        Assert.That(JournalHead.TryRead(bytes, Sample.TrustOf(Key), out var read, out _), Is.True);
        Assert.That(read, Is.EqualTo(Head));
        Assert.That(bytes, Has.Length.LessThanOrEqualTo(JournalHead.MaximumBytes));
    }

    [Test]
    public void TryRead_KeyForOtherThingsOrOfNobody_IsNotTrustedAndStillTellsWhatItSays()
    {
        Assert.That(FaultOf(Head.SignedBy(Signer), Key with { Use = KeyUse.Receipt }),
            Is.EqualTo(JournalHeadFault.NotTrusted));
        Assert.That(FaultOf(Head.SignedBy(Sample.NewSigner())), Is.EqualTo(JournalHeadFault.NotTrusted));
        JournalHead.TryRead(Head.SignedBy(Sample.NewSigner()), Sample.TrustOf(Key), out var read, out _);
        Assert.That(read, Is.EqualTo(Head));
    }

    [Test]
    public void TryRead_SignedOutsideOfTheKeysTime_IsNotTrusted()
    {
        var bytes = Head.SignedBy(Signer);
        Assert.That(FaultOf(bytes, Key with { CompromisedAt = Sample.Now }), Is.EqualTo(JournalHeadFault.NotTrusted));
        Assert.That(FaultOf(bytes, Key with { NotAfter = Sample.Now.AddSeconds(-1) }),
            Is.EqualTo(JournalHeadFault.NotTrusted));
        Assert.That(FaultOf(bytes, Key with { CompromisedAt = Sample.Now.AddSeconds(1), NotAfter = Sample.Now }),
            Is.EqualTo(JournalHeadFault.None));
    }

    [Test]
    public void TryRead_OtherThings_AreMalformed()
    {
        Assert.That(FaultOf([]), Is.EqualTo(JournalHeadFault.Malformed));
        Assert.That(FaultOf(new byte[JournalHead.MaximumBytes + 1]), Is.EqualTo(JournalHeadFault.Malformed));
        Assert.That(FaultOf(CredentialSigner.Sign(CredentialType.Voucher, Sample.Claims, Signer)),
            Is.EqualTo(JournalHeadFault.Malformed));
        Assert.That(FaultOf(CoseSign1.Sign(CoseType.JournalHead, [0xA0], Signer)),
            Is.EqualTo(JournalHeadFault.Malformed));
    }

    [Test]
    public void TryRead_EveryBitFlip_IsRefused()
    {
        var genuine = Head.SignedBy(Signer);
        for (var bit = 0; bit < genuine.Length * 8; bit++)
        {
            var flipped = genuine.ToArray();
            flipped[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.That(FaultOf(flipped), Is.Not.EqualTo(JournalHeadFault.None), $"bit {bit}");
        }
    }

    [Test]
    public void SignedBy_NoHead_Throws()
    {
        Assert.That(() => (Head with { Lane = 0 }).SignedBy(Signer), Throws.ArgumentException);
        Assert.That(() => (Head with { Batch = 0 }).SignedBy(Signer), Throws.ArgumentException);
        Assert.That(() => (Head with { Hash = new byte[31] }).SignedBy(Signer), Throws.ArgumentException);
    }
}
